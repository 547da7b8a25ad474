"""The promises of `tests/search/test_haystack.py` on a cluster."""

from tests.search.test_haystack import *  # noqa: F403
