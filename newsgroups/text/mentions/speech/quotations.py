"""The quotations of a text and their speakers."""

import re
from collections.abc import Iterator

from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Quotation

from .speakers import speaker_of

# A quotation ends within its paragraph. If its mark never closes, it runs to the end of the paragraph only if the next
# paragraph opens again, as in a speech of several paragraphs; any other unclosed mark is ignored.
_MARKS = (
    r"“([^“”\n]*)”|„([^„“”\n]*)[“”]|«([^«»\n]*)»|»([^»«\n]*)«|\"([^\"\n]*)\"|(?<!\w)‘([^‘’\n]*(?:’\w[^‘’\n]*)*)’(?!\w)"
    r"|(?<!\w)''([^'\n]+)''|“([^“”\n]*)(?=\n+\s*“)"
)
_QUOTATION = re.compile(_MARKS)
MAX_QUOTATIONS = 300


def quotations(tokens: Tokens) -> list[Quotation]:
    """Return quotations of at least two words, in order, each with its speaker if the text names one nearby."""
    spans = [span for _, span in zip(range(MAX_QUOTATIONS), _spans(tokens.text), strict=False)]
    found: list[Quotation] = []
    for start, end in spans:
        speaker = speaker_of(tokens, start, end)
        if speaker is None and found and _goes_on(tokens.text, found[-1], start):
            speaker = (found[-1].speaker_start, found[-1].speaker_end)
        found.append(Quotation(start, end, *(speaker or (0, 0))))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _QUOTATION.finditer(text):
        group = match.lastindex or 1
        start, end = match.span(group)
        said = match[group]
        if " " in said.strip():
            yield start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _goes_on(text: str, before: Quotation, start: int) -> bool:
    """Return whether a quotation continues the preceding one, with only marks between: a multi-paragraph speech."""
    between = text[before.end : start]
    return before.has_speaker and len(between) < 12 and not any(map(str.isalnum, between))
