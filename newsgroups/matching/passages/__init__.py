"""Copied passages of two texts, or one and many: ``align``, ``align_each``; ``copied_of_pairs`` tells shares alone."""

from newsgroups.matching.passages.align import align, align_each
from newsgroups.matching.passages.copied import Copied, copied_of_pairs, nothing_copied
from newsgroups.matching.passages.document import Document, Shingled
from newsgroups.matching.passages.types import Alignment, AlignOptions, Passage, Run

__all__ = [
    "AlignOptions",
    "Alignment",
    "Copied",
    "Document",
    "Passage",
    "Run",
    "Shingled",
    "align",
    "align_each",
    "copied_of_pairs",
    "nothing_copied",
]
