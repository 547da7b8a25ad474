"""The hundred nastiest queries: each gets a page that says how it was parsed."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from .nasty import NASTY


def answered(client: Client, query: str) -> None:
    query = query.encode("utf-8", "replace").decode()
    for address in ("/search/", "/api/v1/search", "/search/feed/", "/search/complete/"):
        status = client.get(address, {"q": query}).status_code
        assert (address, query[:60], status) == (address, query[:60], 200)
    response = client.get("/search.csv", {"q": query})
    assert (response.status_code, b"".join(response.streaming_content)[:3]) == (200, b"id,")


def test_the_nastiest_queries_are_answered(client: Client, archive) -> None:
    assert len(set(NASTY)) >= 150
    for query in NASTY:
        answered(client, query)


@pytest.mark.parametrize(
    ("query", "explanation"),
    [
        ('"harbour bridge', "unclosed quotation mark: searched for “harbour bridge”"),
        ("bridge after:2018-02-30", "after:2018-02-30 is not a date; use 2020, 2020-01, or 2020-01-31"),
        ("colour:bridge", "colour: is not a field, so its words were searched for"),
        ("(bridge", "an opening parenthesis was not closed"),
        ("bridge OR", "OR needs something on both sides"),
        ("b* bridge", "b*: * and ? need at least 2 letters before them or 3 after them"),
        ("bridge " * 2_000, "the query is too long, so only its first 1,000 characters were used"),
    ],
)
def test_the_page_says_what_it_could_not_read(client: Client, archive, query: str, explanation: str) -> None:
    response = client.get("/search/", {"q": query})
    assert explanation in response.context["found"].notes
    assert f"<li>{explanation}</li>" in response.content.decode()


pieces = st.sampled_from(
    'bridge br* bri?ge bridg~ "harbour bridge" "unclosed ( ) ( ) - NOT AND OR NEAR/3 title: author:x source:northline '
    "after:2018-02-30 before:2027 colour:red * ~ : \\ [ \0".split(" ")
)


@given(st.lists(pieces, max_size=12).map(" ".join) | st.text(max_size=200))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_query_is_answered(client: Client, archive, query: str) -> None:
    answered(client, query)
