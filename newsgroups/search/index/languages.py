"""The languages of the archive and how search handles each of them."""

import numpy as np
from haystack import connections

from newsgroups.text.languages.analysis import how_read
from newsgroups.text.languages.language_names import english_name

from .snapshot import Snapshot


def languages_read() -> list[str]:
    """Return a line for each language of the archive, most frequent first: name, articles, and how it is analyzed."""
    snapshot: Snapshot = connections["default"].get_backend().snapshot()
    columns = snapshot.columns
    counts = np.bincount(columns.language[columns.live], minlength=len(columns.languages)).tolist()
    by_count = sorted(zip(counts, columns.languages, strict=True), key=lambda row: (-row[0], row[1]))
    return [
        f"{english_name(code) if code else 'language not known'}: {count:,} article{'' if count == 1 else 's'}, "
        f"{how_read(code)}"
        for count, code in by_count
        if count
    ]
