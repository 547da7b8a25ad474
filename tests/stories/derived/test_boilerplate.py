"""Boilerplate is found from the articles themselves, even in a small archive; copies are not boilerplate."""

import numpy as np
import pytest

from newsgroups.matching.boilerplate.spans import boilerplate_spans
from newsgroups.matching.passages import Document
from newsgroups.models import Article, CommonFingerprint, Pair
from newsgroups.stories.derived import boilerplate, postings
from newsgroups.stories.derived.boilerplate import FingerprintIndex, find_boilerplate
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.pairs.match_pending import match_pending
from newsgroups.text.tokens.tokenizer import tokenize
from tests.makers import make_article
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, LEAK_RETOLD, TRIAL

pytestmark = pytest.mark.django_db
FOOTER = (
    "Our standards are written down in the handbook of accuracy and fairness. "
    "Redistribution of this article without the written permission of the agency is prohibited in any form."
)
STORIES = [FERRY, LEAK, TRIAL, "Wolves came down to the saltmarsh of Ennerdale. " * 3, FERRY_RETOLD, LEAK_RETOLD]


def make_outlet(footer: str = FOOTER, *, source: str = "Northline") -> list[Article]:
    return [
        make_article(
            f"{text}\n\n{footer}", title=text[:30], source=source, published=f"2026-11-{day:02}T09:00:00+00:00"
        )
        for day, text in enumerate(STORIES, start=1)
    ]


def process() -> None:
    sketch_pending()
    match_pending()


def marked(article: Article) -> list[str]:
    document = Document(article.text)
    common = postings.common_among(document.winnowed[0])
    return [article.text[span.start : span.end] for span in boilerplate_spans(document, common)]


def test_a_footer_below_every_article_of_one_outlet_is_boilerplate() -> None:
    articles = make_outlet()
    process()
    assert [marked(article) for article in articles] == [[FOOTER]] * 6
    assert Pair.objects.filter(longest_run__gt=0).count() == 0


def test_a_text_that_many_outlets_took_over_is_none() -> None:
    for number in range(40):
        make_article(f"{FERRY}\n\nRead more at outlet number {number}.", source=f"Outlet {number}")
    process()
    assert CommonFingerprint.objects.count() == 0
    assert set(Pair.objects.values_list("kind", flat=True)) == {Pair.Kind.NEAR_COPY}
    assert Pair.objects.count() == 40 * 39 / 2


def test_a_copy_with_the_footer_of_the_outlet_counts_without_it() -> None:
    make_outlet()
    original = Article.objects.get(text__startswith=FERRY)
    copy = make_article(f"{LEAK_RETOLD} {FERRY} {LEAK}\n\n{FOOTER}", source="Vale Courier")
    process()
    pair = Pair.objects.get(left=original, right=copy)
    assert 0 < pair.copied_left <= 1
    assert marked(copy) == [FOOTER]


def test_a_footer_that_is_recognised_later_leaves_the_pairs_that_were_made_before() -> None:
    first, second = make_outlet()[:2]
    Article.objects.exclude(pk__in=[first.pk, second.pk]).update(hidden=True)
    process()
    assert Pair.objects.get(left=first, right=second).longest_run > 12
    Article.objects.update(hidden=False, needs_match=True)
    Article.objects.filter(pk__in=[first.pk, second.pk]).update(needs_match=False)
    process()
    assert not Pair.objects.filter(left=first, right=second, longest_run__gt=0).exists()
    assert not Article.objects.pending("match").exists()


def test_boilerplate_is_looked_for_again_when_the_archive_has_grown() -> None:
    make_outlet()
    assert boilerplate.is_stale()
    process()
    assert not boilerplate.is_stale()
    make_article("Wolves came.")
    assert boilerplate.is_stale()


def test_what_is_found_replaces_what_was_found_before() -> None:
    make_outlet()
    CommonFingerprint.objects.create(hash=5, articles=40)
    sketch_pending()
    found = find_boilerplate(FingerprintIndex.load())
    assert np.array_equal(found, np.sort(list(CommonFingerprint.objects.values_list("hash", flat=True))))
    assert set(CommonFingerprint.objects.values_list("articles", flat=True)) == {6}


def test_hidden_articles_are_not_counted() -> None:
    articles = make_outlet()
    Article.objects.filter(pk__in=[article.pk for article in articles[:3]]).update(hidden=True)
    process()
    assert CommonFingerprint.objects.count() == 0
    assert Article.objects.visible().count() == len(articles) - 3


def test_a_footer_counts_for_no_part_of_a_text_that_is_looked_up() -> None:
    make_outlet()
    process()
    text = f"{TRIAL}\n\nNobody has seen the mayor of Skerrow since his vineyard went to a maker of kettles.\n\n{FOOTER}"
    found = look_up(text)
    assert [match.article.text.partition("\n")[0] for match in found.matches] == [TRIAL]
    assert [passage.boilerplate for passage in found.matches[0].alignment.passages] == [False, True]
    assert found.of_query == len(tokenize(TRIAL)) / len(tokenize(text))
