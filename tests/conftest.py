"""Settings of the test run, made before Django reads them: a data folder of its own, plain HTTP, no demo."""

import os
import tempfile
from pathlib import Path

os.environ["NEWSGROUPS_DATA_DIR"] = tempfile.mkdtemp(prefix="newsgroups-tests-")
os.environ["HTTPS"] = "0"
os.environ.pop("SEARCH_URL", None)

import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis_settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path: Path) -> Path:
    """Each test writes to a search index of its own, empty at the start."""
    from haystack import connections

    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder)
    connections.connections_info["default"]["PATH"] = str(folder)
    connections.reload("default")
    return folder
