"""The promises of `tests/web/search/test_search.py` on a cluster."""

from tests.web.search.test_search import *  # noqa: F403
