"""What the archive knows about an outlet: when it published, where it was first, and whose text it shares."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from newsgroups.models import Article, Pair, Source
from newsgroups.models.articles.article import TextKind
from newsgroups.models.db.date_functions import Period

from .outlet_firsts import Firsts, firsts_of

# From this share on, most of an article's words occur in another article.
MOSTLY_SHARED = 0.5
_OUTLETS = (
    Coalesce("left__source__outlet_id", "left__source_id"),
    Coalesce("right__source__outlet_id", "right__source_id"),
)
# Maximum number of outlets in the list of those that text is shared with.
PARTNERS = 8


@dataclass(frozen=True)
class OutletFigures:
    """Figures of one outlet. `months` are ("2018-09", articles).

    `firsts` counts the stories in which it was first. `shared` lists outlets with the number of this outlet's articles
    that share text with theirs, and `shared_pairs` with the number of pairs; `mostly` is the number of its articles of
    which at least half occurs in another outlet's. `took` lists outlets known to be the origin of text in its articles,
    `gave` those with text that originates in its articles, both with numbers of pairs. `text_kinds` are values, labels,
    and numbers of its articles, and `text_by_month` are such numbers by month.
    """

    articles: int
    months: list[tuple[str, int]]
    firsts: Firsts
    mostly: int
    shared: list[tuple[Source, int]]
    shared_pairs: list[tuple[Source, int]]
    took: list[tuple[Source, int]]
    gave: list[tuple[Source, int]]
    text_kinds: list[tuple[str, str, int]]
    text_by_month: list[tuple[str, dict[str, int]]]


def outlet_figures(source: Source) -> OutletFigures:
    outlet = Source.objects.names_of([source])
    shared, pairs, mostly = _shared(source, outlet)
    gave, took = _origins(source, outlet)
    partners = [number.most_common(PARTNERS) for number in (shared, pairs, gave, took)]
    names = Source.objects.in_bulk({pk for of_kind in partners for pk, _ in of_kind})
    shared_with, in_pairs, given, taken = ([(names[pk], number) for pk, number in of_kind] for of_kind in partners)
    by_month = _text_by_month(outlet)
    kinds = _text_kinds(outlet)
    return OutletFigures(
        articles=sum(number for _, _, number in kinds),
        months=[(month, sum(numbers.values())) for month, numbers in by_month],
        firsts=firsts_of(source, outlet),
        mostly=mostly,
        shared=shared_with,
        shared_pairs=in_pairs,
        gave=given,
        took=taken,
        text_kinds=kinds,
        text_by_month=by_month,
    )


def _text_kinds(outlet: Sequence[int]) -> list[tuple[str, str, int]]:
    counted = Article.objects.visible().of_names(outlet).order_by().values_list("text_kind").annotate(Count("id"))
    numbers = dict(counted)
    return [(kind.value, kind.label, numbers[kind.value]) for kind in TextKind if kind.value in numbers]


def _text_by_month(outlet: Sequence[int]) -> list[tuple[str, dict[str, int]]]:
    """Return, for each month with articles, their numbers by the kind of their text."""
    found: dict[str, dict[str, int]] = {}
    told = Article.objects.published().of_names(outlet).order_by()
    counted = told.annotate(month=Period("published", 7)).values_list("month", "text_kind").annotate(Count("id"))
    for month, kind, number in counted:
        found.setdefault(month, {})[kind] = number
    return sorted(found.items())


def _origins(source: Source, outlet: Sequence[int]) -> tuple[Counter[int], Counter[int]]:
    """Count pairs in which this outlet is the origin, and pairs in which the other one is, by the other outlet."""
    pairs = Pair.objects.visible().between_outlets().of_names(outlet)
    pairs = pairs.filter(origin__in=[Pair.Origin.LEFT, Pair.Origin.RIGHT])
    gave, took = Counter[int](), Counter[int]()
    for origin, left, right in pairs.values_list("origin", *_OUTLETS):
        giver, taker = (left, right) if origin == Pair.Origin.LEFT else (right, left)
        if giver == source.pk:
            gave[taker] += 1
        else:
            took[giver] += 1
    return gave, took


def _shared(source: Source, outlet: Sequence[int]) -> tuple[Counter[int], Counter[int], int]:
    """Count its articles that share text with each other outlet, their pairs, and those with half of their words in
    common.
    """
    pairs = Pair.objects.visible().between_outlets().of_names(outlet).exclude(kind=Pair.Kind.SAME_STORY)
    columns = "left_id", "right_id", *_OUTLETS, "copied_left", "copied_right"
    shared: dict[int, set[int]] = {}
    together = Counter[int]()
    mostly: set[int] = set()
    for left, right, left_source, right_source, *copied in pairs.values_list(*columns):
        own, other, share = (
            (left, right_source, copied[0]) if left_source == source.pk else (right, left_source, copied[1])
        )
        shared.setdefault(other, set()).add(own)
        together[other] += 1
        if share >= MOSTLY_SHARED:
            mostly.add(own)
    return Counter({other: len(own) for other, own in shared.items()}), together, len(mostly)
