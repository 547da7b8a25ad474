"""The promises of `tests/search/test_traps.py` on a cluster."""

from tests.search.test_traps import *  # noqa: F403
