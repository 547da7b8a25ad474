"""Generations of the indexes of an archive, side by side, behind two aliases.

    news-articles-v1            alias: what readers search
    news-articles-v1-0002       the current generation
    news-words-v1, …-0002       the words of the same generation
    news-lock                   one document: who is writing

The version of the mapping is part of each name, so that an index of another version is not found instead of misread.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from newsgroups.search.engines.opensearch.connection import MISSING, Cluster, reader, writer
from newsgroups.search.index.generations import IndexProblem

from . import mapping

OTHER_VERSION = "The search index was built by another version. Run: manage.py reindex"
# Time for replicas to be copied; afterwards, the new generation goes into use without some of them.
_COPY_SECONDS = 1_800.0
_PAUSE_SECONDS = 0.2
# Nodes renew leases every 30 seconds. Until then, merging would keep 4 kB per article more.
_LEASE_SECONDS, _LARGE = 60.0, 10_000
_NUMBER = re.compile(r"-(\d{4,})$")


class NoIndexError(IndexProblem):
    """The cluster answers, but has no index of this version."""


@dataclass(frozen=True)
class Generation:
    """The names of the two indexes."""

    articles: str
    words: str


class Generations:
    """The aliases of one archive in a cluster."""

    def __init__(self, cluster: Cluster, *, shards: int, replicas: int) -> None:
        self.cluster, self.shards, self.replicas = cluster, shards, replicas

    @property
    def articles(self) -> str:
        return f"{self.cluster.name}-articles-v{mapping.SCHEMA}"

    @property
    def words(self) -> str:
        return f"{self.cluster.name}-words-v{mapping.SCHEMA}"

    @property
    def client(self) -> Any:
        return writer(self.cluster)

    @property
    def reader(self) -> Any:
        return reader(self.cluster)

    def current(self) -> Generation:
        """Return the generation that is in use. Raises NoIndexError if there is none of this version."""
        found = self.reader.indices.get_alias(index=f"{self.cluster.name}-*")
        behind = {alias: index for index, names in found.items() for alias in names["aliases"]}
        if self.articles in behind and self.words in behind:
            return Generation(behind[self.articles], behind[self.words])
        raise NoIndexError(OTHER_VERSION if any("-articles-v" in index for index in found) else MISSING)

    def exists(self) -> bool:
        """Return whether a generation of this version is in use."""
        try:
            self.current()
        except NoIndexError:
            return False
        return True

    def begin(self) -> Generation:
        """Create the next generation, and remove what an unfinished attempt left behind."""
        self.remove_others()
        last = max((int(match[1]) for match in map(_NUMBER.search, self._all()) if match), default=0)
        fresh = Generation(f"{self.articles}-{last + 1:04}", f"{self.words}-{last + 1:04}")
        for index, body in ((fresh.articles, mapping.articles(self.shards)), (fresh.words, mapping.words())):
            self.client.indices.create(index=index, body=body)
        return fresh

    def finish(self, fresh: Generation, articles: int, *, renew: Callable[[], None]) -> None:
        """Merge, copy, and check a generation, whose number of articles is given.

        Merging before copying means that each node receives files instead of merging them, too. Raises IndexProblem
        if articles are missing; the old generation is then still in use.
        """
        slow = {"request_timeout": _COPY_SECONDS}
        for index in (fresh.articles, fresh.words):
            self.client.indices.flush(index=index)
            self._wait_for_leases(index, articles, renew)
            self.client.indices.refresh(index=index)
            self.client.indices.forcemerge(index=index, params={"max_num_segments": 1, **slow})
            body = {"index": mapping.finished(self.replicas)}
            self.client.indices.put_settings(index=index, body=body)
        self._wait_for_copies(fresh, renew)
        for copy, number in self._numbers(fresh.articles):
            if number != articles:
                raise IndexProblem(
                    f"The new search index has {number:,} of {articles:,} articles ({copy}), so the old one stays in "
                    "use. Run: manage.py reindex"
                )

    def _wait_for_leases(self, index: str, articles: int, renew: Callable[[], None]) -> None:
        """Wait until no document has to be kept twice, if there are enough of them that their size matters."""
        until = time.monotonic() + (_LEASE_SECONDS if articles >= _LARGE else 0)
        while time.monotonic() < until and self._has_leases(index):
            renew()
            time.sleep(1)

    def _has_leases(self, index: str) -> bool:
        shards = self.client.indices.stats(index=index, params={"level": "shards"})["indices"][index]["shards"]
        return any(
            lease["retaining_seq_no"] <= copy["seq_no"]["max_seq_no"]
            for copies in shards.values()
            for copy in copies
            for lease in copy["retention_leases"]["leases"]
        )

    def _wait_for_copies(self, fresh: Generation, renew: Callable[[], None]) -> None:
        until = time.monotonic() + _COPY_SECONDS
        while time.monotonic() < until:
            health = self.client.cluster.health(index=f"{fresh.articles},{fresh.words}")
            if health["status"] == "green":
                return
            renew()
            time.sleep(_PAUSE_SECONDS)

    def _numbers(self, index: str) -> Iterator[tuple[str, int]]:
        """Yield the number of documents of the primaries, and of the replicas of every shard that has one.

        The cluster's own statistics, since a search asks only one copy of each shard.
        """
        rows = self.client.cat.shards(index=index, params={"format": "json", "h": "shard,prirep,state,docs"})
        started = [row for row in rows if row["state"] == "STARTED"]
        primaries = {row["shard"]: int(row["docs"]) for row in started if row["prirep"] == "p"}
        yield "primaries", sum(primaries.values())
        replicas = {**primaries, **{row["shard"]: int(row["docs"]) for row in started if row["prirep"] == "r"}}
        yield "replicas", sum(replicas.values())

    def switch_to(self, fresh: Generation) -> None:
        """Atomically put a generation into use, and remove the others."""
        actions = [
            {"add": {"index": index, "alias": alias}}
            for index, alias in ((fresh.articles, self.articles), (fresh.words, self.words))
        ]
        old = [
            {"remove": {"index": index, "alias": alias}}
            for index, aliases in self._aliases().items()
            for alias in aliases
            if index not in (fresh.articles, fresh.words)
        ]
        self.client.indices.update_aliases(body={"actions": actions + old})
        self.remove_others()

    def remove_others(self) -> None:
        """Remove every generation that is not in use, those of other versions included if one of this version is."""
        kept: tuple[str, ...] = ()
        with suppress(NoIndexError):
            current = self.current()
            kept = current.articles, current.words
        for index, aliases in self._aliases().items():
            if index not in kept and (kept or not aliases):
                self.client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def remove_all(self) -> None:
        for index in self._all():
            self.client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def _aliases(self) -> dict[str, list[str]]:
        """Return the aliases of each index of any version."""
        found = self.client.indices.get_alias(index=f"{self.cluster.name}-*")
        pattern = re.compile(rf"{re.escape(self.cluster.name)}-(articles|words)-v\d+-\d+")
        return {index: list(names["aliases"]) for index, names in found.items() if pattern.fullmatch(index)}

    def _all(self) -> list[str]:
        return sorted(self._aliases())
