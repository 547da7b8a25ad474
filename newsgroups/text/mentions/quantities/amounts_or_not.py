"""Decide which numbers are amounts, rather than years, codes, votes, scores, page numbers, or parts of names."""

from newsgroups.text.mentions.numerals.number_words_of_languages import number_words
from newsgroups.text.mentions.numerals.numbers import Number
from newsgroups.text.mentions.tokens import Tokens

from .counted import Counted

_FIRST_YEAR, _LAST_YEAR = 1_500, 2_100
_OF_NAMES = frozenset(
    "flight route highway interstate section article chapter no number building room page type area "
    "level phase tier title act apollo boeing airbus channel game day week season round part".split()
)
_PARENTS = frozenset("father mother dad mom parents grandmother grandfather family".split())
_VOTES = frozenset("vote votes seat seats".split())
_DASHES = frozenset("-–—")


def is_amount(tokens: Tokens, number: Number, what: Counted, event: str) -> bool:
    """Return whether the number counts something and the text shows what."""
    first, last = number.first, number.last
    before, after = tokens.at(first - 1), tokens.at(last)
    if number.kind == "vague":
        return bool(event) or bool(what.word)
    if _is_code(tokens, number) or after == "block":
        return False
    if not (event or what.word) and not (number.value >= 1_000 and number.kind in ("scaled", "figure")):
        return _is_compound(tokens, last)
    if _is_ratio(tokens, first, last):
        return False
    if _is_year(tokens, number) and what.word not in ("people", "persons", "personen", "personnes"):
        return False
    if after in _DASHES and tokens.touches(last - 1) and tokens.at(last + 1) in _VOTES:
        return False
    if before == "of" and tokens.at(first - 2) in _PARENTS:
        return False
    if before in _OF_NAMES and number.kind == "figure":
        return False
    is_named = _ends_name(tokens, first) or (tokens.is_capital(last) and tokens.same_sentence(first, last))
    return not (number.kind == "figure" and is_named and not what.word)


def _is_compound(tokens: Tokens, last: int) -> bool:
    """Return whether a hyphen joins the number to a word, as in "a 133-page report"."""
    after = tokens.at(last + 1)
    is_joined = tokens.at(last) == "-" and tokens.touches(last - 1) and tokens.touches(last)
    return is_joined and after.isalpha() and len(after) > 2 and after not in _VOTES


def _is_code(tokens: Tokens, number: Number) -> bool:
    """Return whether it is attached to letters or signs: COVID-19, 9/11, #3, 4th, 71-28."""
    first, last = number.first, number.last
    before, after = tokens.at(first - 1), tokens.at(last)
    touching_before = tokens.touches(first - 1)
    if touching_before and (before in "-–#/:_.@'‘’" or before.isalnum()):
        return not (before in "-–—" and not tokens.touches(first - 2))
    if number.kind != "figure" or not tokens.touches(last - 1):
        return False
    if after and (after.isalpha() or after in "/:"):
        return True
    return after in ("-", "–") and tokens.touches(last) and tokens.at(last + 1)[:1].isdigit()


def _is_ratio(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether it is part of a ratio: "6 in 10", "3 of 12" below a picture, "two out of three"."""
    small = number_words(tokens.language).small
    if tokens.at(last) == "out":
        last += 1
    if tokens.at(first - 1) == "in" and (tokens.at(first - 2).isdigit() or tokens.at(first - 2) in small):
        return True
    after = tokens.at(last + 1)
    if tokens.at(last) not in ("in", "of"):
        return False
    return (after[:1].isdigit() and len(after) <= 3) or after in small


def _is_year(tokens: Tokens, number: Number) -> bool:
    word = tokens.words[number.first]
    is_plain = number.last == number.first + 1 and word.isdigit() and len(word) == 4
    return is_plain and _FIRST_YEAR <= number.value <= _LAST_YEAR


def _ends_name(tokens: Tokens, first: int) -> bool:
    """Return whether it ends a name, as in "Flight 752"; a capital at the start of a sentence proves nothing."""
    word = tokens.words[first - 1] if first else ""
    if len(word) > 1 and word.isupper() and tokens.same_sentence(first, first - 1):
        return True
    is_inside = tokens.same_sentence(first, first - 2) and tokens.at(first - 2).isalnum()
    return is_inside and tokens.is_capital(first - 1)
