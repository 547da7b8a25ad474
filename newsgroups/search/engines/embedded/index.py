"""The embedded index as the search page needs it."""

from collections.abc import Iterator, Sequence

import numpy as np
from whoosh import query as q

from newsgroups.models import Article
from newsgroups.search.engines.interface import Question
from newsgroups.search.evaluate import query_budget
from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import without
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.evaluate.word_rows import RowQuery, scored_place
from newsgroups.search.index.snapshot import Snapshot, reading
from newsgroups.search.query.ast import Node
from newsgroups.search.query.multilingual_terms import Place, Row
from newsgroups.search.results.attributes import Attributes, attributes
from newsgroups.search.results.hidden_articles import hidden_since_indexed
from newsgroups.search.results.ordered_hits import rank
from newsgroups.search.rewrite import lexicon_scan
from newsgroups.search.rewrite.compiler import compile_query
from newsgroups.search.rewrite.index_vocabulary import IndexVocabulary
from newsgroups.text.languages.analysis import Analysis

from .answer import EmbeddedFound

# Words with a beginning that are counted beside other words.
_TRIED = 60
# Letters by which words are read and cached.
_PREFIX = 2


class EmbeddedIndex:
    """One snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: Attributes
        # Read when the first caller needs them; nobody pays for what is not asked for.
        self._hidden: list[int] | None = None

    @property
    def analyses(self) -> Sequence[Analysis]:
        return self._snapshot.analyses

    def refresh(self) -> None:
        with reading():
            self._known = attributes(self._snapshot)

    def find(self, question: Question, start: int, end: int) -> EmbeddedFound:
        return EmbeddedFound(self._snapshot, question, self._known, start, end)

    def every(self, question: Question) -> Iterator[Sequence[int]]:
        return iter([self.find(question, 0, self._snapshot.size).slice.articles])

    def count(self, tree: Node) -> int:
        query_budget.check()
        with reading():
            query = compile_query(IndexVocabulary(self._snapshot), tree).query
            return rank(self._snapshot, query, hidden=self._hidden_ids()).count

    def skip_deleted(self) -> None:
        visible = np.fromiter(Article.objects.visible().values_list("pk", flat=True).iterator(), np.int64)
        columns = self._snapshot.columns
        self._snapshot.gone = np.flatnonzero(columns.live & ~np.isin(columns.article, visible))

    def title_words(self, beginning: str, beside: Sequence[Place], most: int) -> list[str]:
        with reading():
            return self._title_words(beginning, beside, most)

    def _title_words(self, beginning: str, beside: Sequence[Place], most: int) -> list[str]:
        shown, among = without(self._snapshot, self._hidden_ids()), None
        for place in beside:
            documents, _ = scored_place(self._snapshot, "text", place)
            among = documents if among is None else np.intersect1d(among, documents, assume_unique=True)
        frequent = [word for word in self._by_frequency(beginning[:_PREFIX]) if word.startswith(beginning)]
        if shown is not None:
            among = np.flatnonzero(shown) if among is None else among[shown[among]]
        if among is None:
            return frequent[:most]
        counts = {}
        for word in frequent[:_TRIED]:
            documents, _ = scored_term(self._snapshot, "words", word.encode())
            counts[word] = len(np.intersect1d(documents, among, assume_unique=True))
        return sorted((word for word in counts if counts[word]), key=lambda word: -counts[word])[:most]

    def _by_frequency(self, prefix: str) -> tuple[str, ...]:
        """Return all words of titles with this prefix, most frequent first."""

        def read() -> tuple[str, ...]:
            words = lexicon_scan.terms_with_prefix(self._snapshot, "words", prefix)
            return tuple(word for word, _ in words.most_common())

        return self._snapshot.cached(("completions", prefix), read)

    def titles(self, terms: Sequence[str], beside: Sequence[Place], most: int) -> list[int]:
        with reading():
            last = q.Or([q.Term("title", term) for term in terms])
            rows = [RowQuery("title", Row((place,))) for place in beside]
            documents, scores = evaluate(self._snapshot, q.And([*rows, last]))
            best = documents[np.argsort(-scores, kind="stable")[:most]]
            found: list[int] = self._snapshot.columns.article[best].tolist()
            return found

    def _hidden_ids(self) -> list[int]:
        if self._hidden is None:
            self._hidden = hidden_since_indexed()
        return self._hidden
