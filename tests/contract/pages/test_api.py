"""The promises of `tests/web/api/test_api.py` on a cluster."""

from tests.web.api.test_api import *  # noqa: F403
