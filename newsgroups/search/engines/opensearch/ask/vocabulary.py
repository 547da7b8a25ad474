"""The words of the cluster's index, from its list of words."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from newsgroups.search.engines.opensearch.write.bulk import known_words
from newsgroups.search.evaluate import query_budget
from newsgroups.search.query.ast import Wildcard
from newsgroups.search.query.multilingual_terms import Row
from newsgroups.search.rewrite.vocabulary import MAX_EXPANSIONS, Distances, Frequencies
from newsgroups.search.rewrite.word_matching import near
from newsgroups.text.languages.analysis import MAX_TERM_LENGTH, Analysis, analysis_of

# More outlets or languages than any archive has.
_MOST_VALUES = 10_000
# Words within a few edits that are compared; the most frequent ones come first.
_SIMILAR = 2_000

Request = dict[str, Any]


class ClusterVocabulary:
    """The words of one archive. `count` returns the number of visible articles that a request finds."""

    def __init__(self, client: Any, articles: str, words: str, count: Callable[[Request], int]) -> None:
        self._client, self._articles, self._words, self._count = client, articles, words, count
        self._frequencies: dict[str, dict[str, int]] = {}

    @property
    def analyses(self) -> Sequence[Analysis]:
        return [analysis_of(code) for code in sorted(self._values["analysis"])]

    @property
    def outlets(self) -> Collection[str]:
        return self._values["source"]

    def outlets_with_articles(self) -> Collection[str]:
        return self.outlets

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """Return all outlets and analyses; the cluster keeps the answer until the index changes."""
        aggregations = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in ("source", "analysis")}
        body = {"size": 0, "aggs": aggregations}
        found = self._client.search(index=self._articles, body=body, params={"request_cache": "true"})["aggregations"]
        return {name: [bucket["key"] for bucket in found[name]["buckets"]] for name in aggregations}

    def prefetch(self, terms: Iterable[str]) -> None:
        """Read the frequencies of several terms at once."""
        unread = [term for term in dict.fromkeys(terms) if term and term not in self._frequencies]
        found = known_words(self._client, self._words, unread)
        self._frequencies |= {term: found.get(term, {}) for term in unread}

    def frequency(self, field: str, term: str) -> int:
        query_budget.check()
        self.prefetch([term])
        return self._frequencies[term].get(field, 0) if term else 0

    def matching(self, node: Wildcard) -> Frequencies:
        # One more than a wildcard may have, to know whether there are more.
        return self._most_frequent(node.field, _wildcard(node.pattern), MAX_EXPANSIONS + 1)

    def written(self, node: Wildcard) -> Frequencies:
        return self._most_frequent(_as_written(node.field), _wildcard(node.pattern), MAX_EXPANSIONS)

    def similar(self, field: str, word: str, slips: int) -> Distances:
        # No term is as long; an automaton for a pasted word of thousands of letters would stop a node.
        if len(word) > MAX_TERM_LENGTH + slips:
            return {}
        frequencies = self._most_frequent(field, _fuzzy(word, slips), _SIMILAR)
        return near(word, [(list(frequencies), list(frequencies.values()))], slips)

    def similar_written(self, field: str, word: str, slips: int) -> Distances:
        return self.similar(_as_written(field), word, slips)

    def beginning(self, field: str, prefix: str, most: int) -> list[str]:
        """Return the most frequent words of a field with this prefix."""
        return list(self._most_frequent(field, {"prefix": {"word": prefix}}, most))

    def _most_frequent(self, field: str, matching: Request, most: int) -> Frequencies:
        query_budget.check()
        body = {
            "size": most,
            "query": {"bool": {"filter": [{"exists": {"field": field}}, matching]}},
            "sort": [{field: "desc"}, {"word": "asc"}],
            "_source": ["word", field],
            "track_total_hits": False,
        }
        hits = self._client.search(index=self._words, body=body)["hits"]["hits"]
        return {hit["_source"]["word"]: hit["_source"][field] for hit in hits}

    def has(self, field: str, row: Row) -> bool:
        from .translate import row_request

        return self._count(row_request(field, row, self.analyses)) > 0

    def is_shown(self, field: str, terms: Collection[str]) -> bool:
        return self._count({"terms": {field: list(terms)}}) > 0


def _wildcard(pattern: str) -> Request:
    return {"wildcard": {"word": {"value": pattern}}}


def _fuzzy(word: str, slips: int) -> Request:
    return {"fuzzy": {"word": {"value": word, "fuzziness": slips, "rewrite": "constant_score"}}}


def _as_written(field: str) -> str:
    return "words" if field == "title" else "forms"
