"""Fields of files under the names that other programs give them."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from newsgroups.ingest.files.formats.usual_names import usual_names, with_usual_names
from newsgroups.ingest.files.row_files import read_lines


def fields(name: str, data: bytes) -> list[dict[str, object]]:
    return [line.fields for line in read_lines(Path(name), stream=BytesIO(data))]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"link;headline;body;date;outlet\nhttps://a.example/1;Closed;The bridge.;2026-11-02;Post\n"),
        (
            "a.jsonl",
            b'{"webUrl":"https://a.example/1","headline":"Closed","articleBody":"The bridge.",'
            b'"publishedAt":"2026-11-02","publisher":"Post"}\n',
        ),
        (
            "a.json",
            b'{"hits":{"hits":[{"_id":"1","_source":{"url":"https://a.example/1","title":"Closed",'
            b'"content":"The bridge.","date":"2026-11-02","source":"Post"}}]}}',
        ),
        (
            "a.jsonl",
            b'\x1e{"url":"https://a.example/1","title":"Closed","text":"The bridge.","published":"2026-11-02",'
            b'"source":"Post"}\n',
        ),
    ],
)
def test_files_of_other_programs_are_read(name: str, data: bytes) -> None:
    (row,) = fields(name, data)
    wanted = ("url", "title", "text", "published", "source")
    assert [row[each] for each in wanted] == ["https://a.example/1", "Closed", "The bridge.", "2026-11-02", "Post"]


def test_our_own_names_come_first() -> None:
    assert with_usual_names({"content": "a summary", "text": "the text"})["text"] == "the text"
    assert usual_names(["url", "content", "text"]) == ["url", "content", "text"]
    assert usual_names(["link", "href", "body"]) == ["url", "href", "text"]


def test_a_list_of_people_in_an_article_is_no_list_of_articles() -> None:
    (row,) = fields(
        "a.json", b'{"link":"https://a.example/1","body":"The bridge.","authors":[{"name":"A"},{"name":"B"}]}'
    )
    assert row["url"] == "https://a.example/1"


@pytest.mark.parametrize(
    "document",
    [
        # Event Registry, the Guardian, Ghost, Diffbot, schema.org, Feedly, Inoreader, JSON Feed.
        {"articles": {"results": [{"url": "U", "title": "T", "body": "B", "date": "2026-11-02", "dateTime": "D"}]}},
        {"response": {"results": [{"webTitle": "T", "webUrl": "U", "datetime": "D", "fields": {"bodyText": "B"}}]}},
        {"posts": [{"title": "T", "html": "B", "url": "U", "published_at": "D"}]},
        {"objects": [{"pageUrl": "U", "title": "T", "text": "B", "date": "D"}]},
        {"@type": "NewsArticle", "headline": "T", "url": "U", "datePublished": "D", "articleBody": "B"},
        {"items": [{"title": "T", "published": "D", "alternate": [{"href": "U"}, {"href": "V"}], "content": "B"}]},
        {"items": [{"title": "T", "published": "D", "canonical": [{"href": "U"}], "summary": {"content": "B"}}]},
        {"items": [{"id": "https://a.example/1", "title": "T", "date_published": "D", "content_html": "B"}]},
    ],
)  # fmt: skip
def test_articles_of_other_programs_have_their_fields(document: object) -> None:
    (row,) = fields("a.json", json.dumps(document).encode())
    text = row["text"]["content"] if isinstance(row["text"], dict) else row["text"]
    assert (row["url"] in ("U", "https://a.example/1"), row["title"], text, row["published"]) == (True, "T", "B", "D")


def test_the_more_telling_of_two_names_is_taken() -> None:
    assert usual_names(["date", "datetime", "Publication Title", "URL"]) == ["date", "published", "source", "url"]
    assert with_usual_names({"date": "2026-11-02", "dateTime": "2026-11-02T10:00"})["published"] == "2026-11-02T10:00"
    assert with_usual_names({"inLanguage": "de", "container-title": "Post"}) == {
        "inLanguage": "de", "container-title": "Post", "language": "de", "source": "Post",
    }  # fmt: skip


def test_a_summary_is_not_taken_for_the_text() -> None:
    assert "text" not in with_usual_names({"url": "https://a.example/1", "description": "short", "summary": "short"})
