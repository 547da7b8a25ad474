"""Sentences that an outlet prints in other stories as well are no news of one story."""

import pytest

from newsgroups.models import Story, StoryFacts
from newsgroups.pipeline.process import process_articles
from tests.facts.test_facts import BLAST
from tests.makers import make_article

pytestmark = pytest.mark.django_db
# No rule knows these words: only that they recur shows what they are.
STANDING = "Harbor Street has told its city what happens on the water for 140 years and counting."
NEWS = "Nine ferries of the Larch Line stayed in the harbor of Skerrow until Tuesday night."
OTHERS = (
    "The orchestra of Westerlow plays nine new works by young composers this summer, its conductor told the board.",
    "A drought has left the reservoirs above Quillburgh at a third of what they hold in an average July.",
    "Chess players from forty countries meet in Larch Bay for a tournament that lasts eleven days in all.",
)


@pytest.fixture
def blast() -> list[str]:
    """Texts of a story; the second is of an outlet that prints the standing line below each of its articles."""
    return [f"{BLAST} Doctors came from four towns nearby.", f"{BLAST} {NEWS} {STANDING}"]


def only_here_of(texts: list[str], others: tuple[str, ...], source: str) -> list[str]:
    for text in others:
        make_article(f"{text} {STANDING}", title=text[:40], source=source)
    made = [
        make_article(text, title="Blast kills 16 people in Port Calder", source=f"Outlet {number}")
        for number, text in enumerate(texts)
    ]
    process_articles()
    story = Story.objects.groups().get()
    found = StoryFacts.objects.get(pk=story.pk).content["only_here"]
    return [texts[1][each["start"] : each["end"]] for each in found if each["article"] == made[1].pk]


def test_a_line_that_the_outlet_prints_in_two_other_stories_is_left_out(blast: list[str]) -> None:
    assert only_here_of(blast, OTHERS[:2], "Outlet 1") == [NEWS]


def test_a_line_in_one_other_article_may_be_news(blast: list[str]) -> None:
    assert set(only_here_of(blast, OTHERS[:1], "Outlet 1")) == {NEWS, STANDING}


def test_a_line_in_two_articles_of_another_outlet_may_be_news(blast: list[str]) -> None:
    assert set(only_here_of(blast, OTHERS[:2], "Another")) == {NEWS, STANDING}


def test_a_line_in_three_articles_of_any_outlet_is_left_out(blast: list[str]) -> None:
    assert only_here_of(blast, OTHERS, "Another") == [NEWS]
