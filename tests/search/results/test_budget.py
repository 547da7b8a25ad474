"""Every query ends, however expensive it is: the clock in these tests stops until it has been read a given number of
times.
"""

from dataclasses import replace

import pytest
from django.test import Client
from haystack import connections

from newsgroups.search.engines.haystack import sync
from newsgroups.search.evaluate import query_budget
from newsgroups.search.service import SearchPage, iter_all, search
from newsgroups.search.suggestions.autocomplete import Completions, complete
from tests.makers import make_article

pytestmark = pytest.mark.django_db
TOO_SLOW = "This query takes too long. Remove some wildcards or phrases of very frequent words."

QUERIES = [
    "storm",
    "storm coast",
    "storm OR coast OR ferry",
    "coast -football",
    '"storm off the coast"',
    "storm NEAR coast",
    '"storm off" NEAR/3 coast',
    "st* co* fe* of*",
    "stormy~ coost~1",
    "title:st?rm author:ann source:anchor after:2020",
    "storn coasd fery",
    "* -storm",
]


class Clock:
    """Jumps past every deadline after a given number of readings."""

    def __init__(self, looks: int) -> None:
        self.looks, self.left = 0, looks

    def __call__(self) -> float:
        self.looks += 1
        return 0.0 if self.looks <= self.left else 1e9


@pytest.fixture
def archive(own_index) -> None:
    # One more hit than the limit below which other spellings are considered.
    for number in range(4):
        make_article(f"A storm off the coast, number {number}.", title="Storm", source="Anchor", authors="Ann Coast")
        sync.index_pending()


def forget() -> None:
    connections["default"].get_backend().snapshot().cache.clear()


def without_others(page: SearchPage) -> SearchPage:
    return replace(page, suggestion=None, any_word=None, nearly=None, fewer=[])


@pytest.mark.parametrize("query", QUERIES)
def test_wherever_the_time_is_up_the_page_says_so_and_the_next_answer_is_whole(archive, monkeypatch, query):
    whole, endless = search(query), Clock(1_000_000)
    forget()
    monkeypatch.setattr(query_budget, "now", endless)
    assert search(query) == whole
    assert endless.looks > 2

    for looks in range(1, endless.looks):
        forget()
        monkeypatch.setattr(query_budget, "now", Clock(looks))
        cut = search(query)
        # Alternative queries are dropped first, the last of them before the rest.
        assert (cut.problem, cut.too_slow, cut.count) == (TOO_SLOW, True, 0) or without_others(cut) == without_others(
            whole
        )
        monkeypatch.setattr(query_budget, "now", Clock(1_000_000))
        assert search(query) == whole


def test_each_segment_of_a_wildcard_and_each_word_of_a_phrase_is_looked_at_anew(archive, monkeypatch):
    def looks(query: str) -> int:
        forget()
        clock = Clock(1_000_000)
        monkeypatch.setattr(query_budget, "now", clock)
        search(query)
        return clock.looks

    segments = len(connections["default"].get_backend().snapshot().leaves)
    assert segments == 4
    assert looks("st* co*") - looks("st*") >= segments
    assert looks('"storm off the coast"') - looks('"storm off the"') >= segments
    assert looks("storm NEAR coast") >= 2 * segments


def test_whoosh_matchers_are_ended_as_well(archive, monkeypatch):
    backend = connections["default"].get_backend()
    monkeypatch.setattr(query_budget, "now", Clock(3))

    with query_budget.limited(), pytest.raises(query_budget.QueryTooSlow):
        for _ in range(3):
            forget()
            backend.search("stormy~2 OR coas~2")


def test_pages_explain_and_programs_are_told_that_the_query_is_at_fault(archive, client: Client, monkeypatch):
    monkeypatch.setattr(query_budget, "SECONDS", -1.0)

    page = client.get("/search/", {"q": '"storm off"'})
    assert (page.status_code, TOO_SLOW in page.content.decode()) == (200, True)
    for address in ("/api/v1/search", "/search/feed/", "/search.csv"):
        answer = client.get(address, {"q": '"storm off"'})
        assert (address, answer.status_code, TOO_SLOW in answer.content.decode()) == (address, 400, True)
    assert complete("storm co") == Completions()
    with pytest.raises(query_budget.QueryTooSlow):
        next(iter_all("storm"))


def test_the_bound_of_one_search_does_not_hold_for_what_the_thread_does_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_budget, "SECONDS", -1.0)
    with query_budget.limited(), pytest.raises(query_budget.QueryTooSlow):
        query_budget.check()
    assert query_budget.check() is None
