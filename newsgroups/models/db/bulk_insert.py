"""Insert many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = TypeVar("Row", bound=models.Model)
# Values of these fields are passed to the database unchanged.
_PLAIN = (models.FloatField, models.IntegerField, models.BooleanField, models.CharField, models.ForeignKey)


class InsertQuerySet(models.QuerySet[Row]):
    def insert(self, objects: Sequence[Row]) -> None:
        """Insert new rows. The objects do not receive their ids.

        `bulk_create` builds an expression for each value, which takes three times as long.
        """
        names = [field.attname for field in self._stored_fields()]
        self.insert_columns({name: [getattr(each, name) for each in objects] for name in names})

    def insert_columns(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Insert new rows given as columns: the values of each attribute, all in the same order."""
        connection = connections[self.db]
        fields = self._stored_fields()
        names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        table = connection.ops.quote_name(self.model._meta.db_table)
        prepared = [_prepared(field, columns[field.attname], connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(zip(*prepared, strict=True)))  # noqa: S608

    def _stored_fields(self) -> list[Any]:
        return [field for field in self.model._meta.concrete_fields if not (field.primary_key or field.generated)]


def _prepared(field: models.Field, values: Sequence[Any], connection: BaseDatabaseWrapper) -> Sequence[Any]:
    """Return a column as the database expects it."""
    if isinstance(field, _PLAIN):
        return values
    if not isinstance(field, models.DateTimeField):
        return [field.get_db_prep_save(value, connection) for value in values]
    # The same date occurs in many rows.
    prepared = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [prepared[value] for value in values]
