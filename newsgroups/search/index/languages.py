"""The languages of the archive, and what a search does for each."""

import numpy as np
from haystack import connections

from newsgroups.text.languages.analysis import how_read
from newsgroups.text.languages.language_names import english_name

from .snapshot import Snapshot


def languages_read() -> list[str]:
    """A line for each language of the archive, the most frequent first: its name, articles, and how it is read."""
    snapshot: Snapshot = connections["default"].get_backend().snapshot()
    columns = snapshot.columns
    counts = np.bincount(columns.language[columns.live], minlength=len(columns.languages)).tolist()
    found = sorted(zip(counts, columns.languages, strict=True), key=lambda each: (-each[0], each[1]))
    return [
        f"{english_name(code) if code else 'language not known'}: {count:,} article{'' if count == 1 else 's'}, "
        f"{how_read(code)}"
        for count, code in found
        if count
    ]
