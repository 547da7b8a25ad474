"""Words of many texts together equal those of each text alone, whatever the cache of pieces contains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.tokens.batch_tokenizer import in_groups, tokenize_all, word_hashes_of_all
from newsgroups.text.tokens.piece_table import PieceTable
from newsgroups.text.tokens.tokenizer import Tokens, tokenize, word_hashes

LONG = "Donaudampfschifffahrtsgesellschaft"
PIECES = [
    *(
        "ferry",
        "Ferry",
        "ferry,",
        "“ferry”",
        "well-known",
        "U.S.-led",
        "don’t",
        "1,260.5",
        "—",
        "a\0",
        "\0",
        "é",
        "e\u0301",
    ),
    *(
        "Паром",
        "причалил",
        "大阪で地震",
        "हिन्दी",
        "🚢",
        "\ud800",
        "\t",
        "\xa0x",
        LONG,
        f"({LONG})",
        LONG[:22],
        LONG[:23],
        LONG[:24],
    ),
]
texts = st.lists(st.tuples(st.sampled_from([*PIECES, ""]) | st.text(max_size=30), st.sampled_from(" \n"))).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


def told(tokens: Tokens) -> list[list[int]]:
    parts = (tokens.hashes, tokens.starts, tokens.ends)
    assert [part.dtype for part in parts] == ["uint64", "int32", "int32"]
    return [part.tolist() for part in parts]


@given(st.lists(texts, max_size=8))
def test_a_table_tells_the_words_of_texts_again_and_again(texts) -> None:
    table = PieceTable(bits=8)

    assert [told(table.tokenize(text)) for text in texts * 2] == [told(tokenize(text)) for text in texts * 2]


@given(st.lists(texts, max_size=4))
def test_a_table_too_small_for_its_pieces_forgets_some_and_errs_in_none(texts) -> None:
    table = PieceTable(bits=2)

    assert [told(table.tokenize(text)) for text in texts] == [told(tokenize(text)) for text in texts]


@given(st.lists(texts, max_size=8), st.integers(1, 300))
def test_many_texts_have_each_the_words_that_they_have_alone(texts, repeated) -> None:
    texts = [text * repeated for text in texts]

    assert [told(each) for each in tokenize_all(texts)] == [told(tokenize(text)) for text in texts]


def test_texts_are_worked_on_in_groups_of_so_many_characters_together() -> None:
    long, short = "The ferry sank. " * 9_000, "Fog lay on the harbour. " * 1_000

    assert list(in_groups([])) == []
    assert list(in_groups([long, short, short])) == [[long], [short, short]]
    assert list(in_groups([short] * 9 + ["", long])) == [[short] * 4, [short] * 4, [short, ""], [long]]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_hashes_of_the_words_of_all_are_those_of_each(count: int) -> None:
    texts = [f"The {number} ferries’ captain, Henning Ruel, said “no”.\n\n" * number for number in range(count)]
    found = list(word_hashes_of_all(texts))
    assert [each.tolist() for each in found] == [word_hashes(text).tolist() for text in texts]
