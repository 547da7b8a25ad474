"""What stands in quotation marks was said by someone: that two reports both have it is no copying."""

import re
from collections.abc import Sequence

import numpy as np

from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS

from .document import Document
from .runs import free_pieces
from .types import Run

# A quotation ends within its paragraph; an opening mark without an end would swallow the rest of the text. One that is
# opened again begins there: each mark is read to the next, so that a text of opening marks takes no longer than any.
_QUOTATION = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^»«\n]*«|\"[^\"\n]*\"|(?<!\w)‘[^‘’\n]*’(?!\w)")


def outside_quotations(query: Document, runs: Sequence[Run]) -> list[Run]:
    """The runs without their words in quotation marks; what is left of one counts from five words on."""
    starts = query.tokens.starts
    free = np.ones(len(starts), dtype=bool)
    for quotation in _QUOTATION.finditer(query.text):
        free[np.searchsorted(starts, quotation.start()) : np.searchsorted(starts, quotation.end())] = False
    pieces = [piece for run in runs for piece in free_pieces(run, free[run.query : run.query + run.length])]
    return [piece for piece in pieces if piece.length >= SHINGLE_WORDS]
