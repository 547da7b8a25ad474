"""The API documents itself, for programs and for people."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def document(client: Client, db) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_has_a_schema_for_its_answer(document) -> None:
    without = [
        name
        for name, operation in operations(document)
        for success in [min(operation["responses"])]
        if not any("schema" in each for each in operation["responses"][success]["content"].values())
    ]
    assert without == []
    assert len(list(operations(document))) > 15


def test_every_error_is_documented_as_a_problem(document) -> None:
    for name, operation in operations(document):
        errors = {status: each for status, each in operation["responses"].items() if int(status) >= 400}
        assert {"422", "429", "503"} <= set(errors), name
        assert {kind for each in errors.values() for kind in each["content"]} == {"application/problem+json"}, name


def test_every_number_has_a_meaning(document) -> None:
    """Ids, lengths, and offsets have an example; every other number says what it counts and in which unit."""
    silent = [
        f"{name}.{key}"
        for name, schema in document["components"]["schemas"].items()
        for key, each in schema.get("properties", {}).items()
        if each.get("type") in ("integer", "number") and not (each.get("description") or each.get("examples"))
    ]
    assert silent == []


def test_every_reference_leads_to_a_schema(document) -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert len(named) > 15
    assert named - set(document["components"]["schemas"]) == set()


def test_the_page_describes_every_operation_without_foreign_files(client: Client, document) -> None:
    page = client.get("/api/").content.decode()
    for name, _ in operations(document):
        method, path = name.split()
        assert f"<code>{method.upper()} {path}</code>" in page
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", page) == []


def undocumented(answer: Any, schema: dict[str, Any], schemas: dict[str, Any], place: str = "") -> Iterator[str]:
    """Returns keys of a response that its schema does not have, and keys of the schema that the response lacks."""
    if isinstance(answer, list):
        for each in answer:
            yield from undocumented(each, schema.get("items", {}), schemas, f"{place}[]")
    if "$ref" in schema:
        yield from undocumented(answer, schemas[schema["$ref"].rpartition("/")[2]], schemas, place)
    elif isinstance(answer, dict) and "properties" in schema:
        for name in answer.keys() ^ schema["properties"].keys():
            yield f"{place}.{name}"
        for name in answer.keys() & schema["properties"].keys():
            yield from undocumented(answer[name], schema["properties"][name], schemas, f"{place}.{name}")


def test_what_is_served_is_what_is_documented(client: Client, archive, document) -> None:
    left, right = archive["agency"], archive["copy"]
    served = {
        "/api/v1/search": "?q=bridge",
        "/api/v1/articles": f"?url={left.url}",
        "/api/v1/articles/{pk}": f"/{left.pk}",
        "/api/v1/articles/{pk}/similar": f"/{left.pk}/similar",
        "/api/v1/groups": "",
        "/api/v1/groups/{pk}": f"/{left.story_id}",
        "/api/v1/compare/{left}/{right}": f"/{left.pk}/{right.pk}",
        "/api/v1/similar": "",
        "/api/v1/browse": "",
        "/api/v1/sources": "",
        "/api/v1/sources/{slug}": "/northline",
        "/api/v1/about": "",
    }
    for path, rest in served.items():
        answer = client.get(path.partition("/{")[0] + rest).json()
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert list(undocumented(answer, schema, document["components"]["schemas"])) == [], path
    question = {"text": left.text}
    answer = client.post("/api/v1/lookup", question, content_type="application/json").json()
    schema = document["paths"]["/api/v1/lookup"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(undocumented(answer, schema, document["components"]["schemas"])) == []
    extra = answer | {"surprise": 1}
    assert list(undocumented(extra, schema, document["components"]["schemas"])) == [".surprise"]
