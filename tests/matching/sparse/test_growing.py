import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.sparse.growable_array import GrowableArray


@given(st.lists(st.lists(st.integers(0, 255), max_size=40)))
def test_an_array_that_grew_holds_its_parts_one_after_the_other(parts: list[list[int]]) -> None:
    growing = GrowableArray(np.uint8)
    for part in parts:
        growing.add(np.array(part, dtype=np.uint8))
    expected = [value for part in parts for value in part]
    assert len(growing) == len(expected)
    assert (growing.whole().tolist(), growing.whole().dtype) == (expected, np.uint8)
