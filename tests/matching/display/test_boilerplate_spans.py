"""Locations of boilerplate in a text, by whole sentences."""

from newsgroups.matching.boilerplate.spans import boilerplate_spans, covered_words
from newsgroups.matching.passages import Document
from newsgroups.matching.passages.base.boilerplate import is_boilerplate
from newsgroups.text.fingerprints.winnowing import fingerprints, winnow
from newsgroups.text.tokens.tokenizer import tokenize

BODY = "The harbour bridge was closed on Monday after a diver found a crack in its eastern pylon, officials said."
FOOTER = (
    "Our standards are written down in the handbook of accuracy and fairness. "
    "Redistribution of this article without the written permission of the agency is prohibited in any form."
)
# The fingerprints shared with another article with this footer: those that do not depend on the preceding text.
COMMON = frozenset(fingerprints(tokenize(FOOTER)).tolist())


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in boilerplate_spans(Document(text), COMMON)]


def test_a_footer_is_marked_from_its_first_to_its_last_word() -> None:
    assert marked(f"{BODY}\n\n{FOOTER}") == [FOOTER]


def test_a_footer_in_the_middle_is_marked_alone() -> None:
    assert marked(f"{BODY}\n{FOOTER}\n{BODY}") == [FOOTER]


def test_a_text_without_boilerplate_has_none_marked() -> None:
    assert marked(BODY) == []
    assert boilerplate_spans(Document(BODY), frozenset()) == []
    assert boilerplate_spans(Document(""), COMMON) == []


def test_words_between_two_common_fingerprints_are_covered_and_others_are_not() -> None:
    document = Document(f"{BODY} {FOOTER}")
    hashes, places = winnow(document.tokens)
    covered = covered_words(document, {int(hashes[2]), int(hashes[3])})
    assert covered.nonzero()[0].tolist() == list(range(places[2], places[3] + 5))


LONG = (
    "Our standards are written down in the handbook of accuracy and fairness that every editor of the agency signs "
    "before the first article goes out and that readers may ask for at any of its offices on a weekday."
)


def test_a_sentence_is_boilerplate_if_common_fingerprints_cover_half_of_it() -> None:
    document = Document(LONG)
    hashes = document.winnowed[0].tolist()
    spans = [boilerplate_spans(document, frozenset(hashes[:count])) for count in range(len(hashes) + 1)]
    shares = [covered_words(document, frozenset(hashes[:count])).mean() for count in (3, 4)]
    assert [round(float(share), 2) for share in shares] == [0.44, 0.59]
    assert [len(each) for each in spans] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_passage_is_boilerplate_if_half_of_its_fingerprints_are_common() -> None:
    document = Document(LONG)
    hashes, places = document.winnowed
    found = [is_boilerplate(document, 0, int(places[5]) + 1, frozenset(hashes[:count].tolist())) for count in range(7)]
    assert found == [False, False, False, True, True, True, True]
