"""The promises of `tests/web/search/test_search_out.py` on a cluster."""

from tests.web.search.test_search_out import *  # noqa: F403
