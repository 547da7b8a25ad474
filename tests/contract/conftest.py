"""Runs the promises of search on a cluster, whose address is in SEARCH_TEST_CLUSTER (host:port,host:port).

The modules beside this one run the tests of the embedded index, function by function, on the cluster; `differences`
names the few that do not apply. SEARCH_TEST_SHORT=1 tries fewer examples of each property.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

from tests.search.conftest import backend  # noqa: F401
from tests.web.conftest import archive  # noqa: F401

from .differences import DIFFERENCES

HOSTS = os.environ.get("SEARCH_TEST_CLUSTER", "")
IS_SHORT = os.environ.get("SEARCH_TEST_SHORT") == "1"
NAME = f"tests{os.getpid()}"

if HOSTS:
    # Requests to a cluster take longer than those to the embedded index, for which the number of examples was chosen.
    hypothesis_settings.register_profile("cluster", deadline=None, derandomize=True, max_examples=5 if IS_SHORT else 25)
    hypothesis_settings.load_profile("cluster")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        name = item.name.partition("[")[0]
        if not HOSTS:
            item.add_marker(pytest.mark.skip(reason="SEARCH_TEST_CLUSTER is not set; run: make test-opensearch"))
        elif name in DIFFERENCES and item.path.parent.name != "cluster":
            item.add_marker(pytest.mark.skip(reason=DIFFERENCES[name]))


@pytest.fixture(scope="session")
def cluster() -> Iterator[dict[str, Any]]:
    """One generation for all tests, since creating indexes takes longer than emptying them."""
    from newsgroups import environment

    from .every_copy import EveryCopyBackend

    url = f"opensearch://{HOSTS}/{NAME}"
    options = environment.search(url, user="", password="", ca="", shards=2, replicas=1)
    options["ENGINE"] = "tests.contract.every_copy.EveryCopyEngine"
    generations = EveryCopyBackend("default", **options)._generations
    yield options
    generations.remove_all()
    generations.client.indices.delete(index=f"{NAME}-lock", params={"ignore_unavailable": "true"})


@pytest.fixture(autouse=True)
def own_index(cluster: dict[str, Any], settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Each test writes to its own index in the cluster, which is empty at the start."""
    from haystack import connections

    cache.clear()
    before = dict(connections.connections_info["default"])
    connections.connections_info["default"].update(cluster)
    connections.reload("default")
    generations = connections["default"].get_backend()._generations
    if not generations.exists():
        connections["default"].get_backend().clear()
    for index in (generations.articles, generations.words):
        _empty(generations.client, index)
    yield tmp_path
    connections.connections_info["default"].clear()
    connections.connections_info["default"].update(before)
    connections.reload("default")


def _empty(client: Any, index: str) -> None:
    body = {"size": 10_000, "_source": False, "query": {"match_all": {}}}
    while hits := client.search(index=index, body=body)["hits"]["hits"]:
        client.bulk(body=[{"delete": {"_index": index, "_id": hit["_id"]}} for hit in hits], params={"refresh": "true"})
