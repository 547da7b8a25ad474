"""`among` passes any number of ids in one parameter."""

import numpy as np
import pytest

from newsgroups.models import Article, Pair
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.pairs.match_pending import match_pending
from tests.makers import make_article
from tests.matching.makers import FERRY

pytestmark = pytest.mark.django_db


def test_among_finds_what_in_finds() -> None:
    first, second, third = (make_article(f"Boat {number} sank.") for number in range(3))
    for ids in ([], [first.pk], [third.pk, first.pk, 987_654]):
        found = Article.objects.filter(pk__among=ids).order_by("pk")
        assert list(found) == list(Article.objects.filter(pk__in=ids).order_by("pk"))
    assert set(Article.objects.exclude(pk__among=[second.pk])) == {first, third}


def test_among_takes_numbers_of_numpy_and_more_than_a_statement_has_parameters() -> None:
    article = make_article(FERRY)
    assert Article.objects.get(pk__among=np.arange(article.pk + 300_000)) == article


def test_among_goes_over_foreign_keys() -> None:
    left, right = make_article(FERRY), make_article(FERRY)
    sketch_pending()
    match_pending()
    assert Pair.objects.filter(left__among=[left.pk], right__among={right.pk}).count() == 1
    assert Pair.objects.filter(left__among=[right.pk]).count() == 0
    assert Article.objects.filter(source__among=[left.source_id], pk__among=[left.pk]).get() == left


def test_among_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Article.objects.filter(pk__among=["1) OR (1=1"]).exists()
