"""One question to the embedded index, evaluated once."""

from newsgroups.search.engines.interface import COPIES_NAMED, Copies, Question, Slice
from newsgroups.search.index.snapshot import Snapshot, reading
from newsgroups.search.query.ast import Node
from newsgroups.search.results.attributes import Attributes
from newsgroups.search.results.facet_counts import Counted, count
from newsgroups.search.results.hidden_articles import hidden_since_indexed
from newsgroups.search.results.ordered_hits import Ranked, rank
from newsgroups.search.rewrite.compiler import compile_query
from newsgroups.search.rewrite.index_vocabulary import IndexVocabulary
from newsgroups.search.rewrite.spelling import corrected


class EmbeddedFound:
    """The hits of a question in a snapshot."""

    def __init__(self, snapshot: Snapshot, question: Question, known: Attributes, start: int, end: int) -> None:
        self._snapshot, self._question, self._known = snapshot, question, known
        with reading():
            self.compiled = compile_query(IndexVocabulary(snapshot), question.tree, languages=question.within.languages)
            self._masks = question.within.masks(snapshot, known)
        self._ranked = self._rank()
        with reading():
            self.slice = self._slice(start, end)

    def _rank(self) -> Ranked:
        hidden = hidden_since_indexed()
        sort = self._question.sort
        with reading():
            return rank(
                self._snapshot,
                self.compiled.query,
                masks=list(self._masks.values()),
                hidden=hidden,
                sort=sort if self.compiled.is_scored or sort == "oldest" else "newest",
                copies=self._known.copies if self._question.fold else None,
            )

    def _slice(self, start: int, end: int) -> Slice:
        ranked, ids = self._ranked, self._snapshot.columns.article
        shown = ranked.slice(start, end).tolist()
        copies = {hit: ranked.copies_of(hit) for hit in shown} if self._question.fold else {}
        named = {hit: of_hit[:COPIES_NAMED] for hit, of_hit in copies.items() if of_hit}
        with_scores = [*shown, *(copy for of_hit in named.values() for copy in of_hit)]
        return Slice(
            ranked.count,
            ranked.texts,
            ids[shown].tolist() if shown else [],
            {int(ids[hit]): ranked.score(hit) for hit in with_scores},
            {int(ids[hit]): Copies(ids[of_hit].tolist(), len(copies[hit])) for hit, of_hit in named.items()},
        )

    def counted(self) -> Counted:
        with reading():
            return count(
                self._snapshot,
                self._known,
                self._ranked.unfiltered,
                self._masks,
                year=self._question.within.single_year,
            )

    def corrected(self) -> Node | None:
        with reading():
            return corrected(IndexVocabulary(self._snapshot, self._ranked.shown), self._question.tree)

    def count_of(self, tree: Node) -> int:
        with reading():
            vocabulary = IndexVocabulary(self._snapshot)
            compiled = compile_query(vocabulary, tree, languages=self._question.within.languages)
            return self._ranked.count_of(compiled.query)
