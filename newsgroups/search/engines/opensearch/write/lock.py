"""One writer at a time over all machines: a document in the cluster that says who writes, and until when.

A writer renews it with each batch. The lock of one that died runs out by itself, and two writers would do no harm
beyond wasted work: each writes what the database holds.
"""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from newsgroups.search.index.generations import IndexBusy

# Longer than any single step of a writer takes.
LEASE_SECONDS = 300.0
_RETRY_SECONDS = 0.5
_ID = "writer"


class WriterLock:
    """The lock of one archive; `index` is the name of the index that holds it."""

    def __init__(self, client: Any, index: str) -> None:
        self._client, self._index, self._token = client, index, uuid4().hex
        self._work = ""

    @contextmanager
    def held(self, work: str, *, wait: float) -> Iterator[None]:
        """Hold the lock. Raises IndexBusy, naming the holder, if another writer keeps it for `wait` seconds."""
        self._work, until = work, time.monotonic() + wait
        while not self._taken():
            if time.monotonic() >= until:
                holder = self._holder().get("by", "another process")
                raise IndexBusy(f"The search index is being written by {holder}; gave up after {wait:g} s.")
            time.sleep(_RETRY_SECONDS)
        try:
            yield
        finally:
            with suppress(Exception):
                if self._holder().get("token") == self._token:
                    self._client.delete(index=self._index, id=_ID)

    def renew(self) -> None:
        """Keep the lock for another LEASE_SECONDS."""
        self._client.index(index=self._index, id=_ID, body=self._document())

    def _taken(self) -> bool:
        from opensearchpy.exceptions import ConflictError

        try:
            self._client.create(index=self._index, id=_ID, body=self._document())
        except ConflictError:
            return self._taken_over()
        return True

    def _taken_over(self) -> bool:
        """Take a lock that has run out, unless somebody else is faster."""
        from opensearchpy.exceptions import ConflictError, NotFoundError

        try:
            found = self._client.get(index=self._index, id=_ID)
            if found["_source"]["token"] == self._token:
                # The answer to the first try got lost on its way.
                return True
            if found["_source"]["until"] > time.time():
                return False
            order = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
            self._client.index(index=self._index, id=_ID, body=self._document(), params=order)
        except (ConflictError, NotFoundError):
            return False
        return True

    def _holder(self) -> dict[str, Any]:
        from opensearchpy.exceptions import NotFoundError

        with suppress(NotFoundError):
            return dict(self._client.get(index=self._index, id=_ID)["_source"])
        return {}

    def _document(self) -> dict[str, Any]:
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip()
        since = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        by = f"{self._work} (process {os.getpid()} on {platform.node()}, {command}, since {since})"
        return {"token": self._token, "by": by, "until": time.time() + LEASE_SECONDS}
