"""Runs the promises of search on a cluster: the address is in SEARCH_TEST_CLUSTER, as host:port,host:port."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

HOSTS = os.environ.get("SEARCH_TEST_CLUSTER", "")
NAME = f"tests{os.getpid()}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not HOSTS:
        skipped = pytest.mark.skip(reason="SEARCH_TEST_CLUSTER is not set; run: make test-opensearch")
        for item in items:
            if "/contract/" in str(item.path):
                item.add_marker(skipped)


def empty(client: Any, index: str) -> None:
    body = {"size": 10_000, "_source": False, "query": {"match_all": {}}}
    while hits := client.search(index=index, body=body)["hits"]["hits"]:
        client.bulk(body=[{"delete": {"_index": index, "_id": hit["_id"]}} for hit in hits], params={"refresh": "true"})


@pytest.fixture(scope="session")
def cluster() -> Iterator[object]:
    """One generation for all tests, since creating indexes takes longer than emptying them."""
    from newsgroups import environment
    from newsgroups.search.haystack.cluster import ClusterBackend

    url = f"opensearch://{HOSTS}/{NAME}"
    options = environment.search(url, user="", password="", ca="", shards=2, replicas=1)
    backend = ClusterBackend("default", **options)
    backend.clear()
    yield options
    backend._generations.remove_all()
    backend._generations.client.indices.delete(index=f"{NAME}-lock", params={"ignore_unavailable": "true"})


@pytest.fixture(autouse=True)
def own_index(cluster: dict, settings, tmp_path: Path) -> Iterator[Path]:
    """Each test writes to its own index in the cluster, which is empty at the start."""
    from haystack import connections

    cache.clear()
    before = dict(connections.connections_info["default"])
    connections.connections_info["default"].update(cluster)
    connections.reload("default")
    backend = connections["default"].get_backend()
    generations = backend._generations
    if not generations.exists():
        backend.clear()
    for index in (generations.articles, generations.words):
        empty(generations.client, index)
    yield tmp_path
    connections.connections_info["default"].clear()
    connections.connections_info["default"].update(before)
    connections.reload("default")
