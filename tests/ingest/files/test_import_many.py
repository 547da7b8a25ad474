"""Several files, folders, patterns, dry runs, and interrupted imports that resume."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsgroups.ingest.files import importer as importing
from newsgroups.models import Article, ReadFile

pytestmark = pytest.mark.django_db


def write(file: Path, *numbers: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {"url": f"https://a.example/{each}", "title": f"Title {each}", "text": f"Text {each}."} for each in numbers
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


def run(*names: Path | str, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_articles", *map(str, names), no_process=True, stdout=out, stderr=err, **options)
    return out.getvalue().strip(), err.getvalue().strip()


def stored() -> list[str]:
    return sorted(Article.objects.values_list("url", flat=True))


def addresses(*numbers: int) -> list[str]:
    return [f"https://a.example/{each}" for each in numbers]


def test_several_files_a_folder_and_a_pattern_are_read_each_file_once(tmp_path) -> None:
    first = write(tmp_path / "one.jsonl", 1)
    write(tmp_path / "2026" / "two.jsonl", 2)
    write(tmp_path / "2026" / "deep" / "three.jsonl", 3)
    write(tmp_path / "more" / "four.jsonl", 4)
    (tmp_path / "2026" / "read.me").write_text("no articles")
    said, _ = run(first, tmp_path / "2026", tmp_path / "mo*" / "*.jsonl", first)
    assert said.startswith("4 rows: 4 articles created")
    assert stored() == addresses(1, 2, 3, 4)


def test_a_pattern_without_a_file_and_a_folder_without_articles_are_told(tmp_path) -> None:
    with pytest.raises(CommandError, match=r"none-\*\.jsonl cannot be read"):
        run(tmp_path / "none-*.jsonl")
    with pytest.raises(CommandError, match="has no file in a known format"):
        run(tmp_path)


def test_a_dry_run_says_what_would_be_done_and_does_nothing(tmp_path) -> None:
    run(write(tmp_path / "old.jsonl", 1))
    said, _ = run(write(tmp_path / "new.jsonl", 1, 2, 3), dry_run=True)
    assert said.startswith("Nothing was stored. The result would be 3 rows: 2 articles created, 0 updated, 1 unchanged")
    assert stored() == addresses(1)
    assert [Path(each.path).name for each in ReadFile.objects.all()] == ["old.jsonl"]


@pytest.fixture
def stopped(tmp_path, monkeypatch) -> Path:
    """A file of five rows, of which an import stored the first two before it was interrupted."""
    monkeypatch.setattr(importing, "BATCH", 2)
    file = write(tmp_path / "news.jsonl", 1, 2, 3, 4, 5)
    with pytest.raises(KeyboardInterrupt):
        importing.import_files([file], report=lambda *finding: None, progress=lambda stage, total: _interrupting)
    assert stored() == addresses(1, 2)
    return file


def _interrupting(done: int) -> None:
    raise KeyboardInterrupt


def test_a_stopped_import_goes_on_where_it_was(stopped) -> None:
    said, told = run(stopped)
    assert said.startswith("3 rows: 3 articles created, 0 updated, 0 unchanged")
    assert told == "news.jsonl: resumed after line 2"
    assert stored() == addresses(1, 2, 3, 4, 5)


def test_one_that_came_to_its_end_is_read_from_the_start_again(stopped) -> None:
    run(stopped)
    assert run(stopped) == (
        "5 rows: 0 articles created, 0 updated, 5 unchanged, 0 rejected, 5 stored with a note",
        "",
    )


def test_a_file_that_was_written_anew_is_read_from_its_start(stopped) -> None:
    write(stopped, 6, 7, 8, 9, 10, 11)
    said, told = run(stopped)
    assert (said[:25], told) == ("6 rows: 6 articles create", "")


def test_reading_from_the_start_can_be_asked_for(stopped) -> None:
    said, told = run(stopped, from_start=True)
    assert said.startswith("5 rows: 3 articles created, 0 updated, 2 unchanged")
    assert told == ""


def test_a_stopped_csv_goes_on_behind_a_row_of_several_lines(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    file = tmp_path / "news.csv"
    file.write_text('url,text\nhttps://a.example/1,"One.\nTwo."\nhttps://a.example/2,Three.\n')
    with pytest.raises(KeyboardInterrupt):
        importing.import_files([file], report=lambda *finding: None, progress=lambda stage, total: _interrupting)
    said, told = run(file)
    assert (said[:26], told) == ("1 rows: 1 articles created", "news.csv: resumed after line 3")
    assert list(Article.objects.order_by("pk").values_list("text", flat=True)) == ["One.\nTwo.", "Three."]
