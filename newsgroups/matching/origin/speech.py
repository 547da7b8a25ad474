"""Find which characters of a text are speech: quotations, tweets, documents, transcripts."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_PAIRS = re.compile(r"“[^“”\n]*(?:”|(?=\n|\Z))|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^»«\n]*«|\"[^\"\n]*\"")
_SINGLE = re.compile(r"(?<!\w)‘[^‘’\n]{0,400}(?:’(?!\w)|’(?=s\b))")
# An embedded tweet: "… — Donald J. Trump (@realDonaldTrump) June 3, 2018", "… pic.twitter.com/…".
_TWEET = re.compile(r"\(@\w{2,20}\)|pic\.twitter\.com/|https?://t\.co/|^[ \t]{0,20}@\w{2,20}\b|^RT @", re.MULTILINE)
# Phrases that announce a document or a speech in the paragraphs that follow.
_ANNOUNCED = re.compile(
    r"(?:statement|transcript|letter|text|memo|remarks|tweet(?:s|ed)?|wrote|writes|said|says|reads?|as follows|below"
    r"|here(?:'s| is|’s)[^.\n]{0,80}|full|in part|reading|added|posted|responded|continued|testimony|e-?mail"
    r"|schrieb|erklärte|erklärung|communiqué|comunicado|comunicato|lettre|carta)[^.!?\n]{0,60}:[ \t]*$",
    re.IGNORECASE,
)
_TURN = re.compile(r"^(?:Q|A|[A-Z][A-Z .'’-]{2,30}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})\s?:\s", re.MULTILINE)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Ww]e['’](?:re|ve|ll|d)|[Oo]ur|[Uu]s|[Oo]urs|[Ii]ch|[Ww]ir|[Uu]nser\w*"
    r"|[Mm]ein\w*|[Jj]e|[Nn]ous|[Nn]otre|[Nn]os|[Yy]o|[Nn]osotros|[Nn]uestr[oa]s?|[Nn]oi|[Nn]ostr[oaie]|[Ii]o)\b"
)
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"\n+")
# A paragraph in which one word in this many is "I", "we", or "our" is not a reporter's.
FIRST_PERSON_EVERY = 22


def speech_mask(text: str) -> NDArray[np.bool_]:
    """Return a mask (n,) of the characters in a quotation, a tweet, or a document quoted in full."""
    mask = np.zeros(len(text), dtype=bool)
    for pattern in (_PAIRS, _SINGLE):
        for match in pattern.finditer(text):
            mask[match.start() : match.end()] = True
    paragraphs = list(_paragraphs(text))
    announced = False
    for number, (start, end) in enumerate(paragraphs):
        words = text[start:end]
        before = text[slice(*paragraphs[number - 1])] if number else ""
        is_tweet = _is_tweet(words)
        if (
            is_tweet
            or (announced and not _starts_quotation(words))
            or _is_first_person(words, mask[start:end])
            or (_TURN.match(words) and _TURN.match(before))
        ):
            mask[start:end] = True
        # The words of a tweet are often on a line of their own above its author's.
        if is_tweet and before and len(words) < 90:
            mask[slice(*paragraphs[number - 1])] = True
        announced = bool(_ANNOUNCED.search(words[-160:]))
    return mask


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _is_tweet(words: str) -> bool:
    return len(words) < 700 and bool(_TWEET.search(words))


def _starts_quotation(words: str) -> bool:
    return words.lstrip()[:1] in '“"„«'


def _is_first_person(words: str, quoted: NDArray[np.bool_]) -> bool:
    """Return whether a paragraph uses "I" or "we" outside its quotation marks."""
    free = [match for match in _WORD.finditer(words) if not quoted[match.start()]]
    if len(free) < 12:
        return False
    persons = sum(1 for match in _FIRST_PERSON.finditer(words) if not quoted[match.start()])
    return persons * FIRST_PERSON_EVERY >= len(free) and persons > 0


def words_in(text: str, mask: NDArray[np.bool_], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the number of words in some character spans, and how many of them begin inside the mask."""
    starts = [match.start() for start, end in spans for match in _WORD.finditer(text, start, end)]
    return len(starts), int(mask[starts].sum()) if starts else 0
