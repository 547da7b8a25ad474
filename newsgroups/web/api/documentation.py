"""Renders the OpenAPI document, which programs read, as a page for people."""

import json
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Schema = dict[str, Any]
# A schema may contain itself.
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
    """One operation; `answer` is the name of the response schema, `example` a response as JSON."""

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
    from . import api  # The package collects the operations that its modules define.

    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    operations = [
        _operation(path, method, operation, schemas)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    shown = {
        "groups": [(name, list(members)) for name, members in groupby(operations, key=attrgetter("group"))],
        "schemas": [_schema(name, schemas[name]) for name in sorted(schemas)],
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "newsgroups/api.html", shown)


def _operation(path: str, method: str, described: Schema, schemas: Schema) -> Operation:
    success = next(status for status in described["responses"] if status.startswith("2"))
    answer = _content(described["responses"][success])
    return Operation(
        name=described["operationId"].rpartition("_api_")[2],
        group=described["tags"][0],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        description=described.get("description", ""),
        parameters=[
            Parameter(
                parameter["name"], parameter["in"], _type(parameter["schema"]), parameter["required"], _about(parameter)
            )
            for parameter in described.get("parameters", [])
        ],
        body=_type(_content(described["requestBody"])) if "requestBody" in described else "",
        answer=_type(answer),
        example=json.dumps(_example(answer, schemas), indent=2, ensure_ascii=False),
        statuses=list(described["responses"]),
    )


def _content(holder: Schema) -> Schema:
    """Return the schema of the first media type."""
    schema: Schema = next(iter(holder["content"].values()))["schema"]
    return schema


def _schema(name: str, schema: Schema) -> SchemaShown:
    required = schema.get("required", [])
    keys = [
        Parameter(key, "", _type(value), key in required, _about(value))
        for key, value in schema.get("properties", {}).items()
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
        return {name: _example(value, schemas, depth + 1) for name, value in schema["properties"].items()}
    return _plain(schema)


def _plain(schema: Schema) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    return {"string": "", "integer": 0, "number": 0.0, "boolean": False, "object": {}}.get(schema.get("type", ""))
