"""The text of an article in paragraphs, with boilerplate marked."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from newsgroups.matching.boilerplate.spans import boilerplate_spans
from newsgroups.matching.display.segments import cut
from newsgroups.matching.passages import Document
from newsgroups.stories.derived import postings
from newsgroups.text.sentences import SentenceSpan

# A shorter sentence within a paragraph is a stock phrase that carries meaning here as elsewhere: "She did not respond
# to a request for comment." A footer has its own lines, or is longer.
MIN_WORDS_INSIDE = 12


@dataclass(frozen=True, slots=True)
class ProsePiece:
    text: str
    is_boilerplate: bool = False


def paragraphs_of(text: str) -> list[list[ProsePiece]]:
    """Split a text into paragraphs of pieces, without surrounding whitespace or empty paragraphs. One query."""
    document = Document(text)
    common = postings.common_among(np.unique(document.winnowed[0]))
    ranges = [(*span, 1) for span in boilerplate_spans(document, common) if _stands_out(text, span)]
    paragraphs: list[list[ProsePiece]] = [[]]
    for piece in cut(text, ranges):
        first, *others = piece.text.split("\n")
        paragraphs[-1].append(ProsePiece(first, piece.number is not None))
        paragraphs += [[ProsePiece(line, piece.number is not None)] for line in others]
    return [kept for each in paragraphs if (kept := _trimmed(each))]


def _stands_out(text: str, span: SentenceSpan) -> bool:
    before, after = text[: span.start].rstrip(" \t")[-1:], text[span.end :].lstrip(" \t")[:1]
    has_own_lines = before in ("", "\n") and after in ("", "\n")
    return has_own_lines or len(text[span.start : span.end].split()) >= MIN_WORDS_INSIDE


def _trimmed(paragraph: Iterable[ProsePiece]) -> list[ProsePiece]:
    kept = [piece for piece in paragraph if piece.text.strip()]
    if not kept:
        return []
    kept[0] = ProsePiece(kept[0].text.lstrip(), kept[0].is_boilerplate)
    kept[-1] = ProsePiece(kept[-1].text.rstrip(), kept[-1].is_boilerplate)
    return kept
