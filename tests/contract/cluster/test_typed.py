"""Whatever visitors type, on a cluster."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import search
from tests.makers import make_article

pytestmark = pytest.mark.django_db


@given(st.text() | st.text(alphabet='"()-*?: aferyANDORT', max_size=60))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_page_has_no_problem(query):
    if not search("ferry").count:
        make_article("A ferry sank.")
        sync.index_pending()

    assert search(query).problem is None
    assert search("ferry").count == 1


def test_a_word_of_many_thousand_letters_keeps_no_node_busy():
    make_article("A ferry sank.")
    sync.index_pending()

    assert search("ferry" * 190).problem is None
    assert (search("ferry" * 190 + "~").problem, search("ferry").count) == (None, 1)
