"""New archives, or archives with little data: stories stay sensible, and are the same as when built in one batch."""

from datetime import UTC, datetime

import numpy as np
import pytest

from newsgroups.models import ArchiveSnapshot, Article
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.derived.statistics.chance import (
    archive_chance,
    count_new_articles,
    measure_chance,
    nothing_known,
)
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.stories.groups import growth
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.pairs import match_pending
from tests.makers import make_article
from tests.stories.texts import FERRY, make_ferry, make_leak, make_trial, members

from .test_growth import make_accidents

pytestmark = pytest.mark.django_db


def make_events() -> list[list[int]]:
    """Creates the articles of the two stories."""
    make_trial()
    return [[article.pk for article in make()] for make in (make_ferry, make_leak)]


def test_an_archive_of_one_article_has_no_story_and_finds_its_text() -> None:
    trial = make_trial()
    process_articles()
    assert members() == {}
    assert look_up(FERRY).same_story == []
    assert [match.article for match in look_up(trial.text).matches] == [trial]


def test_an_archive_of_nothing_looks_a_text_up() -> None:
    process_articles()
    assert look_up(FERRY).matches == look_up(FERRY).same_story == []


@pytest.mark.parametrize(
    "fields",
    [
        {"published": None},
        {"published": datetime(2026, 11, 2, tzinfo=UTC)},
        {"published": datetime(1971, 1, 1, tzinfo=UTC)},
    ],
)
def test_where_all_are_undated_or_of_one_moment_stories_are_told_apart(fields: dict) -> None:
    stories = make_events()
    Article.objects.update(**fields)
    process_articles()
    assert sorted(members().values()) == stories


def test_where_all_are_of_one_outlet_stories_are_told_apart() -> None:
    stories = make_events()
    Article.objects.update(source=Article.objects.first().source)
    process_articles()
    assert sorted(members().values()) == stories


def test_articles_that_come_one_by_one_end_as_if_all_had_come_at_once() -> None:
    for make in (make_ferry, make_trial, make_leak):
        make()
        process_articles()
    grown = members()
    process_articles(rebuild=True)
    assert grown == members()
    assert len(grown) == 2


def test_what_came_since_is_counted_once_and_makes_the_like_of_it_more_by_chance(monkeypatch) -> None:
    monkeypatch.setattr(growth, "SMALL", 0)
    monkeypatch.setattr(match_pending, "BATCH_SHARE", 1)
    make_accidents(0, 20)
    process_articles(rebuild=True)
    before = archive_chance().crowd
    make_accidents(20, 22)
    for _ in range(2):
        process_articles()
        count_new_articles()
        assert archive_chance().crowd.articles == 22
    days = np.array([make_article().published.timestamp() / 86_400])
    assert archive_chance().crowd.articles_near(days, np.zeros(1)) == before.articles_near(days, np.zeros(1)) + 2


def test_what_is_measured_of_some_is_what_is_measured_of_all() -> None:
    make_accidents(0, 30)
    make_events()
    process_articles()
    batch = archive_chance()
    alone = measure_chance(archive_statistics())
    for one, other in zip(batch.tails, alone.tails, strict=True):
        at = np.array([0.1, 0.3, 0.6])
        assert one.log_share(at) == pytest.approx(other.log_share(at), abs=0.3)
    assert (alone.crowd.articles, alone.outlet) == (batch.crowd.articles, batch.outlet)
    assert alone.surplus.tolist() == batch.surplus.tolist()


def test_before_anything_was_measured_news_at_large_is_taken_for_chance() -> None:
    assert not ArchiveSnapshot.objects.exists()
    assert archive_chance().to_bytes() == nothing_known().to_bytes()


def test_two_notices_with_a_rare_word_in_common_are_no_story() -> None:
    make_events()
    one = make_article("Zorblat opens a second bakery at the market of Tessel.", title="Zorblat opens", source="Ledger")
    other = make_article("The council thanked Zorblat for forty years in its choir.", title="Thanks", source="Courier")
    process_articles()
    assert not [group for group in members().values() if {one.pk, other.pk} & set(group)]
    assert len(members()) == 2


def test_two_notices_with_a_common_word_in_their_titles_are_no_story() -> None:
    make_events()
    titles = "A mobile of the moons in a windmill", "Theater returns to the windmill"
    texts = (
        "A mobile of the moons hangs in a windmill. Gardeners of the hamlet oil its chains.",
        "The theater returns to the windmill. Clerks of the district mended the curtain.",
    )
    made = [
        make_article(text, title=title, source=source)
        for text, title, source in zip(texts, titles, ("Ledger", "Courier"), strict=True)
    ]
    process_articles()
    assert not [group for group in members().values() if {article.pk for article in made} & set(group)]
