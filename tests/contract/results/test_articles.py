"""The promises of `tests/search/results/test_articles.py` on a cluster."""

from tests.search.results.test_articles import *  # noqa: F403
