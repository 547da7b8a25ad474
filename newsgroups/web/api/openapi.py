"""Generates the OpenAPI document, and implements `fields`, a parameter of every read operation."""

import re
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from newsgroups.web.api.responses.base import Problem

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
RETRY = {
    "Retry-After": {"description": "Seconds to wait before trying again.", "schema": {"type": "integer", "minimum": 1}}
}
ETAG = {"ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}}}
_FIELDS = "Comma-separated keys to include in each result, or in the response if it is not a list."


class ArchiveAPI(NinjaAPI):
    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        status = options.get("status") or options["temporal_response"].status_code
        if request.method == "GET" and status == 200 and "fields" in request.GET:
            try:
                data = self._chosen(request, data)
            except ValidationError as error:
                return super().create_response(request, {"detail": error.errors}, status=422)
        return super().create_response(request, data, **options)

    def _chosen(self, request: HttpRequest, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the keys that `fields` requests. Raises ValidationError for a key that does not exist."""
        asked = {name.strip() for name in ",".join(request.GET.getlist("fields")).split(",")} - {""}
        rows = data.get("results", [data])
        route = request.resolver_match.route if request.resolver_match else ""
        known = set(self._names.get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route}"), []))
        known |= {name for row in rows for name in row}
        if not asked or asked - known:
            unknown = ", ".join(sorted(asked - known)) or "nothing"
            message = f"Unknown fields: {unknown}. Known fields: {', '.join(sorted(known))}."
            raise ValidationError([{"type": "value_error", "loc": ["query", "fields"], "msg": message}])
        chosen = [{name: value for name, value in row.items() if name in asked} for row in rows]
        return data | {"results": chosen} if "results" in data else chosen[0]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Return the keys that `fields` accepts, by path."""
        document = self.get_openapi_schema()
        reads = {path: methods["get"] for path, methods in document["paths"].items() if "get" in methods}
        return {
            path: parameter["schema"]["items"]["enum"]
            for path, operation in reads.items()
            for parameter in operation["parameters"]
            if parameter["name"] == "fields"
        }

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the document, generated once per process: it takes 150 ms and never changes."""
        if self._document is None:
            self._document = self._described(super().get_openapi_schema(**options))
        return self._document

    _document: OpenAPISchema | None = None

    def _described(self, document: OpenAPISchema) -> OpenAPISchema:
        schemas = document["components"]["schemas"]
        schemas["Problem"] = schema_of(Problem)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _describe_errors(operation, path, method)
                if method == "get":
                    _describe_fields(operation, schemas)
        return document


def schema_of(model: type[Schema]) -> dict[str, Any]:
    return model.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")


def _describe_errors(operation: dict[str, Any], path: str, method: str) -> None:
    """Adds the statuses that any operation of the kind can answer with."""
    statuses = {
        422: "A value was rejected; `errors` lists each one with the reason.",
        429: "Too many requests from one address.",
    }
    statuses |= {503: "The archive is busy, or its index is being repaired."}
    statuses |= {401: "Not logged in.", 403: "Not allowed."} if "security" in operation else {}
    statuses |= {404: "Not in the archive."} if method == "get" or "{" in path else {}
    statuses |= {409: "Contradicts an earlier decision."} if method == "post" and "security" in operation else {}
    statuses |= {410: "Removed from the archive."} if "{" in path else {}
    statuses |= {400: "The body could not be read.", 413: "The body is too large."} if method == "post" else {}
    responses = operation["responses"]
    for status, sentence in statuses.items():
        headers = {"headers": RETRY} if status in (429, 503) else {}
        responses.setdefault(status, {"description": sentence, "content": PROBLEM} | headers)
    if method == "get":
        responses[304] = {"description": "The client already has the current response (If-None-Match)."}
        responses[200]["headers"] = ETAG
    operation["responses"] = {str(status): responses[status] for status in sorted(responses, key=int)}


def _describe_fields(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Add the parameter `fields`; keys that it can leave out are not marked as required."""
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    chosen = _target(schema, schemas)
    if results := chosen["properties"].get("results"):
        chosen = _target(results["items"], schemas)
    chosen.pop("required", None)
    names = {"type": "string", "enum": list(chosen["properties"])}
    shown = {"name": "fields", "in": "query", "required": False, "description": _FIELDS, "style": "form"}
    shown |= {"explode": False, "schema": {"type": "array", "items": names, "minItems": 1}}
    operation["parameters"] = [*operation.get("parameters", []), shown]


def _target(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    resolved: dict[str, Any] = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return resolved
