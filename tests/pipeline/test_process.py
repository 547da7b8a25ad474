"""A complete run from stored articles to stories and search: a crash anywhere costs only time."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User

from newsgroups.common.processes.lock import AlreadyRunning, process_lock
from newsgroups.common.progress import Advance
from newsgroups.models import Article, Constraint, Pair, Story
from newsgroups.pipeline.process import Figures, find_differences, process_articles, repair_archive
from newsgroups.search.service import search
from newsgroups.stories.curation.actions import move_articles
from newsgroups.stories.groups.regroup import force_full_regrouping
from newsgroups.stories.judging.judge import judge
from newsgroups.stories.lookup.look_up import look_up
from tests.makers import make_article
from tests.stories.texts import FERRY, make_ferry, make_leak, make_trial, members
from tests.web.conftest import AGENCY

pytestmark = pytest.mark.django_db


class Crash(Exception):
    """Simulates the end of a process."""


def crashing_at(stop: int):
    """Returns a progress callback that raises at its `stop`-th call, the start of a stage or an advance within it."""
    told = 0

    def tell() -> None:
        nonlocal told
        told += 1
        if told == stop:
            raise Crash

    def listen(stage: str, total: int) -> Advance:
        tell()
        return lambda done: tell()

    return listen


def crashing_at_the_end_of(name: str):
    """Returns a progress callback that raises when the named stage has finished its work."""

    def listen(stage: str, total: int) -> Advance:
        left = total

        def advance(done: int) -> None:
            nonlocal left
            left -= done
            if stage == name and left <= 0:
                raise Crash

        return advance

    return listen


def state() -> tuple:
    """Returns all derived data visible to readers, by URL."""
    pairs = Pair.objects.values_list("left__url", "right__url", "kind", "copied_left", "copied_right")
    told = {
        frozenset(Article.objects.filter(pk__in=articles).values_list("url", flat=True))
        for articles in members().values()
    }
    return set(pairs), told, search("passengers").count, search("Renwick").count


def make_archive() -> None:
    make_ferry(), make_leak(), make_trial()


def test_everything_pending_is_made_and_nothing_twice() -> None:
    make_archive()
    figures = process_articles()

    assert figures.done == {
        "expired look-ups removed": 0,
        "pages excluded": 0,
        "outlets joined or parted by their sites": 0,
        "articles read for credits": 5,
        "articles with page furniture": 0,
        "articles sketched": 5,
        "earlier articles to compare again": 0,
        "articles matched": 5,
        "pairs checked for their origin": 0,
        "groups": 2,
        "stories counted for independent reports": 0,
        "stories with new facts": 2,
        "stories compared with others": 2,
        "articles indexed": 5,
    }
    assert (search("passengers").count, len(members())) == (2, 2)
    assert str(process_articles()) == "Nothing was pending."
    assert find_differences() == []


def test_figures_are_said_in_a_line() -> None:
    figures = Figures({"articles sketched": 1_200, "groups": 0}, {"articles sketched": 1.25, "groups": 0.5})
    assert str(figures) == "1,200 articles sketched in 1.2 s"


@pytest.mark.parametrize("stop", range(1, 15))
def test_after_a_crash_at_any_point_the_next_round_gives_what_one_round_would_have(stop: int) -> None:
    make_archive()
    process_articles()
    expected = state()
    Pair.objects.all().delete()
    Article.objects.update(story=None, needs_sketch=True, needs_match=True, needs_index=True)
    Story.objects.all().delete()

    try:
        process_articles(progress=crashing_at(stop))
    except Crash:
        process_articles()
    assert state() == expected
    assert find_differences() == []


def test_a_crash_after_the_last_match_does_not_lose_the_grouping() -> None:
    make_archive()
    with pytest.raises(Crash):
        process_articles(progress=crashing_at_the_end_of("Matches"))
    assert (Article.objects.pending("match").count(), members()) == (0, {})

    process_articles()
    assert len(members()) == 2


@pytest.mark.parametrize("stop", range(1, 9))
def test_after_a_crash_the_next_round_follows_what_a_curator_judged(stop: int) -> None:
    ferry, retold = make_ferry()
    process_articles()
    assert [len(articles) for articles in members().values()] == [2]
    judge(ferry.pk, retold.pk, "different", by=User.objects.create(username="ada"))
    with suppress(Crash):
        process_articles(progress=crashing_at(stop))

    process_articles()
    assert members() == {}


def test_after_a_crash_the_next_round_groups_an_archive_that_is_compared_anew() -> None:
    make_archive()
    process_articles()
    stories = sorted(members().values())
    Article.objects.update(story=None)
    force_full_regrouping()

    process_articles()
    assert sorted(members().values()) == stories


def test_making_all_anew_keeps_the_ids_of_stories_and_what_curators_decided() -> None:
    ferry, retold = make_ferry()
    copy = make_article(FERRY, source="Vale Courier")
    leak, _ = make_leak()
    process_articles()
    curator = User.objects.create(username="ada")
    retold.refresh_from_db()
    move_articles([retold], to=Story.objects.get(articles=leak), by=curator)
    decided = members()
    Story.objects.filter(articles=leak).update(title="By hand", title_by_curator=True)

    process_articles(rebuild=True)

    assert members() == decided
    assert decided[Article.objects.get(pk=ferry.pk).story_id] == [ferry.pk, copy.pk]
    assert Article.objects.get(pk=retold.pk).story.title == "By hand"
    assert Constraint.objects.active().count() > 0


def test_a_hidden_article_disappears_everywhere() -> None:
    _, retold = make_ferry()
    process_articles()
    Article.objects.filter(pk=retold.pk).update(hidden=True, needs_match=True, needs_index=True)
    process_articles()

    assert (search("fourteen").count, Pair.objects.count(), look_up(FERRY).same_story) == (0, 0, [])
    assert Story.objects.current().count() == 0
    assert find_differences() == []


def test_a_second_process_is_told_that_the_first_one_is_at_it() -> None:
    make_trial()
    lock = Path(django_settings.DATA_DIR) / "process.lock"
    with process_lock(lock, "process_articles"), pytest.raises(AlreadyRunning) as running:
        process_articles()
    assert str(running.value) == "process_articles is already running and will process whatever is pending."
    assert Article.objects.pending("sketch").count() == 1
    process_articles()


def test_the_lock_of_a_killed_process_does_not_stay(tmp_path) -> None:
    code = (
        "import os, pathlib, sys; from newsgroups.common.processes.lock import only_one\n"
        "with only_one(pathlib.Path(sys.argv[1]), 'work'): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")], check=False)
    with process_lock(tmp_path / "lock", "work"):
        assert (tmp_path / "lock").exists()


def test_what_differs_is_found_and_repaired_in_database_and_index() -> None:
    make_archive()
    process_articles()
    trial = Article.objects.order_by("pk").last()
    Article.objects.filter(pk=trial.pk).update(hidden=True)
    Story.objects.order_by("pk").update(article_count=9)
    found = {finding.what: finding.ids for finding in find_differences()}
    assert found == {
        "stories whose counts or dates are wrong": sorted(members()),
        "search index entries without a visible article": [trial.pk],
    }

    repair_archive()
    assert find_differences() == []


def test_the_marks_of_several_versions_in_one_upgrade_cost_one_run() -> None:
    """Each migration marks what its version derives in another way; 0019, 0022 and the latest mark everything."""
    for outlet in ("Daily Lantern", "Harbour Post"):
        make_article(AGENCY, source=outlet)
    process_articles()
    articles, pairs = Article.objects.count(), Pair.objects.exclude(kind="same story").count()
    Article.objects.update(needs_sketch=True, needs_match=True)
    Article.objects.update(needs_credits=True)
    Pair.objects.update(origin="")
    done = process_articles().done
    assert [done[f"articles {stage}"] for stage in ("read for credits", "sketched", "matched")] == [articles] * 3
    assert done["pairs checked for their origin"] == pairs > 0
    assert str(process_articles()) == "Nothing was pending."
