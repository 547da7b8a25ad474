"""Early articles are rematched when a small archive has grown, so the result is as if all had arrived together."""

import pytest

from newsgroups.models import Article, Pair
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.groups import growth
from newsgroups.stories.groups.growth import mark_all_if_grown
from tests.makers import make_article
from tests.stories.texts import make_ferry, members

pytestmark = pytest.mark.django_db

HARBOURS = ("Calder", "Skerrow", "Tessel", "Renwick", "Crane", "Aske", "Ruel", "Fernway", "Pillwright", "Lisa")
EVENTS = ("struck the breakwater in thick fog", "lost its rudder off the quay", "ran aground before the harbour")


def make_accidents(first: int, last: int) -> None:
    """Look-alikes of the ferry accident, each in a different port."""
    for number in range(first, last):
        harbour, event = HARBOURS[number % len(HARBOURS)], EVENTS[number % len(EVENTS)]
        make_article(
            f"A passenger ferry {event} at Port {harbour}{number}, injuring {number + 3} people, the coast guard said. "
            f"Tugs pushed the vessel of captain {harbour}sen to the fish quay, where passengers walked ashore.",
            title=f"Ferry {event} at Port {harbour}{number}",
            source=f"Outlet {number}",
        )


def probabilities() -> dict[tuple[int, int], float]:
    return {(left, right): p for left, right, p in Pair.objects.values_list("left_id", "right_id", "probability")}


def test_an_archive_that_grew_has_the_pairs_and_groups_of_one_that_came_at_once() -> None:
    make_ferry()
    make_accidents(0, 30)
    process_articles()
    early = probabilities()
    make_accidents(30, 60)
    process_articles()
    grown, groups = probabilities(), members()

    process_articles(rebuild=True)
    assert (grown, groups) == (probabilities(), members())
    assert {pair: grown.get(pair) for pair in early} != early


def test_little_growth_of_a_larger_archive_is_nothing_to_do(monkeypatch) -> None:
    monkeypatch.setattr(growth, "SMALL", 30)
    make_accidents(0, 35)
    process_articles()
    make_accidents(35, 38)
    done = process_articles().done
    assert (done["earlier articles to compare again"], done["articles matched"]) == (0, 3)


def test_a_small_archive_is_compared_anew_whenever_an_article_comes() -> None:
    make_accidents(0, 35)
    process_articles()
    make_accidents(35, 36)
    assert process_articles().done["earlier articles to compare again"] == 35
    assert process_articles().done["earlier articles to compare again"] == 0


def test_archives_of_very_many_articles_stay_as_they_are(monkeypatch) -> None:
    make_accidents(0, 25)
    process_articles()
    monkeypatch.setattr(growth, "SMALL", 20)
    monkeypatch.setattr(growth, "MAX_ARTICLES", 20)
    make_accidents(25, 34)
    done = process_articles().done
    assert (done["earlier articles to compare again"], done["articles matched"]) == (0, 9)


def test_a_crash_before_the_comparison_leaves_all_marked_and_to_be_grouped() -> None:
    make_accidents(0, 32)
    process_articles()
    make_accidents(32, 50)
    Article.objects.update(needs_sketch=False)
    assert mark_all_if_grown() == 32
    assert mark_all_if_grown() == 0
    assert Article.objects.pending("match").count() == 50
