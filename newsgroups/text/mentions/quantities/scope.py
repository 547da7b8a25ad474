"""Signs that a figure is not about the whole event: it covers a part, the past, or a possibility."""

import re

from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Flag

_PAST = re.compile(
    r"\b(?:last (?:week|month|year|spring|summer|fall|autumn|winter)|years? (?:ago|earlier|before)|months? "
    r"(?:ago|earlier)|"
    r"a year (?:ago|earlier)|decades? ago|in (?:19|20)\d\d|in recent (?:weeks|months|years)|since (?:19|"
    r"20)\d\d|vor \w+ jahren|il y a \w+ ans|"
    r"hace \w+ años|\w+ anni fa)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:deadliest|worst|previous(?:ly)?|history|similar|compared (?:with|to)|since the|in the past|earlier attacks?|"
    r"anniversary|historically|unrelated|separate (?:shootings?|incidents?|attacks?|crashes)|this past weekend|"
    r"(?:shootings|incidents|attacks) (?:since|across|around))\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:photo|photos|image|file photo|picture|watch|read more|related|hide caption|updated?|advertisement|video|"
    r"caption|photograph|getty|ap photo|published)\b|hide caption|caption \d+ of|/getty|getty images|\(ap photo|/ap\b|pic\.twitter|https?://",
    re.IGNORECASE,
)
# A time of day next to these belongs to the page.
_UPDATE = re.compile(r"\bUPDATED?\b|\bPublished\b|\bPosted\b|\bCreated:")
_MODAL = frozenset("could may might would should if can expected feared plans".split())
_PART = frozenset("another other others additional more weitere autres otros altri".split())


def flags_of_sentences(tokens: Tokens) -> list[frozenset[Flag]]:
    """Return what each sentence says about all of its figures."""
    found = []
    behind = 0
    for start, end in tokens.spans:
        sentence = tokens.text[start:end]
        flags: set[Flag] = set()
        is_past = bool(_PAST.search(sentence))
        if is_past or (behind and "\n" not in tokens.text[behind:start]):
            flags.add("past")
        behind = end if is_past else 0
        if _RECORD.search(sentence):
            flags.add("record")
        if _CAPTION.search(sentence) or _UPDATE.search(sentence):
            flags.add("caption")
        found.append(frozenset(flags))
    return found or [frozenset()]


def flags_of_place(tokens: Tokens, first: int, last: int) -> frozenset[Flag]:
    """Return what the words around a figure say about it alone."""
    flags: set[Flag] = set()
    before = [tokens.at(first - back) for back in range(1, 6) if tokens.same_sentence(first, first - back)]
    after = tokens.lower[last : last + 4]
    if before[:1] and before[0] in ("including", "includes", "included", "among", "y compris", "darunter", "dont"):
        flags.add("subset")
    if before[:2] == ["them", "among"] or after[:2] in (["of", "the"], ["of", "them"], ["of", "those"], ["of", "whom"]):
        flags.add("subset")
    if {"found", "discovered", "recovered"} & set(before[:2]):
        flags.add("subset")
    if (before[:1] and before[0] in _PART) or _PART & set(after[:1]):
        flags.add("part")
    if "scene" in tokens.lower[last : last + 8] and "at" in tokens.lower[last : last + 7]:
        flags.add("subset")
    if _MODAL & set(before[:4]):
        flags.add("modal")
    return frozenset(flags)
