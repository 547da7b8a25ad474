"""A text prepared for alignment. Expensive properties are computed once, on first use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.winnowing import (
    SHINGLE_WORDS,
    FingerprintsWithContext,
    selected,
    shingles,
    with_surroundings,
)
from newsgroups.text.sentences import SentenceSpan, sentences
from newsgroups.text.tokens.batch_tokenizer import tokenize_all, word_hashes_of_all
from newsgroups.text.tokens.tokenizer import Tokens, word_hashes

from .sentence_terms import SentenceTerms, sentence_terms

# Shingles are filtered by their leading bits before the look-up: at most one in sixteen from other texts passes.
_SPARE_BITS = 4
# About the length of a sentence in news.
BLOCK_WORDS = 17


@dataclass(frozen=True, eq=False)
class Shingled:
    """A text as hashes of its five-word shingles, which are enough to find all verbatim overlap with another text.

    `words` is the number of words; `shingles` (words - 4,) are in text order.
    """

    words: int
    shingles: NDArray[np.uint64]

    @classmethod
    def of(cls, text: str) -> "Shingled":
        (found,) = cls.all_of([text])
        return found

    @classmethod
    def all_of(cls, texts: Sequence[str]) -> "Iterator[Shingled]":
        return (cls(len(hashes), shingles(hashes)) for hashes in word_hashes_of_all(texts))

    @cached_property
    def ordered_shingles(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Return the positions of the shingles sorted by hash, and the sorted hashes.

        Equal hashes are in any order: an unstable sort takes a third of the time.
        """
        order = np.argsort(self.shingles)
        return order, self.shingles[order]

    @cached_property
    def winnowed(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the fingerprints in text order and the positions of their first words."""
        return selected(self.shingles)

    def may_hold(self, others: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return False for shingles that are certainly not in this text by its leading bits."""
        held, shift = self._first_bits
        return held.take(others >> shift)

    @cached_property
    def _first_bits(self) -> tuple[NDArray[np.bool_], np.uint64]:
        """Return a table of the leading bits that occur among the shingles, and the shift that extracts them."""
        bits = len(self.shingles).bit_length() + _SPARE_BITS
        held, shift = np.zeros(1 << bits, dtype=bool), np.uint64(64 - bits)
        held[self.shingles >> shift] = True
        return held, shift


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its words. Make one per query and align it with many articles."""

    text: str

    @classmethod
    def all_of(cls, texts: Sequence[str]) -> list["Document"]:
        """Build documents for all texts at once, which is cheaper than one by one."""
        documents, words = [cls(text) for text in texts], tokenize_all(texts)
        hashed = shingles(np.concatenate([np.empty(0, np.uint64), *(tokens.hashes for tokens in words)]))
        first = 0
        for document, tokens in zip(documents, words, strict=True):
            count = len(tokens)
            own = hashed[first : first + max(0, count - SHINGLE_WORDS + 1)]
            # Prefill the cached properties.
            vars(document).update(tokens=tokens, shingled=Shingled(count, own))
            first += count
        return documents

    @cached_property
    def tokens(self) -> Tokens:
        return tokenize_all([self.text])[0]

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Return the word hashes; cheaper than the tokens with positions, unless those have been computed."""
        return self.tokens.hashes if "tokens" in vars(self) else word_hashes(self.text)

    @cached_property
    def shingled(self) -> Shingled:
        return Shingled(len(self.hashes), shingles(self.hashes))

    @property
    def winnowed(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the fingerprints in text order and the positions of their first words."""
        return self.shingled.winnowed

    @cached_property
    def fingerprints_with_context(self) -> FingerprintsWithContext:
        """Return the fingerprints with traces of the words around them."""
        return with_surroundings(*self.winnowed, self.hashes, np.sort(self.shingled.shingles))

    @cached_property
    def sentences(self) -> list[SentenceSpan]:
        return sentences(self.text)

    @cached_property
    def sentence_terms(self) -> SentenceTerms:
        return sentence_terms(self.text, self.tokens, self.sentences)

    @cached_property
    def block_terms(self) -> SentenceTerms:
        """Return the stems by blocks of words, for texts whose sentences are broken up."""
        return self.sentence_terms.in_blocks(BLOCK_WORDS)


def as_document(text: str | Document) -> Document:
    return Document(text) if isinstance(text, str) else text
