"""Every command can end with its figures as JSON, including whether it succeeded."""

import io
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import FingerprintPosting
from tests.makers import make_article
from tests.stories.texts import FERRY, FERRY_RETOLD
from tests.transfer.test_archive_files import empty

pytestmark = pytest.mark.django_db
COMMANDS = sorted(name for name, app in get_commands().items() if app == "newsgroups")
ROWS = [
    {"url": f"https://{outlet}.example/ferry", "title": "Ferry", "text": text, "source": outlet}
    for outlet, text in (("north", FERRY), ("harbour", FERRY_RETOLD))
]


def run(*args: str) -> list[str]:
    out = io.StringIO()
    with suppress(CommandError):
        call_command(*args, "--json", stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def figures(*args: str) -> dict[str, Any]:
    return json.loads(run(*args)[-1])


@pytest.fixture
def news(tmp_path: Path) -> str:
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in [*ROWS, {"url": "x"}]))
    return str(file)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_option(name: str) -> None:
    command = load_command_class("newsgroups", name)
    assert isinstance(command, FiguresCommand)
    assert "--json" in command.create_parser("manage.py", name).format_help()


def test_an_import_counts_rows_and_what_it_processed(news: str) -> None:
    found = figures("import_articles", news)
    assert (found["command"], found["ok"], found["rows"], found["refused"]) == ("import_articles", True, 3, 1)
    assert found["stored"] == {"created": 2, "updated": 0, "unchanged": 0, "joined": 0}
    assert found["process_articles"]["done"]["articles_sketched"] == 2


def test_without_the_option_the_last_line_is_for_people(news: str) -> None:
    out = io.StringIO()
    call_command("import_articles", news, stdout=out, stderr=io.StringIO())
    assert out.getvalue().splitlines()[-1].startswith("3 rows: 2 articles created")


def test_a_failure_is_said_with_its_reason_and_still_ends_the_command(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.jsonl")
    found = figures("import_articles", missing)
    assert (found["ok"], "none.jsonl" in found["error"]) == (False, True)
    with pytest.raises(CommandError):
        call_command("import_articles", missing, "--json", stdout=io.StringIO(), stderr=io.StringIO())


def test_a_command_within_a_command_has_its_figures_there(tmp_path: Path) -> None:
    make_article()
    saved = str(tmp_path / "archive.gz")
    assert figures("export_archive", saved)["ok"] is True
    empty()
    found = figures("import_archive", saved)
    assert found["process_articles"]["done"]["articles_indexed"] == 1


EXPECTED: list[tuple[Sequence[str], dict[str, Any]]] = [
    (["process_articles"], {"ok": True}),
    (["export_stories"], {"ok": True, "stories": 1}),
    (["export_judgements"], {"ok": True, "judgements": 0}),
    (["export_opml"], {"ok": True, "feeds": 0, "outlets": 0}),
    (["reindex"], {"ok": True, "articles": 1}),
    (["fetch_feeds", "--no-process"], {"ok": True, "feeds": 0}),
    (["run_pipeline"], {"ok": True, "state": "done"}),
    (["train_matcher"], {"ok": False}),
    (["add_url", "nonsense"], {"ok": False, "refused": 1}),
]


@pytest.mark.parametrize(("args", "expected"), EXPECTED, ids=[args[0] for args, _ in EXPECTED])
def test_figures_of_commands(args: Sequence[str], expected: dict[str, Any]) -> None:
    make_article()
    found = figures(*args)
    assert {name: found[name] for name in ("command", *expected)} == {"command": args[0]} | expected


def test_verify_counts_what_differs_before_and_after_a_repair() -> None:
    make_article()
    call_command("process_articles", stdout=io.StringIO())
    assert figures("verify")["differences"] == 0
    FingerprintPosting.objects.all().delete()
    assert (figures("verify")["ok"], figures("verify")["differences"] > 0) == (False, True)
    assert figures("verify", "--repair")["differences_left"] == 0


def test_a_look_up_counts_its_matches(tmp_path: Path, news: str) -> None:
    call_command("import_articles", news, stdout=io.StringIO(), stderr=io.StringIO())
    text = tmp_path / "text.txt"
    text.write_text(FERRY)
    found = figures("lookup_text", str(text))
    assert (found["matches"], found["of_query"]) == (2, 1.0)
