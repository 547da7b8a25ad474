"""No cache keeps long words that visitors paste: each may have 200,000 characters."""

import pytest

from newsgroups.search.query import query_words
from newsgroups.text.terms import form_table, lexicon, readings
from newsgroups.text.tokens import tokenizer

CACHES = {
    "hashes of words": tokenizer._hash_of,
    "stems": lexicon._stem_of,
    "forms": readings.LEXICON,
    "pieces": form_table._Places(),
    "folded words": query_words._folded,
    "coded stems of the index": query_words.coded("en"),
}


@pytest.mark.parametrize("cache", CACHES.values(), ids=CACHES)
def test_words_are_kept_and_what_is_longer_is_not(cache) -> None:
    cache.clear()
    for word in ("lighthouse", "x" * 65, "y" * 200_000):
        assert cache[word]
    assert max(map(len, cache)) <= 64
    assert "lighthouse" in cache
