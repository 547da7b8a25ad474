"""What is new for a subscription, and only that."""

import pytest

from newsgroups.follow.new_entries import OutletsGone, last_to_consider, new_entries
from newsgroups.models import Article, Collection, CollectionOutlet, Mute, Source, Subscription
from newsgroups.models.readers.mute import Muted
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation.actions import merge_stories
from tests.makers import make_article
from tests.web.conftest import AGENCY

FERRY = "The ferry of Westerlow ran aground on a sandbank at noon, and 40 passengers waited for the tide until evening."


def new(followed: Subscription) -> list[str]:
    return [entry["title"] for entry in new_entries(followed, last_to_consider(followed.what))]


def arrives(title: str, text: str = FERRY, **fields: object) -> Article:
    article = make_article(text, title=title, **fields)
    process_articles()
    return article


def test_nothing_is_new_at_first(archive, follow) -> None:
    assert new(follow("search", q="bridge")) == []
    assert new(follow("articles")) == []
    assert new(follow("stories")) == []


def test_a_search_finds_what_arrived_since_whatever_its_date(archive, follow) -> None:
    followed = follow("search", q="ferry")
    arrives("Ferry aground")
    arrives("An old ferry", FERRY.replace("noon", "dawn"), published="1999-01-01T10:00:00+00:00")
    arrives("Nothing of the kind", "The museum of clocks opens a new wing on Sunday with 300 clocks from the north.")
    assert new(followed) == ["Ferry aground", "An old ferry"]


def test_a_search_keeps_its_filters(archive, follow) -> None:
    followed = follow("search", q="ferry", source=["anchor"])
    arrives("From elsewhere")
    arrives("From Anchor", FERRY.replace("noon", "dusk"), source="Anchor")
    assert new(followed) == ["From Anchor"]


def test_articles_that_are_not_processed_yet_wait_for_the_next_check(archive, follow) -> None:
    followed = follow("articles")
    make_article(FERRY, title="Stored, not indexed")
    assert new(followed) == []
    process_articles()
    assert new(followed) == ["Stored, not indexed"]


def test_a_collection_is_followed_as_it_is_now(archive, ada, follow) -> None:
    mine = Collection.objects.create(owner=ada, name="Mine")
    CollectionOutlet.objects.create(collection=mine, source=Source.objects.get(slug="northline"))
    followed = follow("articles", collection=[mine.slug])
    arrives("From Northline", source="Northline")
    late = arrives("From Kestrel", FERRY.replace("noon", "one"), source="Kestrel Radio")
    assert new(followed) == ["From Northline"]
    CollectionOutlet.objects.create(collection=mine, source=late.source)
    assert new(followed) == ["From Kestrel", "From Northline"]


def test_outlets_that_are_gone_do_not_turn_into_all_outlets(archive, follow) -> None:
    followed = follow("articles", source=["closed-down"])
    arrives("From elsewhere")
    with pytest.raises(OutletsGone):
        new(followed)


def test_a_story_tells_of_the_articles_that_join(archive, follow) -> None:
    followed = follow("story", story=archive["agency"].story_id)
    arrives("Bridge closed, says the agency", AGENCY.replace("31,000", "31,500"), source="Anchor")
    arrives("Ferry aground")
    assert new(followed) == ["Bridge closed, says the agency"]


def test_a_story_that_was_merged_is_followed_into_the_other(archive, ada, follow) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    followed = follow("story", story=chess.pk)
    merge_stories([bridge, chess], by=ada, reason="One evening")
    arrives("Bridge closed, says the agency", AGENCY.replace("31,000", "31,500"), source="Anchor")
    assert new(followed) == ["Bridge closed, says the agency"]


def test_a_story_is_reported_once_it_matches_and_then_no_more(archive, follow) -> None:
    followed = follow("stories", outlets=4)
    arrives("Fourth", AGENCY.replace("31,000", "31,500"), source="Anchor")
    entries = new_entries(followed, last_to_consider("stories"))
    assert [(entry["story"], entry["note"]) for entry in entries] == [
        (archive["agency"].story_id, "4 articles from 4 outlets")
    ]
    arrives("Fifth", AGENCY.replace("31,000", "31,700"), source="Beacon")
    assert new(followed) == []


def test_a_changed_headline_is_told_with_both(archive, follow) -> None:
    followed = follow("changes", kind="headline")
    article = archive["agency"]
    article.revisions.create(title="Bridge shut", text=article.text, content_hash="0" * 32)
    (entry,) = new_entries(followed, last_to_consider("changes"))
    assert (entry["note"], entry["before"], entry["after"]) == (
        "Headline changed", "Bridge shut", "Harbour bridge closed after crack is found",
    )  # fmt: skip


def test_a_changed_figure_is_told_and_other_changes_of_text_are_not(archive, follow) -> None:
    followed = follow("changes", kind="figure")
    article, other = archive["agency"], archive["own"]
    article.revisions.create(
        title=article.title, text=article.text.replace("31,000 vehicles", "13,000 vehicles"), content_hash="0" * 32
    )
    other.revisions.create(title=other.title, text=other.text.replace("runs", "goes"), content_hash="1" * 32)
    (entry,) = new_entries(followed, last_to_consider("changes"))
    assert (entry["note"], entry["article"]) == ("Figure changed", article.pk)
    assert ("13,000" in entry["before"], "31,000" in entry["after"]) == (True, True)


def test_muted_words_outlets_and_stories_are_left_out(archive, ada, follow) -> None:
    followed = follow("articles")
    Mute.objects.create(owner=ada, word="War")
    Mute.objects.create(owner=ada, source=Source.objects.get(slug="kestrel-radio"))
    Mute.objects.create(owner=ada, story_id=archive["agency"].story_id)
    arrives("The war of the ferries", FERRY.replace("noon", "one"))
    arrives("Warm days for ferries", FERRY.replace("noon", "two"))
    arrives("Another ferry", FERRY.replace("noon", "three"), source="Kestrel Radio")
    arrives("Bridge again", AGENCY.replace("31,000", "31,500"), source="Anchor")
    assert new(followed) == ["Warm days for ferries"]


@pytest.mark.parametrize(
    ("word", "title", "hidden"),
    [
        ("war", "War!", True),
        ("war", "warm", False),
        ("war", "post-war years", True),
        ("old town", "The Old  Town burns", True),
        ("old town", "An old and quiet town", False),
        ("ÉCOLE", "L’école ferme", False),
        ("école", "École fermée", True),
        ("СУД", "суд решил", True),
        ("地震", "東京で地震発生", True),
        ("C++", "New C++ standard", True),
    ],
)
def test_a_muted_word_is_a_whole_word_in_any_case(word: str, title: str, hidden: bool) -> None:

    assert Muted(words=(word,)).has_muted_word(title) is hidden
