"""Queries that are asked with other numbers again and again."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection, models

from .among import as_parameter

# Stand for the numbers while the statement is made; no article has such ids.
_FIRST_PLACEHOLDER = -(2**40)


class Prepared:
    """A query by numbers, of tuples, whose statement is made once: Django takes several times as long to make one as
    the database for its rows.

    `query` is called with a list of numbers for each of its parameters, which it must hand on as they are
    (`field__among=numbers`), and gives a `values_list`.
    """

    def __init__(self, query: Callable[..., models.QuerySet[Any, Any]], parameters: int = 1) -> None:
        self._query = query
        self._placeholders = [[_FIRST_PLACEHOLDER - place] for place in range(parameters)]
        self._made: dict[str, tuple[str, tuple[Any, ...], Any]] = {}

    def rows(self, *numbers: Collection[int]) -> list[tuple[Any, ...]]:
        vendor = connection.vendor
        if vendor not in self._made:
            compiler = self._query(*self._placeholders).query.get_compiler(connection=connection)
            self._made[vendor] = (*compiler.as_sql(), compiler)
        statement, parameters, compiler = self._made[vendor]
        for placeholder, each in zip(self._placeholders, numbers, strict=True):
            mark, given = (as_parameter(vendor, list(held)) for held in (placeholder, each))
            parameters = tuple(given if parameter == mark else parameter for parameter in parameters)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            found = cursor.fetchall()
        return list(compiler.results_iter([found], tuple_expected=True))
