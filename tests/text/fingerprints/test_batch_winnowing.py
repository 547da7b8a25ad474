"""The fingerprints of many texts equal those of each alone, however short or repetitive it is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.fingerprints.batch_winnowing import all_fingerprints_with_context
from newsgroups.text.fingerprints.winnowing import FingerprintsWithContext, fingerprints_with_context
from newsgroups.text.tokens.tokenizer import word_hashes

# A few words repeated, so that equal hashes meet in windows, and many words.
words = st.lists(st.integers(1, 3), max_size=40) | st.lists(st.integers(1, 10_000), max_size=60)


def told(fingerprints: list[FingerprintsWithContext]) -> list[list[list[int]]]:
    return [[part.tolist() for part in each] for each in fingerprints]


def hashes(numbers: list[int]) -> np.ndarray:
    return word_hashes(" ".join(f"word{number}" for number in numbers)) if numbers else np.empty(0, np.uint64)


@given(st.lists(words, max_size=6))
def test_texts_have_the_fingerprints_that_each_has_alone(texts) -> None:
    together = [hashes(text) for text in texts]

    assert told(all_fingerprints_with_context(together)) == told([fingerprints_with_context(text) for text in together])


def test_a_fingerprint_of_two_texts_is_at_several_places_only_where_one_text_repeats_it() -> None:
    once = list(range(1, 40))
    found = all_fingerprints_with_context([hashes(numbers) for numbers in (once, once, once * 2)])

    assert [(each.around == -1).any() for each in found] == [False, False, True]
    assert [part.dtype for part in found[0]] == ["int64", "int64", "int32"]
