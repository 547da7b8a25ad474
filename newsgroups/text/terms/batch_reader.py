"""Read the words and forms of many articles at once."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.tokenizer import word_hashes

from .form_table import FormTable
from .readings import Readings, ReadingSpan, read, spans

# With fewer articles, reading them one by one is faster.
_MANY = 4

Words = NDArray[np.uint64]
_table = FormTable()


def words_and_readings(
    articles: Sequence[tuple[str, str]], table: FormTable = _table, many: int = _MANY
) -> tuple[list[Words], Readings]:
    """Return the `word_hashes` of each text, and what `readings.read` returns for titles and texts."""
    if len(articles) < many:
        return [word_hashes(text) for _, text in articles], read(articles)
    whole: list[ReadingSpan] = []
    further: list[ReadingSpan] = []
    owners: list[int] = []
    bounds, start = [], 0
    for number, (title, text) in enumerate(articles):
        whole.append(ReadingSpan(start, start + len(title), most=len(title)))
        start += len(title) + 1
        beginning, *others = (_moved(span, start) for span in spans(title, text))
        whole.append(beginning)
        further += others
        owners += [number] * len(others)
        bounds += [start, start + len(text)]
        start += len(text) + 1
    joined = " ".join([part for article in articles for part in article])
    tokens, readings = table.read(joined, whole + further, owners)
    ends = list(pairwise(tokens.starts.searchsorted(bounds).tolist()))
    return [tokens.hashes[first:after] for first, after in ends[::2]], readings


def _moved(span: ReadingSpan, by: int) -> ReadingSpan:
    return span._replace(start=span.start + by, end=span.end + by)
