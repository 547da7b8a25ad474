"""Queries that are repeated with other numbers."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection, models

from .integer_lists import as_parameter

# Placeholder for the numbers while the statement is compiled; no row has this id.
_PLACEHOLDER = [-(2**40)]


class Prepared:
    """A query by a list of numbers that returns tuples and whose SQL is compiled once.

    Compiling takes Django several times as long as the database needs for the rows.

    `query` is called with a list of numbers, must pass it on unchanged (`field__among=numbers`) or ignore it, and
    returns a `values_list`. If `plain`, all values are numbers, strings, or bytes, which Django need not convert.
    """

    def __init__(self, query: Callable[[list[int]], models.QuerySet[Any, Any]], *, plain: bool = False) -> None:
        self._query = query
        self._plain = plain
        self._made: dict[str, tuple[str, tuple[Any, ...], Any]] = {}

    def rows(self, numbers: Collection[int]) -> list[tuple[Any, ...]]:
        vendor = connection.vendor
        if vendor not in self._made:
            compiler = self._query(_PLACEHOLDER).query.get_compiler(connection=connection)
            self._made[vendor] = (*compiler.as_sql(), compiler)
        statement, parameters, compiler = self._made[vendor]
        mark, given = (as_parameter(vendor, list(map(int, each))) for each in (_PLACEHOLDER, numbers))
        with connection.cursor() as cursor:
            cursor.execute(statement, [given if each == mark else each for each in parameters])
            found = cursor.fetchall()
        return found if self._plain else list(compiler.results_iter([found], tuple_expected=True))
