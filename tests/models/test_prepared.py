"""Queries whose statements are compiled once."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from newsgroups.models import Article
from newsgroups.models.db.prepared_queries import Prepared
from tests.makers import make_article

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2018, 3, 5, 9, 30, tzinfo=UTC)


def test_the_rows_are_those_of_the_query_whatever_numbers_are_asked_for() -> None:
    first, second, third = (make_article(f"Ferry {number}", published=PUBLISHED).pk for number in range(3))
    known = Prepared(lambda ids: Article.objects.filter(pk__among=ids).order_by("-pk").values_list("pk", "published"))

    assert known.rows([third, first]) == [(third, PUBLISHED), (first, PUBLISHED)]
    assert known.rows({second}) == [(second, PUBLISHED)]
    assert known.rows([]) == []


def test_numbers_stand_wherever_the_query_has_them_and_other_values_stay() -> None:
    first, second, third = (make_article(f"Ferry {number}").pk for number in range(3))
    either = Prepared(
        lambda ids: (
            Article.objects.filter(Q(pk__among=ids) | Q(pk__in=Article.objects.filter(pk__among=ids).values("pk")))
            .filter(title="Ferry")
            .order_by("pk")
            .values_list("pk")
        ),
        plain=True,
    )
    Article.objects.filter(pk__in=[first, second]).update(title="Ferry")
    assert either.rows([first, second, third]) == [(first,), (second,)]


def test_one_statement_is_asked_each_time() -> None:
    known = Prepared(lambda ids: Article.objects.filter(pk__among=ids).values_list("pk"), plain=True)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        known.rows([1])
        known.rows([2, 3])
    assert len(asked) == 2
