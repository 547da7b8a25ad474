"""Chance similarity among the articles of an archive, against which real similarity is measured."""

import numpy as np
import pytest

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.model.features import chance_of, with_beginnings
from newsgroups.matching.retrieval.prefilter import cosines
from tests.matching.makers import BRIDGE, FERRY, FERRY_RETOLD, collection

PORTS = ("Calder", "Skerrow", "Tessel", "Renwick", "Crane", "Aske", "Ruel", "Fernway", "Pillwright", "Lisa")


def accident(port: str) -> str:
    """One of many articles with the same wording."""
    return f"A passenger ferry struck the outer breakwater at Port {port} in thick fog, the coast guard said on Friday."


def chance(texts: list[str], days: list[float], *, stories: list[int] | None = None, sources=None) -> Chance:
    held = collection(*texts, days=days, sources=sources)
    labels = None if stories is None else np.array(stories)
    return Chance.of(Decoys.of(held), held.days, held.sources, labels)


def expected(told: Chance, texts: list[str], days: list[float]) -> float:
    """Returns the log of the expected number of articles as similar to the first as the second is, by their words."""
    held, pair = collection(*texts, days=days), np.array([[0, 1]])
    return float(told.expected(cosines(held, pair)[:, 0], held.days, pair)[0])


def test_among_many_accidents_told_alike_two_are_alike_by_chance_and_among_others_they_are_not() -> None:
    days = [float(number * 3) for number in range(10)]
    among_ferries = chance([accident(port) for port in PORTS], days)
    among_others = chance(
        [f"{port} {chr(97 + n) * 5} {chr(98 + n) * 6} told us so" for n, port in enumerate(PORTS)], days
    )
    pair = [accident("Calder"), accident("Skerrow")]
    assert expected(among_ferries, pair, [0, 0]) > expected(among_others, pair, [0, 0]) + 2


def test_the_further_apart_two_articles_are_the_more_there_are_between_them_to_be_alike_by_chance() -> None:
    told = chance([accident(port) for port in PORTS], [float(number * 3) for number in range(10)])
    near, far = (expected(told, [FERRY, FERRY_RETOLD], [9, 9 + apart]) for apart in (1, 18))
    assert near < far


def test_pairs_that_are_known_to_be_of_one_story_are_not_by_chance() -> None:
    texts, days = [FERRY, FERRY, FERRY_RETOLD, BRIDGE] * 5, [0.0] * 20
    unknown, known = chance(texts, days), chance(texts, days, stories=[0, 0, 0, 1] * 5)
    assert expected(known, [FERRY, FERRY_RETOLD], [0, 0]) < expected(unknown, [FERRY, FERRY_RETOLD], [0, 0]) - 1


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_an_archive_of_hardly_an_article_judges_by_news_at_large(count: int) -> None:
    told = chance([FERRY, FERRY_RETOLD, BRIDGE][:count], [0.0] * count)
    assert expected(told, [FERRY, FERRY_RETOLD], [0, 0]) < -5
    assert expected(told, [FERRY, BRIDGE], [0, 0]) > -2


def test_what_is_kept_of_it_tells_the_same() -> None:
    held = collection(FERRY, FERRY_RETOLD, BRIDGE, *map(accident, PORTS), days=[float(n) for n in range(13)])
    pairs = np.array([[0, 1], [0, 2], [3, 4], [1, 12]])
    alike = cosines(held, pairs)
    told = chance_of(held, pairs, alike)
    again = Chance.from_bytes(told.to_bytes())
    every = with_beginnings(held, pairs, alike)
    assert again.values(every, held.days, pairs) == pytest.approx(told.values(every, held.days, pairs), abs=1e-4)
    assert again.outlet == told.outlet == -1


def test_articles_that_come_later_make_the_like_of_them_more_by_chance() -> None:
    told = chance([accident(port) for port in PORTS], [0.0] * 10)
    grown = told.with_articles(np.zeros(90))
    pair = [FERRY, FERRY_RETOLD], [0.0, 0.0]
    assert expected(grown, *pair) - expected(told, *pair) == pytest.approx(np.log(10), abs=1e-3)


def test_the_outlet_of_half_of_the_articles_tells_nothing() -> None:
    told = chance([FERRY, FERRY_RETOLD, BRIDGE, BRIDGE], [0.0] * 4, sources=[7, 7, 1, 2])
    assert told.distinguishing_outlets(np.array([7, 7, 1, 1])).tolist() == [-2, -3, 1, 1]


def test_where_there_are_more_pairs_alike_than_chance_brings_there_is_a_surplus() -> None:
    held = collection(*[FERRY, FERRY_RETOLD] * 1, *map(accident, PORTS), days=[0.0] * 12)
    pairs = np.array([(a, b) for a in range(12) for b in range(a + 1, 12)])
    told = chance_of(held, pairs, cosines(held, pairs))
    values = told.values(with_beginnings(held, pairs, cosines(held, pairs)), held.days, pairs)
    assert values[0, 4] > np.median(values[:, 4])


def test_coupons_among_the_articles_do_not_tell_what_chance_brings_among_reports() -> None:
    reports = [accident(port) for port in PORTS]
    coupons = [f"{chr(97 + n) * 5} {chr(98 + n) * 6} {chr(99 + n) * 7} cheaper today" for n in range(20)]
    held = collection(*reports, *coupons, days=[float(number * 3) for number in range(30)])
    rows = np.arange(10)
    of_reports = Chance.of(Decoys.of(held, rows), held.days[rows], held.sources[rows])
    of_all = Chance.of(Decoys.of(held), held.days, held.sources)
    pair = np.array([[0, 1]])
    alike = cosines(held, pair)[:, 0]
    assert of_reports.expected(alike, held.days, pair) > of_all.expected(alike, held.days, pair)
    assert of_reports.crowd.articles == 10


def test_dated_pairs_that_chance_explains_cannot_tell_and_undated_ones_might() -> None:
    days = [float(number * 3) for number in range(12)]
    texts = [*map(accident, PORTS), BRIDGE, FERRY]
    held, undated = (collection(*texts, days=each) for each in (days, [*days[:-1], np.nan]))
    told = Chance.of(Decoys.of(held), held.days, held.sources)
    pairs = np.array([[10, 11]])
    can_tell = [told.can_tell(cosines(each, pairs), each.days, pairs).tolist() for each in (held, undated)]
    assert can_tell == [[False], [True]]
