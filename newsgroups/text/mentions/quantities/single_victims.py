"""Victims without a number: "A woman was killed"."""

from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Figure, Flag

from .counted import Counted, event, stem

_PEOPLE = frozenset(
    "man woman boy girl teen teenager person student child toddler infant mother father driver pedestrian resident "
    "victim clerk guard bystander motorcyclist passenger".split()
)
_EVENTS = frozenset(("dead", "hurt"))
# "a 23-year-old Hawthorne man"
_REACH = 7
_IS = frozenset("was is has had".split())
_DIED = frozenset("died dead dies".split())
# "A man killed in the fire", not "a man killed his girlfriend".
_SUFFERED = frozenset("killed shot wounded injured hurt slain fatally".split())
_BEHIND = frozenset(
    "in on at by after during when while outside near following inside and dead to early late , . \n".split(" ")
)
_BEHIND_IS = frozenset("also been later fatally shot and found pronounced confirmed".split())
_STOPS = frozenset("who that which and or of in at with for from to ' ’ \n . ; :".split(" ")) | {"\n"}


def single(tokens: Tokens, place: int, scope: list[frozenset[Flag]]) -> Figure | None:
    """Return the person introduced by "a" or "an" at the token, if the text says that they were killed or hurt."""
    if tokens.language != "en" or tokens.lower[place] not in ("a", "an", "man", "woman", "teen", "boy", "girl"):
        return None
    if len(tokens.lower[place]) > 2:
        is_headline = tokens.is_capital(place) and not tokens.same_sentence(place, place - 1)
        return _made(tokens, place, place, scope) if is_headline else None
    for at in range(place + 1, min(place + _REACH, len(tokens.lower))):
        word = tokens.lower[at]
        if word in _PEOPLE:
            return _made(tokens, place, at, scope)
        if word in _STOPS or not tokens.same_sentence(place, at):
            return None
    return None


def _made(tokens: Tokens, first: int, noun: int, scope: list[frozenset[Flag]]) -> Figure | None:
    if tokens.at(first - 1) == "and" or not _suffers(tokens, noun + 1):
        return None
    happened = event(tokens, first, noun + 1, Counted("", tokens.lower[noun], noun + 1, frozenset()))
    if happened not in _EVENTS:
        return None
    span = tokens.starts[first], tokens.ends[noun]
    sentence = tokens.sentence[first]
    return Figure(
        *span, 1.0, 1.0, 1.0, "count", sentence, "word", stem(tokens.lower[noun], "en"), frozenset(), happened,
        flags=scope[sentence] | {"single"}, label=tokens.lower[noun],
    )  # fmt: skip


def _suffers(tokens: Tokens, at: int) -> bool:
    """Return whether the verb at the token says what was done to the person before it, not what they did."""
    word = tokens.at(at)
    if word in _IS:
        at += 1
        while tokens.at(at) in _BEHIND_IS - {"also"} and tokens.at(at) not in _SUFFERED:
            at += 1
        return tokens.at(at) in _DIED | _SUFFERED
    if word in _DIED:
        return True
    behind = at + 2 if word == "fatally" else at + 1
    return word in _SUFFERED and tokens.at(behind) in _BEHIND and tokens.at(behind + 1) not in ("killed", "killing")
