"""A sketch is made once a text, together with its postings, and a crash leaves it pending or done."""

import pytest

from newsgroups.models import Article, FingerprintPosting, Sketch, TermPosting
from newsgroups.progress import Advance
from newsgroups.stories.sketches import document_of, posted_fingerprints, posted_terms, sketch_pending
from newsgroups.text.fingerprint import fingerprints
from newsgroups.text.terms import extract
from newsgroups.text.tokens import tokenize
from tests.makers import make_article
from tests.matching.makers import BRIDGE, FERRY

pytestmark = pytest.mark.django_db


def posted(article: Article) -> tuple[list[int], list[int]]:
    """The hashes of the article's rows in both posting tables."""
    return tuple(
        sorted(model.objects.filter(article_id=article.pk).values_list("hash", flat=True))
        for model in (FingerprintPosting, TermPosting)
    )


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


def test_a_changed_text_leaves_nothing_of_the_old_one_behind() -> None:
    article = make_article(FERRY)
    sketch_pending()
    article.text = BRIDGE
    article.mark_changed()
    article.save()

    assert sketch_pending() == 1
    assert_posted_as_sketched(article)


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
        def advance(done: int) -> None:
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
