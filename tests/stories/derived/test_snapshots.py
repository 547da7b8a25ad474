"""When the archive has outgrown its stored statistics."""

import pytest

from newsgroups.models import ArchiveSnapshot, Article
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def counted(articles: int) -> None:
    ArchiveSnapshot.objects.create(name="terms", data=b"", articles=articles)


def test_an_archive_that_was_never_counted_is_outgrown() -> None:
    assert ArchiveSnapshot.objects.is_outgrown("terms", 1.2)


@pytest.mark.parametrize(("before", "outgrown"), [(10, False), (5, False), (4, True)])
def test_it_is_outgrown_from_the_share_of_new_articles_on(before: int, outgrown: bool) -> None:
    for _ in range(6):
        make_article()
    counted(before)
    assert ArchiveSnapshot.objects.is_outgrown("terms", 1.2) is outgrown


def test_hidden_articles_do_not_count_however_great_the_ids_are() -> None:
    for _ in range(6):
        make_article()
    counted(4)
    Article.objects.filter(pk__in=Article.objects.values("pk")[:2]).update(hidden=True)
    assert not ArchiveSnapshot.objects.is_outgrown("terms", 1.2)
    Article.objects.update(hidden=False)
    assert ArchiveSnapshot.objects.is_outgrown("terms", 1.2)
