"""The parts of the bar above a text that was looked up, and what the text leaves out."""

from newsgroups.matching.passages import Document, align
from newsgroups.models import StoryFacts
from newsgroups.stories.lookup.answer import Answer
from newsgroups.stories.lookup.look_up import LookUp, Match
from newsgroups.stories.lookup.marked_text import (
    MarkedPiece,
    marked,
    passages_by_source,
    shares_of,
    with_passage_numbers,
)
from newsgroups.stories.lookup.sources.left_out import left_out_of
from tests.makers import make_article, make_story

TEXT = 'one two three four "five six" seven eight nine ten'


def parts(ranges: list[tuple[int, int, int]], boilerplate: list[tuple[int, int]] = []) -> list[tuple[str, int, float]]:  # noqa: B006
    return [(each.kind, each.number, round(each.share, 2)) for each in shares_of(Document(TEXT), ranges, boilerplate)]


def test_the_shares_of_sources_quotations_and_own_words_add_up() -> None:
    assert parts([(0, 30, 1)]) == [("source", 1, 0.4), ("quotation", 0, 0.2), ("own", 0, 0.4)]
    assert parts([]) == [("own", 0, 1.0)]


def test_a_word_counts_for_the_first_of_its_sources() -> None:
    assert parts([(0, 13, 2), (4, 18, 1)]) == [("source", 1, 0.3), ("source", 2, 0.1), ("own", 0, 0.6)]


def test_boilerplate_is_neither_found_nor_own() -> None:
    assert parts([(0, 7, 1)], [(30, 46)]) == [("source", 1, 0.2), ("boilerplate", 0, 0.3), ("own", 0, 0.5)]


def test_sources_without_a_color_of_their_own_are_one_part() -> None:
    ranges = [(start, start + 3, number) for number, start in enumerate((0, 4, 8, 14, 30, 36, 42), start=1)]
    assert parts(ranges)[-2:] == [("other", 0, 0.2), ("own", 0, 0.3)]


def test_passages_are_numbered_in_the_order_of_the_text() -> None:
    pieces = with_passage_numbers(marked("abcdef", [(1, 2, 2), (3, 5, 1), (4, 5, 3)]))
    assert [(piece.text, piece.number, piece.passage) for piece in pieces] == [
        ("a", None, None), ("b", 2, 1), ("c", None, None), ("de", 1, 2), ("f", None, None),
    ]  # fmt: skip
    assert passages_by_source(pieces) == {2: [1], 1: [2], 3: [2]}
    assert not MarkedPiece(" – ").has_words


ARTICLE = (
    "Nobody expected the crack in the eastern pylon of the harbor bridge. "
    "Engineers measured the crack at 2.3 meters on Monday morning before the first ferry left. "
    "It declined to say whether a ransom had been demanded by anyone. "
    "The repair will take until spring and cost at least a million crowns, the harbor master said."
)
SENTENCES = ARTICLE.split(". ")


def left_out(text: str) -> list[tuple[str, str, int]]:
    article = make_article(ARTICLE)
    passages = align(text, ARTICLE).passages
    numbers = {passage.query_start: place for place, passage in enumerate(passages, start=1)}
    found = left_out_of(Document(text), article, passages, numbers)
    return [(each.sentence.split()[0], each.where, each.passage) for each in found]


def test_sentences_beside_a_passage_are_left_out(db) -> None:
    assert left_out(f"I say this. {SENTENCES[1]}. And so on.") == [("Nobody", "before", 1), ("It", "after", 1)]


def test_what_the_text_has_elsewhere_or_in_other_order_is_not_left_out(db) -> None:
    told = "Whether a ransom had been demanded it declined to say to anyone."
    text = f"{SENTENCES[1]}. {told} {SENTENCES[0]}. {SENTENCES[3]}"
    assert left_out(text) == []


OLD = "The blast at the silo killed at least two people in Lunden Heath on Monday evening, the police said."


def test_a_figure_that_was_superseded_since_is_pointed_out(db) -> None:
    early, late = make_article(OLD), make_article("The toll rose to five people on Tuesday.", source="Wire")
    story = make_story(early, late, title="Blast")
    start = OLD.index("two")
    values = [
        {"article": early.pk, "value": "two", "start": start, "end": start + 3, "side": 0},
        {"article": late.pk, "value": "five", "start": 17, "end": 21, "side": 1},
    ]
    row = {"about": "killed", "kind": "count", "verdict": "superseded", "confidence": 0.9, "values": values}
    StoryFacts.objects.create(story=story, digest="x", content={"facts": [row]})
    early.refresh_from_db()

    def superseded(text: str) -> list[tuple[int, str, str, int]]:
        found = LookUp(text, 1.0, [Match(early, 1.0, align(text, OLD))], [])
        return [(each.passage, each.old, each.new, each.article.pk) for each in Answer(found).superseded]

    assert superseded(f"Hear this. {OLD}") == [(1, "two", "five", late.pk)]
    assert superseded(f"{OLD} Later there were five.") == []
    assert superseded(OLD[start + 4 :]) == []
