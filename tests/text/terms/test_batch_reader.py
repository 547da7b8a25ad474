"""Articles read together get the same words and forms as alone, whatever the cache of pieces contains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.terms import readings
from newsgroups.text.terms.batch_reader import words_and_readings
from newsgroups.text.terms.form_table import FormTable
from newsgroups.text.terms.readings import read
from newsgroups.text.tokens.tokenizer import word_hashes
from tests.text.tokens.test_batch_tokenizer import texts

articles = st.lists(
    st.tuples(texts | st.text(max_size=20), texts) | texts.map(lambda text: (text[: len(text) // 2], text)), max_size=4
)


def assert_read_as_alone(given: list[tuple[str, str]], table: FormTable) -> None:
    words, together = words_and_readings(given, table, many=1)
    alone = read(given)
    assert [each.tolist() for each in words] == [word_hashes(text).tolist() for _, text in given]
    assert together.forms.tolist() == alone.forms.tolist()
    assert [together.starts.tolist(), together.titles.tolist()] == [alone.starts.tolist(), alone.titles.tolist()]
    assert together.owners == alone.owners


@given(st.lists(articles, max_size=3))
def test_articles_have_the_words_and_forms_that_each_has_alone_again_and_again(groups) -> None:
    table = FormTable(bits=8)
    for each in groups * 2:
        assert_read_as_alone(each, table)


@given(st.lists(articles, max_size=3))
def test_a_table_too_small_forgets_pieces_and_errs_in_none(groups) -> None:
    table = FormTable(bits=2, most_forms=20)
    for each in groups * 2:
        assert_read_as_alone(each, table)


@pytest.mark.parametrize("cut", range(5))
def test_forms_are_cut_where_the_reading_of_a_long_text_ends(cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "BODY_CHARACTERS", 7 + cut)
    lines = "Ruel left.\n\n\nThe U.S.-led “ferry” of 1,260.5 tons\n (\n) sank. "

    assert_read_as_alone([("Ruel left.", lines * 2), ("", lines), ("Oakhaven", "\n" * 9), ("x", "")], FormTable())


def test_line_ends_in_a_row_are_one_form_and_what_stands_between_parts_them() -> None:
    _, found = words_and_readings([("", "a\n\n\nb\n \n(\nc")], FormTable(), many=1)

    alone = read([("", "a\nb\n \n(\nc")])
    assert found.forms.tolist() == alone.forms.tolist()
    assert len(found.forms) == len(["", "title's end", "a", "end", "b", "end", "end", "end", "c", ""])
