"""A document prepared for alignment is the same however its words were found."""

import numpy as np

from newsgroups.matching.passages import Document
from newsgroups.text.tokens.tokenizer import tokenize

TEXTS = ["The ferry “Maren Lisa” sank.", "", "Fog — at Port Calder. " * 400]


def test_words_have_the_same_hashes_before_their_places_are_asked_for_and_after() -> None:
    for text in TEXTS:
        first, placed = Document(text), Document(text)
        assert len(placed.tokens) == len(tokenize(text))
        assert np.array_equal(first.hashes, placed.hashes)
        assert np.array_equal(first.hashes, first.tokens.hashes)


def test_documents_made_together_are_those_made_one_by_one() -> None:
    for together, text in zip(Document.all_of(TEXTS), TEXTS, strict=True):
        alone = tokenize(text)
        assert together.text == text
        assert together.tokens.starts.tolist() == alone.starts.tolist()
        assert together.tokens.ends.tolist() == alone.ends.tolist()
        assert together.hashes.tolist() == alone.hashes.tolist()
