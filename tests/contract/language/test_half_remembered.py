"""The promises of `tests/search/query/test_half_remembered.py` on a cluster."""

from tests.search.query.test_half_remembered import *  # noqa: F403
