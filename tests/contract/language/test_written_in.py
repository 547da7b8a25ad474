"""The promises of `tests/web/search/test_written_in.py` on a cluster."""

from tests.web.search.test_written_in import *  # noqa: F403
