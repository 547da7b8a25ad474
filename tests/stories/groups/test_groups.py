"""Stories in the database: stable ids, redirects, locks, and curators' decisions that survive every regrouping."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsgroups.models import Article, Constraint, CurationEvent, Pair, Story
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.groups import regroup as groups
from newsgroups.stories.groups.regroup import regroup, regroup_around
from newsgroups.stories.pairs.match_pending import match_pending
from tests.makers import make_article, make_story
from tests.stories.texts import FERRY_RETOLD, LEAK, make_ferry, make_leak, make_trial, members, process

pytestmark = pytest.mark.django_db


def constrain(kind: str, left: Article, right: Article, *, at: str = "2026-11-20T00:00Z") -> CurationEvent:
    by = User.objects.get_or_create(username="ada")[0]
    event = CurationEvent.objects.create(action="merge", by=by, summary="Decided", at=at)
    Constraint.objects.create(kind=kind, left=left, right=right, event=event)
    return event


def link(*articles: Article, probability: float = 0.9) -> None:
    for place, left in enumerate(articles):
        for right in articles[place + 1 :]:
            Pair.objects.create(
                left=left, right=right, kind="same story", score=0.9, probability=probability, same_source=False
            )


def test_articles_of_one_event_become_a_story_with_title_dates_and_counts() -> None:
    first, second = make_ferry()
    trial = make_trial()
    process()

    story = Story.objects.get()
    assert members() == {story.pk: [first.pk, second.pk]}
    assert (story.article_count, story.source_count, story.outlets_per_day) == (2, 2, 2.0)
    assert story.first_date == story.last_date == first.published
    assert story.central_article_id in (first.pk, second.pk)
    assert story.title == Article.objects.get(pk=story.central_article_id).title
    trial.refresh_from_db()
    assert trial.story is None


def test_grouping_again_changes_nothing_and_writes_nothing() -> None:
    make_ferry(), make_leak()
    process()
    before = list(Story.objects.order_by("id").values()), members()

    with CaptureQueriesContext(connection) as asked:
        assert regroup() == 2
    assert [each["sql"] for each in asked.captured_queries if each["sql"].startswith(("INSERT", "UPDATE"))] == []
    assert (list(Story.objects.order_by("id").values()), members()) == before


def test_an_article_that_comes_later_joins_the_story_under_its_id() -> None:
    ferry, retold = make_ferry()
    process()
    (story,) = members()
    late = make_article(ferry.text, title=ferry.title, source="Vale Courier", published="2026-11-03T09:00Z")
    process()

    assert members() == {story: [ferry.pk, retold.pk, late.pk]}
    assert Story.objects.get(pk=story).last_date == late.published


def test_when_two_stories_become_one_the_older_id_stays_and_the_other_redirects() -> None:
    a, b, c, d = (make_article() for _ in range(4))
    older, younger = make_story(a, b), make_story(c, d)
    link(a, b, c, d)
    regroup()

    younger.refresh_from_db()
    assert members() == {older.pk: [a.pk, b.pk, c.pk, d.pk]}
    assert (younger.merged_into, younger.article_count, younger.first_date) == (older, 0, None)
    assert younger.surviving() == older


def test_a_story_whose_articles_no_longer_belong_together_is_empty() -> None:
    a, b = make_article(), make_article()
    story = make_story(a, b)
    assert regroup() == 0

    story.refresh_from_db()
    assert members() == {}
    assert (story.article_count, story.merged_into) == (0, None)


def test_a_story_that_returns_is_no_redirect_any_more() -> None:
    a, b, c, d = (make_article() for _ in range(4))
    older, younger = make_story(a, b), make_story(c, d)
    Story.objects.filter(pk=younger.pk).update(merged_into=older)
    link(a, b), link(c, d)
    regroup()

    younger.refresh_from_db()
    assert younger.merged_into is None
    assert members() == {older.pk: [a.pk, b.pk], younger.pk: [c.pk, d.pk]}


def test_a_locked_story_keeps_exactly_its_articles() -> None:
    a, b, c = (make_article() for _ in range(3))
    alone, pair = make_story(a, locked=True), make_story(b, locked=True)
    link(a, b, c)
    regroup()
    assert members() == {alone.pk: [a.pk], pair.pk: [b.pk]}


def test_a_curators_title_stays() -> None:
    a, b = make_article(title="One"), make_article(title="Two")
    story = make_story(a, b, title="By hand", title_by_curator=True)
    link(a, b)
    regroup()
    story.refresh_from_db()
    assert (story.title, story.article_count) == ("By hand", 2)


def test_curators_constraints_hold_until_they_are_undone() -> None:
    a, b, c = (make_article() for _ in range(3))
    link(a, b)
    constrain("cannot", a, b)
    together = constrain("must", b, c)
    regroup()
    assert list(members().values()) == [[b.pk, c.pk]]

    together.undone_at = together.at
    together.save()
    regroup()
    assert members() == {}


@pytest.mark.parametrize(("newest", "expected"), [("must", True), ("cannot", False)])
def test_of_decisions_that_contradict_each_other_the_newest_holds(newest: str, expected: bool) -> None:
    a, b = make_article(), make_article()
    older = "cannot" if newest == "must" else "must"
    constrain(newest, a, b, at="2026-11-21T00:00Z")
    constrain(older, a, b, at="2026-11-20T00:00Z")
    regroup()
    assert bool(members()) is expected


def test_a_hidden_article_leaves_its_story() -> None:
    a, b, c = (make_article(published=f"2026-11-0{day}T00:00Z") for day in (1, 2, 3))
    story = make_story(a, b, c)
    link(a, b, c)
    Article.objects.filter(pk=c.pk).update(hidden=True)
    regroup()

    story.refresh_from_db()
    assert (story.article_count, story.last_date) == (2, b.published)


def test_an_empty_archive_has_no_groups() -> None:
    assert regroup() == 0
    make_ferry()
    process()
    assert regroup() == 1


def test_a_new_article_regroups_only_what_it_can_touch(monkeypatch) -> None:
    monkeypatch.setattr(groups, "STALE_GROWTH", 2)
    make_ferry(), make_leak()
    process()
    stories = dict(Article.objects.values_list("pk", "story_id"))
    late = make_article(FERRY_RETOLD + " More later.", title="Ferry hits Port Calder breakwater", source="Wire")
    sketch_pending()
    match_pending()

    assert regroup_around([late.pk]) == 1
    late.refresh_from_db()
    assert {**stories, late.pk: stories[min(stories)]} == dict(Article.objects.values_list("pk", "story_id"))


def test_a_story_whose_evidence_is_gone_is_split() -> None:
    _, retold = make_ferry()
    process()
    retold.refresh_from_db()
    assert [len(articles) for articles in members().values()] == [2]
    retold.title, retold.text = "Fernway loses prescriptions", LEAK
    retold.mark_changed()
    retold.save()
    sketch_pending()
    match_pending()
    regroup_around([retold.pk])
    assert members() == {}


class Killed(Exception):
    """Simulates the process being killed."""


def test_grouping_that_is_killed_at_any_statement_leaves_the_groups_as_they_were_and_the_next_run_completes() -> None:
    """Merges, a split and a new story in one run, interrupted at each of its statements in turn."""
    one, two = make_story(*make_ferry()), make_story(*make_leak())
    ids = list(Article.objects.order_by("id").values_list("id", flat=True))
    late = [make_trial().pk, make_trial().pk]
    for left, right in [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2]), tuple(late)]:
        Pair.objects.create(
            left_id=left, right_id=right, kind="same story", probability=0.9, score=0.9, same_source=False
        )
    before = members(), list(Story.objects.order_by("id").values())
    statements = 0

    def kill(execute, sql, params, many, context):
        nonlocal left
        left -= not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        if left < 0:
            left = 1_000_000
            raise Killed
        return execute(sql, params, many, context)

    while True:
        left = statements
        with connection.execute_wrapper(kill), suppress(Killed):
            regroup()
            break
        assert (members(), list(Story.objects.order_by("id").values())) == before
        statements += 1
    assert statements > 8
    assert sorted(map(sorted, members().values())) == [ids[:3], late]
    assert {one.pk, two.pk} & members().keys() == {one.pk}


def test_a_new_article_reaches_stories_that_are_tied_to_others_of_its_story(monkeypatch) -> None:
    monkeypatch.setattr(groups, "STALE_GROWTH", 9)
    a, b, c, d, e, new = (make_article() for _ in range(6))
    link(a, b), link(c, d)
    regroup()
    constrain("must", b, c)
    constrain("must", d, e)
    link(a, new)

    regroup_around([new.pk])
    around = members()
    assert Article.objects.get(pk=d.pk).story_id == Article.objects.get(pk=e.pk).story_id is not None
    regroup()
    assert members() == around


def test_an_opinion_piece_is_central_only_where_there_is_no_report() -> None:
    titles = ("Ferry strikes breakwater", "Second bridge, please", "Fourteen hurt at Port Calder")
    ferry, opinion, retold = (make_article(f"{title}.", title=title, source=title) for title in titles)
    for left, right, probability in ((ferry, opinion, 0.9), (opinion, retold, 0.9), (ferry, retold, 0.7)):
        Pair.objects.create(
            left=left, right=right, kind="same story", score=probability, probability=probability, same_source=False
        )
    regroup()
    story = Story.objects.get(articles=ferry)
    assert (story.article_count, story.central_article) == (3, opinion)

    Article.objects.filter(pk=opinion.pk).update(url_given="https://echo.example/opinion/second-bridge")
    regroup()
    story.refresh_from_db()
    assert story.central_article == ferry

    Article.objects.update(url_given="https://echo.example/opinion/second-bridge")
    regroup()
    story.refresh_from_db()
    assert story.central_article == opinion
