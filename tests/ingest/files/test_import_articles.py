"""From a file to stored articles, through the command."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsgroups.ingest.files.importer import import_files
from newsgroups.models import Article, Revision, Source
from newsgroups.stories.derived.screening import set_aside_pending

pytestmark = pytest.mark.django_db

STORY = {
    "url": "https://post.example/bridge?utm_source=feed#top",
    "title": "Bridge closed",
    "text": "The harbour bridge is closed.",
    "published": "2026-11-02T09:00:00+01:00",
    "source": "Harbour Post",
    "authors": "Ann Li",
}


def import_lines(folder: Path, *lines: dict | bytes, name: str = "news.jsonl", report: Path | None = None) -> str:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    file = folder / name
    file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    out = StringIO()
    call_command("import_articles", str(file), "--no-process", report=report, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_an_article_is_stored_by_its_canonical_address(tmp_path, name: str) -> None:
    assert import_lines(tmp_path, STORY, name=name) == (
        "1 rows: 1 articles created, 0 updated, 0 unchanged, 0 rejected, 0 stored with a note"
    )
    article = Article.objects.get()
    assert (article.url, article.url_given) == ("https://post.example/bridge", STORY["url"])
    assert (article.title, article.text, article.authors) == ("Bridge closed", STORY["text"], "Ann Li")
    assert article.published.isoformat() == "2026-11-02T08:00:00+00:00"
    assert (article.source.name, article.source.slug) == ("Harbour Post", "harbour-post")
    assert (article.needs_sketch, article.needs_match, article.needs_index, article.words) == (True, True, True, 5)


def test_of_two_rows_with_one_address_the_last_text_and_the_first_address_count(tmp_path) -> None:
    import_lines(tmp_path, STORY, STORY | {"url": "https://post.example/bridge", "text": "The bridge is open."})
    assert Article.objects.values_list("url_given", "text").get() == (STORY["url"], "The bridge is open.")


def test_csv_with_quoted_lines_is_read(tmp_path) -> None:
    import_lines(tmp_path, b"url,text,title", b'https://a.example/1,"One.', b'Two, three.",Title', name="news.csv")
    assert Article.objects.get().text == "One.\nTwo, three."


def test_importing_again_changes_nothing(tmp_path) -> None:
    import_lines(tmp_path, STORY)
    assert "0 articles created, 0 updated, 1 unchanged" in import_lines(tmp_path, STORY)
    assert Revision.objects.count() == 0


def test_a_changed_text_keeps_the_old_one_as_a_revision_and_stays_hidden(tmp_path) -> None:
    import_lines(tmp_path, STORY)
    Article.objects.update(hidden=True, needs_sketch=False)
    assert "1 updated" in import_lines(tmp_path, STORY | {"text": "The harbour bridge is open."})
    article, revision = Article.objects.get(), Revision.objects.get()
    assert (article.text, article.hidden, article.needs_sketch) == ("The harbour bridge is open.", True, True)
    assert (revision.text, revision.title) == ("The harbour bridge is closed.", "Bridge closed")


def test_an_article_whose_row_names_another_language_is_read_anew(tmp_path) -> None:
    import_lines(tmp_path, STORY | {"language": "en"})
    Article.objects.update(needs_sketch=False)
    assert "1 updated" in import_lines(tmp_path, STORY | {"language": "de"})
    assert Article.objects.values_list("language", "needs_sketch").get() == ("de", True)


def test_a_claimed_language_that_the_text_denies_is_said_and_detected(tmp_path) -> None:
    text = "Портовый совет заявил в понедельник, что старый паром не будет отремонтирован до конца зимы, и денег нет."
    assert "1 stored with a note" in import_lines(tmp_path, STORY | {"text": text, "language": "en-US"})
    assert Article.objects.get().language == ""
    assert "1 unchanged" in import_lines(tmp_path, STORY | {"text": text, "language": "en-US"})
    set_aside_pending()
    assert Article.objects.get().language == "ru"


def test_a_row_that_leaves_fields_out_takes_nothing_away(tmp_path) -> None:
    import_lines(tmp_path, STORY)
    assert "1 unchanged" in import_lines(tmp_path, {"url": STORY["url"], "text": STORY["text"]})
    article = Article.objects.get()
    assert (article.title, article.authors, article.source.name) == ("Bridge closed", "Ann Li", "Harbour Post")
    assert article.published is not None


def test_a_file_with_two_versions_of_an_article_can_be_imported_again_without_effect(tmp_path) -> None:
    versions = [STORY, STORY | {"text": "The harbour bridge is open."}]
    for line in versions * 2:
        import_lines(tmp_path, line)
    assert Article.objects.get().text == "The harbour bridge is open."
    assert Revision.objects.count() == 1


def test_bad_rows_are_refused_with_line_and_reason_and_the_rest_goes_on(tmp_path) -> None:
    report = tmp_path / "report.tsv"
    said = import_lines(
        tmp_path,
        b'{"url": "https://a.example/\xff", "text": "x"}',
        b"{not json",
        {"url": "https://a.example/2", "text": " \x00 "},
        {"url": "ftp://a.example/3", "text": "x"},
        {"url": "https://a.example/4", "text": "Kept."},
        report=report,
    )
    assert said == "5 rows: 1 articles created, 0 updated, 0 unchanged, 4 rejected, 1 stored with a note"
    lines = [line.split("\t")[1:] for line in report.read_text().splitlines()]
    assert [line[:2] for line in lines] == [
        ["1", "refused"],
        ["2", "refused"],
        ["3", "refused"],
        ["4", "refused"],
        ["5", "note"],
        ["5", "note"],
    ]
    assert [line[2] for line in lines[2:]] == [
        "no text",
        "The address does not begin with http:// or https://.",
        "no title; the first sentence is used",
        "no date; undated",
    ]


def test_a_truncated_gzip_keeps_what_came_before(tmp_path) -> None:
    file = tmp_path / "cut.jsonl.gz"
    lines = b"".join(json.dumps(STORY | {"url": f"https://a.example/{n}"}).encode() + b"\n" for n in range(2_000))
    file.write_bytes(gzip.compress(lines)[:-200])
    with pytest.raises(CommandError, match="damaged or truncated"):
        call_command("import_articles", str(file), "--no-process", stdout=StringIO(), stderr=StringIO())
    assert Article.objects.count() > 0


def test_sources_with_names_that_look_alike_have_slugs_of_their_own(tmp_path) -> None:
    import_lines(tmp_path, STORY, STORY | {"url": "https://b.example/", "source": "Harbour-Post"})
    assert list(Source.objects.order_by("slug").values_list("slug", flat=True)) == ["harbour-post", "harbour-post-2"]


def test_a_missing_file_and_a_file_of_refused_rows_end_with_an_error(tmp_path) -> None:
    with pytest.raises(CommandError, match="Every row was rejected"):
        import_lines(tmp_path, b"{not json")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_articles", str(tmp_path / "none.jsonl"), stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("name", ["url", "title", "text", "source", "authors", "language", "published"])
def test_half_a_surrogate_pair_ends_no_import(tmp_path, name: str) -> None:
    rows = [{"url": f"https://a.example/{number}", "text": f"Kept {number}."} for number in (1, 2, 3)]
    rows[1][name] = f"{rows[1].get(name, 'x')}\ud800"
    import_lines(tmp_path, *(json.dumps(row).encode() for row in rows))
    kept = set(Article.objects.values_list("url", flat=True))
    assert kept >= {"https://a.example/1", "https://a.example/3"}
    assert ("https://a.example/2" in kept) is (name != "url")


def test_a_file_that_cannot_be_read_ends_no_import(tmp_path) -> None:
    (tmp_path / "a.csv").write_bytes(b"no,columns\n")
    (tmp_path / "b.jsonl").write_bytes(b'{"url": "https://a.example/1", "text": "Kept."}')
    done = import_files([tmp_path / "a.csv", tmp_path / "b.jsonl"], report=lambda *told: None)
    assert (done.stored.created, len(done.unreadable)) == (1, 1)


@pytest.mark.parametrize(
    "seen",
    [
        "The bridge\u00a0was closed.",
        "The bri\u200bdge was closed.",
        "The bri\u00addge was closed.",
        "The bridge\u2009was closed.",
    ],
)
def test_a_change_that_nobody_sees_is_no_revision(tmp_path, seen: str) -> None:
    for text in ("The bridge was closed.", seen, "The bridge was opened."):
        import_lines(tmp_path, {"url": "https://a.example/1", "title": "Bridge", "text": text})
    assert list(Article.objects.get().revisions.values_list("text", flat=True)) == ["The bridge was closed."]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>The bridge wasn&#8217;t open.</p><p>Ferries&nbsp;run.</p>", "The bridge wasn’t open.\n\nFerries run."),
        ("The bridge.<br>Ferries.<br/>Buses.", "The bridge.\n\nFerries.\n\nBuses."),
        ("Use the <p> tag for a paragraph, and 3 < 5 & so on.", "Use the <p> tag for a paragraph, and 3 < 5 & so on."),
        ("Weavers said the tag <b>loom</b> must stay.", "Weavers said the tag <b>loom</b> must stay."),
    ],
)
def test_markup_in_a_text_is_read_where_the_text_is_markup(tmp_path, written: str, text: str) -> None:
    import_lines(tmp_path, {"url": "https://a.example/1", "text": written})
    assert Article.objects.get().text == text


ROW = '{"url": "https://a.example/2", "text": "Kept."'
MALFORMED = {
    "a number without end": (f'{ROW}, "published": {"9" * 5_000}}}', False),
    "an exponent without end": (f'{ROW}, "published": 1e999}}', True),
    "not a number": (f'{ROW}, "published": NaN}}', True),
    "a date that is a list": (f'{ROW}, "published": [2026, 11, 2]}}', True),
    "a title that is a number": (f'{ROW}, "title": 7}}', True),
    "an address in a list": ('{"url": ["https://a.example/2"], "text": "Kept."}', True),
    "an address that is an object": ('{"url": {"href": 2}, "text": "Kept."}', False),
    "an address with a null": ('{"url": "https://a.example/\\u0000", "text": "Kept."}', False),
    "an address with a port that is none": ('{"url": "https://a.example:99999/2", "text": "Kept."}', False),
    "a text that is true": ('{"url": "https://a.example/2", "text": true}', False),
    "a list": ("[1, 2]", False),
    "a list in a hundred thousand lists": ("[" * 100_000, False),
    "a string": ('"https://a.example/2"', False),
    "an outlet of control characters": (f'{ROW}, "source": "\\u0001\\u0002"}}', True),
    "authors that are an object": (f'{ROW}, "authors": {{"name": "Ann Li"}}}}', True),
    "a language that is none": (f'{ROW}, "language": "{"x" * 5_000}"}}', True),
}


@pytest.mark.parametrize(("row", "kept"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_row_costs_itself_at_most(tmp_path, row: str, kept: bool) -> None:
    report = tmp_path / "report.tsv"
    good = ({"url": f"https://a.example/{number}", "text": "Kept."} for number in (1, 3))
    first, last = good
    said = import_lines(tmp_path, first, row.encode(), last, report=report)
    refused = [line.split("\t")[1:] for line in report.read_text().splitlines() if "\trefused\t" in line]
    assert [(line[0], line[1], line[2] != "") for line in refused] == ([] if kept else [("2", "refused", True)])
    assert said.startswith(f"3 rows: {2 + kept} articles created, 0 updated, 0 unchanged, {1 - kept} rejected")
    assert set(Article.objects.values_list("url", flat=True)) >= {"https://a.example/1", "https://a.example/3"}
