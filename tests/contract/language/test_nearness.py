"""The promises of `tests/search/query/test_nearness.py` on a cluster."""

from tests.search.query.test_nearness import *  # noqa: F403
