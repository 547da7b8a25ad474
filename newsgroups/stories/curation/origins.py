"""A curator's correction of where the text that two articles share comes from."""

from collections.abc import Collection

from django.contrib.auth.models import User

from newsgroups.models import Article, CurationEvent, OriginCorrection, Pair

from . import wording
from .log import RefusedCuration, decision, record

Action = CurationEvent.Action
Origin = Pair.Origin
_MAX_NAME = 100


@decision
def correct_origin(
    left: Article, right: Article, *, origin: str, name: str = "", by: User, reason: str = ""
) -> CurationEvent:
    """Say where the text that two articles share comes from: from one of them, from a third party, or not known.

    `origin` is a value of `Pair.Origin` as seen from `left`; a third party needs a name. Raises RefusedCuration for
    articles that share no text.
    """
    if origin not in Origin.values:
        raise RefusedCuration(wording.NO_ORIGIN)
    name = " ".join(name.split())[:_MAX_NAME]
    if origin == Origin.THIRD and not name:
        raise RefusedCuration(wording.NO_THIRD_PARTY)
    if left.pk > right.pk:
        left, right, origin = right, left, _transposed(origin)
    pair = Pair.objects.filter(left=left, right=right).exclude(kind=Pair.Kind.SAME_STORY).first()
    if pair is None:
        raise RefusedCuration(wording.NO_SHARED_TEXT)
    outlet = {Origin.LEFT: left.source.name, Origin.RIGHT: right.source.name, Origin.THIRD: name}.get(Origin(origin))
    summary = wording.corrected_origin(left.title, right.title, outlet)
    event = record(Action.ORIGIN, by=by, reason=reason, summary=summary)
    OriginCorrection.objects.create(
        event=event, left=left, right=right, origin=origin, name=name if origin == Origin.THIRD else ""
    )
    look_again({(left.pk, right.pk)})
    return event


def look_again(pairs: Collection[tuple[int, int]]) -> None:
    """Leave the origins of some pairs, and whose text their articles carry, to the next processing."""
    articles = {article for pair in pairs for article in pair}
    Article.objects.filter(pk__in=articles).update(needs_credits=True)
    Pair.objects.filter(left__in=articles).update(origin="")
    Pair.objects.filter(right__in=articles).update(origin="")


def corrections_of(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], OriginCorrection]:
    """Return the corrections in force of some pairs (left, right), of each the latest. One query."""
    articles = {left for left, _ in pairs}
    found = OriginCorrection.objects.active().filter(left__in=articles).select_related("event__by").order_by("event_id")
    every = {(each.left_id, each.right_id): each for each in found}
    return {pair: every[pair] for pair in pairs if pair in every}


def _transposed(origin: str) -> str:
    transposed: dict[str, str] = {Origin.LEFT: Origin.RIGHT, Origin.RIGHT: Origin.LEFT}
    return transposed.get(origin, origin)
