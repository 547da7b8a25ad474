"""A text made ready for alignment; what is costly is computed once and only when asked for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.sentence_terms import SentenceTerms, sentence_terms
from newsgroups.text.fingerprint import Surrounded, shingles, winnow, with_surroundings
from newsgroups.text.sentences import Span, sentences
from newsgroups.text.tokens import Tokens, tokenize


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its words; make one per query and align it with many articles."""

    text: str

    @cached_property
    def tokens(self) -> Tokens:
        return tokenize(self.text)

    @property
    def hashes(self) -> NDArray[np.uint64]:
        return self.tokens.hashes

    @cached_property
    def shingles(self) -> NDArray[np.uint64]:
        return shingles(self.hashes)

    @cached_property
    def ordered_shingles(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """The places of the shingles in the order of their hashes, and these."""
        order = np.argsort(self.shingles, kind="stable")
        return order, self.shingles[order]

    @cached_property
    def winnowed(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The fingerprints in the order of the text and the places of their first words."""
        return winnow(self.tokens)

    @cached_property
    def surrounded(self) -> Surrounded:
        """The fingerprints with traces of the words beside them."""
        return with_surroundings(*self.winnowed, self.hashes)

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def sentence_terms(self) -> SentenceTerms:
        return sentence_terms(self.text, self.tokens, self.sentences)


def as_document(text: str | Document) -> Document:
    return Document(text) if isinstance(text, str) else text
