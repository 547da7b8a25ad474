"""Each text is sketched once, together with its postings, and a crash leaves it either pending or done."""

from datetime import UTC, datetime

import django
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsgroups.common.processes.workers import mapped
from newsgroups.common.progress import Advance
from newsgroups.models import Article, FingerprintPosting, Sketch, TermPosting
from newsgroups.stories.derived.sketches import (
    _made,
    _store,
    document_of,
    posted_fingerprints,
    posted_terms,
    sketch_pending,
)
from newsgroups.text.fingerprints.winnowing import fingerprints
from newsgroups.text.terms.extract import extract
from newsgroups.text.tokens.tokenizer import tokenize
from tests.makers import make_article
from tests.matching.makers import BRIDGE, FERRY

pytestmark = pytest.mark.django_db


def posted(article: Article) -> tuple[list[int], list[int]]:
    """The hashes of the article's rows in both posting tables."""
    return tuple(
        sorted(model.objects.filter(article_id=article.pk).values_list("hash", flat=True))
        for model in (FingerprintPosting, TermPosting)
    )


def posted_rows(article: Article) -> set[tuple[str, int, float]]:
    """The article's rows in both posting tables, with the other columns."""
    prints = FingerprintPosting.objects.filter(article_id=article.pk).values_list("hash", "around")
    terms = TermPosting.objects.filter(article_id=article.pk).values_list("hash", "weight")
    return {("fingerprint", *row) for row in prints} | {("term", *row) for row in terms}


def assert_posted_as_sketched(article: Article) -> None:
    sketch = Sketch.objects.get(article=article)
    assert posted(article) == (posted_fingerprints(sketch).tolist(), posted_terms(sketch)[0].tolist())
    assert sketch.content_hash == article.content_hash


def test_every_pending_article_gets_its_sketch_and_postings_once() -> None:
    ferry, bridge = make_article(FERRY), make_article(BRIDGE)

    assert sketch_pending() == 2
    assert sketch_pending() == 0
    for article in (ferry, bridge):
        assert_posted_as_sketched(article)
    assert not Article.objects.pending("sketch").exists()


def test_a_sketch_holds_what_the_text_says() -> None:
    article = make_article(FERRY, title="Ferry")
    sketch_pending()

    sketch = Sketch.objects.get()
    assert posted_fingerprints(sketch).tolist() == fingerprints(tokenize(FERRY)).tolist()
    assert document_of(sketch).to_bytes() == extract("Ferry", FERRY, article.published).to_bytes()


GERMAN = "Der Hafen ist nach dem Brand gesperrt. Die Fähre wartet nicht auf uns, und der Lotse auch nicht."


def test_a_sketch_is_made_in_the_language_of_its_article() -> None:
    named, not_named = make_article(GERMAN, language="de-AT"), make_article(GERMAN)
    sketch_pending()

    for article in (named, not_named):
        expected = extract(article.title, GERMAN, article.published, article.language)
        assert document_of(Sketch.objects.get(article=article)).to_bytes() == expected.to_bytes()
        assert_posted_as_sketched(article)
    assert set(posted(named)[1]) < set(posted(not_named)[1])


def test_a_language_that_is_named_later_leaves_no_terms_of_the_old_sketch_behind() -> None:
    article = make_article(GERMAN)
    sketch_pending()
    before = posted(article)
    article.language = "de"
    article.mark_changed()
    article.save()

    sketch_pending()
    assert_posted_as_sketched(article)
    assert posted(article)[0] == before[0]
    assert set(posted(article)[1]) < set(before[1])


def test_an_article_whose_language_is_named_while_it_is_sketched_stays_pending() -> None:
    article = make_article(GERMAN)
    made = _made([article])
    Article.objects.update(language="de")

    assert _store(made) == 0
    assert Article.objects.pending("sketch").get() == article


def test_an_article_that_is_dated_while_it_is_sketched_stays_pending() -> None:
    article = make_article(f"{FERRY} The fog had lifted on Tuesday.", published=None)
    made = _made([article])
    Article.objects.update(published=datetime(2026, 3, 5, 9, tzinfo=UTC))

    assert _store(made) == 0
    assert Article.objects.pending("sketch").get() == article


def test_a_changed_text_leaves_nothing_of_the_old_one_behind() -> None:
    article = make_article(FERRY)
    sketch_pending()
    article.text = BRIDGE
    article.mark_changed()
    article.save()

    assert sketch_pending() == 1
    assert_posted_as_sketched(article)


def test_an_edited_text_keeps_the_rows_of_what_stayed() -> None:
    article = make_article(f"{FERRY} {BRIDGE}")
    sketch_pending()
    before = posted_rows(article)
    article.text = f"{FERRY} {BRIDGE} The captain said so on Tuesday."
    article.mark_changed()
    article.save()

    with CaptureQueriesContext(connection) as asked:
        assert sketch_pending() == 1
    (deleted,) = [each["sql"] for each in asked.captured_queries if "DELETE FROM newsgroups_finger" in each["sql"]]
    after = posted_rows(article)
    gone = {row for row in before - after if row[0] == "fingerprint"}
    assert int(deleted.split()[0]) == len(gone) < len(before & after)
    again = make_article(article.text, title=article.title, published=article.published)
    sketch_pending()
    assert after == posted_rows(again)


def test_postings_of_a_sketch_of_another_version_are_all_made_anew() -> None:
    article = make_article(FERRY)
    sketch_pending()
    right = posted_rows(article)
    Sketch.objects.update(version=1)
    TermPosting.objects.update(weight=0.5)
    FingerprintPosting.objects.update(around=7)
    Article.objects.update(needs_sketch=True)

    sketch_pending()
    assert posted_rows(article) == right


def test_a_text_of_few_words_has_terms_and_no_fingerprints() -> None:
    article = make_article("Boats sank.", title="Boats")
    sketch_pending()
    prints, terms = posted(article)
    assert (prints, len(terms)) == ([], 2)


@pytest.mark.parametrize("text", ["!", "\U0001f6a2", "日本", "\ud7ff"])
def test_any_text_can_be_sketched(text: str) -> None:
    make_article(text)
    assert sketch_pending() == 1


def test_a_crash_leaves_each_article_done_or_pending() -> None:
    articles = [make_article(f"{FERRY} Number {number}.") for number in range(5)]

    def crashes(stage: str, total: int) -> Advance:
        batches = iter(["the first", "the second"])

        def advance(done: int) -> None:
            if next(batches) == "the second":
                raise KeyboardInterrupt

        return advance

    with pytest.raises(KeyboardInterrupt):
        sketch_pending(batch_size=2, progress=crashes)
    assert Article.objects.pending("sketch").count() == 3

    assert sketch_pending(batch_size=2) == 3
    for article in articles:
        assert_posted_as_sketched(article)


def test_progress_is_told_in_articles() -> None:
    for number in range(3):
        make_article(f"{FERRY} {number}")
    told: list[object] = []

    def listen(stage: str, total: int) -> Advance:
        told.append((stage, total))
        return told.append

    sketch_pending(batch_size=2, progress=listen)
    assert told == [("Fingerprints and terms", 3), 2, 1]


def test_other_processes_make_sketches(caplog: pytest.LogCaptureFixture) -> None:
    done = list(mapped(_made, [[], []], workers=2, prepare=django.setup))

    assert (done, caplog.records) == ([[], []], [])
