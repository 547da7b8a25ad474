"""Attribute quotations: the speaker is the subject of the nearby verb of saying."""

from bisect import bisect_left

from newsgroups.text.languages.english_calendar import WEEKDAYS
from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.words_without_topic import is_stop

_CUES = frozenset(
    "said says say added adds told tells wrote writes tweeted asked asks replied continued explained noted "
    "warned insisted argued declared announced stated recalled concluded claimed acknowledged admitted joked "
    "quipped responded testified remarked commented observed suggested predicted vowed pledged exclaimed "
    "saying adding writing arguing noting stressed emphasized lamented "
    "complained urged confirmed promised shouted yelled cautioned countered charged reiterated "
    "sagte sagt erklärte teilte betonte meinte schrieb fügte dit déclaré affirme affirmé explique expliqué ajouté "
    "estime dijo afirmó declaró explicó señaló añadió aseguró detto dichiarato spiegato aggiunto afferma ha".split()
) - {"ha"}
_PRONOUNS = frozenset("he she they it i we er sie il elle él ella lui lei".split())
_NAME_JOINS = frozenset("de la al el bin van von der di da del y of the for and".split())
ROLES = frozenset(
    "official officials spokesman spokeswoman spokesperson police authorities officer source sources witness witnesses "
    "statement president minister senator governor mayor sheriff chief director report spokesmen aide aides analyst "
    "analysts expert experts lawyer lawyers attorney judge prosecutors critics activists campaign company group one "
    "woman man father mother resident doctor professor".split()
)
_DETERMINERS = frozenset("the a an his her its their one another der die das le un une el los il lo i gli".split())
_STOP_BEFORE = frozenset('\n . ? ! ; “ ” " « » „'.split(" ")) | {"\n"}
_RELATIVE = frozenset("who which what whom that whose".split())
_INDIRECT = frozenset((",", "and", "but", "then"))
# Tokens from a quotation to its verb, from the verb to its subject, and to the start of the sentence.
REACH, NEAR, _FAR = 14, 8, 60


