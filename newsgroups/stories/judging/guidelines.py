"""Examples for the curators' guidelines, taken from this archive."""

from dataclasses import dataclass

from django.db.models import Case, F, When
from django.db.models.functions import Abs

from newsgroups.models import Judgement, Pair

EACH = 2
# Until there are verdicts, the model's clearest cases serve as examples: each article mostly in its own words.
_MOSTLY_OWN = 0.2


@dataclass(frozen=True)
class Example:
    """Two articles, and the note of the curator who judged them. Without a curator, nobody has judged the pair."""

    left: object
    right: object
    note: str = ""
    by: str = ""


def examples() -> dict[str, list[Example]]:
    """Return examples by verdict: judged pairs with a note, then the pairs the model was least sure of.

    One query per verdict.
    """
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
