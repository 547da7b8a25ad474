"""What curators said of disagreements, applied to the facts of a story."""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any

from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.types import DISAGREEMENTS
from newsgroups.models import FactVerdict, StoryFacts
from newsgroups.models.stories.fact_verdict import MAX_VALUE

Row = dict[str, Any]
Verdict = FactVerdict.Verdict


def row_key(row: Row) -> str:
    """Return what identifies a row of facts on a page: its kind and its two leading values."""
    values = [(value["article"], value["value"]) for value in row["values"][:2]]
    return blake2b(repr((row["kind"], values)).encode(), digest_size=8).hexdigest()


def verdicts_on(articles: Collection[int]) -> list[FactVerdict]:
    """Return the verdicts on values of these articles, the latest first. One query."""
    return list(FactVerdict.objects.of_articles(list(articles)).order_by("-id"))


def with_verdicts(rows: Iterable[Row], verdicts: Iterable[FactVerdict]) -> list[Row]:
    """Return the rows without those that a curator found to be no disagreement; real ones become certain.

    Of several verdicts on one row, the first given here counts.
    """
    by_values = list(verdicts)
    kept = []
    for row in rows:
        verdict = next((each for each in by_values if _is_on(each, row)), None)
        if verdict is None:
            kept.append(row)
        elif verdict.verdict == Verdict.REAL:
            kept.append(row | {"confidence": 1.0, "judged": True})
    return kept


def _is_on(verdict: FactVerdict, row: Row) -> bool:
    """Return whether the row has both values of the verdict on different sides."""
    if row["verdict"] not in DISAGREEMENTS:
        return False
    sides = {(value["article"], value["value"][:MAX_VALUE]): value["side"] for value in row["values"]}
    first = sides.get((verdict.first_id, verdict.first_value))
    second = sides.get((verdict.second_id, verdict.second_value))
    return first is not None and second is not None and (first != second or first == -1)


def sure_disagreements(rows: Iterable[Row]) -> int:
    return sum(row["verdict"] in DISAGREEMENTS and row["confidence"] >= SURE for row in rows)


def recount_disagreements(articles: Collection[int]) -> None:
    """Update the stored number of disagreements of the stories with these articles, after a verdict was given."""
    for stored in StoryFacts.objects.filter(story__articles__in=list(articles)).distinct():
        rows = stored.content.get("facts", [])
        said = verdicts_on({value["article"] for row in rows for value in row["values"]})
        stored.disagreements = sure_disagreements(with_verdicts(rows, said))
        stored.save(update_fields=["disagreements"])
