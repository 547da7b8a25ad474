"""The curators' queue: which pair is judged next, and by whom, so that no two curators judge the same pair at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from newsgroups.models import Article, HandedOut, Judgement, Pair, SkippedPair
from newsgroups.models.stories.pair import PairQuerySet
from newsgroups.stories.core.active_learning import LAYERS, Candidate, layer_bounds, layer_of, most_telling, next_layer
from newsgroups.stories.curation.constraints import decisions
from newsgroups.stories.curation.log import decision

# One pair in three is sampled at random for evaluation. The others are the most informative ones.
ONE_DRAWN_OF = 3
# Number of pairs that are ranked on each side of probability 1/2.
_NEAREST = 100
# Maximum age of the ranking and of the sizes of the strata. The set of judged pairs is always current.
_POOL_SECONDS = 300
# A fixed shuffle of all pairs (multiply-add hashing: Carter and Wegman 1979). Its first pairs are a random sample,
# whatever is added later (permanent random numbers: Ohlsson 1995).
_SHUFFLE = (F("left_id") * 1_103_515_245 + F("right_id") * 805_459_861) % 2_147_483_647


@dataclass(frozen=True)
class Task:
    """Two articles to judge. If the pair was sampled at random, `stands_for` is the number of pairs in its stratum."""

    left: Article
    right: Article
    stands_for: float | None


@decision
def next_task(by: User) -> Task | None:
    """Return the pair assigned to this curator, or assign the next one for a limited time. None if all are judged."""
    HandedOut.objects.exclude(pk__in=HandedOut.objects.current()).delete()
    held = HandedOut.objects.filter(by=by).first()
    if held and (task := _task(held)):
        HandedOut.objects.filter(pk=held.pk).update(at=timezone.now())
        return task
    HandedOut.objects.filter(by=by).delete()
    found = _next(by)
    if found is None:
        return None
    (left, right), stands_for = found
    return _task(HandedOut.objects.create(by=by, left_id=left, right_id=right, stands_for=stands_for))


def _task(held: HandedOut) -> Task | None:
    if Judgement.objects.of_pair(held.left_id, held.right_id).exists():
        return None
    articles = Article.objects.visible().select_related("source", "furniture").in_bulk([held.left_id, held.right_id])
    if len(articles) < 2:
        return None
    return Task(articles[held.left_id], articles[held.right_id], held.stands_for)


Found = tuple[tuple[int, int], float | None]


def _next(by: User) -> Found | None:
    judged = Judgement.objects.filter(by=by).count() + SkippedPair.objects.filter(by=by).count()
    taken = _taken(by)
    ways = [_most_telling, _drawn]
    if judged % ONE_DRAWN_OF == ONE_DRAWN_OF - 1:
        ways.reverse()
    return next((found for way in ways if (found := way(taken))), None)


def _taken(by: User) -> set[tuple[int, int]]:
    """Return pairs that are assigned to others or that this curator skipped."""
    columns = "left_id", "right_id"
    return {
        *HandedOut.objects.current().values_list(*columns),
        *SkippedPair.objects.filter(by=by).values_list(*columns),
    }


def _pairs() -> PairQuerySet:
    return Pair.objects.visible().between_outlets()


def _most_telling(taken: set[tuple[int, int]]) -> Found | None:
    """Return the first ranked pair that is not judged, not taken, and not implied by earlier decisions."""
    decided = decisions()
    judged = set(Judgement.objects.values_list("left_id", "right_id"))
    for again in (False, True):
        if again:
            cache.delete("judging-order")
        for left, right in cache.get_or_set("judging-order", _order, _POOL_SECONDS) or ():
            known = decided.are_together(left, right) or decided.are_apart(left, right)
            if not known and (left, right) not in judged | taken:
                return (left, right), None
    return None


def _order() -> list[tuple[int, int]]:
    verdict = Judgement.objects.filter(left=OuterRef("left"), right=OuterRef("right"))
    open_pairs = _pairs().filter(~Exists(verdict))
    columns = "left_id", "right_id", "probability", "left__source_id", "right__source_id"
    near = [
        *open_pairs.filter(probability__gte=0.5).order_by("probability", "id").values_list(*columns)[:_NEAREST],
        *open_pairs.filter(probability__lt=0.5).order_by("-probability", "id").values_list(*columns)[:_NEAREST],
    ]
    candidates = [Candidate(left, right, value, (one, other)) for left, right, value, one, other in near]
    return [each.key for each in most_telling(candidates, _judged_of())]


def _judged_of() -> Counter[int]:
    """Count the judged pairs of each outlet."""
    found: Counter[int] = Counter()
    for side in ("left__source_id", "right__source_id"):
        found.update(dict(Judgement.objects.order_by().values_list(side).annotate(Count("id"))))
    return found


def _drawn(taken: set[tuple[int, int]]) -> Found | None:
    """Return the next pair of the sample.

    A pair already judged for another reason joins the sample when its turn comes.
    """
    sizes = cache.get_or_set("judging-layers", _sizes, _POOL_SECONDS) or _sizes()
    drawn = [0] * len(LAYERS)
    for probability in Judgement.objects.measurable().values_list("probability", flat=True):
        if probability is not None:
            drawn[layer_of(probability)] += 1
    closed: set[int] = set()
    while (layer := next_layer(drawn, [0 if each in closed else size for each, size in enumerate(sizes)])) is not None:
        for pair in _shuffled(layer, drawn[layer] + len(taken)):
            known = Judgement.objects.of_pair(*pair).first()
            if known is None and pair not in taken:
                return pair, float(sizes[layer])
            if known and known.stands_for is None and known.probability is not None:
                Judgement.objects.filter(pk=known.pk).update(stands_for=float(sizes[layer]))
        closed.add(layer)
    return None


def _sizes() -> list[int]:
    counted = _pairs().aggregate(**{str(layer): Count("id", filter=_within(layer)) for layer in range(len(LAYERS))})
    return [counted[str(layer)] for layer in range(len(LAYERS))]


def _shuffled(layer: int, known: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of a stratum in shuffled order: a few more than are known to be judged or taken."""
    found = _pairs().filter(_within(layer)).order_by(_SHUFFLE, "id")
    yield from found.values_list("left_id", "right_id")[: 2 * known + 50]


def _within(layer: int) -> Q:
    first, before = layer_bounds(layer)
    return Q(probability__lt=before) if layer == 0 else Q(probability__gte=first, probability__lt=before)
