"""A text made ready for alignment; what is costly is computed once and only when asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS, Surrounded, selected, shingles, with_surroundings
from newsgroups.text.sentences import Span, sentences
from newsgroups.text.tokens.batch_tokenizer import tokenize_all, word_hashes_of_all
from newsgroups.text.tokens.tokenizer import Tokens, word_hashes

from .sentence_terms import SentenceTerms, sentence_terms

# Shingles are told apart by their first bits before they are looked up: at most one in sixteen of other texts passes.
_SPARE_BITS = 4
# A sentence of news, or nearly.
BLOCK_WORDS = 17


@dataclass(frozen=True, eq=False)
class Shingled:
    """A text as the hashes of its runs of five words, which tell all that it shares with another in the same words.

    `words` is the number of its words, `shingles` (words - 4,) are by place.
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
        """The places of the shingles in the order of their hashes, and these. Equal ones are in any order: that takes a
        third of the time.
        """
        order = np.argsort(self.shingles)
        return order, self.shingles[order]

    @cached_property
    def winnowed(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The fingerprints in the order of the text and the places of their first words."""
        return selected(self.shingles)

    def may_hold(self, others: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """False for shingles that are certainly not among those of this text."""
        held, shift = self._first_bits
        return held.take(others >> shift)

    @cached_property
    def _first_bits(self) -> tuple[NDArray[np.bool_], np.uint64]:
        """Which first bits the shingles have, and by how much these are shifted."""
        bits = len(self.shingles).bit_length() + _SPARE_BITS
        held, shift = np.zeros(1 << bits, dtype=bool), np.uint64(64 - bits)
        held[self.shingles >> shift] = True
        return held, shift


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its words; make one per query and align it with many articles."""

    text: str

    @classmethod
    def all_of(cls, texts: Sequence[str]) -> list["Document"]:
        """Each of the texts, their words and shingles found together, which costs less."""
        documents, words = [cls(text) for text in texts], tokenize_all(texts)
        hashed = shingles(np.concatenate([np.empty(0, np.uint64), *(tokens.hashes for tokens in words)]))
        first = 0
        for document, tokens in zip(documents, words, strict=True):
            count = len(tokens)
            own = hashed[first : first + max(0, count - SHINGLE_WORDS + 1)]
            # Where cached properties keep what they have computed.
            vars(document).update(tokens=tokens, shingled=Shingled(count, own))
            first += count
        return documents

    @cached_property
    def tokens(self) -> Tokens:
        return tokenize_all([self.text])[0]

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Of the words alone, which takes less time than with their places, if nobody has asked for these."""
        return self.tokens.hashes if "tokens" in vars(self) else word_hashes(self.text)

    @cached_property
    def shingled(self) -> Shingled:
        return Shingled(len(self.hashes), shingles(self.hashes))

    @property
    def winnowed(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The fingerprints in the order of the text and the places of their first words."""
        return self.shingled.winnowed

    @cached_property
    def surrounded(self) -> Surrounded:
        """The fingerprints with traces of the words beside them."""
        return with_surroundings(*self.winnowed, self.hashes, np.sort(self.shingled.shingles))

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def sentence_terms(self) -> SentenceTerms:
        return sentence_terms(self.text, self.tokens, self.sentences)

    @cached_property
    def block_terms(self) -> SentenceTerms:
        """The stems by blocks of words, for texts whose sentences are torn."""
        return self.sentence_terms.in_blocks(BLOCK_WORDS)


def as_document(text: str | Document) -> Document:
    return Document(text) if isinstance(text, str) else text
