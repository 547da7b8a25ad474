from tests.search.query.test_query_language import *  # noqa: F403
