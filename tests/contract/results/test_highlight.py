"""The promises of `tests/search/results/test_highlight.py` on a cluster."""

from tests.search.results.test_highlight import *  # noqa: F403
