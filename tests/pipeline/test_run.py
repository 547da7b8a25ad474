"""A complete run: recorded with its results and problems, exclusive, and safe after one that was killed."""

import re
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from newsgroups.common.processes.lock import process_lock
from newsgroups.ingest.fetch import ssrf_guard as guards
from newsgroups.models import Article, Feed, Run
from newsgroups.pipeline import scheduler
from newsgroups.pipeline.run import run_pipeline
from tests.makers import make_article, make_source

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons. " * 20
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title>'
    "<item><title>Bridge closed</title><link>/bridge</link><content:encoded>{text}</content:encoded></item>"
    "</channel></rss>"
)


def quiet(url: str, reason: str) -> None:
    """Ignores problems."""


def test_a_round_fetches_processes_and_records_what_it_did(site) -> None:
    post = make_source("Harbour Post")
    Feed.objects.create(source=post, url=site.gives("/feed", RSS.format(text=f"<p>{TEXT}</p>").encode()))
    Feed.objects.create(source=make_source("Vale Courier"), url=f"{site.url}/gone")

    run = run_pipeline(report=quiet, guard=site.guard)

    run.refresh_from_db()
    assert (run.state, run.command, run.reason) == ("done", "run_pipeline", "")
    assert {name: count for name, count, _ in run.done} == {
        "feeds": 2,
        "feeds failed": 1,
        "articles created": 1,
        "articles read for credits": 1,
        "articles sketched": 1,
        "articles matched": 1,
        "articles indexed": 1,
        "problems": 1,
    }
    assert set(run.seconds) >= {"feeds", "articles sketched", "articles indexed"}
    assert [(source, len(found)) for source, found in run.problems_by_source().items()] == [("Vale Courier", 1)]
    assert Article.objects.get().needs_index is False


def test_the_second_of_two_at_once_leaves_with_a_message() -> None:
    out = StringIO()
    with process_lock(Path(django_settings.DATA_DIR) / "round.lock", "run_pipeline"):
        call_command("run_pipeline", stdout=out)
    assert out.getvalue() == "run_pipeline is already running and will process whatever is pending.\n"
    assert Run.objects.count() == 0


def test_a_round_that_was_killed_is_told_as_such_by_the_next() -> None:
    killed = Run.objects.create(command="run_pipeline")
    run_pipeline(report=quiet)
    killed.refresh_from_db()
    assert (killed.state, killed.ended) == ("killed", None)


def test_a_stage_that_another_command_is_at_is_left_to_it() -> None:
    make_article()
    with process_lock(Path(django_settings.DATA_DIR) / "process.lock", "process_articles"):
        run = run_pipeline(report=quiet)
    assert run.state == "done"
    assert [problem["reason"] for problem in run.problems] == [
        "process_articles is already running and will process whatever is pending."
    ]


def test_what_ends_a_round_is_noted() -> None:
    make_article()

    def failing(stage: str, total: int):
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        run_pipeline(report=quiet, progress=failing)
    assert list(Run.objects.values_list("state", "reason")) == [("failed", "the disk is full")]


def test_the_command_says_what_was_done(monkeypatch, site) -> None:
    monkeypatch.setattr(guards, "PUBLIC", site.guard)
    make_article()
    out = StringIO()
    call_command("run_pipeline", stdout=out, stderr=StringIO())
    assert re.fullmatch(
        r"1 articles read for credits, 1 articles sketched, 1 articles matched, 1 articles indexed in [\d.]+ s\n",
        out.getvalue(),
    ), out.getvalue()


@pytest.mark.parametrize(("setting", "minutes"), [("", 0), ("0", 0), ("30", 30), ("0.5", 0.5)])
def test_the_pause_between_rounds_is_a_number_of_minutes(setting: str, minutes: float) -> None:
    assert scheduler.minutes_between(setting) == minutes


@pytest.mark.parametrize("setting", ["often", "-1", "nan", "inf"])
def test_any_other_pause_is_refused_with_a_sentence(setting: str) -> None:
    with pytest.raises(ValueError, match="NEWSGROUPS_EVERY must be the number of minutes between runs, not"):
        scheduler.minutes_between(setting)


def test_rounds_repeat_until_they_are_stopped(tmp_path, monkeypatch) -> None:
    stop = threading.Event()
    script, told = tmp_path / "manage.py", tmp_path / "told"
    script.write_text(f"import sys; open({str(told)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')")
    monkeypatch.setattr(scheduler, "MANAGE", script)
    thread = threading.Thread(target=scheduler.repeat, args=(0.0001, stop))
    thread.start()
    while not (told.exists() and told.read_text().count("\n") >= 2):
        stop.wait(0.01)
    stop.set()
    thread.join()
    assert set(told.read_text().splitlines()) == {"run_pipeline"}
