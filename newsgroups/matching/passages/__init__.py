"""Copied passages of two texts (``align``), or of one text and many (``align_each``, ``aligning``).

``copied_of_pairs`` returns only the shares.
"""

from newsgroups.matching.passages.base.document import Document, Shingled
from newsgroups.matching.passages.base.quotations import quoted_words
from newsgroups.matching.passages.base.types import Alignment, AlignOptions, Passage, SharedRun
from newsgroups.matching.passages.bulk.copied_shares import Copied, copied_of_pairs, nothing_copied

from .align import align, align_each, aligning

__all__ = [
    "AlignOptions",
    "Alignment",
    "Copied",
    "Document",
    "Passage",
    "SharedRun",
    "Shingled",
    "align",
    "align_each",
    "aligning",
    "copied_of_pairs",
    "nothing_copied",
    "quoted_words",
]
