"""Examples for the curators' guidelines, from the archive at hand."""

from dataclasses import dataclass

from django.db.models import Case, F, When
from django.db.models.functions import Abs

from newsgroups.models import Judgement, Pair

EACH = 2
# Without judgements the model's clearest cases stand in: told by each in its own words, and hardly alike.
_MOSTLY_OWN = 0.2


@dataclass(frozen=True)
class Example:
    """Two articles, and what a curator wrote of them; judged by nobody if there is no curator."""

    left: object
    right: object
    note: str = ""
    by: str = ""


def examples() -> dict[str, list[Example]]:
    """By verdict. Judged pairs with a note first, then those that the model knew least of; one query a verdict."""
    return {verdict: _judged(verdict) or _unjudged(verdict) for verdict in Judgement.Verdict.values}


def _judged(verdict: str) -> list[Example]:
    shown = Judgement.objects.filter(verdict=verdict, left__hidden=False, right__hidden=False).with_articles()
    noted = Case(When(note="", then=1), default=0)
    hardest = shown.order_by(noted, Abs(F("probability") - 0.5), "id")
    return [Example(row.left, row.right, row.note, str(row.by)) for row in hardest[:EACH]]


def _unjudged(verdict: str) -> list[Example]:
    pairs = Pair.objects.visible().between_outlets().filter(copied_left__lt=_MOSTLY_OWN, copied_right__lt=_MOSTLY_OWN)
    found = {
        Judgement.Verdict.SAME: pairs.order_by("-probability", "id"),
        Judgement.Verdict.RELATED: pairs.filter(probability__lt=0.3).order_by("-probability", "id"),
        Judgement.Verdict.DIFFERENT: pairs.order_by("probability", "id"),
    }[Judgement.Verdict(verdict)]
    return [Example(pair.left, pair.right) for pair in found.with_articles()[:EACH]]
