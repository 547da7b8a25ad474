"""Curators who decide at the same time, in real transactions: nothing is lost, nothing contradicts."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection

from newsgroups.models import Article, Constraint, CurationEvent, HandedOut, Judgement
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.actions import RefusedCuration
from newsgroups.stories.curation.constraints import curators_constraints
from newsgroups.stories.curation.edit_conflicts import etag
from newsgroups.stories.judging import judge
from newsgroups.stories.judging.queue import next_task
from tests.makers import make_article, make_story
from tests.stories.judging.test_queue import make_pairs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_threads(transactional_db, tmp_path) -> Iterator[None]:
    """Gives the test a copy of the database in a file.

    Threads share SQLite's in-memory database with table-level locks, which is not what a site runs on.
    """
    if not (connection.vendor == "sqlite" and connection.is_in_memory_db()):
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as file:
        memory.backup(file)
        file.execute("PRAGMA journal_mode = WAL")
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "site.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name


def no_wait(*works):
    """Returns what each function returned, or the rejection that it got."""
    barrier = Barrier(len(works))

    def run(work):
        barrier.wait()
        try:
            return work()
        except RefusedCuration as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def curators(number: int) -> list[User]:
    return [User.objects.create_user(f"curator {each}") for each in range(number)]


def test_of_two_contradicting_verdicts_one_is_taken_and_one_is_refused() -> None:
    one, two, three = (make_article(f"Text {n}.", source=f"Outlet {n}") for n in range(3))
    ruth, paul = curators(2)
    judge.judge(one.pk, two.pk, "same", by=ruth)
    found = no_wait(
        lambda: judge.judge(two.pk, three.pk, "same", by=ruth),
        lambda: judge.judge(one.pk, three.pk, "different", by=paul),
    )
    assert sorted(type(each).__name__ for each in found) == ["Judgement", "RefusedCuration"]
    assert Judgement.objects.count() == 2


def test_curators_get_different_pairs_and_no_judgement_is_lost() -> None:
    make_pairs(*(0.4 + 0.02 * number for number in range(8)))
    everyone = curators(4)

    def work(by: User):
        def judge_two() -> list[tuple[int, int]]:
            done = []
            for _ in range(2):
                task = next_task(by)
                judge.judge(task.left.pk, task.right.pk, "different", by=by)
                done.append((task.left.pk, task.right.pk))
            return done

        return judge_two

    done = [pair for pairs in no_wait(*map(work, everyone)) for pair in pairs]
    assert len(set(done)) == 8
    assert Judgement.objects.count() == CurationEvent.objects.count() == Constraint.objects.count() == 8
    assert not HandedOut.objects.exists()


def test_of_two_steps_on_one_page_the_second_is_told_to_look_again() -> None:
    articles = [make_article(f"Text {n}.", source=f"Outlet {n}") for n in range(4)]
    story = make_story(*articles)
    seen = etag(story)
    ruth, paul = curators(2)
    found = no_wait(
        lambda: actions.move_articles(articles[:1], to=None, by=ruth, seen=seen),
        lambda: actions.move_articles(articles[1:2], to=None, by=paul, seen=seen),
    )
    assert sorted(type(each).__name__ for each in found) == ["CurationEvent", "RefusedCuration"]
    assert Article.objects.filter(story=story).count() == 3
    assert len(curators_constraints().cannot_link) == 3
