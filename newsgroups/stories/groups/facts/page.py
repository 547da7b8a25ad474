"""The facts on a story page: a table by outlet, quotations, and sentences that only one article has.

Each value comes with its sentence.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.types import DISAGREEMENTS
from newsgroups.models import Article, Story
from newsgroups.text.sentences import sentences

from .store_facts import Content, facts_of_story

# Nobody reads a table with more columns, or more sentences; the API has them all.
MAX_OUTLETS, MAX_ROWS, MAX_QUOTES, MAX_ONLY_HERE = 8, 12, 6, 24
# With fewer facts than this, a table says less than sentences do.
MIN_ROWS = 2
MAX_SENTENCE_LENGTH = 600


@dataclass(frozen=True)
class Cell:
    """A value of an article with its sentence in three parts: before the value, the value, and after it.

    ``id`` is unique on the page. ``is_fewer`` marks the minority value of a disputed fact, ``is_old`` a figure that a
    later one superseded.
    """

    id: str
    article: Article
    value: str
    before: str
    behind: str
    said: str
    is_fewer: bool = False
    is_old: bool = False


@dataclass(frozen=True)
class Row:
    """A fact: its cells by column, and those that have a value.

    If `is_unsure`, it may be about two different things.
    """

    about: str
    verdict: str
    is_disagreement: bool
    is_unsure: bool
    cells: list[Cell | None]
    shown: list[Cell]


class Totals(NamedTuple):
    """Of the whole story, where the page shows only the first of many; `disagreements` are those that are sure."""

    facts: int = 0
    disagreements: int = 0
    only_here: int = 0


@dataclass(frozen=True)
class FactsPage:
    """The outlets of `articles` are the columns, those with most facts first; `more` outlets have no column."""

    articles: list[Article] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    quotes: list[tuple[str, str, list[Cell]]] = field(default_factory=list)
    only_here: list[Cell] = field(default_factory=list)
    disagreements: int = 0
    more: int = 0
    totals: Totals = field(default_factory=Totals)

    @property
    def has_table(self) -> bool:
        return len(self.rows) >= MIN_ROWS

    @property
    def cells(self) -> list[Cell]:
        """Return all values that link to their sentence."""
        return [cell for row in self.rows for cell in row.shown]


def facts_page(story: Story) -> FactsPage:
    """Build the facts of a story page. Four queries, whatever the size of the story."""
    content = facts_of_story(story)
    rows = content["facts"][:MAX_ROWS]
    quotes, alone = content["quotes"][:MAX_QUOTES], _spread(content["only_here"])
    columns = _columns(rows)
    articles = _articles(
        [*columns, *_of_values(rows[:MAX_ROWS]), *_of_values(quotes), *(each["article"] for each in alone)]
    )
    outlets = {articles[pk].source_id: pk for pk in reversed(columns) if pk in articles}
    shown = [pk for pk in columns if pk in articles and outlets[articles[pk].source_id] == pk]
    told = [_row(number, row, shown[:MAX_OUTLETS], articles) for number, row in enumerate(rows)]
    return FactsPage(
        [articles[pk] for pk in shown[:MAX_OUTLETS]],
        [row for row in told if row.shown],
        [_quote(number, quote, articles) for number, quote in enumerate(quotes)],
        [cell for number, each in enumerate(alone) if (cell := _cell(f"only-{number}", each, articles))],
        sum(row.is_disagreement and not row.is_unsure for row in told),
        max(0, len(shown) - MAX_OUTLETS),
        _totals(content),
    )


def _totals(content: Content) -> Totals:
    sure = [row for row in content["facts"] if row["verdict"] in DISAGREEMENTS and row["confidence"] >= SURE]
    return Totals(len(content["facts"]), len(sure), len(content["only_here"]))


def _spread(places: list[dict[str, int]]) -> list[dict[str, int]]:
    """Return the first sentence of each article, then the second ones, up to the limit, in order of article."""
    seen: dict[int, int] = {}
    ranked = []
    for number, place in enumerate(places):
        seen[place["article"]] = seen.get(place["article"], 0) + 1
        ranked.append((seen[place["article"]], number))
    return [places[number] for number in sorted(number for _, number in sorted(ranked)[:MAX_ONLY_HERE])]


def _of_values(rows: Iterable[dict[str, Any]]) -> Iterable[int]:
    return (value["article"] for row in rows for value in row["values"][:MAX_OUTLETS])


def _columns(rows: list[dict[str, Any]]) -> list[int]:
    """Sort articles by the number of rows with a value of theirs; disagreeing ones come before agreeing ones."""
    weight: dict[int, int] = {}
    for row in rows:
        for place, value in enumerate(row["values"]):
            leads = 4 * (row["verdict"] in DISAGREEMENTS and place < 2)
            weight[value["article"]] = weight.get(value["article"], 0) + 1 + leads
    return sorted(weight, key=lambda pk: (-weight[pk], pk))


def _articles(ids: Iterable[int]) -> dict[int, Article]:
    return Article.objects.visible().select_related("source").in_bulk(sorted(set(ids)))


def _row(number: int, row: dict[str, Any], columns: list[int], articles: dict[int, Article]) -> Row:
    is_disagreement = row["verdict"] in DISAGREEMENTS
    is_unsure = is_disagreement and row["confidence"] < SURE
    old, fewer = _standing(row) if is_disagreement and not is_unsure else (set(), set())
    # If an outlet gave the old figure first and the later one afterward, the later one counts.
    values = sorted(row["values"], key=lambda value: value["side"] in old)
    held = {articles[each["article"]].source_id: each for each in reversed(values) if each["article"] in articles}
    cells = [
        _cell(f"fact-{number}-{pk}", each, articles, fewer=each["side"] in fewer, old=each["side"] in old)
        if (each := held.get(articles[pk].source_id))
        else None
        for pk in columns
    ]
    told = [cell for cell in cells if cell]
    return Row(row["about"], row["verdict"], is_disagreement, is_unsure, cells, told)


def _standing(row: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Return the superseded sides and the minority sides of a fact; of a tie, both."""
    if row["verdict"] == "superseded":
        return {0}, set()
    sides = Counter(value["side"] for value in row["values"])
    if sides[0] == sides[1]:
        return set(), {0, 1}
    return set(), {0 if sides[0] < sides[1] else 1}


def _quote(number: int, quote: dict[str, Any], articles: dict[int, Article]) -> tuple[str, str, list[Cell]]:
    cells = [_cell(f"quote-{number}-{each['article']}", each, articles) for each in quote["values"][:MAX_OUTLETS]]
    return quote["verdict"], quote["speaker"], [cell for cell in cells if cell]


def _cell(
    id_: str, value: dict[str, Any], articles: dict[int, Article], *, fewer: bool = False, old: bool = False
) -> Cell | None:
    """Return the value in its sentence, or None if its article has been hidden since."""
    article = articles.get(value["article"])
    if article is None:
        return None
    start, end = value["start"], value["end"]
    first, last = _around(article.text, start, end)
    text = article.text
    return Cell(id_, article, value.get("value", ""), text[first:start], text[end:last], text[start:end], fewer, old)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences that contain the position, within its line."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    line, stop = max(line, start - 4 * MAX_SENTENCE_LENGTH), min(stop, end + 4 * MAX_SENTENCE_LENGTH)
    spans = [(line + a, line + b) for a, b in sentences(text[line:stop]) if line + a < end and line + b > start]
    first, last = (spans[0][0], spans[-1][1]) if spans else (start, end)
    return max(min(first, start), start - MAX_SENTENCE_LENGTH), min(max(last, end), end + MAX_SENTENCE_LENGTH)
