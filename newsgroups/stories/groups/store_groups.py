"""Write the stories of groups and the stories of articles, but only what differs."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import connection

from newsgroups.models import Article, Story
from newsgroups.models.stories.story import outlets_per_day
from newsgroups.stories.core.medoid import by_centrality, reports_first
from newsgroups.stories.core.stable_ids import Assignment
from newsgroups.stories.core.weighted_links import Links
from newsgroups.text.display.story_title import TITLES_READ, plainest
from newsgroups.text.screening.opinion import is_opinion

from .load_groups import Archive

_BATCH_SIZE = 500
_FIGURES = [
    "title",
    "title_by_curator",
    "central_article_id",
    "article_count",
    "source_count",
    "first_date",
    "last_date",
    "outlets_per_day",
    "merged_into_id",
    "independent_reports",
]


def write_groups(archive: Archive, members: list[list[int]], assigned: Assignment) -> None:
    """Store the stories of `members` (rows of each group) under the ids `assigned` to them."""
    stories = _stories(archive, members, assigned)
    ids = [story.pk for story in stories]
    _redirect(assigned, ids)
    _empty(assigned.dissolved)
    _place_articles(archive, members, ids)


def _stories(archive: Archive, members: list[list[int]], assigned: Assignment) -> list[Story]:
    """Return the stories of the groups, in order, with current figures. Those that differ are stored."""
    links = _links(archive, members)
    known = Story.objects.in_bulk([pk for pk in assigned.ids if pk is not None])
    ranked = [by_centrality(rows, links)[:TITLES_READ] for rows in members]
    headlines, opinions = _headlines(archive, ranked)
    ranked = [reports_first(rows, opinions) for rows in ranked]
    inherited = _curators_titles(assigned)
    stories: list[Story] = []
    changed: list[Story] = []
    new: list[Story] = []
    for place, rows in enumerate(members):
        story = known.get(assigned.ids[place]) or Story()
        before = [getattr(story, name) for name in _FIGURES]
        _take_figures(story, archive, rows)
        story.central_article_id = int(archive.ids[ranked[place][0]])
        if not story.title_by_curator and place in inherited:
            story.title, story.title_by_curator = inherited[place], True
        if not story.title_by_curator:
            told = [row for row in ranked[place] if row in headlines]
            story.title = plainest(
                [headlines[row] for row in told], partial(Article.objects.lead_sentences, archive.ids[told].tolist())
            )
        stories.append(story)
        if story.pk is None:
            new.append(story)
        elif before != [getattr(story, name) for name in _FIGURES]:
            changed.append(story)
    Story.objects.bulk_create(new, batch_size=_BATCH_SIZE)
    _update(changed)
    return stories


def _curators_titles(assigned: Assignment) -> dict[int, str]:
    """Return the titles that curators gave to stories that now merge into others, by the place of the other."""
    titled = Story.objects.filter(pk__among=assigned.redirects, title_by_curator=True).order_by("-pk")
    return {assigned.redirects[pk]: title for pk, title in titled.values_list("pk", "title")}


def _take_figures(story: Story, archive: Archive, rows: list[int]) -> None:
    dates = [date for row in rows if (date := archive.published[row])]
    if story.article_count != len(rows):
        # Forces a recount: a hidden article has left the story without being moved.
        story.independent_reports = 0
    story.article_count, story.source_count = len(rows), len({archive.sources[row] for row in rows})
    story.first_date, story.last_date = min(dates, default=None), max(dates, default=None)
    story.outlets_per_day = outlets_per_day(story.source_count, story.first_date, story.last_date)
    story.merged_into = None


def _headlines(archive: Archive, ranked: list[list[int]]) -> tuple[dict[int, tuple[str, str]], set[int]]:
    """Return the headline and outlet of each row, and the rows of opinion pieces."""
    row_of = {int(archive.ids[row]): row for rows in ranked for row in rows}
    ids = list(row_of)
    headlines, opinions = {}, set()
    for start in range(0, len(ids), 5_000):
        found = Article.objects.filter(pk__in=ids[start : start + 5_000])
        for pk, title, outlet, address in found.values_list("pk", "title", "source__name", "url_given"):
            headlines[row_of[pk]] = title, outlet
            if is_opinion(title, address):
                opinions.add(row_of[pk])
    return headlines, opinions


def _links(archive: Archive, members: list[list[int]]) -> dict[int, dict[int, float]]:
    """Return the links between articles that are in a group."""
    links = Links(len(archive.ids), archive.pairs, archive.probabilities)
    return {row: links[row] for rows in members for row in rows}


def _update(stories: Iterable[Story]) -> None:
    """Store the figures of stories row by row.

    `bulk_update` writes one condition for each row and column, which is ten times slower for the thousands of stories
    that an imported file of verdicts changes.
    """
    fields: list[Any] = [Story._meta.get_field(name.removesuffix("_id")) for name in _FIGURES]
    columns = ", ".join(f"{field.column} = %s" for field in fields)
    rows = [
        [*(field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields), each.pk]
        for each in sorted(stories, key=lambda story: story.pk)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Story._meta.db_table} SET {columns} WHERE id = %s", rows)  # noqa: S608


def _redirect(assigned: Assignment, ids: list[int]) -> None:
    """Redirect merged stories. Hidden articles, which are in no group, follow their story."""
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
    """Set the story of those articles whose story differs."""
    before = {row: story for story, rows in archive.stories.items() for row in rows}
    after = {row: story for rows, story in zip(members, ids, strict=True) for row in rows}
    moved = [
        (after.get(row), int(archive.ids[row]))
        for row in before.keys() | after.keys()
        if before.get(row) != after.get(row)
    ]
    moved.sort(key=_id)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Article._meta.db_table} SET story_id = %s WHERE id = %s", moved)  # noqa: S608
    touched = {before.get(row) for row in before.keys() | after.keys() if before.get(row) != after.get(row)}
    touched |= {story for story, _ in moved}
    if touched - {None}:
        Story.objects.filter(pk__among=touched - {None}).update(independent_reports=0)


def _id(moved: tuple[int | None, int]) -> int:
    return moved[1]
