"""Every kind of difference between articles and derived data is found, named and repaired."""

from collections.abc import Callable

import pytest

from newsgroups.models import Article, FingerprintPosting, Pair, Sketch, Story, TermPosting
from newsgroups.stories.derived import verify
from newsgroups.stories.groups.regroup import regroup
from tests.makers import make_article, make_story
from tests.stories.texts import TRIAL, make_ferry, make_leak, make_trial, members, process

pytestmark = pytest.mark.django_db
SKETCH = "articles without a sketch of their current text"
PRINTS = "articles whose fingerprint postings differ from their sketch"
TERMS = "articles whose term postings differ from their sketch"
COUNTS = "stories whose counts or dates are wrong"
MERGED = "articles in a story that was merged into another"


def found() -> dict[str, list[int]]:
    return {finding.what: finding.ids for finding in verify.find_inconsistencies()}


@pytest.fixture
def trial() -> Article:
    """An article in a consistent archive."""
    make_ferry(), make_leak()
    article = make_trial()
    process()
    assert found() == {}
    return article


def lose_fingerprint(article: Article) -> None:
    FingerprintPosting.objects.filter(article_id=article.pk)[0].delete()


def add_fingerprint(article: Article) -> None:
    FingerprintPosting.objects.create(hash=-7, article_id=article.pk, around=0)


def swap_fingerprint(article: Article) -> None:
    lose_fingerprint(article)
    add_fingerprint(article)


def lose_terms(article: Article) -> None:
    TermPosting.objects.filter(article_id=article.pk).delete()


def lose_sketch(article: Article) -> None:
    Sketch.objects.filter(article=article).delete()


def change_text(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(text=TRIAL + " Appealed.", content_hash="0" * 32)


def age_sketch(article: Article) -> None:
    Sketch.objects.filter(article=article).update(version=0)


@pytest.mark.parametrize(
    ("harm", "kinds"),
    [
        (lose_fingerprint, [PRINTS]),
        (add_fingerprint, [PRINTS]),
        (swap_fingerprint, [PRINTS]),
        (lose_terms, [TERMS]),
        (lose_sketch, [SKETCH, PRINTS, TERMS]),
        (change_text, [SKETCH]),
        (age_sketch, [SKETCH]),
    ],
)
def test_a_difference_of_an_article_is_found_and_repaired(
    trial: Article, harm: Callable[[Article], None], kinds: list[str]
) -> None:
    harm(trial)
    assert found() == {kind: [trial.pk] for kind in kinds}

    verify.repair_derived_rows()
    process()
    assert found() == {}


def test_postings_of_an_article_that_is_gone_are_found_and_repaired(trial: Article) -> None:
    gone = trial.pk
    trial.delete()
    assert found() == {PRINTS: [gone], TERMS: [gone]}

    verify.repair_derived_rows()
    assert found() == {}


@pytest.mark.parametrize(
    "wrong", [{"article_count": 7}, {"source_count": 0}, {"first_date": None}, {"last_date": None}]
)
def test_a_story_with_wrong_figures_is_found_and_repaired(trial: Article, wrong: dict) -> None:
    story = Story.objects.first()
    Story.objects.filter(pk=story.pk).update(**wrong)
    assert found() == {COUNTS: [story.pk]}

    verify.repair_derived_rows()
    assert found() == {}


def test_an_article_in_a_merged_story_is_found_and_follows_it(trial: Article) -> None:
    older, younger = Story.objects.order_by("pk")
    ids = members()[younger.pk]
    Story.objects.filter(pk=younger.pk).update(merged_into=older)
    assert found() == {MERGED: ids}

    verify.repair_derived_rows()
    assert found() == {}
    assert members() == {older.pk: sorted(Article.objects.exclude(pk=trial.pk).values_list("pk", flat=True))}


def test_a_hidden_article_of_a_story_that_was_merged_is_no_difference(db) -> None:
    a, b, c, d = (make_article() for _ in range(4))
    make_story(a, b), make_story(c, d)
    Article.objects.filter(pk=d.pk).update(hidden=True)
    for left, right in ((a, b), (a, c), (b, c)):
        Pair.objects.create(left=left, right=right, kind="same story", score=0.9, probability=0.9, same_source=False)
    Article.objects.update(needs_sketch=True)
    regroup()

    assert found() == {}
    assert Story.objects.filter(merged_into__isnull=False).count() == 1


def test_pending_articles_are_no_difference() -> None:
    make_trial()
    assert found() == {}
    assert Article.objects.pending("match").count() == 1


def test_a_finding_says_how_many_and_names_ten() -> None:
    assert str(verify.Inconsistency("articles wrong", [3, 4])) == "articles wrong: 2 (3, 4)"
    assert str(verify.Inconsistency("articles wrong", list(range(12)))) == (
        "articles wrong: 12 (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …)"
    )
