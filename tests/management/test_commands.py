"""The commands as used by operators and schedulers: their output, and when they end with an error."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from newsgroups.common.processes.lock import process_lock
from newsgroups.management.commands.load_demo import DEMO
from newsgroups.models import Article, FingerprintPosting, Story
from newsgroups.search.service import search
from tests.makers import make_article
from tests.stories.texts import FERRY, FERRY_RETOLD, TRIAL, make_trial, process

pytestmark = pytest.mark.django_db
ROWS = [
    {"url": "https://north.example/ferry?utm_source=rss", "title": "Ferry strikes breakwater", "text": FERRY},
    {"url": "https://harbour.example/ferry", "title": "Ferry hits breakwater in fog", "text": FERRY_RETOLD},
    {"url": "https://north.example/trial", "title": "Pension boss jailed", "text": TRIAL},
]


def run(*args: str, **options: object) -> list[str]:
    """Returns the lines that a command prints."""
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue().splitlines()


@pytest.fixture
def imported(tmp_path: Path) -> list[str]:
    file = tmp_path / "news.jsonl"
    rows = [row | {"published": "2026-10-14T06:00:00Z", "source": row["url"][8:13]} for row in ROWS]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return run("import_articles", str(file))


def exported(folder: Path) -> list[dict]:
    run("export_stories", output=folder / "stories.jsonl")
    return [json.loads(line) for line in (folder / "stories.jsonl").read_text().splitlines()]


def test_a_file_becomes_stories_that_can_be_searched_and_exported(imported: list[str], tmp_path: Path) -> None:
    processed, figures = imported
    assert processed.startswith("3 articles read for credits in ")
    assert figures == "3 rows: 3 articles created, 0 updated, 0 unchanged, 0 rejected, 0 stored with a note"
    assert search("breakwater").count == 2

    found = {line["title"]: [article["url"] for article in line["articles"]] for line in exported(tmp_path)}
    assert found.pop("Pension boss jailed") == ["https://north.example/trial"]
    assert list(found.values()) == [["https://north.example/ferry?utm_source=rss", "https://harbour.example/ferry"]]


def test_stories_go_to_standard_output_without_a_file(imported, capsys) -> None:
    run("export_stories")
    assert [len(json.loads(line)["articles"]) for line in capsys.readouterr().out.splitlines()] in ([1, 2], [2, 1])


def test_an_export_that_cannot_be_written_says_so(imported, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none/stories\.jsonl cannot be written: No such file or directory"):
        run("export_stories", output=tmp_path / "none" / "stories.jsonl")


def test_a_text_from_a_file_is_looked_up(tmp_path: Path) -> None:
    trial = make_trial()
    process()
    (tmp_path / "letter.txt").write_text(TRIAL, encoding="utf-8")

    (match,) = json.loads("\n".join(run("lookup_text", str(tmp_path / "letter.txt"))))["matches"]
    assert match["article"]["url"] == trial.url_given
    assert match["copied"]["passages"][0]["query_end"] == len(TRIAL) - 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"One two", "The text has 2 words; a look-up needs at least 5."),
        (b"one two three \xff four", "The text is not UTF-8: byte 14 cannot be read."),
        (b"", "There is no text to look up. Paste a few sentences."),
    ],
)
def test_a_text_that_cannot_be_looked_up_ends_with_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "letter.txt").write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run("lookup_text", str(tmp_path / "letter.txt"))
    assert str(refused.value) == message


def test_a_file_that_is_not_there_ends_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.txt cannot be read: No such file or directory"):
        run("lookup_text", str(tmp_path / "none.txt"))


def test_verify_agrees_after_an_import(imported) -> None:
    assert run("verify") == ["Database, postings, and index agree."]


def test_verify_ends_with_an_error_until_what_differs_is_repaired(imported) -> None:
    trial = Article.objects.order_by("pk").last()
    FingerprintPosting.objects.filter(article_id=trial.pk).delete()
    Article.objects.filter(pk=trial.pk).update(title="Changed behind our back")
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"Differences were found\. Run: manage\.py verify --repair"):
        call_command("verify", stdout=out)

    difference = f"articles whose fingerprint postings differ from their sketch: 1 ({trial.pk})"
    assert out.getvalue().splitlines() == [difference]
    assert run("verify", "--repair") == [difference, "Repaired.", "Database, postings, and index agree."]
    assert run("verify") == ["Database, postings, and index agree."]


def test_what_waits_to_be_processed_is_no_difference(imported) -> None:
    make_article("A ferry sank off the coast.")
    Article.objects.filter(url__contains="trial").update(needs_index=True)
    assert run("verify") == [
        "Database, postings, and index agree.",
        "2 articles are waiting to be processed. Run: manage.py process_articles",
    ]


def test_verify_waits_for_the_pipeline_and_then_says_who_is_at_work() -> None:
    with (
        process_lock(Path(settings.DATA_DIR) / "process.lock", "process_articles"),
        pytest.raises(CommandError, match=r"process_articles \(process \d+\) is running\. Run verify again"),
    ):
        run("verify", wait=0.2)


def test_reindex_if_needed_builds_only_what_is_missing() -> None:
    make_article("A ferry sank.")
    assert run("reindex", "--if-needed")[0].startswith("Indexed 1 articles in ")
    assert run("reindex", "--if-needed") == ["The search index is up to date."]
    assert run("reindex")[0].startswith("Indexed 1 articles in ")
    assert search("ferry").count == 1


def test_process_articles_says_what_it_did_and_all_makes_it_anew(imported) -> None:
    stories = set(Story.objects.values_list("pk", flat=True))
    assert run("process_articles") == ["Nothing was pending."]
    (line,) = run("process_articles", "--all")
    assert [part.rpartition(" in ")[0] for part in line.split(", ")] == [
        "3 articles read for credits",
        "3 articles sketched",
        "3 articles matched",
        "1 groups",
        "1 stories with new facts",
        "1 stories compared with others",
        "3 articles indexed",
    ]
    assert set(Story.objects.values_list("pk", flat=True)) == stories


def test_the_demo_is_loaded_once_however_often() -> None:
    first, second = run("load_demo"), run("load_demo")
    count = len(DEMO.read_text(encoding="utf-8").splitlines())
    # One article has no date.
    rest = "0 rejected, 1 stored with a note"
    assert first[-1] == f"{count} rows: {count} articles created, 0 updated, 0 unchanged, {rest}"
    assert second == [
        "Nothing was pending.",
        f"{count} rows: 0 articles created, 0 updated, {count} unchanged, {rest}",
    ]
    assert Article.objects.count() == count


@pytest.mark.parametrize(
    "command",
    "add_url export_stories fetch_feeds import_articles load_demo lookup_text process_articles reindex verify".split(),
)
def test_help_shows_an_example(command: str, capsys) -> None:
    with pytest.raises(SystemExit):
        call_command(command, "--help")
    assert f"Example: manage.py {command}" in " ".join(capsys.readouterr().out.split())


@pytest.fixture
def manage(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs manage.py as a separate process, on a separate archive."""
    environment = {"PATH": "/usr/bin:/bin", "NEWSGROUPS_DATA_DIR": str(tmp_path / "data"), "DEBUG": "0"}
    root = Path(__file__).resolve().parents[2]

    def manage(*args: str, given: str = "") -> subprocess.CompletedProcess:
        command = [sys.executable, str(root / "manage.py"), *args]
        return subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=False)

    return manage


def test_a_shell_gets_answers_on_standard_output_and_an_exit_status(manage, tmp_path: Path) -> None:
    assert manage("migrate", "-v0").returncode == 0
    assert manage("load_demo").returncode == 0

    demo = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    found = manage("lookup_text", given=demo[0]["text"])
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["matches"][0]["article"]["url"] == demo[0]["url"]
    refused = manage("lookup_text", given="One two")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "CommandError: The text has 2 words; a look-up needs at least 5.\n"
    assert manage("verify").returncode == 0
