"""The facts on a story page: a table by outlet, quotations, and sentences that only one article has.

Each value comes with its sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.types import DISAGREEMENTS
from newsgroups.models import Article, Story
from newsgroups.story_facts.store_facts import Content, facts_of_story

from .cells import Cell, cell_of
from .fact_table import Row, columns_of, row_of
from .shown_quotes import QuoteShown, quote_shown

# Nobody reads a table with more columns, or more sentences; the API has them all.
MAX_OUTLETS, MAX_ROWS, MAX_QUOTES, MAX_ONLY_HERE = 8, 12, 6, 16
ALL_OUTLETS = 60
# Each value comes with its sentence: the first rows of a large story weigh as much as the rest of its page.
FIRST_ROWS = 5
# With fewer facts than this, a table says less than sentences do.
MIN_ROWS = 3


class Totals(NamedTuple):
    """Of the whole story, where the page shows only the first of many; `disagreements` are those that are sure."""

    facts: int = 0
    disagreements: int = 0
    only_here: int = 0


class Changed(NamedTuple):
    """A figure that an outlet changed after publication."""

    article: Article
    at: datetime
    about: str
    before: str
    after: str


@dataclass(frozen=True)
class FactsPage:
    """The outlets of `articles` are the columns, those with own reports first; `more` outlets have no column,
    and `more_rows` facts no row.
    """

    articles: list[Article] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    quotes: list[QuoteShown] = field(default_factory=list)
    only_here: list[Cell] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    disagreements: int = 0
    more: int = 0
    more_rows: int = 0
    totals: Totals = field(default_factory=Totals)

    @property
    def has_table(self) -> bool:
        return len(self.rows) >= MIN_ROWS

    @property
    def cells(self) -> list[Cell]:
        """Return all values that link to their sentence."""
        return [cell for row in self.rows for cell in row.shown]


def facts_page(story: Story, *, own: Iterable[int] = (), all_outlets: bool = False, all_rows: bool = True) -> FactsPage:
    """Build the facts of a story page. A fixed number of queries, whatever the size of the story.

    Outlets of the articles `own` (own reports) come first. With `all_outlets`, every outlet has a column; without
    `all_rows`, only the first facts are shown, but the outlets are the same.
    """
    content = facts_of_story(story)
    rows = content["facts"][:MAX_ROWS]
    quotes, alone = content["quotes"][:MAX_QUOTES], _spread(content["only_here"])
    changed = content.get("changed", [])[:MAX_ROWS]
    columns = columns_of(rows, set(own))
    articles = _articles(
        [*columns, *_of_values(rows), *_of_values(quotes), *(each["article"] for each in [*alone, *changed])]
    )
    outlets = {articles[pk].source_id: pk for pk in reversed(columns) if pk in articles}
    shown = [pk for pk in columns if pk in articles and outlets[articles[pk].source_id] == pk]
    limit = ALL_OUTLETS if all_outlets else MAX_OUTLETS
    told = [row_of(number, row, shown[:limit], articles) for number, row in enumerate(rows)]
    told = [row for row in told if row.shown]
    sure = sum(row.is_disagreement and not row.is_unsure for row in told)
    first = told if all_rows else told[: max(FIRST_ROWS, sure)]
    told_quotes = [quote_shown(number, quote, articles) for number, quote in enumerate(quotes)]
    return FactsPage(
        [articles[pk] for pk in shown[:limit]],
        first,
        [quote for quote in told_quotes if quote],
        [cell for number, each in enumerate(alone) if (cell := cell_of(f"only-{number}", each, articles))],
        [_changed(each, articles) for each in changed if each["article"] in articles],
        sure,
        max(0, len(shown) - limit),
        len(told) - len(first),
        _totals(content),
    )


def _totals(content: Content) -> Totals:
    sure = [row for row in content["facts"] if row["verdict"] in DISAGREEMENTS and row["confidence"] >= SURE]
    return Totals(len(content["facts"]), len(sure), len(content["only_here"]))


def _changed(change: dict[str, Any], articles: dict[int, Article]) -> Changed:
    at = datetime.fromisoformat(change["at"])
    return Changed(articles[change["article"]], at, change["about"], change["before"], change["after"])


def _spread(places: list[dict[str, int]]) -> list[dict[str, int]]:
    """Return the first sentence of each article, then the second ones, up to the limit, in order of article."""
    seen: dict[int, int] = {}
    ranked = []
    for number, place in enumerate(places):
        seen[place["article"]] = seen.get(place["article"], 0) + 1
        ranked.append((seen[place["article"]], number))
    return [places[number] for number in sorted(number for _, number in sorted(ranked)[:MAX_ONLY_HERE])]


def _of_values(rows: Iterable[dict[str, Any]]) -> Iterable[int]:
    return (value["article"] for row in rows for value in row["values"][:ALL_OUTLETS])


def _articles(ids: Iterable[int]) -> dict[int, Article]:
    return Article.objects.visible().select_related("source").in_bulk(sorted(set(ids)))
