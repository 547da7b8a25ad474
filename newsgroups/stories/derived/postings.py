"""The posting tables: which articles contain a fingerprint or a term.

All statements use the primary key `(hash, article_id)`, on both SQLite and PostgreSQL.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from newsgroups.matching.retrieval.likely_sources import Postings
from newsgroups.models import CommonFingerprint, FingerprintPosting, TermPosting
from newsgroups.models.db.integer_lists import as_parameter, rows_of_parameter

# Rows inserted by one prepared statement. With 60, a row costs half as much as it does alone; with 300, no less.
_ROWS_BATCH_SIZE = 60
# Rows converted to Python numbers at a time. Converting all of them at once overflows the processor's cache and takes a
# quarter longer.
_ROWS_IN_CACHE = 50 * _ROWS_BATCH_SIZE
# Weights are single-precision numbers from 0 to 1. As integers in these units they are stored without loss.
_WEIGHT_UNITS = 2**46
# Stands in for the article where a fingerprint is boilerplate; ids of articles are positive.
_BOILERPLATE = 0


class PostingRows(NamedTuple):
    """Columns of rows in key order, the fastest order to insert: hashes, articles, and values."""

    hashes: NDArray[np.int64]
    articles: NDArray[np.int64]
    beside: NDArray[Any]

    @classmethod
    def of(
        cls, articles: Iterable[int], hashes: Sequence[NDArray[np.int64]], beside: Sequence[NDArray[Any]]
    ) -> "PostingRows":
        """Build the rows of articles, in ascending order of id, from their hashes and the value of each."""
        flat = np.concatenate([np.empty(0, np.int64), *hashes])
        ids = np.fromiter(articles, np.int64).repeat([len(each) for each in hashes])
        order = np.argsort(flat, kind="stable")
        return cls(*(each[order] for each in (flat, ids, np.concatenate([np.empty(0, np.int8), *beside]))))

    def as_set(self) -> set[tuple[int, int, float]]:
        return set(zip(*(column.tolist() for column in self), strict=True))

    def interleaved(self, start: int, end: int) -> list[float]:
        """Return the numbers of the rows, row by row."""
        numbers: list[float] = [0] * (len(self) * (end - start))
        for place, column in enumerate(self):
            numbers[place :: len(self)] = column[start:end].tolist()
        return numbers


def post_fingerprints(rows: PostingRows) -> None:
    """Insert rows of hash, article, and context. Existing rows stay."""
    _insert(FingerprintPosting._meta.db_table, {"hash": "bigint", "article_id": "bigint", "around": "bigint"}, rows)


def post_terms(rows: PostingRows) -> None:
    """Insert rows of hash, article, and weight. Existing rows stay."""
    _insert(TermPosting._meta.db_table, {"hash": "bigint", "article_id": "bigint", "weight": "float8"}, rows)


def withdraw_fingerprints(rows: Iterable[tuple[int, int]]) -> None:
    _delete(FingerprintPosting._meta.db_table, rows)


def withdraw_terms(rows: Iterable[tuple[int, int]]) -> None:
    _delete(TermPosting._meta.db_table, rows)


def common_among(fingerprints: NDArray[np.int64]) -> frozenset[int]:
    """Return those fingerprints that are boilerplate."""
    return frozenset(row[0] for row in _select(CommonFingerprint._meta.db_table, "hash", fingerprints))


def fingerprint_postings(fingerprints: NDArray[np.int64]) -> tuple[Postings, frozenset[int]]:
    """Return the postings of distinct fingerprints, and those that are boilerplate, whose postings are not read.

    A single statement: each further one costs as much as reading ten postings.
    """
    held, common = FingerprintPosting._meta.db_table, CommonFingerprint._meta.db_table
    rows = _fetched(
        f"SELECT asked.value, COALESCE({held}.article_id, {_BOILERPLATE}), COALESCE({held}.around, 0) "  # noqa: S608
        f"FROM {_asked()} "
        f"LEFT JOIN {common} ON {common}.hash = asked.value "
        f"LEFT JOIN {held} ON {held}.hash = asked.value AND {common}.hash IS NULL "
        f"WHERE {held}.hash IS NOT NULL OR {common}.hash IS NOT NULL",
        _as_parameter(fingerprints),
    )
    found = np.fromiter(chain.from_iterable(rows), np.int64, 3 * len(rows)).reshape(-1, 3).T
    is_common = found[1] == _BOILERPLATE
    if not is_common.any():
        return Postings(*found), frozenset()
    return Postings(*found[:, ~is_common]), frozenset(found[0, is_common].tolist())


def term_postings(terms: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the postings of the terms as three arrays of equal length: term, article, weight.

    The database returns the postings of a term as two strings of integers: fetching thousands of rows would take twice
    as long, mostly to create Python numbers.
    """
    join = "string_agg(CAST({} AS text), ',')" if connection.vendor == "postgresql" else "group_concat({})"
    columns = [join.format(each) for each in ("article_id", f"CAST(weight * {_WEIGHT_UNITS} AS bigint)")]
    rows = _select(TermPosting._meta.db_table, f"hash, {', '.join(columns)}", terms, "GROUP BY hash ORDER BY hash")
    articles = [np.fromstring(row[1], np.int64, sep=",") for row in rows]
    units = np.fromstring(",".join(row[2] for row in rows), np.int64, sep=",")
    hashes = np.repeat(np.array([row[0] for row in rows], np.int64), [len(each) for each in articles])
    return hashes, np.concatenate([np.empty(0, np.int64), *articles]), units / _WEIGHT_UNITS


