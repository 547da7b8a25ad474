"""What a figure counts and what happened to it: the noun after it and the nearest predicate."""

from functools import cache
from typing import NamedTuple

import Stemmer

from newsgroups.text.languages.word_lists.function_words import is_function_word
from newsgroups.text.mentions.numerals.number_words_of_languages import number_words
from newsgroups.text.mentions.tokens import Tokens

from .event_words import GENERAL, NOT_COUNTED, PLURALS, classed_nouns, predicates, tolls, verbs

# Maximum distance of the counted noun after its figure, and of a predicate after the noun.
NOUN_REACH, PREDICATE_REACH, TOLL_REACH = 7, 12, 20
# After a figure without a noun: "41 were killed".
BARE_REACH = 4
_STOPS = frozenset(
    "in on at to for from by with after before during when while as than that which who whose where and or but if is "
    "are was were be been being has have had will would could may might did does do a an the he she it they we i you "
    "his her its their our my into near against under over between among about inside outside since until per because "
    "said says say told also not were".split()
)
_LINKS = frozenset("were are was is".split())
_BREAKS = frozenset(
    "and but while by with though although amid as after before when until since if because ) ] [".split()
)
_NOT = frozenset(("not", "never", "wasn't", "weren't", "nicht", "pas", "no", "non"))
_SIGNS_THROUGH = frozenset("-'\"“”‘’")
_BEFORE_VERB = frozenset(
    "the a all some as at of their his its another an other people up to about around nearly almost more than least "
    "over estimated additional just only roughly approximately many some further and fewer leaving".split()
) - {"and", "to"}
_TOLL_VERBS = frozenset(
    "to at is was of reached reaching stands stood hit passed topped surpassed rose climbed : exceeded past "
    "auf bei à a "
    "de".split()
)
# "239 resultaron heridas"
_VERBS_BEHIND = frozenset(
    "resultaron fueron murieron quedaron están han ont sont étaient sono sind wurden waren".split()
)
# "three gunshot wounds" are not three people.
_NOT_PEOPLE = frozenset("wounds shots bullets rounds times counts charges".split())
_WOUND_KINDS = frozenset("gunshot gun shot stab bullet knife -".split())
_ASIDE = frozenset("including among mostly many most some all at".split())
_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian"}


class Counted(NamedTuple):
    """The noun (the stem of its token, or empty), the token after it, and the stems between figure and noun."""

    noun: str
    word: str
    last: int
    modifiers: frozenset[str]


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language])


def stem(word: str, language: str) -> str:
    return _stemmer(language).stemWord(word) if language in _STEMMERS else word


def counted(tokens: Tokens, last: int) -> Counted:
    """Return what the figure that ends before token ``last`` counts."""
    if tokens.language != "en":
        return _next_word(tokens, last)
    place = last + 1 if tokens.at(last) in ("of", "or") and tokens.at(last + 1) != "the" else last
    if tokens.at(place) == "more":
        place += 1
    between: list[str] = []
    for at in range(place, min(place + NOUN_REACH, len(tokens.lower))):
        word = tokens.lower[at]
        if not tokens.same_sentence(last - 1, at) or word in _STOPS:
            break
        if not word[0].isalpha():
            if word in _SIGNS_THROUGH:
                continue
            break
        if word in number_words("en").small or (predicates().get(word) and word not in classed_nouns()):
            break
        if is_plural(word) or _are_a_people(tokens, at):
            return _whole_noun(tokens, at, between)
        between.append(word)
    if tokens.at(last) in _LINKS:
        return _told_noun(tokens, last)
    return Counted("", "", last, frozenset(stem(word, "en") for word in between))


def is_plural(word: str) -> bool:
    """Return whether an English word looks plural."""
    if word in PLURALS:
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2:] not in ("ss", "us", "is") and word not in NOT_COUNTED


def _are_a_people(tokens: Tokens, at: int) -> bool:
    """Return whether the word is a people whose name ends like a singular: Saudis, Iraqis."""
    return tokens.is_capital(at) and tokens.lower[at].endswith("is") and tokens.lower[at] not in NOT_COUNTED


def _whole_noun(tokens: Tokens, at: int, between: list[str]) -> Counted:
    """Return the last of several nouns in a row: "staff members"."""
    while is_plural(tokens.at(at + 1)) and tokens.at(at + 1) not in predicates() and tokens.same_sentence(at, at + 1):
        between.append(tokens.lower[at])
        at += 1
    word = tokens.lower[at]
    noun = "" if word in GENERAL else stem(word, "en")
    return Counted(noun, word, at + 1, frozenset(stem(each, "en") for each in between))


