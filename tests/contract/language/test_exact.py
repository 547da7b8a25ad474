"""The promises of `tests/search/query/test_exact.py` on a cluster."""

from tests.search.query.test_exact import *  # noqa: F403
