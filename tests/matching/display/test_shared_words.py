"""Why articles belong together, in words that a reader recognizes."""

from datetime import date

from newsgroups.matching.display.shared_words import SharedWord, SharedWords, shared_words
from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.text.display.keywords import Keywords, keywords
from newsgroups.text.terms.extract import extract

NEWS = Statistics.count([]).with_background()
TEXTS = [
    "The ferry struck the breakwater. Officer Henning Ruel counted 212 passengers.",
    "Then Henning Ruel said 212 were aboard when it met the breakwater.",
    "The dredger Zephyrine sank in 1987.",
]


def told(texts: list[str], least: int = 2) -> list[tuple[str, list[tuple[str, int]]]]:
    found = shared_words([keywords("", text) for text in texts], NEWS, min_articles=least)
    return [(label, [(word.text, word.articles) for word in words]) for label, words in found.by_kind]


def test_words_in_several_articles_are_given_by_kind_with_their_number() -> None:
    assert told(TEXTS) == [
        ("Names", [("Henning Ruel", 2)]),
        ("Places", []),
        ("Rare words", [("breakwater", 2)]),
        ("Figures", [("212", 2)]),
    ]


def test_what_stands_in_fewer_than_asked_is_left_out() -> None:
    assert told(TEXTS, least=3) == [("Names", []), ("Places", []), ("Rare words", []), ("Figures", [])]
    assert shared_words([], NEWS) == SharedWords([], [], [], [])


def test_common_words_are_no_reason() -> None:
    assert told(["The government met."] * 2) == [("Names", []), ("Places", []), ("Rare words", []), ("Figures", [])]


def test_the_heaviest_word_comes_first() -> None:
    found = shared_words([keywords("", text) for text in TEXTS], NEWS, min_articles=1)
    weights = [word.weight for word in found.words]
    assert weights == sorted(weights, reverse=True)


def test_of_names_that_end_in_the_same_word_one_is_told() -> None:
    text = "They met Henning Ruel and Officer Ruel. Later Ruel left with Maren Ruel and Dorrit Aske."
    found = shared_words([keywords("", text)], NEWS, min_articles=1)
    assert [word.text for word in found.names] == ["Dorrit Aske", "Henning Ruel"]


def test_places_and_days_are_kinds_of_their_own() -> None:
    texts = [
        "The ferry struck a pier in Port Calder on Tuesday. There it met Henning Ruel.",
        "They saw Henning Ruel near Port Calder on Nov 3. Officials at Port Calder trust Henning Ruel.",
    ]
    found = shared_words([keywords("", text, date(2026, 11, 4)) for text in texts], NEWS)
    assert [word.text for word in found.names] == ["Henning Ruel"]
    assert [word.text for word in found.places] == ["Port Calder"]
    assert found.days == [date(2026, 11, 3)]


def test_what_another_article_holds_of_it_is_told_from_its_document_alone() -> None:
    text = "Officer Henning Ruel counted 212 passengers near Port Calder on Tuesday, when the ferry met the breakwater."
    found = shared_words([keywords("", text, date(2026, 11, 4))], NEWS, min_articles=1)
    other = extract("", "By Tuesday, said Henning Ruel, 212 had left the breakwater.", date(2026, 11, 4))
    held = found.within(other)
    assert [(label, [word.text for word in words]) for label, words in held.by_kind] == [
        ("Names", ["Henning Ruel"]),
        ("Places", []),
        ("Rare words", ["breakwater"]),
        ("Figures", ["212"]),
    ]
    assert held.days == [date(2026, 11, 3)]


def naming(name: str, *, as_place: bool) -> Keywords:
    return Keywords({name: 1}, {}, {}, frozenset({name.lower()} if as_place else ()))


def test_a_name_is_a_place_where_half_of_the_articles_use_it_as_one() -> None:
    half = [naming("Calder", as_place=number < 2) for number in range(4)]
    found = shared_words(half, NEWS)
    assert ([word.text for word in found.names], [word.text for word in found.places]) == ([], ["Calder"])
    found = shared_words([*half, naming("Calder", as_place=False)], NEWS)
    assert ([word.text for word in found.names], [word.text for word in found.places]) == (["Calder"], [])


def test_a_word_weighs_as_much_as_it_is_rare_in_each_article_that_has_it() -> None:
    assert SharedWord("breakwater", 3, 4.5).weight == 13.5


def test_no_more_of_each_kind_are_told_than_are_asked_for() -> None:
    names = [f"Zq{letter}w Vex{letter}k" for letter in "abc"]
    held = Keywords(
        dict.fromkeys([*names, "Pz Calder", "Pz Brindal"], 1),
        {f"qx{letter}vz": (f"qx{letter}vz", 1) for letter in "abc"},
        {"212": 1, "8,417": 1},
        frozenset({"pz calder", "pz brindal"}),
        frozenset({740_000, 740_001}),
    )
    found = shared_words([held, held], NEWS, most=1)
    assert [len(words) for _, words in found.by_kind] == [1, 1, 1, 1]
    assert found.days == [date.fromordinal(740_000)]
    assert [len(words) for _, words in shared_words([held, held], NEWS).by_kind] == [3, 2, 3, 2]


def test_a_day_that_one_article_alone_mentions_is_not_shared() -> None:
    one, other = (Keywords({}, {}, {}, days=frozenset(days)) for days in ({740_000, 740_001}, {740_001, 740_002}))
    assert shared_words([one, other], NEWS).days == [date.fromordinal(740_001)]
