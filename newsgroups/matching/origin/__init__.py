"""Determine where shared text comes from: one of the two articles, a third party, or not known."""

from .by_passage import PassageOrigin, Span, origins_by_passage
from .decide import origin_of
from .no_copying import copied_passages
from .types import Evidence, Origin, Write

__all__ = ["Evidence", "Origin", "PassageOrigin", "Span", "Write", "copied_passages", "origin_of", "origins_by_passage"]
