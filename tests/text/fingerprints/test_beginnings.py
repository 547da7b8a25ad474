"""Character n-grams of titles and first words, in every script."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.fingerprints.beginnings import grams, grams_of_all

TEXTS = st.text(alphabet="aZ9é' .\n\u3042\u6771\u4eac\ud800\U00020000", max_size=60)


def alike(one: str, other: str) -> float:
    """The share of one text's n-grams that occur in the other."""
    found = set(grams("", one).tolist())
    return len(found & set(grams("", other).tolist())) / len(found)


def test_each_gram_of_four_characters_has_a_number() -> None:
    # " ab ", and no other.
    assert len(grams("", "ab")) == 1
    assert grams("", "Ab!").tolist() == grams("ab", "").tolist() == grams("", "ab").tolist()
    assert grams("", "").tolist() == grams("", "a").tolist() == grams("!", "...").tolist() == []


def test_title_and_thirty_words_are_read_and_the_title_once() -> None:
    words = " ".join(f"w{number}" for number in range(100))
    assert grams("Title", words).tolist() == grams("Title", f"Title {words}").tolist()
    assert grams("", words).tolist() == grams("", " ".join(words.split()[:30])).tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hafenmauer von Lübeck eingestürzt", "Lübecks Hafenmauern stürzen ein"),
        ("Паром столкнулся с молом", "Столкновение парома с молом"),
        ("東京都で地震が発生した", "地震、東京都で発生"),
    ],
)
def test_other_forms_of_the_same_words_have_grams_in_common(one: str, other: str) -> None:
    assert alike(one, other) > 0.3 > alike(one, "An entirely different matter")


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_many_articles_have_each_the_grams_it_has_alone(articles) -> None:
    found = grams_of_all(articles)
    assert [each.tolist() for each in found] == [grams(*article).tolist() for article in articles]
    assert all(each.dtype == np.uint16 and (np.diff(each.astype(int)) > 0).all() for each in found)
