"""The promises of `tests/search/results/test_refining.py` on a cluster."""

from tests.search.results.test_refining import *  # noqa: F403
