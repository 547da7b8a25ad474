"""The vocabulary of the embedded index."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

import numpy as np

from newsgroups.search.evaluate import term_scores
from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.evaluate.word_rows import RowQuery
from newsgroups.search.index import segment_words
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query.ast import Wildcard
from newsgroups.search.query.multilingual_terms import Row
from newsgroups.text.languages.analysis import Analysis

from . import lexicon_scan
from .vocabulary import Distances, Frequencies
from .word_matching import near, pattern_of


class IndexVocabulary:
    """The words of a snapshot. `shown` masks documents whose articles are visible; None means that all are."""

    def __init__(self, snapshot: Snapshot, shown: Mask | None = None) -> None:
        self._snapshot, self._shown = snapshot, shown

    @property
    def analyses(self) -> Sequence[Analysis]:
        return self._snapshot.analyses

    @property
    def outlets(self) -> Collection[str]:
        return self._snapshot.columns.source_names

    def outlets_with_articles(self) -> Collection[str]:
        columns = self._snapshot.columns
        return [
            columns.source_names[number] for number in np.unique(columns.source[columns.live]).tolist() if number >= 0
        ]

    def frequency(self, field: str, term: str) -> int:
        return term_scores.frequency(self._snapshot, field, term.encode())

    def matching(self, node: Wildcard) -> Frequencies:
        begun = lexicon_scan.terms_with_prefix(self._snapshot, node.field, re.split(r"[*?]", node.pattern)[0])
        pattern = pattern_of(node)
        return {term: documents for term, documents in begun.items() if pattern.match(term)}

    def written(self, node: Wildcard) -> Frequencies:
        pattern, letters = pattern_of(node), len(node.pattern.replace("*", ""))
        frequencies: dict[str, int] = {}
        lengths = range(letters, (segment_words.MAX_FORM_LENGTH if "*" in node.pattern else letters) + 1)
        for terms, documents in self._written(node.field, lengths):
            for number, word in enumerate(terms):
                if pattern.match(word):
                    frequencies[word] = frequencies.get(word, 0) + int(documents[number])
        return frequencies

    def similar(self, field: str, word: str, slips: int) -> Distances:
        return near(word, lexicon_scan.terms(self._snapshot, field), slips)

    def similar_written(self, field: str, word: str, slips: int) -> Distances:
        return near(word, self._written(field, range(len(word) - slips, len(word) + slips + 1)), slips)

    def _written(self, field: str, lengths: Iterable[int]) -> Iterable[lexicon_scan.Terms]:
        """Yield the words of titles, or those of texts of these lengths."""
        if field == "title":
            return lexicon_scan.terms(self._snapshot, "words")
        return chain.from_iterable(
            lexicon_scan.forms(self._snapshot, length) for length in lengths if length >= segment_words.MIN_FORM_LENGTH
        )

    def has(self, field: str, row: Row) -> bool:
        return len(evaluate(self._snapshot, RowQuery(field, row))[0]) > 0

    def is_shown(self, field: str, terms: Collection[str]) -> bool:
        if self._shown is None:
            return True
        return any(self._shown[scored_term(self._snapshot, field, term.encode())[0]].any() for term in terms)
