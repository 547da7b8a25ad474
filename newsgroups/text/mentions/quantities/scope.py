"""Signs that a figure is not about the whole event: it covers a part, the past, or a possibility."""

import re

from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Flag

_PAST = re.compile(
    r"\b(?:last (?:week|month|year|spring|summer|fall|autumn|winter)|years? (?:ago|earlier|before)|months? "
    r"(?:ago|earlier)|"
    r"a year (?:ago|earlier)|decades? ago|in (?:19|20)\d\d|in recent (?:weeks|months|years)|since (?:19|"
    r"20)\d\d|in (?:early |mid-|late )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)(?! \d?\d\b)|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d\d?, (?:19|20)\d\d|"
    r"(?:19|20)\d\d (?:\w+ )?(?:attacks?|bombings?|massacre|shootings?|crash|earthquake|flood|hurricane|war)|"
    r"vor \w+ jahren|il y a \w+ ans|"
    r"hace \w+ años|\w+ anni fa)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:deadliest|worst|previous(?:ly)?|history|similar|compared (?:with|to)|since the|in the past|earlier attacks?|"
    r"anniversary|historically|unrelated|separate (?:shootings?|incidents?|attacks?|crashes)|this past weekend|"
    r"(?:shootings|incidents|attacks) (?:since|across|around))\b",
    re.IGNORECASE,
)
# Sentences that add up several events: round-ups of a weekend, a city, or a year.
_SEVERAL = re.compile(
    r"\b(?:shootings|homicides|murders|stabbings|killings|accidents|collisions|scenes|unrelated|violent (?:night|"
    r"weekend|week)|(?:another|in an? (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)) shooting|throughout the (?:day|night|weekend|city)|consecutive weekends|"
    r"(?:so far|already|earlier) this (?:year|month|week)|(?:in|within|over) (?:less than |about )?\d+ hours|"
    r"since (?:early |late |the beginning of )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
    r"february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:photo|photos|slideshow|image|file photo|picture|watch|read more|related|hide caption|updated?|advertisement|"
    r"video|caption|photograph|getty|ap photo|published)\b|hide caption|caption \d+ of|/getty|getty images|\(ap photo|/ap\b|pic\.twitter|https?://",
    re.IGNORECASE,
)
# How a poll was made, and what a page links in capitals: figures of neither are about the news.
_POLLED = re.compile(
    r"\b(?:interviews? with|sampled|surveyed|interviewed|polled|questioned)\b.{0,60}\b\d|"
    r"\bmargin of (?:sampling )?error\b|"
    r"\b\d[\d,.]{0,15} (?:\w+ ){0,3}(?:registered|likely|eligible) voters "
    r"(?:nationwide|were|was|who|by|between|from)\b|"
    r"\b(?:poll|survey)\b.{0,80}\bconducted\b|"
    r"\b(?:umfrage|befragt\w*|sondage|interrogé\w*|encuest\w+|sondaggio|intervistat\w+)\b.{0,60}\b\d[\d., ]{0,15} "
    r"(?:\w+ )?(?:wahlberechtigte|personen|bürger|personnes|électeurs|personas|votantes|persone|elettori)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\b(?:JUST WATCHED|MUST WATCH|WATCH NOW)\b|\bReplay More Videos\b")
_NUMBER, _WORD = re.compile(r"[+-]?\d[\d.,:%]*"), re.compile(r"\w[\w.,:%-]*")
# A line of a table of prices, results, or votes: so many figures, one for so many words.
_MIN_TABULAR, _WORDS_PER_FIGURE = 5, 2.5
# A time of day next to these belongs to the page.
_UPDATE = re.compile(r"\bUPDATED?\b|\bPublished\b|\bPosted\b|\bCreated:")
INCLUDING = frozenset(("including", "includes", "included", "among", "darunter", "dont"))
# "61 injured are still in the hospital": of those who were hurt.
_STILL = frozenset("still remain remained remains".split())
_OF_THOSE = re.compile(r"\W*of (?:the|those|all|them|\d+|whom)\b[^,]{0,60}, ", re.IGNORECASE)
_MODAL = frozenset("could may might would should if can expected feared plans".split())
_PART = frozenset("another other others additional more weitere autres otros altri".split())
# "4.1 fewer days": how far apart two values are, and none of them.
_LESS = frozenset("fewer less weniger moins menos meno".split())


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
        is_record = bool(_RECORD.search(sentence))
        if is_record:
            flags.add("record")
        if _SEVERAL.search(sentence):
            flags.add("several")
        if _is_beside(sentence):
            flags.add("caption")
        found.append(frozenset(flags))
    if found and "several" in found[0]:
        # A text that begins as a round-up is one.
        found = [flags | {"several"} for flags in found]
    return found or [frozenset()]


def _is_beside(sentence: str) -> bool:
    """Return whether the figures of a sentence belong to the page, the method of a poll, or a table."""
    if _CAPTION.search(sentence) or _UPDATE.search(sentence) or _POLLED.search(sentence) or _LINKED.search(sentence):
        return True
    figures = len(_NUMBER.findall(sentence))
    return figures >= _MIN_TABULAR and figures * _WORDS_PER_FIGURE >= len(_WORD.findall(sentence))


def flags_of_place(tokens: Tokens, first: int, last: int) -> frozenset[Flag]:
    """Return what the words around a figure say about it alone."""
    flags: set[Flag] = set()
    before = [tokens.at(first - back) for back in range(1, 6) if tokens.same_sentence(first, first - back)]
    after = tokens.lower[last : last + 4]
    is_among_all = before[:1] == ["among"] and before[1:2] and before[1] in ("was", "were", "is", "are")
    if before[:1] and before[0] in INCLUDING and not is_among_all:
        flags.add("subset")
    if before[:2] == ["them", "among"] or after[:2] in (["of", "the"], ["of", "them"], ["of", "those"], ["of", "whom"]):
        flags.add("subset")
    if {"found", "discovered", "recovered"} & set(before[:2]):
        flags.add("subset")
    if (before[:1] and before[0] in _PART) or (_PART | _LESS) & set(after[:1]):
        flags.add("part")
    if _is_of_those(tokens, first):
        flags.add("subset")
    if _STILL & set(tokens.lower[last : last + 4]):
        flags.add("subset")
    if "scene" in tokens.lower[last : last + 8] and "at" in tokens.lower[last : last + 7]:
        flags.add("subset")
    if _MODAL & set(before[:4]):
        flags.add("modal")
    return frozenset(flags)


def _is_of_those(tokens: Tokens, first: int) -> bool:
    """Return whether the sentence begins with those that the figure is a part of: "Of the 12 defendants, 11 ..."."""
    start, _ = tokens.spans[tokens.sentence[first]]
    begins = tokens.text[start : tokens.starts[first]]
    return bool(_OF_THOSE.match(begins))
