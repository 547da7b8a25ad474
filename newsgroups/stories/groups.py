"""Groups articles from their stored pairs and the curators' decisions, and writes what differs.

All of the archive at once, or after a few new articles only the stories that these can touch: their own, those of
articles that they are probably of one story with, and what curators' decisions tie to these.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from newsgroups.models import ArchiveSnapshot, Article, Pair, Story
from newsgroups.models.curation import one_decision_at_a_time
from newsgroups.models.story import outlets_per_day
from newsgroups.stories.constraints import CuratorsConstraints, curators_constraints
from newsgroups.stories.core.central import central
from newsgroups.stories.core.grouping import LEAST_LINK, group
from newsgroups.stories.core.identity import Assignment, stable_ids

_BATCH = 500
# With more new articles than this, or around more, grouping all is no slower and leaves nothing to chance.
MOST_NEW = 100
MOST_AROUND = 3_000
# What grows together far from any new article waits until the archive has grown by this much.
STALE_GROWTH = 1.02
_NAME = "groups"
_FIGURES = [
    "title",
    "central_article_id",
    "article_count",
    "source_count",
    "first_date",
    "last_date",
    "outlets_per_day",
    "merged_into_id",
]


@dataclass
class Archive:
    """Everything that grouping needs, by row: the place of an article among the visible ones in order of id."""

    ids: NDArray[np.int64]
    sources: list[int]
    published: list[datetime | None]
    pairs: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    stories: dict[int, set[int]] = field(default_factory=dict)

    def rows(self, ids: Collection[int]) -> list[int]:
        """The rows of those of the articles that are visible."""
        wanted = np.array(sorted(ids), dtype=np.int64)
        places = np.searchsorted(self.ids, wanted)
        return places[self.ids[np.minimum(places, len(self.ids) - 1)] == wanted].tolist() if len(self.ids) else []


def load_archive(among: Collection[int] | None = None) -> Archive:
    """All visible articles and their pairs, or those among the given ones."""
    articles, pairs = Article.objects.visible(), Pair.objects.visible()
    if among is not None:
        inside = list(among)
        articles, pairs = articles.filter(pk__in=inside), pairs.filter(left__in=inside, right__in=inside)
    rows = list(articles.order_by("id").values_list("id", "source_id", "published", "story_id").iterator())
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    links = np.array(
        list(pairs.values_list("left_id", "right_id", "probability").iterator()), dtype=np.float64
    ).reshape(-1, 3)
    archive = Archive(
        ids=ids,
        sources=[row[1] for row in rows],
        published=[row[2] for row in rows],
        pairs=np.searchsorted(ids, links[:, :2].astype(np.int64)),
        probabilities=links[:, 2],
    )
    for row, (_, _, _, story) in enumerate(rows):
        if story is not None:
            archive.stories.setdefault(story, set()).add(row)
    return archive


def regroup() -> int:
    """Groups all visible articles and writes what changed, in one transaction; returns the number of groups.

    A story keeps its id while most of its articles stay; one that joins an older story redirects to it.
    Locked stories keep exactly their articles, and every curator's decision holds.
    """
    with transaction.atomic():
        # What a curator decides while this computes would else be overwritten by what stood before.
        one_decision_at_a_time()
        _note_articles(Article.objects.count())
        return _regroup(None, curators_constraints())


def regroup_around(articles: Collection[int]) -> int:
    """As `regroup`, for what new or changed articles can touch; all where that is much. Returns the number of groups
    that were looked at.
    """
    if len(articles) > MOST_NEW or _is_stale():
        return regroup()
    with transaction.atomic():
        one_decision_at_a_time()
        decided = curators_constraints()
        around = _around(articles, decided)
        return regroup() if around is None else _regroup(around, decided)


def _note_articles(count: int) -> None:
    if not ArchiveSnapshot.objects.filter(name=_NAME, articles=count).exists():
        ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": b"", "articles": count})


def _is_stale() -> bool:
    grouped = ArchiveSnapshot.objects.filter(name=_NAME).values_list("articles", flat=True).first()
    return grouped is None or Article.objects.count() > STALE_GROWTH * grouped


def _around(articles: Collection[int], decided: CuratorsConstraints) -> set[int] | None:
    """The articles whose grouping may change; None if they are too many to be worth it."""
    tied: dict[int, set[int]] = {}
    for left, right in decided.must_link:
        tied.setdefault(left, set()).add(right)
        tied.setdefault(right, set()).add(left)
    around, new = set[int](), set(articles)
    new |= _probable_neighbours(articles)
    while new:
        around |= new
        if len(around) > MOST_AROUND:
            return None
        stories = Article.objects.filter(pk__in=list(new), story__isnull=False).values("story")
        members = set(Article.objects.visible().filter(story__in=stories).values_list("pk", flat=True))
        new = (members | {other for each in new | members for other in tied.get(each, ())}) - around
    return around


def _probable_neighbours(articles: Collection[int]) -> set[int]:
    inside = list(articles)
    probable = Pair.objects.visible().filter(probability__gte=LEAST_LINK)
    return {*probable.filter(left__in=inside).values_list("right_id", flat=True)} | {
        *probable.filter(right__in=inside).values_list("left_id", flat=True)
    }


def _regroup(among: Collection[int] | None, decided: CuratorsConstraints) -> int:
    archive = load_archive(among)
    members = _grouped(archive, decided)
    assigned = stable_ids(archive.stories, members)
    _write(archive, members, assigned)
    return len(members)


def _grouped(archive: Archive, decided: CuratorsConstraints) -> list[list[int]]:
    """Rows of each group: those of several articles, and locked stories of any size."""
    locked = {story: rows for story, articles in decided.locked.items() if (rows := archive.rows(articles))}
    labels = group(
        len(archive.ids),
        archive.pairs,
        archive.probabilities,
        must_link=_as_rows(archive, decided.must_link),
        cannot_link=_as_rows(archive, decided.cannot_link),
        frozen=list(locked.values()),
    )
    kept_alone = {rows[0] for rows in locked.values() if len(rows) == 1}
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return [rows.tolist() for rows in groups if len(rows) > 1 or (len(rows) and int(rows[0]) in kept_alone)]


def _as_rows(archive: Archive, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    row = {int(article): place for place, article in enumerate(archive.ids.tolist())}
    return [(row[left], row[right]) for left, right in links if left in row and right in row]


def _write(archive: Archive, members: list[list[int]], assigned: Assignment) -> None:
    stories = _stories(archive, members, assigned)
    ids = [story.pk for story in stories]
    _redirect(assigned, ids)
    _empty(assigned.dissolved)
    _place_articles(archive, members, ids)


def _stories(archive: Archive, members: list[list[int]], assigned: Assignment) -> list[Story]:
    """The stories of the groups, in their order, with figures of now; those that differ are stored."""
    links = _links(archive)
    known = Story.objects.in_bulk([pk for pk in assigned.ids if pk is not None])
    titles = _titles(archive, centres := [central(rows, links) for rows in members])
    stories, changed, new = [], [], []
    for place, rows in enumerate(members):
        story = known.get(assigned.ids[place]) or Story()
        before = [getattr(story, name) for name in _FIGURES]
        _take_figures(story, archive, rows)
        story.central_article_id = int(archive.ids[centres[place]])
        if not story.title_by_curator:
            story.title = titles[story.central_article_id]
        stories.append(story)
        if story.pk is None:
            new.append(story)
        elif before != [getattr(story, name) for name in _FIGURES]:
            changed.append(story)
    Story.objects.bulk_create(new, batch_size=_BATCH)
    _update(changed)
    return stories


def _take_figures(story: Story, archive: Archive, rows: list[int]) -> None:
    dates = [date for row in rows if (date := archive.published[row])]
    story.article_count, story.source_count = len(rows), len({archive.sources[row] for row in rows})
    story.first_date, story.last_date = min(dates, default=None), max(dates, default=None)
    story.outlets_per_day = outlets_per_day(story.source_count, story.first_date, story.last_date)
    story.merged_into = None


def _titles(archive: Archive, rows: list[int]) -> dict[int, str]:
    ids = archive.ids[rows].tolist()
    chunks = (ids[start : start + 5_000] for start in range(0, len(ids), 5_000))
    return {
        pk: title for chunk in chunks for pk, title in Article.objects.filter(pk__in=chunk).values_list("pk", "title")
    }


def _links(archive: Archive) -> dict[int, dict[int, float]]:
    links: dict[int, dict[int, float]] = {}
    for (left, right), probability in zip(archive.pairs.tolist(), archive.probabilities.tolist(), strict=True):
        links.setdefault(left, {})[right] = probability
        links.setdefault(right, {})[left] = probability
    return links


def _update(stories: Iterable[Story]) -> None:
    """Stores the figures of stories row by row: `bulk_update` writes one condition a row and column, and thousands of
    stories that a curator's file changes at once would take ten times as long.
    """
    fields = [Story._meta.get_field(name.removesuffix("_id")) for name in _FIGURES]
    columns = ", ".join(f"{field.column} = %s" for field in fields)
    rows = [
        [*(field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields), each.pk]
        for each in sorted(stories, key=lambda story: story.pk)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Story._meta.db_table} SET {columns} WHERE id = %s", rows)  # noqa: S608


def _redirect(assigned: Assignment, ids: list[int]) -> None:
    """Hidden articles, which no group holds, go where their story goes."""
    gone = Story.objects.in_bulk(list(assigned.redirects))
    for pk, place in assigned.redirects.items():
        gone[pk].empty(merged_into=ids[place])
        Article.objects.filter(story=pk, hidden=True).update(story=ids[place])
    _update(gone.values())


def _empty(dissolved: list[int]) -> None:
    gone = Story.objects.in_bulk(dissolved)
    for story in gone.values():
        story.empty()
    _update(gone.values())


def _place_articles(archive: Archive, members: list[list[int]], ids: list[int]) -> None:
    """Sets the story of those articles whose story differs."""
    before = {row: story for story, rows in archive.stories.items() for row in rows}
    after = {row: story for rows, story in zip(members, ids, strict=True) for row in rows}
    moved = [
        (after.get(row), int(archive.ids[row]))
        for row in before.keys() | after.keys()
        if before.get(row) != after.get(row)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Article._meta.db_table} SET story_id = %s WHERE id = %s", sorted(moved, key=_id))  # noqa: S608


def _id(moved: tuple[int | None, int]) -> int:
    return moved[1]
