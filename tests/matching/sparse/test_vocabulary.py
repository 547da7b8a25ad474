"""Terms of many documents by column."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.sparse import vocabulary
from newsgroups.matching.sparse.vocabulary import KINDS, Terms, factorize
from newsgroups.text.terms.extract import TermDocument, extract
from tests.matching.makers import BRIDGE, FERRY, FERRY_RETOLD

DOCUMENTS = [extract("Ferry in fog", FERRY, None), extract("", "", None), extract("", BRIDGE, None)]


def ids_of(terms: Terms, article: int, kind: str) -> list[int]:
    rows = terms.of_kinds(kind).of_articles(np.array([article]))
    return terms.ids[rows.indices].tolist()


def test_the_columns_of_an_article_lead_back_to_the_ids_of_its_terms() -> None:
    terms = Terms.of(DOCUMENTS)
    for place, document in enumerate(DOCUMENTS):
        for kind in KINDS:
            assert ids_of(terms, place, kind) == getattr(document, kind).tolist()
    counts = terms.of_kinds("stems", "lead", "names").of_articles(np.array([0])).data
    first = DOCUMENTS[0]
    assert counts.tolist() == [*first.counts.tolist(), *[1] * len(first.lead), *first.name_counts.tolist()]


def test_a_stem_has_one_column_in_title_and_text_and_other_kinds_have_columns_behind() -> None:
    terms = Terms.of(DOCUMENTS)
    stems, title, names = (set(terms.of_kinds(kind).indices.tolist()) for kind in ("stems", "title", "names"))
    assert title <= stems
    assert (max(stems) + 1, max(names) + 1) == (min(names), terms.end_of("names"))


def test_documents_read_in_blocks_give_the_same_terms(monkeypatch) -> None:
    documents = [extract("", text, None) for text in (FERRY, FERRY_RETOLD, BRIDGE, "", FERRY)]
    whole = Terms.of(documents)
    monkeypatch.setattr(vocabulary, "_BATCH_SIZE", 2)
    parts = Terms.of(iter(documents))
    assert (parts.ids.tolist(), parts.starts.tolist()) == (whole.ids.tolist(), whole.starts.tolist())
    assert parts.rows.indices.tolist() == whole.rows.indices.tolist()
    assert parts.rows.indptr.tolist() == whole.rows.indptr.tolist()
    assert parts.is_text.tolist() == [True, True, True, True, False]


def test_no_documents_have_no_terms() -> None:
    none = Terms.of(list[TermDocument]())
    assert (len(none.rows), none.ids.tolist(), none.is_text.tolist()) == (0, [], [])


@given(st.lists(st.integers(0, 2**31 - 1) | st.integers(0, 3)))
def test_ids_are_numbered_in_their_order(ids: list[int]) -> None:
    unique, places = factorize(np.array(ids, dtype=np.int64))
    assert unique.tolist() == sorted(set(ids))
    assert unique[places].tolist() == ids
