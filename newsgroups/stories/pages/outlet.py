"""What the archive knows about an outlet: when it published, where it was first, and whose text it shares."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from newsgroups.common.dates import first_among, moment_of
from newsgroups.models import Article, Pair, Source, Story
from newsgroups.models.articles.article import TextKind
from newsgroups.models.db.date_functions import Period

# From this share on, most of an article's words occur in another article.
MOSTLY_SHARED = 0.5
# Maximum number of outlets in the list of those that text is shared with.
PARTNERS = 8


@dataclass(frozen=True)
class OutletFigures:
    """Figures of one outlet. `months` are ("2018-09", articles).

    Of the `stories` that other outlets also cover, this outlet was `first` in some and another one in `later`; for the
    rest, it is not known who was. `shared` lists outlets with the number of this outlet's articles that share text with
    theirs; `mostly` is the number of its articles of which at least half occurs in another outlet's. `took` lists
    outlets known to be the origin of text in its articles, `gave` those with text that originates in its articles, both
    with numbers of pairs. `text_kinds` are values, labels, and numbers of its articles.
    """

    articles: int
    months: list[tuple[str, int]]
    stories: int
    first: int
    later: int
    mostly: int
    shared: list[tuple[Source, int]]
    took: list[tuple[Source, int]]
    gave: list[tuple[Source, int]]
    text_kinds: list[tuple[str, str, int]]

    @property
    def first_not_known(self) -> int:
        return self.stories - self.first - self.later


def outlet_figures(source: Source) -> OutletFigures:
    articles = Article.objects.visible().of_sources([source]).count()
    stories, first, later = _firsts(source)
    shared, mostly = _shared(source)
    gave, took = _origins(source)
    partners = [number.most_common(PARTNERS) for number in (shared, gave, took)]
    names = Source.objects.in_bulk({pk for of_kind in partners for pk, _ in of_kind})
    shared_with, given, taken = ([(names[pk], number) for pk, number in of_kind] for of_kind in partners)
    return OutletFigures(
        articles=articles,
        months=months_of(source),
        stories=stories,
        first=first,
        later=later,
        mostly=mostly,
        shared=shared_with,
        gave=given,
        took=taken,
        text_kinds=_text_kinds(source),
    )


def months_of(source: Source | None = None) -> list[tuple[str, int]]:
    """Return each month with articles and their number, for one outlet or the whole archive."""
    found = Article.objects.published().of_sources([source] if source else [])
    return list(found.values_list(Period("published", 7)).annotate(Count("id")).order_by(Period("published", 7)))


def _firsts(source: Source) -> tuple[int, int, int]:
    """Count the stories shared with other outlets, those in which it was first, and those in which another was.

    In a story with a credit to an agency, no outlet counts as first: whoever printed it earliest need not have written
    it.
    """
    told = Article.objects.visible().of_sources([source]).filter(story__isnull=False)
    stories = Story.objects.groups().filter(pk__in=told.values("story"), source_count__gt=1)
    rows = Article.objects.visible().filter(story__in=stories).order_by("story_id")
    columns = "story_id", "source_id", "published", "published_precision", "first_seen", "credits_agency"
    number = first = later = 0
    for _, articles in groupby(rows.values_list(*columns), key=lambda row: row[0]):
        number += 1
        told_by = list(articles)
        if any(credits_agency for *_, credits_agency in told_by):
            continue
        earliest = first_among(
            (outlet, None if published == seen else moment_of(published, precision))
            for _, outlet, published, precision, seen, _ in told_by
        )
        first += earliest == source.pk
        later += earliest is not None and earliest != source.pk
    return number, first, later


def _text_kinds(source: Source) -> list[tuple[str, str, int]]:
    counted = Article.objects.visible().of_sources([source]).order_by().values_list("text_kind").annotate(Count("id"))
    numbers = dict(counted)
    return [(kind.value, kind.label, numbers[kind.value]) for kind in TextKind if kind.value in numbers]


def _origins(source: Source) -> tuple[Counter[int], Counter[int]]:
    """Count pairs in which this outlet is the origin, and pairs in which the other one is, by the other outlet."""
    pairs = Pair.objects.visible().between_outlets().of_sources([source])
    pairs = pairs.filter(origin__in=[Pair.Origin.LEFT, Pair.Origin.RIGHT])
    gave, took = Counter[int](), Counter[int]()
    for origin, left, right in pairs.values_list("origin", "left__source", "right__source"):
        giver, taker = (left, right) if origin == Pair.Origin.LEFT else (right, left)
        if giver == source.pk:
            gave[taker] += 1
        else:
            took[giver] += 1
    return gave, took


def _shared(source: Source) -> tuple[Counter[int], int]:
    """Count its articles that share text with each other outlet, and those with half of their words in common."""
    pairs = Pair.objects.visible().between_outlets().of_sources([source]).exclude(kind=Pair.Kind.SAME_STORY)
    columns = "left_id", "right_id", "left__source", "right__source", "copied_left", "copied_right"
    shared: dict[int, set[int]] = {}
    mostly: set[int] = set()
    for left, right, left_source, right_source, *copied in pairs.values_list(*columns):
        own, other, share = (
            (left, right_source, copied[0]) if left_source == source.pk else (right, left_source, copied[1])
        )
        shared.setdefault(other, set()).add(own)
        if share >= MOSTLY_SHARED:
            mostly.add(own)
    return Counter({other: len(own) for other, own in shared.items()}), len(mostly)
