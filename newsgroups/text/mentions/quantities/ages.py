"""Recognize ages and the people they belong to."""

from typing import NamedTuple

from newsgroups.text.mentions.tokens import Tokens

OLDEST = 115
_OLD = {
    "en": (
        ("-", "year", "-", "old"),
        ("year", "-", "old"),
        ("-", "year", "old"),
        ("years", "old"),
        ("year", "old"),
        ("yr", "old"),
        ("y", "/", "o"),
        ("yrs", "old"),
        ("-", "yr", "-", "old"),
    ),
    "de": (("-", "jährige"), ("-", "jähriger"), ("-", "jährigen"), ("jahre", "alt")),
    "es": (("años", "de", "edad"),),
}
_AGED = {"en": ("aged", "age"), "de": ("alter",), "fr": ("âgé", "âgée"), "es": ("edad",), "it": ("età",)}
# "Age 2 months" is not an age in years.
_SHORTER = frozenset("month months week weeks day days".split())
_BETWEEN = frozenset(
    "a an the suspect man woman boy girl student teacher victim officer local resident gunman shooter native father "
    "mother driver american british german french".split()
)
_NAME_JOINS = frozenset("de la al el bin van von der di da del y -".split())
# A name has a first and a last part, and rarely more than four.
MAX_NAME = 5
# Number of tokens searched for the name before "her age as 38".
FAR_NAME = 80


class Age(NamedTuple):
    """The token after the words that make the figure an age, and whose age it is (lowercase, or empty)."""

    last: int
    name: str


def age(tokens: Tokens, first: int, last: int, value: float) -> Age | None:
    """Return the age if the figure of tokens ``first`` to ``last`` is somebody's age."""
    if not 0 < value <= OLDEST or value != int(value):
        return None
    for words in _OLD.get(tokens.language, ()):
        if tuple(tokens.lower[last : last + len(words)]) == words:
            end = last + len(words)
            return Age(end, _name_behind(tokens, end) or _name_before(tokens, first))
    before = tokens.at(first - 1)
    if tokens.at(last) in _SHORTER or (before == "age" and tokens.at(first - 2) == "at"):
        return None
    aged = _AGED.get(tokens.language, ())
    if before in aged or (tokens.at(first - 2) in aged and before in ("of", "as", "at", "de", "von")):
        return Age(last, _name_in_front(tokens, first))
    if before == "," and tokens.at(last) in (",", ".", ";", ")") and tokens.words[first].isdigit():
        name = _run_before(tokens, first - 2)
        return Age(last, name) if " " in name and value > 1 else None
    return None


def _name_behind(tokens: Tokens, place: int) -> str:
    """Return the name after an age, as in "39-year-old suspect Nadia Ansgar"."""
    for at in range(place, min(place + 4, len(tokens.lower))):
        if tokens.is_capital(at) and tokens.lower[at] not in _BETWEEN:
            end = at
            while end < at + MAX_NAME and (tokens.is_capital(end) or tokens.at(end) in _NAME_JOINS - {"-"}):
                end += 1
            name = " ".join(tokens.lower[at:end])
            return name if " " in name else ""
        if tokens.lower[at] not in _BETWEEN:
            return ""
    return ""


def _name_before(tokens: Tokens, first: int) -> str:
    """Return the name before an age, as in "Nadia Ansgar, a 39-year-old woman"."""
    at = first - 1
    while at > first - 4 and tokens.at(at) in ("a", "an", "the"):
        at -= 1
    return _run_before(tokens, at - 1) if tokens.at(at) == "," else ""


def _name_in_front(tokens: Tokens, first: int) -> str:
    """Return the nearest preceding full name in the sentence or, for "her age", in earlier ones."""
    theirs = {"his", "her", "their"} & {tokens.at(first - back) for back in range(2, 4)}
    for at in range(first - 1, max(first - FAR_NAME, -1), -1):
        if not (theirs or tokens.same_sentence(first, at)):
            break
        if tokens.is_capital(at):
            name = _run_before(tokens, at)
            if " " in name and not name.startswith("the "):
                return name
    return ""


def _run_before(tokens: Tokens, last: int) -> str:
    """Return the capitalized words that end at the token, in lower case."""
    at = last
    while (
        at > last - MAX_NAME
        and at >= 0
        and (
            tokens.is_capital(at)
            or (tokens.at(at) in _NAME_JOINS and tokens.is_capital(at - 1))
            or (tokens.at(at) == "." and len(tokens.at(at - 1)) == 1 and tokens.is_capital(at - 1))
        )
    ):
        at -= 1
    words = [word for word in tokens.lower[at + 1 : last + 1] if word not in (".", "-")]
    return " ".join(words)
