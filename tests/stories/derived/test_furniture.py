"""Lines above the texts of an outlet's articles are left out of leads, matching, and shares; the stored text stays."""

import pytest

from newsgroups.ingest.normalize.clean_text import title_from
from newsgroups.models import Article, FurnitureLine, Pair
from newsgroups.pipeline.process import find_differences, process_articles
from newsgroups.stories.comparison.compare import compare
from newsgroups.stories.derived.sketches import document_of
from newsgroups.stories.derived.statistics.furniture import find_furniture
from newsgroups.stories.lookup.look_up import look_up
from tests.makers import make_article
from tests.text.screening.test_page_furniture import STORIES

pytestmark = pytest.mark.django_db

LINES = (
    "Media playback of this article is unsupported on your device so please try another",
    "Get breaking news alerts from the Harbour Post to your telephone every day",
)
HEAD = "\n".join(LINES)


@pytest.fixture
def pages() -> list[Article]:
    return [
        make_article(f"{HEAD}\n{text}", title=f"Story {n}", source="Harbour Post") for n, text in enumerate(STORIES)
    ]


def told(article: Article) -> str:
    return Article.objects.get(pk=article.pk).told.strip()


def test_what_stands_above_the_texts_of_an_outlet_is_found_and_the_texts_stay(pages) -> None:
    assert find_furniture() == len(STORIES)
    assert set(FurnitureLine.objects.values_list("source__name", "line")) == {("Harbour Post", line) for line in LINES}
    assert [told(page) for page in pages] == STORIES
    assert Article.objects.get(pk=pages[0].pk).text == f"{HEAD}\n{STORIES[0]}"


def test_leads_begin_behind_it(pages) -> None:
    find_furniture()
    assert Article.objects.with_lead().get(pk=pages[1].pk).lead == STORIES[1]


def test_other_outlets_keep_their_lines(pages) -> None:
    other = make_article(f"{HEAD}\nA lamp was bought for the lighthouse.", source="Vale Courier")
    find_furniture()
    assert told(other) == other.text


def test_it_is_no_shared_text(pages) -> None:
    process_articles()
    assert not Pair.objects.exclude(copied=0).exists()
    one, two = Article.objects.select_related("source").filter(pk__in=[pages[0].pk, pages[1].pk]).order_by("pk")
    assert compare(one, two).alignment.of_query == 0
    assert look_up(HEAD).matches == []
    assert find_differences() == []


def test_terms_come_from_the_text_alone(pages) -> None:
    plain = make_article(STORIES[0], title="Story 0", source="Vale Courier")
    process_articles()
    with_head, without = (Article.objects.get(pk=each.pk) for each in (pages[0], plain))
    assert document_of(with_head.sketch).stems.tolist() == document_of(without.sketch).stems.tolist()


def test_a_text_that_loses_its_head_is_read_from_its_beginning(pages) -> None:
    process_articles()
    pages[0].text = STORIES[0]
    pages[0].mark_changed()
    pages[0].save()
    process_articles()
    assert told(pages[0]) == STORIES[0]
    assert find_differences() == []


def test_articles_from_before_it_was_found_are_read_again(pages) -> None:
    Article.objects.exclude(pk__in=[page.pk for page in pages[:3]]).update(needs_sketch=False)
    assert find_furniture() == len(STORIES)
    assert not Article.objects.filter(needs_sketch=False).exists()


def test_an_article_without_a_title_is_named_after_the_sentence_behind_it() -> None:
    untitled = [make_article(f"CLOSE {text}", title=title_from(f"CLOSE {text}"), source="Post") for text in STORIES]
    given = make_article(f"CLOSE {STORIES[0]} Twice.", title="CLOSE call at the quay", source="Post")
    find_furniture()
    assert Article.objects.get(pk=untitled[0].pk).title == "A ferry struck the breakwater in thick fog."
    assert Article.objects.get(pk=given.pk).title == "CLOSE call at the quay"
