"""Queries that are asked with other numbers again and again."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection, models

from .among import as_parameter

# Stands for the numbers while the statement is made; nothing has such an id.
_PLACEHOLDER = [-(2**40)]


class Prepared:
    """A query by numbers, of tuples, whose statement is made once: Django takes several times as long to make one as
    the database for its rows.

    `query` is called with a list of numbers, which it must hand on as it is (`field__among=numbers`), and gives a
    `values_list`. Where the values are `plain`, numbers, texts and bytes, Django has nothing to convert.
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
