"""A look-up has a budget of processor time; beyond it, the best answer so far is returned and marked as incomplete."""

import time
from collections.abc import Iterator
from itertools import count

import pytest

from newsgroups.common import budget
from newsgroups.common.budget import Budget
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH
from newsgroups.stories.pages.serializers.as_json import lookup_as_json
from tests.makers import make_article
from tests.matching.passages.test_reworded import ORIGINAL, RETOLD
from tests.stories.texts import TRIAL, make_trial, process

pytestmark = pytest.mark.django_db
WORDS = (
    "ferry harbour council bridge winter engine market school police river doctor window garden letter signal".split()
)


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A second passes each time the clock is read."""
    seconds = count()
    monkeypatch.setattr(budget, "now", lambda: float(next(seconds)))


def test_a_budget_without_a_bound_is_never_spent(ticks) -> None:
    unbounded = Budget()
    assert [unbounded.is_spent() for _ in range(5)] == [False] * 5
    assert not unbounded.was_short


def test_a_budget_tells_whether_anything_was_left_out(ticks) -> None:
    short = Budget(3)
    assert [short.is_spent(), short.was_short] == [False, False]
    assert [short.is_spent() for _ in range(3)] == [False, True, True]
    assert short.was_short


def copies(number: int) -> list[int]:
    made = [make_article(TRIAL[: len(TRIAL) - 40 * each], source=f"Outlet {each}").pk for each in range(number)]
    process()
    return made


def test_only_processor_time_counts_so_that_a_busy_machine_answers_as_an_idle_one_does() -> None:
    budget = Budget(0.1)
    time.sleep(0.2)
    assert not budget.is_spent()
    until = time.thread_time() + 0.15
    while time.thread_time() < until:
        pass
    assert budget.is_spent()


def test_what_shares_most_is_looked_at_first(ticks) -> None:
    made = copies(5)
    found = look_up(TRIAL, seconds=3)
    assert [match.article.pk for match in found.matches] == made[:2]
    assert not found.complete


def test_with_time_enough_the_answer_is_whole() -> None:
    copies(5)
    found = look_up(TRIAL, seconds=60)
    assert (found, found.complete, len(found.matches)) == (look_up(TRIAL), True, 4)


@pytest.mark.parametrize(("seconds", "sources", "in_other_words"), [(1, 0, 0), (2, 1, 0), (60, 1, 1)])
def test_sources_come_before_what_tells_a_part_in_other_words(
    ticks, seconds: int, sources: int, in_other_words: int
) -> None:
    make_trial()
    make_article(ORIGINAL, source="Harbour Post")
    process()
    found = look_up(f"{TRIAL} {RETOLD}", seconds=seconds)
    assert (len(found.matches), len(found.same_story)) == (sources, in_other_words)
    assert found.complete == (seconds == 60)


def test_the_api_says_that_there_may_be_more() -> None:
    copies(2)
    answer = lookup_as_json(look_up(TRIAL, seconds=0))
    assert (answer["complete"], answer["matches"]) == (False, [])
    assert answer["note"].startswith("The look-up ran out of time. ")


def test_the_longest_mosaic_stays_near_its_budget() -> None:
    texts = [
        " ".join(f"{WORDS[(number * step) % 15].title()} {number} {WORDS[step % 15]} tells {step * number} of them."
                 for step in range(1, 120))
        for number in range(1, 200)
    ]  # fmt: skip
    for number, text in enumerate(texts):
        make_article(text, source=f"Outlet {number % 9}")
    process()
    mosaic = " ".join(" ".join(text.split(". ")[::7]) for text in texts * 9)[:MAX_TEXT_LENGTH]
    started = time.thread_time()
    look_up(mosaic, seconds=0.3)
    assert time.thread_time() - started < 1.0
