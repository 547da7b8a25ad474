"""The cluster's engine for tests: each request is sent to every copy of every shard, and their answers must agree.

A search asks one copy of each shard, so that a copy that lacks something would be noticed only by chance.
"""

from collections.abc import Mapping
from typing import Any

from haystack.backends import BaseEngine
from haystack.backends.whoosh_backend import WhooshSearchQuery

from newsgroups.search.engines.haystack.opensearch_backend import ClusterBackend
from newsgroups.search.engines.opensearch.ask.index import ClusterIndex

# With one replica, these are all copies.
COPIES = ("_primary", "_replica")


class EveryCopyIndex(ClusterIndex):
    def _search(self, body: dict[str, Any], index: str | None) -> Mapping[str, Any]:
        if index is None:
            return super()._search(body, index)
        answers = []
        for copy in COPIES:
            self._preference = {"preference": copy}
            answers.append(super()._search(body, index))
        self._preference = {}
        first, second = map(_compared, answers)
        assert first == second, f"two copies of the index differ: {first} and {second} for {body}"
        return answers[0]


def _compared(answer: Mapping[str, Any]) -> tuple[Any, ...]:
    """Scores depend on deleted documents that one copy has merged away and another has not; all else must be equal."""
    hits = answer["hits"]
    total = hits.get("total", {}).get("value")
    ids = sorted(hit["fields"]["article"][0] for hit in hits["hits"])
    return total, ids if total == len(ids) else len(ids), _without_hits(answer.get("aggregations", {}))


def _without_hits(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _without_hits(value) for name, value in part.items() if name != "hits" or "hits" not in value}
    return [_without_hits(value) for value in part] if isinstance(part, list) else part


class EveryCopyBackend(ClusterBackend):
    def search_index(self) -> EveryCopyIndex:
        return EveryCopyIndex(self._generations, self._gone, self._take_up, None)


class EveryCopyEngine(BaseEngine):
    """Replaces ClusterEngine in HAYSTACK_CONNECTIONS."""

    backend = EveryCopyBackend
    query = WhooshSearchQuery
