"""Exclude quotations: two reports that quote the same words have not copied each other."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS

from .document import Document
from .runs import free_pieces
from .types import SharedRun

# A quotation ends within its paragraph; otherwise an unclosed opening mark would take in the rest of the text. If a
# quotation is opened again, it starts at the second mark. Each mark is read only up to the next, so a text full of
# opening marks takes no longer than any other.
_QUOTATION = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^»«\n]*«|\"[^\"\n]*\"|(?<!\w)‘[^‘’\n]*’(?!\w)")


def quoted_words(document: Document) -> NDArray[np.bool_]:
    """Return which words of a text stand inside quotation marks; shape (words,)."""
    starts = document.tokens.starts
    quoted = np.zeros(len(starts), dtype=bool)
    for quotation in _QUOTATION.finditer(document.text):
        quoted[np.searchsorted(starts, quotation.start()) : np.searchsorted(starts, quotation.end())] = True
    return quoted


def outside_quotations(query: Document, runs: Sequence[SharedRun]) -> list[SharedRun]:
    """Return the runs without their quoted words; a remainder counts if it has at least five words."""
    free = ~quoted_words(query)
    pieces = [piece for run in runs for piece in free_pieces(run, free[run.query : run.query + run.length])]
    return [piece for piece in pieces if piece.length >= SHINGLE_WORDS]
