"""Copied passages between two texts: ``align`` is the way in."""

from newsgroups.matching.passages.align import align
from newsgroups.matching.passages.document import Document
from newsgroups.matching.passages.types import Alignment, AlignOptions, Passage, Run

__all__ = ["AlignOptions", "Alignment", "Document", "Passage", "Run", "align"]