def _select(table: str, columns: str, hashes: NDArray[np.int64], tail: str = "") -> list[tuple]:
    return _fetched(
        f"SELECT {columns} FROM {table} WHERE hash IN (SELECT value FROM {_asked()}) {tail}",  # noqa: S608
        _as_parameter(hashes),
    )


def _fetched(statement: str, parameter: list[int] | str) -> list[tuple]:
    """Return the result of a statement with one parameter.

    Bypasses Django's wrappers around SQLite's cursor, which would take a tenth of the time of a look-up. Only their
    translation of errors and, if enabled, their query log are kept.
    """
    rows: list[tuple]
    if connection.vendor == "sqlite" and not connection.queries_logged:
        connection.ensure_connection()
        with connection.wrap_database_errors:
            rows = connection.connection.execute(statement.replace("%s", "?"), [parameter]).fetchall()
        return rows
    with connection.cursor() as cursor:
        cursor.execute(statement, [parameter])
        rows = cursor.fetchall()
    return rows


def _asked() -> str:
    return rows_of_parameter(connection.vendor)


def _as_parameter(hashes: NDArray[np.int64]) -> list[int] | str:
    return as_parameter(connection.vendor, hashes.tolist())


def _insert(table: str, columns: Mapping[str, str], rows: PostingRows) -> None:
    """Insert all rows with one statement where the database can unpack arrays, else with prepared statements."""
    names, width = ", ".join(columns), len(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING",  # noqa: S608
                [column.tolist() for column in rows],
            )
            return
        values = f"({', '.join(['%s'] * width)})"
        whole = len(rows.hashes) - len(rows.hashes) % _ROWS_BATCH_SIZE
        for count, start, end in ((_ROWS_BATCH_SIZE, 0, whole), (1, whole, len(rows.hashes))):
            statement = f"INSERT INTO {table} ({names}) VALUES {', '.join([values] * count)} ON CONFLICT DO NOTHING"  # noqa: S608
            for first in range(start, end, _ROWS_IN_CACHE):
                flat = rows.interleaved(first, min(first + _ROWS_IN_CACHE, end))
                step = width * count
                cursor.executemany(statement, [flat[at : at + step] for at in range(0, len(flat), step)])


def _delete(table: str, rows: Iterable[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE hash = %s AND article_id = %s", list(rows))  # noqa: S608