def _told_noun(tokens: Tokens, last: int) -> Counted:
    """Return the noun after a form of "be", as in "another nine were staff members"."""
    for at in range(last + 1, min(last + 4, len(tokens.lower))):
        if tokens.lower[at] in predicates() or tokens.lower[at] in _STOPS or not tokens.lower[at][0].isalpha():
            break
        if is_plural(tokens.lower[at]):
            found = _whole_noun(tokens, at, [])
            return found._replace(last=last)
    return Counted("", "", last, frozenset())


def _next_word(tokens: Tokens, last: int) -> Counted:
    """In other languages, return the word right after the figure, skipping "of"."""
    place = last + 1 if tokens.at(last) in ("de", "di", "d", "von") else last
    word = tokens.at(place)
    is_word = len(word) > 2 and word[0].isalpha() and tokens.same_sentence(last - 1, place)
    if not is_word or word in _VERBS_BEHIND or is_function_word(word, tokens.language):
        return Counted("", "", last, frozenset())
    if word in predicates() and word not in classed_nouns():
        return Counted("", word, place, frozenset())
    noun = "" if word in GENERAL else stem(word, tokens.language)
    return Counted(noun, word, place + 1, frozenset())


def event(tokens: Tokens, first: int, last: int, found: Counted) -> str:
    """Return the class of a figure whose approximator begins at token ``first`` and that ends before ``last``."""
    if found.word in _NOT_PEOPLE:
        return ""
    return (
        _object_of(tokens, first)
        or _toll(tokens, first)
        or _predicate(tokens, max(last, found.last), PREDICATE_REACH if found.word else BARE_REACH)
        or classed_nouns().get(found.word, "")
    )


def _object_of(tokens: Tokens, first: int) -> str:
    for at in range(first - 1, max(first - 5, -1), -1):
        word = tokens.lower[at]
        if not tokens.same_sentence(first, at):
            return ""
        if word == "lives" and tokens.at(at + 1) == "of":
            return "dead"
        if word in verbs():
            return "" if tokens.at(at - 1) in ("were", "was", "been", "be") else verbs()[word]
        if word not in _BEFORE_VERB and not word.endswith("ly"):
            return ""
    return ""


def _toll(tokens: Tokens, first: int) -> str:
    if tokens.at(first - 1) not in _TOLL_VERBS:
        return ""
    for at in range(first - 1, max(first - TOLL_REACH, -1), -1):
        word = tokens.lower[at]
        if not tokens.same_sentence(first, at) or word[0].isdigit():
            return ""
        if word in tolls() and (word in ("toll", "bilanz", "bilan") or tokens.at(at - 1) == "of"):
            return tolls()[word]
    return ""


def _predicate(tokens: Tokens, last: int, reach: int) -> str:
    at, end = last, min(last + reach, len(tokens.lower))
    while at < end and tokens.same_sentence(last - 1, at):
        word = tokens.lower[at]
        if word in predicates():
            is_none = tokens.at(at - 1) in _NOT or (
                word in _NOT_PEOPLE and _WOUND_KINDS.issuperset(tokens.lower[last:at])
            )
            return "" if is_none else _shot_dead(tokens, at)
        if word == "board" and tokens.at(at - 1) == "on":
            return "aboard"
        if word in ",—–(":
            at = _behind_aside(tokens, at)
            continue
        if word in _BREAKS or word[0] in "0123456789;:\n" or number_words(tokens.language).small.get(word, 1) > 1:
            return ""
        at += 1
    return ""


def _behind_aside(tokens: Tokens, comma: int) -> int:
    """Return where "41 people, including 13 foreigners, …" resumes about the 41, or the end of the text."""
    for at in range(comma + 1, min(comma + 9, len(tokens.lower))):
        if tokens.lower[at] in ",—–)":
            goes_on = tokens.at(at + 1) in _LINKS or tokens.at(at + 1) in ("have", "had", "died", "has")
            return at + 1 if goes_on or (tokens.at(comma + 1) in _ASIDE and goes_on) else len(tokens.lower)
    return len(tokens.lower)


def _shot_dead(tokens: Tokens, at: int) -> str:
    found = predicates()[tokens.lower[at]]
    ahead = [tokens.at(at + step) for step in range(1, 4)]
    if found == "shot" and ("dead" in ahead[:1] or ahead[:2] == ["and", "killed"] or ahead[:2] == ["to", "death"]):
        return "dead"
    if ahead[0] == "or" and predicates().get(ahead[1], found) != found:
        # "killed or injured", "hurt or killed": how many of each is not said.
        return ""
    return found
