import pytest
from haystack import connections

from newsgroups.search.engines.haystack.embedded_backend import ArchiveBackend
from newsgroups.search.index.snapshot import Snapshot


@pytest.fixture
def backend() -> ArchiveBackend:
    return connections["default"].get_backend()


@pytest.fixture
def snapshot(backend: ArchiveBackend):
    """Opens the index in its state at the time of the call."""

    def opened() -> Snapshot:
        return backend.snapshot()

    return opened