def speaker_of(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters that name the speaker of the quotation from ``start`` to ``end``, or None."""
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end)
    return _behind(tokens, last) or _before(tokens, first)


def _behind(tokens: Tokens, last: int) -> tuple[int, int] | None:
    """Return the speaker after a quotation: "…," said X; "…," X said; "…," according to X."""
    at = last
    while at < len(tokens.lower) and tokens.lower[at] in "”\"’'»“«,.?!)-–—":
        at += 1
        if at - last > 4:
            return None
    ended = any(tokens.lower[mark] in ".?!" for mark in range(last - 1, at) if mark >= 0)
    if at >= len(tokens.lower) or tokens.lower[at] == "\n":
        return None
    if tokens.at(at) == "according" and tokens.at(at + 1) == "to":
        return _noun_phrase(tokens, at + 2)
    if tokens.lower[at] in ("a", "ha", "hat") and tokens.at(at + 1) in _CUES:
        at += 1
    if tokens.lower[at] in _CUES:
        return _noun_phrase(tokens, at + 1) or _subject_before(tokens, at)
    subject = _noun_phrase(tokens, at)
    if subject is None or (ended and tokens.words[last - 1] in "."):
        return None
    behind = bisect_left(tokens.starts, subject[1])
    for cue in range(behind, min(behind + REACH, len(tokens.lower))):
        word = tokens.lower[cue]
        if word in _CUES:
            return subject
        if word in _STOP_BEFORE:
            return None
    return None


def _before(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """Return the speaker before a quotation: X said: "…"; X said that the "…"."""
    at = first - 1
    while at >= 0 and tokens.lower[at] in "“\"„«‘',:»\n":
        if tokens.lower[at] == "\n" and tokens.at(at - 1) != ":":
            return None
        at -= 1
    for cue in range(at, max(at - REACH, -1), -1):
        word = tokens.lower[cue]
        if word in _STOP_BEFORE:
            return None
        if word in _CUES:
            return _subject_before(tokens, cue)
        if word == "to" and tokens.at(cue - 1) == "according":
            return _noun_phrase(tokens, cue + 1)
    return None


def _subject_before(tokens: Tokens, cue: int) -> tuple[int, int] | None:
    """Return the verb's subject: the name, pronoun, or role right before it, or the one that begins the sentence."""
    before = tokens.at(cue - 1)
    if before in _RELATIVE:
        return None
    if before in _INDIRECT or tokens.lower[cue].endswith("ing"):
        return _first_of_sentence(tokens, cue)
    for at in range(cue - 1, max(cue - NEAR, -1), -1):
        word = tokens.lower[at]
        if word in _STOP_BEFORE or word in _RELATIVE:
            return None
        if word in _INDIRECT:
            return _first_of_sentence(tokens, cue)
        if word in _PRONOUNS:
            outer = _outer(tokens, at)
            return outer or (tokens.starts[at], tokens.ends[at])
        if _is_name(tokens, at):
            return _run_ending(tokens, at)
        if word in ROLES and at == cue - 1:
            return _run_ending(tokens, at)
    return None


def _outer(tokens: Tokens, pronoun: int) -> tuple[int, int] | None:
    """Return the outer subject, as in "Ansgar said she recalled thinking", where she speaks of herself."""
    at = pronoun - 2 if tokens.at(pronoun - 1) == "that" else pronoun - 1
    return _subject_before(tokens, at) if tokens.at(at) in _CUES else None


def _first_of_sentence(tokens: Tokens, cue: int) -> tuple[int, int] | None:
    """Return the name or pronoun that begins the verb's sentence, or None if it begins otherwise."""
    at = cue
    while at > 0 and tokens.same_sentence(cue, at - 1) and cue - at < _FAR:
        at -= 1
    if tokens.at(at) in _PRONOUNS:
        return tokens.starts[at], tokens.ends[at]
    return _noun_phrase(tokens, at) if _is_name(tokens, at) else None


def _is_name(tokens: Tokens, at: int) -> bool:
    """Return whether a word is a name: capitalized, not a function word or a day, and not a possessive ("Hollin's")."""
    if not tokens.is_capital(at) or _is_day(tokens.lower[at]) or tokens.words[at].endswith(("'s", "’s")):
        return False
    return not is_stop(tokens.lower[at], tokens.language)


def _run_ending(tokens: Tokens, last: int) -> tuple[int, int]:
    """Return the name or role that ends at the token, with the words that belong to it."""
    at = last
    while at > 0 and (
        tokens.is_capital(at - 1)
        or tokens.lower[at - 1] in ROLES
        or (tokens.lower[at - 1] in _NAME_JOINS and tokens.is_capital(at - 2) and tokens.lower[at - 1] != "and")
        or (tokens.lower[at - 1] == "." and len(tokens.at(at - 2)) <= 3 and tokens.is_capital(at - 2))
    ):
        at -= 1
    while at < last and _is_day(tokens.lower[at]):
        at += 1
    return tokens.starts[at], tokens.ends[last]


def _noun_phrase(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the pronoun, name, or role that begins at the token."""
    if at >= len(tokens.lower):
        return None
    if tokens.lower[at] in _PRONOUNS:
        return tokens.starts[at], tokens.ends[at]
    end = at
    named = False
    while end < min(at + REACH, len(tokens.lower)):
        word = tokens.lower[end]
        if word in _CUES and named:
            break
        is_joint = word in _NAME_JOINS and named and (tokens.is_capital(end + 1) or word in ("of", "for"))
        is_initial = word == "." and len(tokens.at(end - 1)) <= 3 and tokens.is_capital(end - 1)
        if (tokens.is_capital(end) and (named or _is_name(tokens, end))) or word in ROLES:
            named = True
        elif not (is_joint or is_initial or (word in _DETERMINERS and end == at) or (not named and word.isalpha())):
            break
        if not named and end - at > 4:
            return None
        end += 1
    while end > at and (tokens.lower[end - 1] in _NAME_JOINS or tokens.lower[end - 1] in _DETERMINERS):
        end -= 1
    return (tokens.starts[at], tokens.ends[end - 1]) if named else None


def _is_day(word: str) -> bool:
    return word in WEEKDAYS or word in ("but", "and")
