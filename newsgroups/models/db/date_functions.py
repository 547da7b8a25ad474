from typing import Any

from django.db.models import CharField, FloatField, Func


class Period(Func):
    """Extracts the year (4 characters), month (7), or day (10) of a timestamp in UTC, in ISO 8601 format.

    On SQLite, Django's own truncation calls Python for each row, which takes 200 ms for 37,000 articles. Timestamps are
    stored there as text that begins with the wanted part.
    """

    output_field = CharField()
    _FORMS = {4: "YYYY", 7: "YYYY-MM", 10: "YYYY-MM-DD"}

    def __init__(self, expression: Any, length: int = 7, **options: Any) -> None:
        super().__init__(expression, **options)
        self.length = length

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template=f"substr(%(expressions)s, 1, {self.length})", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        form = self._FORMS[self.length]
        template = f"to_char(%(expressions)s AT TIME ZONE 'UTC', '{form}')"
        return self.as_sql(compiler, connection, template=template, **context)


class Day(Func):
    """Converts a timestamp to fractional days since 1970, to the second, without creating a datetime for each row."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS REAL) / 86400"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(floor(extract(epoch FROM %(expressions)s)) AS float8) / 86400"
        return self.as_sql(compiler, connection, template=template, **context)
