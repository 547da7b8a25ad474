"""The promises of `tests/search/test_languages.py` on a cluster."""

from tests.search.test_languages import *  # noqa: F403
