"""What compiling a query needs to know of an index: its languages, outlets and words, and how frequent they are."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from newsgroups.search.query.ast import Wildcard
from newsgroups.search.query.multilingual_terms import Row
from newsgroups.text.languages.analysis import Analysis

# A wildcard expands to at most this many words, the most frequent ones.
MAX_EXPANSIONS = 200

# Words with their document frequencies, and with their distances from another word.
Frequencies = Mapping[str, int]
Distances = Mapping[str, tuple[int, int]]


class Vocabulary(Protocol):
    """The words of one index. Document frequencies may include documents that were deleted or replaced."""

    @property
    def analyses(self) -> Sequence[Analysis]:
        """Return the text analyses of the archive: one for each language with its own rules."""

    @property
    def outlets(self) -> Collection[str]:
        """Return the slugs of outlets in the index, perhaps also of some whose articles were deleted."""

    def outlets_with_articles(self) -> Collection[str]:
        """Return the slugs of the outlets that have articles in the index."""

    def frequency(self, field: str, term: str) -> int:
        """Return the document frequency of a term."""

    def matching(self, node: Wildcard) -> Frequencies:
        """Return the terms of a field that match a pattern, at least the most frequent ones (see `MAX_EXPANSIONS`)."""

    def written(self, node: Wildcard) -> Frequencies:
        """Return the words of texts or titles, folded but not stemmed, that match a pattern, likewise."""

    def similar(self, field: str, word: str, slips: int) -> Distances:
        """Return the terms of a field within so many edits of a word (see `expansion.similar_terms`)."""

    def similar_written(self, field: str, word: str, slips: int) -> Distances:
        """Return the same for words of texts or titles as written, folded but not stemmed."""

    def has(self, field: str, row: Row) -> bool:
        """Return whether a document contains a row of words."""

    def is_shown(self, field: str, terms: Collection[str]) -> bool:
        """Return whether a document that visitors may see contains any of these terms."""
