"""Determine where shared text comes from: one of the two articles, a third party, or not known."""

from .decide import origin_of
from .types import Evidence, Origin, Write

__all__ = ["Evidence", "Origin", "Write", "origin_of"]
