"""Whole lists as CSV and JSON lines, and sitemaps."""

import csv
import io
import json
import re

import pyarrow.parquet
import pytest
from django.test import Client

from newsgroups.models import Article
from newsgroups.web.output import parquet
from tests.closing import given_up


def sent(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    given_up(answer)
    return content


LISTS = ["groups", "similar", "search", "browse"]


@pytest.mark.parametrize("name", LISTS)
def test_both_formats_have_the_same_rows(client: Client, archive, name: str) -> None:
    query = "?q=bridge" if name == "search" else ""
    table = list(csv.DictReader(io.StringIO(sent(client, f"/{name}.csv{query}").decode())))
    lines = [json.loads(line) for line in sent(client, f"/{name}.jsonl{query}").splitlines()]
    assert [{key: "" if value is None else str(value) for key, value in line.items()} for line in lines] == table
    assert len(lines) == {"groups": 2, "similar": 4, "search": 3, "browse": 5}[name]


def test_values_keep_their_types_and_what_is_not_known_is_null(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["chess"].pk).update(published=None)
    line = next(
        line
        for line in map(json.loads, sent(client, "/browse.jsonl").splitlines())
        if line["id"] == archive["chess"].pk
    )
    assert (line["published"], line["story"]) == (None, archive["chess"].story_id)


def test_a_pair_names_the_origin_by_its_side(client: Client, archive) -> None:
    lines = list(map(json.loads, sent(client, "/similar.jsonl?kind=near+copy").splitlines()))
    assert [(line["earlier_outlet"], line["later_outlet"], line["kind"]) for line in lines] == [
        ("Northline", "Daily Lantern", "near copy")
    ]
    assert lines[0]["origin"] in ("earlier", "later", "third", "unknown")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("group", [1, 2, 5_000])
def test_parquet_has_the_rows_of_json_lines(client: Client, archive, name: str, group: int, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", group)
    query = "?q=bridge" if name == "search" else ""
    table = pyarrow.parquet.read_table(io.BytesIO(sent(client, f"/{name}.parquet{query}")))
    lines = [json.loads(line) for line in sent(client, f"/{name}.jsonl{query}").splitlines()]
    assert len(lines) > 1
    assert table.to_pylist() == lines


def test_columns_of_parquet_have_types(client: Client, archive) -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(sent(client, "/similar.parquet")))
    types = {field.name: str(field.type) for field in schema}
    assert (types["id"], types["copied_later"], types["one_story"]) == ("int64", "double", "bool")
    assert (types["earlier_title"], types["earlier_published"]) == ("string", "string")


def test_an_empty_list_is_a_table_without_rows(client: Client, db) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(sent(client, "/groups.parquet")))
    assert (table.num_rows, table.column_names[:2]) == (0, ["id", "title"])


def test_without_pyarrow_a_sentence_says_what_to_do_and_no_page_offers_it(client: Client, archive, monkeypatch) -> None:
    assert 'href="/search.parquet' in client.get("/search/?q=bridge").content.decode()
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    answer = client.get("/groups.parquet")
    assert (answer.status_code, answer.content.decode().strip()) == (501, parquet.NOT_INSTALLED)
    assert "/search.parquet" not in client.get("/search/?q=bridge").content.decode()


def test_csv_has_a_byte_order_mark_on_request_only(client: Client, archive) -> None:
    assert sent(client, "/groups.csv").startswith(b"id,")
    marked = sent(client, "/groups.csv?bom=1")
    assert marked.startswith(b"\xef\xbb\xbfid,")
    assert marked.count(b"\xef\xbb\xbf") == 1


@pytest.mark.parametrize("name", LISTS)
def test_a_filter_that_cannot_be_honored_is_refused(client: Client, archive, name: str) -> None:
    assert client.get(f"/{name}.jsonl?source=nobody").status_code == 400
    assert client.get(f"/{name}.csv?nonsense=1").status_code == 400


def test_filters_narrow_the_articles_of_a_table(client: Client, archive) -> None:
    lines = sent(client, "/browse.jsonl?from=2026-11-05&source=northline").splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Chess champion of Skerrow banned for two years"]


def test_sitemaps_list_what_is_visible(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["own"].pk).update(hidden=True)
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    assert parts == ["/sitemaps/stories.xml", "/sitemaps/articles.xml", "/sitemaps/outlets.xml"]
    found = re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemaps/articles.xml").content.decode())
    visible = Article.objects.visible().order_by("-pk")
    assert found == [article.get_absolute_url() for article in visible]
    assert len(found) == 4
    assert client.get("/sitemaps/nothing.xml").status_code == 404
    assert client.get("/sitemaps/articles.xml?p=99").status_code == 404


def test_robots_find_the_sitemap(client: Client, db) -> None:
    assert "Sitemap: http://testserver/sitemap.xml\n" in client.get("/robots.txt").content.decode()
