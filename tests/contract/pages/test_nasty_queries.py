"""The promises of `tests/web/search/test_nasty_queries.py` on a cluster."""

from tests.web.search.test_nasty_queries import *  # noqa: F403
