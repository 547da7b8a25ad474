"""The API's document as a page to read, made from the same OpenAPI document that programs read."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Schema = dict[str, Any]
# A schema may hold itself.
MAX_DEPTH = 8


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    type: str
    is_required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """`answer` is the name of the schema, `example` an answer as JSON."""

    name: str
    group: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: str
    answer: str
    example: str
    statuses: list[str]


@dataclass(frozen=True)
class SchemaShown:
    name: str
    description: str
    keys: list[Parameter]


def documentation(request: HttpRequest) -> HttpResponse:
    from . import api  # The package collects what its modules define.

    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    operations = [
        _operation(path, method, found, schemas)
        for path, methods in document["paths"].items()
        for method, found in methods.items()
    ]
    shown = {
        "groups": [(name, list(found)) for name, found in groupby(operations, key=lambda each: each.group)],
        "schemas": [_schema(name, schemas[name]) for name in sorted(schemas)],
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "newsgroups/api.html", shown)


def _operation(path: str, method: str, found: Schema, schemas: Schema) -> Operation:
    answer = _content(found["responses"]["200"])
    return Operation(
        name=found["operationId"].rpartition("_api_")[2],
        group=found["tags"][0],
        method=method.upper(),
        path=path,
        summary=found["summary"],
        description=found.get("description", ""),
        parameters=[
            Parameter(each["name"], each["in"], _type(each["schema"]), each["required"], _about(each))
            for each in found.get("parameters", [])
        ],
        body=_type(_content(found["requestBody"])) if "requestBody" in found else "",
        answer=_type(answer),
        example=json.dumps(_example(answer, schemas), indent=2, ensure_ascii=False),
        statuses=list(found["responses"]),
    )


def _content(holder: Schema) -> Schema:
    """The schema of the first media type."""
    return next(iter(holder["content"].values()))["schema"]


def _schema(name: str, schema: Schema) -> SchemaShown:
    required = schema.get("required", [])
    keys = [
        Parameter(key, "", _type(each), key in required, _about(each))
        for key, each in schema.get("properties", {}).items()
    ]
    return SchemaShown(name, schema.get("description", ""), keys)


def _about(schema: Schema) -> str:
    return str(schema.get("description") or schema.get("schema", {}).get("description", ""))


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or schema.get("title" if "properties" in schema else "type", "any"))


def _example(schema: Schema, schemas: Schema, depth: int = 0) -> Any:
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return _example(schemas[str(schema["$ref"]).rpartition("/")[2]], schemas, depth + 1)
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], schemas, depth)
    if schema.get("type") == "array":
        return [] if depth > MAX_DEPTH else [_example(schema["items"], schemas, depth + 1)]
    if "properties" in schema and depth <= MAX_DEPTH:
        return {name: _example(each, schemas, depth + 1) for name, each in schema["properties"].items()}
    return _plain(schema)


def _plain(schema: Schema) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    return {"string": "", "integer": 0, "number": 0.0, "boolean": False, "object": {}}.get(schema.get("type", ""))
