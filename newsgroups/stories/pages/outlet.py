"""What the archive knows of one outlet: when it wrote, how often it was first, whom it shares text with."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, F

from newsgroups.models import Article, Pair, Source, Story
from newsgroups.models.db.date_functions import Period

# From here an article is mostly another's text.
MOSTLY_COPIED = 0.5
# Outlets of the list of those that text is shared with.
PARTNERS = 8


@dataclass(frozen=True)
class OutletFigures:
    """`months` are ("2018-09", articles); shares are 0..1, None where there is nothing to count.

    `gave` and `took` are outlets with the numbers of articles that took over text later, or had it first.
    """

    articles: int
    months: list[tuple[str, int]]
    stories: int
    first_to_report: float | None
    own_text: float | None
    gave: list[tuple[Source, int]]
    took: list[tuple[Source, int]]


def outlet_figures(source: Source) -> OutletFigures:
    articles = Article.objects.visible().of_sources([source]).count()
    stories, first = _firsts(source)
    gave, took, mostly_taken = _exchanged(source)
    names = Source.objects.in_bulk({*gave, *took})
    return OutletFigures(
        articles=articles,
        months=months_of(source),
        stories=stories,
        first_to_report=first / stories if stories else None,
        own_text=1 - mostly_taken / articles if articles else None,
        gave=[(names[pk], number) for pk, number in gave.most_common(PARTNERS)],
        took=[(names[pk], number) for pk, number in took.most_common(PARTNERS)],
    )


def months_of(source: Source | None = None) -> list[tuple[str, int]]:
    """Articles of each month that has any, of one outlet or of the archive."""
    found = Article.objects.published().of_sources([source] if source else [])
    return list(found.values_list(Period("published", 7)).annotate(Count("id")).order_by(Period("published", 7)))


def _firsts(source: Source) -> tuple[int, int]:
    """Stories of several outlets that this one told, and how many of them it told first."""
    told = Article.objects.visible().of_sources([source]).filter(story__isnull=False)
    stories = Story.objects.groups().filter(pk__in=told.values("story"), source_count__gt=1)
    rows = Article.objects.published().filter(story__in=stories).order_by("story_id", "published", "id")
    number = first = 0
    for _, articles in groupby(rows.values_list("story_id", "source_id"), key=lambda row: row[0]):
        number += 1
        first += next(articles)[1] == source.pk
    return number, first


def _age(published: datetime | None, article: int) -> tuple[bool, float, int]:
    """Sorts the earlier article first, undated ones last, equals by order of arrival."""
    return published is None, published.timestamp() if published else 0.0, article


def _exchanged(source: Source) -> tuple[Counter[int], Counter[int], int]:
    """Articles of others with text that this outlet had first, its own with others' text, and those mostly so."""
    pairs = Pair.objects.visible().between_outlets().of_sources([source])
    copies = pairs.exclude(kind=Pair.Kind.SAME_STORY).annotate(
        left_source=F("left__source"),
        right_source=F("right__source"),
        left_at=F("left__published"),
        right_at=F("right__published"),
    )
    gave: Counter[int] = Counter()
    took: dict[int, set[int]] = {}
    mostly: set[int] = set()
    for pair in copies.only("left_id", "right_id", "copied_left", "copied_right"):
        left, right = _age(pair.left_at, pair.left_id), _age(pair.right_at, pair.right_id)
        is_left = pair.left_source == source.pk
        other = pair.right_source if is_left else pair.left_source
        was_first = (left < right) if is_left else (right < left)
        if was_first:
            gave[other] += 1
            continue
        own, share = (pair.left_id, pair.copied_left) if is_left else (pair.right_id, pair.copied_right)
        took.setdefault(other, set()).add(own)
        if share >= MOSTLY_COPIED:
            mostly.add(own)
    return gave, Counter({other: len(own) for other, own in took.items()}), len(mostly)
