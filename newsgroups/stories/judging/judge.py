"""Curators' verdicts on pairs of articles. A verdict binds every grouping, and the model learns from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.utils import timezone

from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.models import Article, Constraint, CurationEvent, HandedOut, Judgement, Pair, SkippedPair
from newsgroups.stories.core.constraint_graph import Decisions
from newsgroups.stories.curation import wording
from newsgroups.stories.curation.constraints import decisions, store_links
from newsgroups.stories.curation.log import RefusedCuration, decision, mark_for_rematching, record
from newsgroups.stories.curation.undo import undo
from newsgroups.stories.pairs.same_story.current_model import learned_file

Verdict = Judgement.Verdict


@dataclass(frozen=True)
class Said:
    """What the site said of a pair before the verdict. If the pair was sampled, its stratum had `stands_for` pairs."""

    probability: float | None = None
    together: bool | None = None
    model: str = ""
    stands_for: float | None = None


@decision
def judge(left: int, right: int, verdict: str, *, by: User, note: str = "") -> Judgement:
    """Store a verdict. *Same story* links the two articles permanently; the other verdicts keep them apart.

    Repeating a verdict of the same curator has no effect. Raises RefusedCuration if the pair has another verdict or the
    verdict contradicts earlier decisions.
    """
    first, second = _pair(left, right)
    if again := Judgement.objects.of_pair(first.pk, second.pk).filter(by=by, verdict=verdict).first():
        return again
    said = _said_until_now(first, second, by)
    judgement = store_judgement(first, second, verdict, by=by, note=note, said=said, beside=decisions())
    HandedOut.objects.filter(left=first, right=second).delete()
    if (verdict == Verdict.SAME) != said.together:
        mark_for_rematching([first.pk, second.pk])
    return judgement


def store_judgement(
    left: Article,
    right: Article,
    verdict: str,
    *,
    by: User,
    note: str,
    said: Said,
    beside: Decisions,
    at: datetime | None = None,
) -> Judgement:
    """Store one verdict with its decision. `beside` holds the decisions already loaded, and the new one is added to it.

    Raises RefusedCuration before anything is stored, so that the other rows of a file can proceed.
    """
    if known := Judgement.objects.of_pair(left.pk, right.pk).select_related("by").first():
        raise RefusedCuration(wording.already_judged(known.by, known.get_verdict_display()))
    _refuse_locked(left, right, verdict)
    kind = Constraint.Kind.MUST_LINK if verdict == Verdict.SAME else Constraint.Kind.CANNOT_LINK
    summary = wording.judged([left, right], str(Verdict(verdict).label))
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
def skip(left: int, right: int, *, by: User) -> None:
    """Do not show this curator the pair again. Others may still judge it."""
    first, second = _pair(left, right)
    SkippedPair.objects.get_or_create(left=first, right=second, by=by)
    HandedOut.objects.filter(left=first, right=second, by=by).delete()


@decision
def undo_last(*, by: User) -> Judgement:
    """Undo the curator's latest verdict, and assign the pair to the curator again."""
    latest = Judgement.objects.filter(by=by, event__isnull=False).order_by("-event_id").first()
    if latest is None or latest.event is None:
        raise RefusedCuration(wording.NO_VERDICT_TO_UNDO)
    undo(latest.event, by=by)
    # An imported verdict may be on a pair that another curator is looking at.
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


def progress(by: User) -> Progress:
    """Return how many pairs have been judged: by all, by this curator, and by this curator today.

    Also says how many of all were sampled at random.
    """
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
    """Two articles in order of id, whether they cover the same story, and the decision behind it, if any."""

    left: int
    right: int
    same: bool
    event: int | None


def taught_pairs() -> Iterator[TaughtPair]:
    """Yield everything that curators taught about pairs, each pair once, in order.

    This covers verdicts, and the pairs that merges, moves, confirmations, and other actions put together or apart. The
    latest decision counts.
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
        raise RefusedCuration(wording.NO_PAIR_TO_JUDGE)
    return found[0], found[1]


def _said_until_now(left: Article, right: Article, by: User) -> Said:
    drawn = HandedOut.objects.filter(by=by, left=left, right=right).values_list("stands_for", flat=True).first()
    probability = Pair.objects.filter(left=left, right=right).values_list("probability", flat=True).first()
    together = left.story_id is not None and left.story_id == right.story_id
    return Said(probability, together, model_version(), drawn)


def _refuse_locked(left: Article, right: Article, verdict: str) -> None:
    inside = left.story_id is not None and left.story_id == right.story_id
    stories = [article.story for article in (left, right) if article.story and article.story.locked]
    if stories and (verdict == Verdict.SAME) != inside:
        raise RefusedCuration(wording.is_locked(stories[0].title))


def model_version() -> str:
    """Return eight characters that identify the model in use: the one this archive learned, else the shipped one."""
    own = learned_file()
    file = own if own.exists() else MODEL_FILE
    return _version(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _version(file: Path, changed: int) -> str:
    """Return the version of a model file. The cache key includes its modification time."""
    return blake2b(file.read_bytes(), digest_size=4).hexdigest()
