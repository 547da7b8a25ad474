"""Lists encoded together give our reader and Whoosh's what those encoded one by one would."""

from zlib import decompress

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgroups.search.index.postings.block_format import FEW, read, written
from newsgroups.search.index.postings.posting_blocks import unpickled
from newsgroups.search.index.postings.short_lists import ListStatistics, encoded_lists
from newsgroups.search.index.postings.strings import Strings, spread
from newsgroups.search.write.term_postings import TermPostings

# A delta to the previous document, and the position deltas with the code of each form.
pairs = st.lists(st.tuples(st.sampled_from([0, 3, 255, 256, 70_000]), st.sampled_from([0, 7])), min_size=1, max_size=3)
positions = st.builds(lambda each, times: each * times, pairs, st.sampled_from([1, 1, 2, 40]))
steps = st.sampled_from([1, 2, 255, 256, 70_000])
postings = st.lists(st.tuples(steps, positions), min_size=1, max_size=FEW - 1)


def term_postings(lists) -> TermPostings:
    steps = [[step for step, _ in postings] for postings in lists]
    flat = [pair for postings in lists for _, pairs in postings for pair in pairs]
    return TermPostings(
        [b"%d" % number for number in range(len(lists))],
        np.array(list(map(len, lists))),
        np.concatenate([np.cumsum(each) for each in steps]),
        np.array([len(pairs) for postings in lists for _, pairs in postings]),
        np.array([delta for delta, _ in flat]),
        np.array([code for _, code in flat], np.uint16),
    )


def statistics_and_body(data: bytes) -> tuple[tuple, object]:
    """Reads a list of one block as Whoosh does."""
    number, last, heaviest, compression, shortest, longest = unpickled(data[8:38])
    body = unpickled(decompress(data[38:]) if compression else data[38:])
    return (number, last, heaviest, shortest, longest), body


@pytest.mark.parametrize("size", [None, 4, 0])
@given(lists=st.lists(postings, min_size=1, max_size=4))
@example(lists=[[(1, [(3, 0)])]])
@example(lists=[[(1, [(3, 0)])] * 3, [(1, [(3, 0)])] * 4])
def test_lists_encoded_together_are_read_as_those_encoded_one_by_one(size, lists):
    terms = term_postings(lists)
    codes = bytes(number % 251 for number in range(int(terms.documents.max()) + 1))
    of_lists = ListStatistics.of(terms.sizes, terms.documents, terms.counts, codes)

    together = encoded_lists(of_lists, terms.documents, terms.counts, terms.values(size), size).to_list()

    for data, one in zip(together, terms.lists(size), strict=True):
        block = written(one, size, codes)
        assert data[:4] == b"W3Bl"
        assert int.from_bytes(data[4:8], signed=True) == 8 - len(data)
        assert statistics_and_body(data) == statistics_and_body(data[:8] + block.data)
        assert [each.postings() for each in read(data, size)] == [(one[0], one[1], list(one[2]))]


def test_a_list_of_one_posting_has_no_optional_opcodes():
    terms = term_postings([[(300, [(5, 0)])]])
    of_lists = ListStatistics.of(terms.sizes, terms.documents, terms.counts, bytes(301))

    (data,) = encoded_lists(of_lists, terms.documents, terms.counts, terms.values(None), None).to_list()

    assert data[38:] == b"M\x2c\x01\x85" + b"N" + b"C\x08\0\0\0\x01]K\x05a" + b"\x85\x87."


@given(lists=st.lists(postings, min_size=1, max_size=4))
def test_the_dictionary_gets_the_statistics_of_each_list(lists):
    terms = term_postings(lists)
    codes = bytes(number % 251 for number in range(int(terms.documents.max()) + 1))

    together = zip(*ListStatistics.of(terms.sizes, terms.documents, terms.counts, codes), strict=True)

    blocks = [written(each, None, codes) for each in terms.lists(None)]
    assert list(together) == [
        (each.number, each.weight, each.heaviest, each.shortest, each.longest, each.first, each.last) for each in blocks
    ]


@given(numbers=st.lists(st.integers(0, 2**31 - 1)))
@example(numbers=[0, 0xFF, 0x100, 0xFFFF, 0x10000])
def test_a_pushed_number_is_the_shortest_pickle_of_it(numbers):
    pushed = Strings.pushed(np.array(numbers, np.int64)).to_list()

    assert [unpickled(each + b".") for each in pushed] == numbers
    assert [len(each) for each in pushed] == [2 if n < 0x100 else 3 if n < 0x10000 else 5 for n in numbers]


@given(rows=st.lists(st.tuples(st.binary(max_size=4), st.binary(max_size=4))))
def test_columns_of_strings_are_concatenated_row_by_row(rows):
    first, second = (Strings.of([row[column] for row in rows]) for column in (0, 1))

    assert Strings.concatenated(first, second).to_list() == [one + other for one, other in rows]


def test_strings_are_grouped_by_size():
    assert Strings.of([b"a", b"b", b"", b"c"]).grouped(np.array([2, 0, 2])).to_list() == [b"ab", b"", b"c"]


def test_consecutive_numbers_begin_anew_for_each_count():
    assert spread(np.array([5, 9, 1]), np.array([2, 3, 0])).tolist() == [5, 6, 9, 10, 11]
