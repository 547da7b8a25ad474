"""States of articles (story, near copies, kind of text) in the database, and which documents of the index lag behind.

They change with every regrouping and every decision of a curator, without a change of the texts.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from newsgroups.models import Article, Pair
from newsgroups.search.results.attributes import TEXT_KINDS, read_attributes

from .documents import State

# Articles whose checksums are added up: the sums of all are compared first, then the articles where sums differ.
BUCKET = 1_000
# Buckets per request.
_BUCKETS = 10_000
_SCANNED = 10_000

Numbers = NDArray[np.int64]


def states_of(ids: Collection[int]) -> dict[int, State]:
    """Return the states of some articles."""
    groups = _groups_of(ids)
    rows = Article.objects.filter(pk__among=ids).values_list("pk", "story_id", "text_kind")
    return {pk: State(story or 0, groups.get(pk), kind) for pk, story, kind in rows}


def _groups_of(ids: Collection[int]) -> dict[int, int]:
    """Return the lowest id among the near copies of each article that has some; near copies of near copies count."""
    neighbors: dict[int, set[int]] = {}
    asked, unread = set[int](), set(ids)
    while unread:
        rows = Pair.objects.near_copies().filter(Q(left__among=unread) | Q(right__among=unread))
        for left, right in rows.order_by().values_list("left_id", "right_id"):
            neighbors.setdefault(left, set()).add(right)
            neighbors.setdefault(right, set()).add(left)
        asked |= unread
        unread = neighbors.keys() - asked
    groups: dict[int, int] = {}
    for start in sorted(neighbors):
        stack = [] if start in groups else [start]
        while stack:
            number = stack.pop()
            if number not in groups:
                groups[number] = start
                stack += neighbors[number]
    return {number: group for number, group in groups.items() if number in set(ids)}


def outdated(client: Any, index: str) -> list[int]:
    """Return the visible articles, except pending ones, whose documents have an older state."""
    settled = Article.objects.visible().filter(needs_index=False).order_by("pk").values_list("pk", flat=True)
    ids = np.fromiter(settled.iterator(), np.int64)
    checksums = _checksums(ids)
    sums = np.bincount(ids // BUCKET, weights=checksums) if len(ids) else np.empty(0)
    expected = {bucket: int(number) for bucket, number in enumerate(sums.tolist()) if number}
    indexed = dict(_sums(client, index))
    different = [bucket for bucket in expected if indexed.get(bucket) != expected[bucket]]
    by_id = dict(zip(ids.tolist(), checksums.tolist(), strict=True)) if different else {}
    return [pk for bucket in different for pk in _outdated_in(client, index, bucket, by_id)]


def _checksums(ids: Numbers) -> Numbers:
    known = read_attributes(ids)
    return np.fromiter(
        (
            State(story, None if group < 0 else group, TEXT_KINDS[kind]).checksum
            for story, group, kind in zip(*(column.tolist() for column in known), strict=True)
        ),
        np.int64,
        len(ids),
    )


def _sums(client: Any, index: str) -> Iterator[tuple[int, int]]:
    """Yield the sum of the checksums in the index for each bucket of articles."""
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, last + 1, BUCKET * _BUCKETS):
        span = {"range": {"article": {"gte": start, "lt": start + BUCKET * _BUCKETS}}}
        sums = {"sums": {"sum": {"field": "state"}}}
        buckets = {"histogram": {"field": "article", "interval": BUCKET, "min_doc_count": 1}, "aggs": sums}
        body = {"size": 0, "query": span, "aggs": {"buckets": buckets}}
        for bucket in client.search(index=index, body=body)["aggregations"]["buckets"]["buckets"]:
            yield int(bucket["key"]) // BUCKET, int(bucket["sums"]["value"])


def _outdated_in(client: Any, index: str, bucket: int, expected: Mapping[int, int]) -> Iterator[int]:
    body = {
        "size": _SCANNED,
        "_source": False,
        "docvalue_fields": ["article", "state"],
        "query": {"range": {"article": {"gte": bucket * BUCKET, "lt": (bucket + 1) * BUCKET}}},
    }
    for hit in client.search(index=index, body=body)["hits"]["hits"]:
        (number,), (state,) = hit["fields"]["article"], hit["fields"]["state"]
        if expected.get(number, state) != state:
            yield number


def surplus(client: Any, index: str) -> list[int]:
    """Return articles in the index that are not visible in the database; whole buckets are compared first."""
    ids = np.fromiter(Article.objects.visible().order_by("pk").values_list("pk", flat=True).iterator(), np.int64)
    visible = np.bincount(ids // BUCKET) if len(ids) else np.empty(0, np.int64)
    found = []
    for bucket, number in _counts(client, index):
        if bucket >= len(visible) or visible[bucket] != number:
            found += _ids_in(client, index, bucket)
    there = set(ids.tolist()) if found else set()
    return [number for number in found if number not in there]


def _counts(client: Any, index: str) -> Iterator[tuple[int, int]]:
    buckets = {"histogram": {"field": "article", "interval": BUCKET, "min_doc_count": 1}}
    answer = client.search(index=index, body={"size": 0, "aggs": {"buckets": buckets}})
    for bucket in answer["aggregations"]["buckets"]["buckets"]:
        yield int(bucket["key"]) // BUCKET, int(bucket["doc_count"])


def _ids_in(client: Any, index: str, bucket: int) -> list[int]:
    span = {"range": {"article": {"gte": bucket * BUCKET, "lt": (bucket + 1) * BUCKET}}}
    body = {"size": _SCANNED, "_source": False, "docvalue_fields": ["article"], "query": span}
    return [int(hit["fields"]["article"][0]) for hit in client.search(index=index, body=body)["hits"]["hits"]]
