"""Group articles by their stored pairs and the curators' decisions, and write what differs.

Regroups the whole archive or, after a few new articles, only the stories that these can affect: their own, those of
articles that probably belong to the same story, and those that curators' decisions tie to these.
"""

from collections.abc import Collection, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Q

from newsgroups.lineage.count_independent_reports import count_reports
from newsgroups.models import ArchiveSnapshot, Article, Pair
from newsgroups.models.curation import one_decision_at_a_time
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.core.clustering import MIN_LINK, group
from newsgroups.stories.core.stable_ids import stable_ids
from newsgroups.stories.curation.constraints import CuratorsConstraints, curators_constraints

from .load_groups import Archive, load_archive
from .store_groups import write_groups

# With more new articles than this, or more affected ones, grouping all is as fast and more thorough.
MAX_NEW = 100
MAX_AROUND = 3_000
# Groups that merge far from any new article wait until the archive has grown by this factor.
STALE_GROWTH = 1.02
_NAME = "groups"
_IN_STORIES_OF = Prepared(
    lambda articles: (
        Article.objects.visible()
        .filter(story__in=Article.objects.filter(pk__among=articles, story__isnull=False).order_by().values("story"))
        .order_by()
        .values_list("pk")
    ),
    plain=True,
)
_PROBABLE_PAIRS_OF = Prepared(
    lambda articles: (
        Pair.objects.visible()
        .filter(Q(left__among=articles) | Q(right__among=articles), probability__gte=MIN_LINK)
        .values_list("left_id", "right_id")
    ),
    plain=True,
)


def regroup() -> int:
    """Group all visible articles and write what changed, in one transaction. Return the number of groups.

    A story keeps its id while most of its articles stay; one that joins an older story redirects to it. Locked stories
    keep exactly their articles, and every curator's decision holds.
    """
    with transaction.atomic():
        # Without the lock, a decision that a curator makes during the computation would be overwritten.
        one_decision_at_a_time()
        _note_articles(Article.objects.visible().count())
        return _regroup(None, curators_constraints())


def regroup_around(articles: Collection[int]) -> int:
    """Like `regroup`, but only for stories that new or changed articles can affect, unless these are too many.

    Return the number of groups examined.
    """
    if len(articles) > MAX_NEW or ArchiveSnapshot.objects.is_outgrown(_NAME, STALE_GROWTH):
        return regroup()
    if not articles:
        return 0
    with transaction.atomic():
        one_decision_at_a_time()
        decided = curators_constraints()
        around = _around(articles, decided)
        return regroup() if around is None else _regroup(around, decided)


def force_full_regrouping() -> None:
    """Make the next grouping a full one."""
    ArchiveSnapshot.objects.filter(name=_NAME).delete()


def _note_articles(count: int) -> None:
    if not ArchiveSnapshot.objects.filter(name=_NAME, articles=count).exists():
        ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": b"", "articles": count})


def _around(articles: Collection[int], decided: CuratorsConstraints) -> set[int] | None:
    """Return the articles whose grouping may change, or None if a full grouping is as fast."""
    tied: dict[int, set[int]] = {}
    for left, right in decided.must_link:
        tied.setdefault(left, set()).add(right)
        tied.setdefault(right, set()).add(left)
    around, new = set[int](), {*articles, *_probable_neighbours(articles)}
    while new:
        new |= {pk for (pk,) in _IN_STORIES_OF.rows(new)}
        around |= new
        if len(around) > MAX_AROUND:
            return None
        new = {other for each in new for other in tied.get(each, ())} - around
    return around


def _probable_neighbours(articles: Collection[int]) -> set[int]:
    return {each for pair in _PROBABLE_PAIRS_OF.rows(articles) for each in pair}


def _regroup(among: Collection[int] | None, decided: CuratorsConstraints) -> int:
    archive = load_archive(among)
    members = _grouped(archive, decided)
    assigned = stable_ids(archive.stories, members)
    write_groups(archive, members, assigned)
    count_reports()
    return len(members)


def _grouped(archive: Archive, decided: CuratorsConstraints) -> list[list[int]]:
    """Return the rows of each group: those with several articles, and locked stories of any size."""
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
