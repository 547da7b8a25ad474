"""The posting tables: which articles hold a fingerprint or a term.

All statements here go by the primary key `(hash, article_id)`, on SQLite and PostgreSQL alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from newsgroups.matching.sources import Postings
from newsgroups.models import CommonFingerprint, FingerprintPosting, TermPosting

# Hashes in one statement: below the 32,766 parameters of SQLite and the 65,535 of PostgreSQL.
_CHUNK = 5_000
# Rows that one prepared statement adds: with 30 a row costs two thirds of what it costs alone, with 100 no less.
_ROWS_AT_ONCE = 30


def post_fingerprints(rows: Iterable[tuple[int, int, int]]) -> None:
    """Adds `(hash, article, around)` rows; those that are there already stay."""
    _insert(FingerprintPosting._meta.db_table, {"hash": "bigint", "article_id": "bigint", "around": "bigint"}, rows)


def post_terms(rows: Iterable[tuple[int, int, float]]) -> None:
    """Adds `(hash, article, weight)` rows; those that are there already stay."""
    _insert(TermPosting._meta.db_table, {"hash": "bigint", "article_id": "bigint", "weight": "float8"}, rows)


def withdraw_fingerprints(rows: Iterable[tuple[int, int]]) -> None:
    _delete(FingerprintPosting._meta.db_table, rows)


def withdraw_terms(rows: Iterable[tuple[int, int]]) -> None:
    _delete(TermPosting._meta.db_table, rows)


def common_among(fingerprints: NDArray[np.int64]) -> frozenset[int]:
    """Those of the fingerprints that are boilerplate."""
    table = CommonFingerprint._meta.db_table
    return frozenset(row[0] for chunk in _chunks(fingerprints) for row in _select(table, "hash", chunk))


def articles_sharing(fingerprints: NDArray[np.int64]) -> Counter[int]:
    """For each article that holds some of the fingerprints, how many; boilerplate must be taken out before."""
    shared: Counter[int] = Counter()
    for chunk in _chunks(fingerprints):
        rows = _select(FingerprintPosting._meta.db_table, "article_id, COUNT(*)", chunk, "GROUP BY article_id")
        for article, count in rows:
            shared[article] += count
    return shared


def fingerprint_postings(fingerprints: NDArray[np.int64]) -> Postings:
    """Postings of the fingerprints; boilerplate must be taken out before."""
    rows = [
        row
        for chunk in _chunks(fingerprints)
        for row in _select(FingerprintPosting._meta.db_table, "hash, article_id, around", chunk)
    ]
    return Postings(*np.array(rows, np.int64).reshape(-1, 3).T)


def term_postings(terms: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Postings of the terms as three arrays of one length: term, article, weight."""
    rows = [
        row
        for chunk in _chunks(terms)
        for row in _select(TermPosting._meta.db_table, "hash, article_id, weight", chunk)
    ]
    if not rows:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    hashes, articles, weights = zip(*rows, strict=True)
    return np.array(hashes, np.int64), np.array(articles, np.int64), np.array(weights)


def _chunks(hashes: NDArray[np.int64]) -> Iterator[list[int]]:
    for start in range(0, len(hashes), _CHUNK):
        yield hashes[start : start + _CHUNK].tolist()


def _select(table: str, columns: str, hashes: Sequence[int], tail: str = "") -> list[tuple]:
    marks = ",".join(["%s"] * len(hashes))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE hash IN ({marks}) {tail}", hashes)  # noqa: S608
        return cursor.fetchall()


def _insert(table: str, columns: Mapping[str, str], rows: Iterable[tuple]) -> None:
    """One statement for all rows where the database unpacks arrays, prepared statements of some rows elsewhere."""
    names, ordered = ", ".join(columns), sorted(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
            values = [list(column) for column in zip(*ordered, strict=True)] or [[] for _ in columns]
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING",  # noqa: S608
                values,
            )
        else:
            values = f"({', '.join(['%s'] * len(columns))})"
            whole = len(ordered) - len(ordered) % _ROWS_AT_ONCE
            at_once = (ordered[start : start + _ROWS_AT_ONCE] for start in range(0, whole, _ROWS_AT_ONCE))
            for count, parameters in (
                (_ROWS_AT_ONCE, [list(chain.from_iterable(rows)) for rows in at_once]),
                (1, ordered[whole:]),
            ):
                cursor.executemany(
                    f"INSERT INTO {table} ({names}) VALUES {', '.join([values] * count)} ON CONFLICT DO NOTHING",  # noqa: S608
                    parameters,
                )


def _delete(table: str, rows: Iterable[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE hash = %s AND article_id = %s", list(rows))  # noqa: S608
