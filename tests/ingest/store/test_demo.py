"""The demo archive is a newcomer's first impression: its stories are separate, and its articles are complete."""

import json
import operator
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from django.core.management import call_command

from newsgroups.models import Article, Source, Story
from newsgroups.stories.pages.articles.paragraphs import paragraphs_of

DEMO = Path(__file__).resolve().parents[3] / "newsgroups" / "ingest" / "demo"
STORIES = {
    url: story for story, told in json.loads((DEMO / "stories.json").read_text()).items() for url in told["urls"]
}


def pairs() -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Pairs of URLs in one story: as labeled by their authors, and as grouped."""
    rows = list(Article.objects.values_list("url_given", "story_id"))
    true, found = set(), set()
    for (one, one_story), (other, other_story) in combinations(rows, 2):
        if one in STORIES and STORIES[one] == STORIES.get(other):
            true.add(frozenset((one, other)))
        if one_story is not None and one_story == other_story:
            found.add(frozenset((one, other)))
    return true, found


def test_no_two_stories_of_the_demo_are_taken_for_one(db) -> None:
    call_command("load_demo", verbosity=0)
    true, found = pairs()
    assert found - true == set()
    assert len(found & true) > len(true) / 3


def test_most_of_what_tells_one_story_within_three_days_stands_together(db) -> None:
    """Follow-ups a week later are as likely as not about another event: a trial opens, and a court decides."""
    call_command("load_demo", verbosity=0)
    published = dict(Article.objects.exclude(published=None).values_list("url_given", "published"))
    true, found = pairs()
    dated = {pair for pair in true if pair <= published.keys()}
    near = {pair for pair in dated if abs(operator.sub(*(published[url] for url in pair))) <= timedelta(days=3)}
    assert len(near) == 96
    assert len(found & near) / len(near) > 0.7


def test_the_demo_has_enough_to_try_everything_on(db) -> None:
    call_command("load_demo", verbosity=0)
    assert Article.objects.count() >= 80
    assert Source.objects.count() >= 6
    assert len(set(STORIES.values())) >= 18
    assert Story.objects.groups().count() >= 18
    assert Article.objects.exclude(url_given__in=STORIES).count() >= 3


def test_loading_it_again_changes_nothing(db) -> None:
    call_command("load_demo", verbosity=0)
    before = list(Article.objects.order_by("pk").values_list("pk", "content_hash", "story_id"))
    call_command("load_demo", verbosity=0)
    assert list(Article.objects.order_by("pk").values_list("pk", "content_hash", "story_id")) == before


def test_footers_of_outlets_are_told_from_what_their_articles_say(db) -> None:
    call_command("load_demo", verbosity=0)
    texts = Article.objects.filter(source__name="Kestrel Radio News").values_list("text", flat=True)
    grey = [[piece.text for line in paragraphs_of(text) for piece in line if piece.is_boilerplate] for text in texts]
    assert [len(each) for each in grey] == [1] * 11
    assert all(each[0].startswith("Kestrel Radio News is funded by listeners") for each in grey)
    outlets = {
        article.source.name
        for article in Article.objects.select_related("source")
        if any(piece.is_boilerplate for line in paragraphs_of(article.text) for piece in line)
    }
    assert outlets == {"Circuit Daily", "Kestrel Radio News", "The Daily Lantern", "The Meridian Times"}
