"""What every test starts from: an index of its own, and no figures left from the test before."""

from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis_settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path: Path) -> Path:
    """Each test writes to a search index of its own, empty at the start."""
    from haystack import connections

    cache.clear()
    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder)
    connections.connections_info["default"]["PATH"] = str(folder)
    connections.reload("default")
    return folder
