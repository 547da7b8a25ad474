"""The connection to the cluster; every failure becomes an IndexProblem in one sentence that says what to do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsgroups.search.evaluate.query_budget import QueryTooSlow
from newsgroups.search.index.generations import IndexProblem

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

# A search that no node has answered by then is asked of the next one.
SEARCH_SECONDS = 4.0
# Writing a batch, creating an index.
WRITE_SECONDS = 60.0
RETRIES = 2
# From one that is full, starting, or about to stop, another try or another node can get the answer.
RETRIED = (429, 502, 503, 504)
# The first version of each series that the contract tests run on.
OLDEST, BELOW = (2, 19), (4, 0)
MISSING = "There is no search index yet. Run: manage.py reindex"
TOO_MUCH = "This query takes too long. Remove some wildcards or phrases of very frequent words."


@dataclass(frozen=True)
class Cluster:
    """Where the cluster is, and what the archive is called there."""

    hosts: tuple[str, ...]
    name: str
    user: str = ""
    password: str = ""
    ca: str = ""

    def __str__(self) -> str:
        """Return the addresses, without user and password."""
        return ", ".join(self.hosts)


def _client(cluster: Cluster, seconds: float) -> "OpenSearch":
    """Return the client of this process. Raises IndexProblem if the package for it is missing."""
    return _client_of(cluster, seconds, os.getpid())


@lru_cache(maxsize=8)
def _client_of(cluster: Cluster, seconds: float, process: int) -> "OpenSearch":
    """Connections do not survive a fork, so that each process has its own."""
    try:
        from opensearchpy import OpenSearch
    except ImportError:
        raise IndexProblem(
            "SEARCH_URL names an OpenSearch cluster, but its client is not installed. "
            "Run: .venv/bin/pip install --require-hashes -r requirements-opensearch.txt"
        ) from None
    tls: dict[str, Any] = {"ca_certs": cluster.ca} if cluster.ca else {}
    return OpenSearch(
        list(cluster.hosts),
        http_auth=(cluster.user, cluster.password) if cluster.user else None,
        timeout=seconds,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=RETRIED,
        http_compress=False,
        **tls,
    )


def reader(cluster: Cluster) -> "OpenSearch":
    """Return the client for searches, after checking, once per process, that the cluster's version is supported."""
    with problems(cluster):
        _check_version(cluster, os.getpid())
    return _client(cluster, SEARCH_SECONDS)


def writer(cluster: Cluster) -> "OpenSearch":
    """Return the client for everything that may take longer than a visitor would wait."""
    reader(cluster)
    return _client(cluster, WRITE_SECONDS)


@lru_cache(maxsize=4)
def _check_version(cluster: Cluster, process: int) -> None:
    version = _client(cluster, SEARCH_SECONDS).info().get("version")
    if not isinstance(version, dict) or "number" not in version:
        raise IndexProblem(f"What answers at {cluster} is no search cluster. Correct SEARCH_URL.")
    product, number = version.get("distribution", "Elasticsearch"), version["number"]
    if product != "opensearch" or not OLDEST <= tuple(map(int, number.split(".")[:2])) < BELOW:
        raise IndexProblem(
            f"The search cluster at {cluster} runs {product} {number}; this version works with OpenSearch 2.19 and 3."
        )


@contextmanager
def problems(cluster: Cluster) -> Iterator[None]:
    """Convert every error of the cluster, the client, or the network."""
    try:
        yield
    except IndexProblem:
        raise
    except Exception as error:
        from opensearchpy.exceptions import ConnectionError as NoConnection
        from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException, SSLError, TransportError

        if not isinstance(error, (OpenSearchException, OSError)):
            raise
        known = {SSLError: _untrusted, ConnectionTimeout: _slow, NoConnection: _gone, TransportError: _refused}
        said = next((say for kind, say in known.items() if isinstance(error, kind)), _other)
        raise said(cluster, error) from error


def _untrusted(cluster: Cluster, error: Any) -> IndexProblem:
    return IndexProblem(
        f"The certificate of the search cluster at {cluster} is not trusted. "
        "Set SEARCH_CA to the file with the certificate of its authority."
    )


def _slow(cluster: Cluster, error: Any) -> IndexProblem:
    return IndexProblem(f"The search cluster at {cluster} did not answer in time. Try again in a moment.")


def _gone(cluster: Cluster, error: Any) -> IndexProblem:
    if "certificate" in str(error).lower() or "SSL" in str(error):
        return _untrusted(cluster, error)
    return IndexProblem(f"The search cluster at {cluster} is not responding. Start it, or correct SEARCH_URL.")


def _other(cluster: Cluster, error: Any) -> IndexProblem:
    return IndexProblem(f"The search cluster at {cluster} cannot be used ({type(error).__name__}: {error}).")


def _refused(cluster: Cluster, error: Any) -> IndexProblem:
    """Explain a response with an error status."""
    status, said = error.status_code, f"{error} {error.info}"
    if status == 401:
        return IndexProblem(
            f"The search cluster at {cluster} does not accept the user or the password. "
            "Correct SEARCH_USER and SEARCH_PASSWORD."
        )
    if "cluster_block_exception" in said and "read-only" in said:
        return IndexProblem(
            f"The search cluster at {cluster} has made the index read-only, most likely because a disk of it is full. "
            "Free some space there. No archive data is lost. Then run: manage.py process_articles"
        )
    if status == 403:
        return IndexProblem(f"The user of SEARCH_USER may not use this index of the search cluster at {cluster}.")
    if status == 404:
        return IndexProblem(MISSING)
    if status == 400 and "too_many" in said:
        return QueryTooSlow(TOO_MUCH)
    if status in (500, 503):
        return IndexProblem(
            f"The search cluster at {cluster} cannot reach all parts of the index (state red). "
            "Start its missing nodes, or run: manage.py reindex"
        )
    if status in RETRIED:
        return IndexProblem(f"The search cluster at {cluster} is too busy. Try again in a moment.")
    return _other(cluster, error)
