"""The promises of `tests/search/query/test_any_of.py` on a cluster."""

from tests.search.query.test_any_of import *  # noqa: F403
