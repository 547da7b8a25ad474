"""A lookup that passes any number of integers as a single parameter."""

from typing import Any

from django.db import models


def rows_of_parameter(vendor: str) -> str:
    """Return the FROM clause that expands one parameter into rows with a `value`."""
    return "unnest(%s::bigint[]) AS asked(value)" if vendor == "postgresql" else "json_each(%s) AS asked"


def as_parameter(vendor: str, numbers: list[int]) -> list[int] | str:
    return numbers if vendor == "postgresql" else str(numbers)


@models.ForeignKey.register_lookup
@models.IntegerField.register_lookup
class Among(models.Lookup):
    """`field__among=numbers` means `field__in=numbers`, but with a single parameter.

    Preparing one for each number costs more than reading the rows, and no database accepts more than some ten thousand.
    """

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        return [int(each) for each in self.rhs]

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (as_parameter(connection.vendor, list(value)),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        field, parameters = self.process_lhs(compiler, connection)
        _, numbers = self.process_rhs(compiler, connection)
        asked = f"SELECT value FROM {rows_of_parameter(connection.vendor)}"  # noqa: S608
        return f"{field} IN ({asked})", (*parameters, *numbers)
