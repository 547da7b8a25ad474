"""Content that no news page should contain: the grouping loses nothing, and the rest is unaffected."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.models import Article, Pair, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.pairs.same_story.current_model import learned_file
from tests.makers import make_article
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, make_ferry, make_leak, make_trial, members, process

pytestmark = pytest.mark.django_db


def ferry_group() -> set[int]:
    """Creates the two articles about the ferry, processes all, and returns what else is in their story."""
    ferry, retold = make_ferry()
    process()
    ferry.refresh_from_db()
    assert retold.pk in members()[ferry.story_id]
    return set(members()[ferry.story_id]) - {ferry.pk, retold.pk}


@pytest.mark.parametrize("text", ["Ferry", "!", "1", "\u200b.", "Tuesday Tuesday"])
def test_an_article_of_a_word_or_none_stands_alone(text: str) -> None:
    make_article(text, title=text)
    make_article(text, title=text, source="Vale Courier", published=None)
    assert ferry_group() == set()


def test_many_identical_texts_of_many_outlets_are_one_story() -> None:
    copies = [make_article(FERRY, title="Ferry", source=f"Outlet {number}").pk for number in range(200)]
    make_leak()
    process()
    assert sorted(map(len, members().values())) == [2, 200]
    assert copies in members().values()


@pytest.mark.parametrize("by_itself", [False, True])
def test_an_article_in_other_words_joins_a_text_that_many_outlets_printed(by_itself: bool) -> None:
    for number in range(120):
        make_article(FERRY, title="Ferry strikes breakwater", source=f"Outlet {number}")
    make_leak()
    if by_itself:
        process()
    retold = make_article(FERRY_RETOLD, title="Ferry hits Port Calder breakwater in fog", source="Harbour Post")
    process()
    assert retold.pk in max(members().values(), key=len)


def test_an_outlets_coupon_pages_do_not_glue_stories_together() -> None:
    for number in range(500):
        shop = f"Shop{chr(97 + number % 26)}{chr(97 + number // 26)}"
        make_article(
            f"Save now at {shop} with our promo codes. Find the best {shop} discount code, deals and free delivery "
            f"vouchers, all tested today. Click to reveal the {shop} coupon and save up to {number} percent.",
            title=f"{shop} discount codes",
            source="Coupons",
        )
    assert ferry_group() == set()
    assert len(members()) < 60


def test_an_undated_article_joins_its_story() -> None:
    undated = make_article(FERRY_RETOLD + " More later.", title="Ferry hits breakwater", source="Wire", published=None)
    assert ferry_group() == {undated.pk}


def test_a_date_in_the_future_breaks_nothing() -> None:
    later = (timezone.now() + timedelta(days=4_000)).isoformat()
    make_article(LEAK, title="Fernway loses prescriptions", source="Wire", published=later)
    assert ferry_group() == set()


def test_texts_in_other_languages_stand_by_themselves() -> None:
    for text in (
        "Eine Fähre hat im dichten Nebel den Wellenbrecher gerammt, dabei wurden vierzehn Menschen verletzt.",
        "一艘渡轮在浓雾中撞上防波堤，造成十四人受伤。",
        "Паром врезался в волнорез в густом тумане, пострадали четырнадцать человек.",
    ):
        make_article(text, title=text[:20], source="World")
    assert ferry_group() == set()


def test_a_damaged_model_is_said_and_changes_nothing() -> None:
    make_ferry()
    process_articles()
    before = members(), list(Pair.objects.values())
    make_leak()
    learned_file().write_text("{")
    try:
        with pytest.raises(CommandError, match=r"same_story\.json cannot be read as a model.*Nothing was changed"):
            call_command("process_articles", verbosity=0)
        assert (members(), list(Pair.objects.values())) == before
        assert look_up(FERRY).matches[0].same_story > 0.9
    finally:
        learned_file().unlink()
    call_command("process_articles", verbosity=0)
    assert len(members()) == 2


def test_a_model_of_an_older_version_is_passed_over_and_the_log_says_so(caplog) -> None:
    make_ferry()
    process_articles()
    before = grouped()
    learned_file().write_text(json.dumps({**json.loads(MODEL_FILE.read_text()), "version": 1}))
    try:
        process_articles(rebuild=True)
        assert (grouped(), learned_file().exists()) == (before, True)
    finally:
        learned_file().unlink()
    assert caplog.messages[0] == (
        "same_story.json is a model of different features than this version computes. The model that comes with "
        "Newsgroups is used until train_matcher trains a new one."
    )


def test_articles_that_come_one_by_one_are_grouped_as_all_at_once() -> None:
    for make in (make_ferry, make_trial, make_leak):
        make()
    process_articles()
    no_wait = grouped()
    Article.objects.update(story=None)
    Story.objects.all().delete()
    Pair.objects.all().delete()
    for article in Article.objects.order_by("-pk"):
        Article.objects.filter(pk=article.pk).update(needs_match=True)
        process_articles()
    assert grouped() == no_wait


def grouped() -> set[frozenset[int]]:
    return {frozenset(articles) for articles in members().values()}
