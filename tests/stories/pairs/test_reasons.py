"""Why articles are grouped together, in words that they contain."""

import pytest

from newsgroups.models import Article, Story
from newsgroups.stories.pairs.reasons import Why, distinctive_words, most_similar, shared_in, why_alike, why_together
from tests.makers import make_article, make_story
from tests.stories.texts import FERRY, make_ferry, make_leak, make_trial, process

pytestmark = pytest.mark.django_db


def words(why: Why) -> dict[str, list[str]]:
    return dict(why.groups)


def test_a_pair_is_explained_by_names_rare_words_and_figures_of_both() -> None:
    said = words(why_alike(*make_ferry()))
    assert sorted(said["Names"]) == ["Maren Lisa", "Port Calder", "Skerrow"]
    assert "breakwater" in said["Rare words"]
    assert said["Figures"] == ["212"]


def test_articles_that_share_nothing_have_no_reason() -> None:
    assert why_alike(make_trial(), make_article("Wolves came.", title="Wolves")) == Why([])


def test_a_story_is_explained_by_what_a_third_of_its_articles_hold() -> None:
    prices = [7313, 7313, 7313, 9191, 9191, 8888]
    story = make_story(*(make_article(f"Wolves cost {price} crowns.", title="Wolves") for price in prices))
    assert words(why_together(shared_in(story)))["Figures"] == ["7313", "9191"]


def test_hidden_articles_explain_nothing() -> None:
    story = make_story(*make_ferry())
    Article.objects.update(hidden=True)
    assert why_together(shared_in(Story.objects.get(pk=story.pk))) == Why([])


def test_one_article_is_told_by_its_own_words() -> None:
    assert [word.text for word in distinctive_words(make_trial()).names] == ["Ottilie Crane", "Renwick", "Tessel"]


def test_similar_articles_come_strongest_first_without_hidden_ones() -> None:
    ferry, retold = make_ferry()
    copy = make_article(FERRY, source="Vale Courier")
    make_leak()
    process()
    assert [(pair.left_id, pair.right_id) for pair in most_similar(ferry)] == [
        (ferry.pk, copy.pk),
        (ferry.pk, retold.pk),
    ]
    assert len(most_similar(ferry, limit=1)) == 1

    Article.objects.filter(pk=copy.pk).update(hidden=True)
    assert [pair.right_id for pair in most_similar(ferry)] == [retold.pk]
