"""A curator's verdict on two articles: it holds in every grouping, and the model learns from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q
from django.utils import timezone

from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.models import Article, Constraint, CurationEvent, HandedOut, Judgement, Pair, SkippedPair
from newsgroups.stories.core.constraint_graph import Decisions
from newsgroups.stories.curation.constraints import decisions, store_links
from newsgroups.stories.curation.log import RefusedCuration, decision, named, reconsider, record
from newsgroups.stories.curation.undo import undo
from newsgroups.stories.pairs.model import learned_file

Verdict = Judgement.Verdict


@dataclass(frozen=True)
class Said:
    """What the site said of a pair before its judgement; the sample's layer had `stands_for` pairs if it was drawn."""

    probability: float | None = None
    together: bool | None = None
    model: str = ""
    stands_for: float | None = None


@decision
def judge(left: int, right: int, verdict: str, *, by: AbstractBaseUser, note: str = "") -> Judgement:
    """Stores a verdict; *same story* puts the two together for ever, the others keep them apart.

    The same verdict of the same curator twice is one. Raises RefusedCuration if the pair is judged otherwise, or
    what was decided says the opposite.
    """
    first, second = _pair(left, right)
    if again := Judgement.objects.of_pair(first.pk, second.pk).filter(by=by, verdict=verdict).first():
        return again
    said = _said_until_now(first, second, by)
    judgement = store_judgement(first, second, verdict, by=by, note=note, said=said, beside=decisions())
    HandedOut.objects.filter(left=first, right=second).delete()
    if (verdict == Verdict.SAME) != said.together:
        reconsider([first.pk, second.pk])
    return judgement


def store_judgement(
    left: Article,
    right: Article,
    verdict: str,
    *,
    by: AbstractBaseUser,
    note: str,
    said: Said,
    beside: Decisions,
    at: datetime | None = None,
) -> Judgement:
    """Stores one verdict with its decision, beside decisions that are at hand and take it in.

    Raises RefusedCuration before anything is stored, so that others of a file can go on.
    """
    if known := Judgement.objects.of_pair(left.pk, right.pk).select_related("by").first():
        raise RefusedCuration(f"{known.by} judged this pair already: {known.get_verdict_display()}.")
    _refuse_locked(left, right, verdict)
    kind = Constraint.Kind.MUST_LINK if verdict == Verdict.SAME else Constraint.Kind.CANNOT_LINK
    summary = f"Judged {named([left, right])}: {Verdict(verdict).label}"
    event = record(CurationEvent.Action.JUDGE, by=by, reason=note, summary=summary)
    try:
        store_links(event, kind, [(left.pk, right.pk)], beside=beside)
    except RefusedCuration:
        event.delete()
        raise
    return Judgement.objects.create(
        left=left,
        right=right,
        verdict=verdict,
        by=by,
        note=note[:500],
        event=event,
        at=at or timezone.now(),
        probability=said.probability,
        together=said.together,
        model=said.model,
        stands_for=said.stands_for,
    )


@decision
def skip(left: int, right: int, *, by: AbstractBaseUser) -> None:
    """This curator does not see the pair again; others may."""
    first, second = _pair(left, right)
    SkippedPair.objects.get_or_create(left=first, right=second, by=by)
    HandedOut.objects.filter(left=first, right=second, by=by).delete()


@decision
def undo_last(*, by: AbstractBaseUser) -> Judgement:
    """Takes the latest judgement of a curator back and hands the pair out to them again."""
    latest = Judgement.objects.filter(by=by, event__isnull=False).order_by("-event_id").first()
    if latest is None:
        raise RefusedCuration("There is no judgement of yours to take back.")
    undo(latest.event, by=by)
    # A file may have judged what another curator has before them.
    HandedOut.objects.filter(left=latest.left, right=latest.right).exclude(by=by).delete()
    HandedOut.objects.update_or_create(
        by=by,
        defaults={
            "left": latest.left,
            "right": latest.right,
            "stands_for": latest.stands_for,
            "at": timezone.now(),
        },
    )
    return latest


@dataclass(frozen=True)
class Progress:
    judged: int
    own: int
    own_today: int
    drawn: int


def progress(by: AbstractBaseUser) -> Progress:
    """How many pairs were judged: by all, by this curator, by them today; and how many of all were drawn by chance."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return Progress(
        **Judgement.objects.aggregate(
            judged=Count("id"),
            own=Count("id", filter=Q(by=by)),
            own_today=Count("id", filter=Q(by=by, at__gte=today)),
            drawn=Count("id", filter=Q(stands_for__isnull=False)),
        )
    )


@dataclass(frozen=True, slots=True)
class TaughtPair:
    """Two articles in order of their ids, whether they tell one story, and the decision that says so, if one does."""

    left: int
    right: int
    same: bool
    event: int | None


def taught_pairs() -> Iterator[TaughtPair]:
    """Everything that curators taught of pairs, each pair once, in order.

    Verdicts, and what merges, moves, confirmations and the like put together or apart; the latest word counts.
    """
    active = Constraint.objects.active().order_by("left_id", "right_id", "event_id")
    links = active.values_list("left_id", "right_id", "kind", "event_id").iterator()
    taught = {(left, right): (kind == Constraint.Kind.MUST_LINK, event) for left, right, kind, event in links}
    verdicts = Judgement.objects.order_by("at").values_list("left_id", "right_id", "verdict", "event_id")
    for left, right, verdict, event in verdicts:
        taught[left, right] = verdict == Verdict.SAME, event
    for (left, right), (same, event) in sorted(taught.items()):
        yield TaughtPair(left, right, same, event)


def _pair(left: int, right: int) -> tuple[Article, Article]:
    articles = Article.objects.visible().select_related("story").defer("text").order_by("pk")
    found = list(articles.filter(pk__in=[left, right]))
    if len(found) != 2:
        raise RefusedCuration("Judge two different articles that can be seen.")
    return found[0], found[1]


def _said_until_now(left: Article, right: Article, by: AbstractBaseUser) -> Said:
    drawn = HandedOut.objects.filter(by=by, left=left, right=right).values_list("stands_for", flat=True).first()
    probability = Pair.objects.filter(left=left, right=right).values_list("probability", flat=True).first()
    together = left.story_id is not None and left.story_id == right.story_id
    return Said(probability, together, model_version(), drawn)


def _refuse_locked(left: Article, right: Article, verdict: str) -> None:
    inside = left.story_id is not None and left.story_id == right.story_id
    stories = [article.story for article in (left, right) if article.story and article.story.locked]
    if stories and (verdict == Verdict.SAME) != inside:
        raise RefusedCuration(f"“{stories[0].title}” is locked: unlock it first.")


def model_version() -> str:
    """Eight characters that tell the model in use from others: of this archive's own file, else of the shipped one."""
    own = learned_file()
    file = own if own.exists() else MODEL_FILE
    return _version(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _version(file: Path, changed: int) -> str:
    """Cached by when it was written."""
    return blake2b(file.read_bytes(), digest_size=4).hexdigest()
