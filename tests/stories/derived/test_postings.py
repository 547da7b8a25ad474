"""The posting tables: exact, idempotent, and looked up by key on every database."""

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsgroups.models import CommonFingerprint
from newsgroups.stories.derived import postings

pytestmark = pytest.mark.django_db
BIG, SMALL = 2**63 - 1, -(2**63)


def hashes(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def rows(*given: tuple[int, int, float]) -> postings.PostingRows:
    columns = zip(*sorted(given), strict=True) if given else ([], [], [])
    return postings.PostingRows(
        *(np.array(column, kind) for column, kind in zip(columns, (int, int, None), strict=True))
    )


def test_fingerprints_come_back_with_article_and_surroundings() -> None:
    postings.post_fingerprints(rows((5, 1, BIG), (5, 2, -1), (6, 1, 0), (SMALL, 3, 4)))
    assert rows_of(hashes(5, 99, SMALL)) == [(SMALL, 3, 4), (5, 1, BIG), (5, 2, -1)]
    assert rows_of(hashes(99)) == rows_of(hashes()) == []


def test_boilerplate_is_named_and_its_postings_are_not_read() -> None:
    postings.post_fingerprints(rows((BIG, 1, 3), (5, 1, 7), (5, 2, 8)))
    CommonFingerprint.objects.create(hash=5, articles=40)
    CommonFingerprint.objects.create(hash=6, articles=40)
    assert rows_of(hashes(5, 6, BIG)) == [(BIG, 1, 3)]
    assert postings.fingerprint_postings(hashes(5, 6, BIG))[1] == {5, 6}


def test_postings_are_the_same_whether_statements_are_logged_or_not() -> None:
    postings.post_fingerprints(rows((BIG, 1, 3), (5, 1, 7), (6, 2, 8)))
    CommonFingerprint.objects.create(hash=5, articles=40)
    unlogged = rows_of(hashes(5, 6, BIG)), postings.fingerprint_postings(hashes(5, 6, BIG))[1]
    with CaptureQueriesContext(connection) as asked:
        logged = rows_of(hashes(5, 6, BIG)), postings.fingerprint_postings(hashes(5, 6, BIG))[1]

    assert unlogged == logged == ([(6, 2, 8), (BIG, 1, 3)], {5})
    assert len(asked) == 2


def test_an_error_of_the_database_is_one_of_django_in_either_way() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        postings._fetched("SELECT value FROM no_such_table WHERE value = %s", 1)


def rows_of(fingerprints: np.ndarray) -> list[tuple[int, int, int]]:
    found, _ = postings.fingerprint_postings(fingerprints)
    return sorted(zip(*(each.tolist() for each in found), strict=True))


def test_posting_again_changes_nothing_and_withdrawing_takes_only_what_it_names() -> None:
    for _ in range(2):
        postings.post_fingerprints(rows((5, 1, 0), (5, 2, 0)))
    assert rows_of(hashes(5)) == [(5, 1, 0), (5, 2, 0)]
    postings.withdraw_fingerprints([(5, 1), (7, 1)])
    assert rows_of(hashes(5)) == [(5, 2, 0)]


def test_posting_nothing_is_no_error() -> None:
    postings.post_fingerprints(rows())
    postings.post_terms(rows())
    postings.withdraw_terms([])
    assert [len(each) for each in postings.term_postings(hashes(1))] == [0, 0, 0]


@pytest.mark.parametrize(
    "count", [1, postings._ROWS_BATCH_SIZE, 2 * postings._ROWS_IN_CACHE + postings._ROWS_BATCH_SIZE + 1]
)
def test_however_many_rows_are_posted_all_come_back(count: int) -> None:
    given = [(number, number % 7 + 1, -number) for number in range(count)]
    postings.post_fingerprints(rows(*given))
    assert rows_of(np.arange(count + 1)) == given


def test_terms_come_back_with_article_and_weight() -> None:
    postings.post_terms(rows((5, 1, 0.25), (5, 2, 0.5), (6, 1, 1.0)))
    terms, articles, weights = postings.term_postings(hashes(5))
    assert sorted(zip(terms.tolist(), articles.tolist(), weights.tolist(), strict=True)) == [(5, 1, 0.25), (5, 2, 0.5)]
    postings.withdraw_terms([(5, 2)])
    assert postings.term_postings(hashes(5))[1].tolist() == [1]


def test_more_hashes_are_looked_up_than_a_statement_takes_parameters() -> None:
    many = np.arange(70_000, dtype=np.int64)
    postings.post_fingerprints(rows((0, 1, 0), (69_999, 1, 0)))
    assert rows_of(many) == [(0, 1, 0), (69_999, 1, 0)]


def test_boilerplate_is_told_from_other_fingerprints() -> None:
    CommonFingerprint.objects.create(hash=5, articles=40)
    assert postings.common_among(hashes(5, 6)) == {5}


LOOK_UPS = {
    "fingerprint postings": lambda: postings.fingerprint_postings(hashes(5, 6)),
    "term postings": lambda: postings.term_postings(hashes(5, 6)),
    "common among": lambda: postings.common_among(hashes(5, 6)),
    "withdrawing": lambda: postings.withdraw_fingerprints([(5, 1)]),
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_a_look_up_goes_by_the_key_and_never_walks_the_table(look_up: str) -> None:
    keys = [(hash_, article) for hash_ in range(3_000) for article in (1, 2)]
    postings.post_fingerprints(rows(*((*row, 0) for row in keys)))
    postings.post_terms(rows(*((*row, 0.5) for row in keys)))
    CommonFingerprint.objects.bulk_create(CommonFingerprint(hash=each, articles=40) for each in range(3_000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as asked:
        LOOK_UPS[look_up]()
    (statement,) = [each["sql"] for each in asked.captured_queries if "WHERE" in each["sql"]]

    plan = explained(statement.removeprefix("1 times: "))

    if connection.vendor == "postgresql":
        assert "Seq Scan" not in plan
        assert "Index" in plan
    else:
        assert "SCAN newsgroups_" not in plan
        assert "SEARCH newsgroups_" in plan


def explained(statement: str) -> str:
    with connection.cursor() as cursor:
        if "%s" in statement:
            cursor.execute(f"{explain()} {statement}", [5, 1])
        else:
            cursor.execute(f"{explain()} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def explain() -> str:
    return "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
