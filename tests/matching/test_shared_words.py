"""Why articles belong together, in words that a reader recognises."""

from newsgroups.matching.shared_words import SharedWords, shared_words
from newsgroups.matching.statistics import Statistics
from newsgroups.text.keywords import keywords

NEWS = Statistics.count([]).with_background()
TEXTS = [
    "The ferry struck the breakwater. Officer Henning Ruel counted 212 passengers.",
    "Then Henning Ruel said 212 were aboard when it met the breakwater.",
    "The dredger Zephyrine sank in 1987.",
]


def told(texts: list[str], least: int = 2) -> list[tuple[str, list[tuple[str, int]]]]:
    found = shared_words([keywords("", text) for text in texts], NEWS, least=least)
    return [(label, [(word.text, word.articles) for word in words]) for label, words in found.by_kind]


def test_words_in_several_articles_are_given_by_kind_with_their_number() -> None:
    assert told(TEXTS) == [
        ("Names and places", [("Henning Ruel", 2)]),
        ("Rare words", [("breakwater", 2)]),
        ("Figures", [("212", 2)]),
    ]


def test_what_stands_in_fewer_than_asked_is_left_out() -> None:
    assert told(TEXTS, least=3) == [("Names and places", []), ("Rare words", []), ("Figures", [])]
    assert shared_words([], NEWS) == SharedWords([], [], [])


def test_common_words_are_no_reason() -> None:
    assert told(["The government met."] * 2) == [("Names and places", []), ("Rare words", []), ("Figures", [])]


def test_the_heaviest_word_comes_first() -> None:
    found = shared_words([keywords("", text) for text in TEXTS], NEWS, least=1)
    weights = [word.weight for word in found.words]
    assert weights == sorted(weights, reverse=True)
