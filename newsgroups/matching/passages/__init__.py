"""Copied passages between two texts: ``align`` is the way in, ``copied`` tells their shares alone."""

from newsgroups.matching.passages.align import align
from newsgroups.matching.passages.copied import NOTHING, Copied, copied
from newsgroups.matching.passages.document import Document, Shingled
from newsgroups.matching.passages.types import Alignment, AlignOptions, Passage, Run

__all__ = [
    "NOTHING",
    "AlignOptions",
    "Alignment",
    "Copied",
    "Document",
    "Passage",
    "Run",
    "Shingled",
    "align",
    "copied",
]
