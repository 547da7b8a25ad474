"""Fixtures for every test: a separate index, and no figures cached by the previous test."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

from newsgroups.common.processes.concurrency_limit import Gate
from newsgroups.ingest.fetch import ssrf_guard

from .site import Site

hypothesis_settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis_settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path: Path) -> Path:
    """Each test writes to its own search index, which is empty at the start."""
    from haystack import connections

    cache.clear()
    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder)
    connections.connections_info["default"]["PATH"] = str(folder)
    connections.reload("default")
    return folder


@pytest.fixture(autouse=True)
def own_places_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that an earlier test did not read to its end occupies a place until the response is collected."""
    from newsgroups.web.output import csv_response

    earlier = csv_response._on_their_way
    monkeypatch.setattr(csv_response, "_on_their_way", Gate(earlier.sentence, no_wait=2, ask_again=earlier.ask_again))


@pytest.fixture
def open_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The server for code that opens connections itself: commands, the admin and pages."""
    monkeypatch.setattr(ssrf_guard, "PUBLIC", site.guard)
    return site


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()
