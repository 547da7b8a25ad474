"""Where the text that two articles share comes from: one of them, a third party, or not known."""

from .decide import origin_of
from .types import Evidence, Origin, Write

__all__ = ["Evidence", "Origin", "Write", "origin_of"]
