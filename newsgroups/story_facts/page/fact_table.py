"""The table of facts: a row for each fact, a column for each outlet."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.types import DISAGREEMENTS
from newsgroups.story_facts.verdicts import row_key

from .cells import Articles, Cell, cell_of
from .shown_quotes import excerpts


@dataclass(frozen=True)
class Row:
    """A fact: its cells by column, and those that have a value.

    If `is_unsure`, it may be about two different things. `key` identifies the row in a curator's verdict; `is_judged`
    if a curator found the disagreement to be real.
    """

    about: str
    verdict: str
    is_disagreement: bool
    is_unsure: bool
    cells: list[Cell | None]
    shown: list[Cell]
    key: str = ""
    is_judged: bool = False


def columns_of(rows: list[dict[str, Any]], own: set[int]) -> list[int]:
    """Sort articles: own reports first, then by the number of rows with their values; disputed rows count more."""
    weight: dict[int, int] = {}
    for row in rows:
        for place, value in enumerate(row["values"]):
            leads = 4 * (row["verdict"] in DISAGREEMENTS and place < 2)
            weight[value["article"]] = weight.get(value["article"], 0) + 1 + leads
    return sorted(weight, key=lambda pk: (pk not in own, -weight[pk], pk))


def row_of(number: int, row: dict[str, Any], columns: list[int], articles: Articles) -> Row:
    is_disagreement = row["verdict"] in DISAGREEMENTS
    key = row_key(row) if is_disagreement else ""
    if row["kind"] == "quote" and len(row["values"]) > 1:
        row = row | {"values": excerpts(row["values"])}
    is_unsure = is_disagreement and row["confidence"] < SURE
    old, fewer = _sides(row) if is_disagreement and not is_unsure else (set(), set())
    # If an outlet gave the old figure first and the later one afterward, the later one counts.
    values = sorted(row["values"], key=lambda value: value["side"] in old)
    held = {articles[each["article"]].source_id: each for each in reversed(values) if each["article"] in articles}
    earlier = {
        articles[each["article"]].source_id: each["value"]
        for each in values
        if each["article"] in articles and each["side"] in old
    }
    cells = []
    for pk in columns:
        outlet = articles[pk].source_id
        value = held.get(outlet)
        before = earlier.get(outlet, "") if value and value["side"] not in old else ""
        name = f"fact-{number}-{pk}"
        cells.append(cell_of(name, value, articles, fewer=fewer, old=old, earlier=before) if value else None)
    shown = [cell for cell in cells if cell]
    return Row(
        row["about"], row["verdict"], is_disagreement, is_unsure, cells, shown, key, bool(row.get("judged"))
    )  # fmt: skip


def _sides(row: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Return the superseded sides and the minority sides of a fact; of a tie, both."""
    if row["verdict"] == "superseded":
        return {0}, set()
    sides = Counter(value["side"] for value in row["values"])
    if sides[0] == sides[1]:
        return set(), {0, 1}
    return set(), {0 if sides[0] < sides[1] else 1}
