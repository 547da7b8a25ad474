"""Reads the posting lists of one segment as arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.term_dictionary import Extent

from .block_format import read
from .posting_blocks import PostingBlock

Documents = NDArray[np.int64]


def read_list(reader: Any, field: str, term: bytes) -> Documents:
    """Return the documents of a term in one segment, deleted ones included."""
    extent = term_dictionary.find(reader, field, term)
    parts = [block.documents for block in blocks(reader, field, extent)] if extent else []
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def blocks(reader: Any, field: str, extent: Extent) -> list[PostingBlock]:
    """Read the blocks of a posting list at once."""
    data = reader._terms._postfile.get(extent.start, extent.length)
    return read(data, reader.schema[field].format.fixed_value_size())
