"""The stems of a text, by sentence or by block of words, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.sentences import SentenceSpan
from newsgroups.text.terms.lexicon import stem, term_id
from newsgroups.text.tokens.tokenizer import Tokens

# A heading or an exclamation is joined to the sentence after it.
SHORT_SENTENCE = 3
_CACHED_STEMS = 60_000


@dataclass(frozen=True, eq=False)
class SentenceTerms:
    """The stems in each sentence of a text.

    ``bounds`` (n + 1,) are the positions of the first words of the n sentences, then the number of words. ``stems``
    (words,) is the index of each word's stem in ``vocabulary`` (v,), which is sorted. Each stem of each sentence has
    one entry in ``sentence``, ``term`` (an index into the vocabulary), and ``count``. ``spread`` (v,) is the number of
    sentences that contain a stem.
    """

    bounds: NDArray[np.int64]
    stems: NDArray[np.int64]
    vocabulary: NDArray[np.int64]
    sentence: NDArray[np.int64]
    term: NDArray[np.int64]
    count: NDArray[np.int64]
    spread: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @classmethod
    def within(
        cls, bounds: NDArray[np.int64], stems: NDArray[np.int64], vocabulary: NDArray[np.int64]
    ) -> "SentenceTerms":
        """Count the stems between the bounds."""
        sentence = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        size = max(1, len(vocabulary))
        entries, count = np.unique(sentence * size + stems, return_counts=True)
        term = entries % size
        spread = np.bincount(term, minlength=len(vocabulary))
        return cls(bounds, stems, vocabulary, entries // size, term, count, spread)

    def in_blocks(self, words: int) -> "SentenceTerms":
        """Return the same text divided into blocks of a fixed number of words."""
        total = len(self.stems)
        return self.within(np.append(np.arange(0, total, words), total), self.stems, self.vocabulary)


class _StemIds(dict[int, int]):
    """A bounded cache from the hash of a word to the id of its stem."""

    def of_word(self, hashed: int, text: str, start: int, end: int) -> int:
        found = self.get(hashed)
        if found is None:
            if len(self) >= _CACHED_STEMS:
                self.clear()
            found = self[hashed] = term_id(stem(text[start:end].lower()))
        return found


_ids = _StemIds()


def sentence_terms(text: str, tokens: Tokens, sentences: Sequence[SentenceSpan]) -> SentenceTerms:
    bounds = _bounds(tokens, sentences)
    words = zip(tokens.hashes.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    ids = np.fromiter((_ids.of_word(hashed, text, a, b) for hashed, a, b in words), np.int64, len(tokens))
    vocabulary, stems = np.unique(ids, return_inverse=True)
    return SentenceTerms.within(bounds, stems, vocabulary)


def _bounds(tokens: Tokens, sentences: Sequence[SentenceSpan]) -> NDArray[np.int64]:
    starts = np.searchsorted(tokens.starts, [span.start for span in sentences]).tolist()
    bounds = [0]
    for start in starts:
        if start - bounds[-1] >= SHORT_SENTENCE:
            bounds.append(start)
    total = len(tokens)
    if total - bounds[-1] < SHORT_SENTENCE and len(bounds) > 1:
        bounds.pop()
    return np.array([*bounds, total], dtype=np.int64)
