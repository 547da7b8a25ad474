"""Indexes, tables and column defaults that Django cannot express by itself.

The models use `LatestFirstIndex` and `new_token` too: Django compares a model with its migrations by class and
function, so both sides must name the same ones.
"""

import secrets
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.expressions import OrderBy


def new_token() -> str:
    """256 random bits as 43 URL-safe characters: an address that cannot be guessed."""
    return secrets.token_urlsafe(32)


class LatestFirstIndex(models.Index):
    """An index in the order of lists: latest first, undated last.

    PostgreSQL uses an index for `ORDER BY … DESC NULLS LAST` only if the index says where nulls go. SQLite always
    puts them last in a descending index and rejects the clause.
    """

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        if schema_editor.connection.vendor != "sqlite":
            return super().create_sql(model, schema_editor, using, **kwargs)
        plain = [
            OrderBy(expression.expression, descending=expression.descending)
            if isinstance(expression, OrderBy)
            else expression
            for expression in self.expressions
        ]
        return models.Index(*plain, name=self.name).create_sql(model, schema_editor, using, **kwargs)


class CreateNarrowModel(migrations.CreateModel):
    """Creates a table stored in its primary key (`WITHOUT ROWID`), where the database supports that.

    SQLite otherwise stores each row twice: in a table ordered by row number and in the index of the key. For tens of
    millions of postings this halves the space and saves one lookup per row. See https://www.sqlite.org/withoutrowid.html.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.name)
        sql, params = schema_editor.table_sql(model)
        schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)


class MoveLast(Operation):
    """Makes a column the last one of its table again, after others were added behind it.

    SQLite stores a long value in a chain of pages and has to follow it to reach the columns behind it. SQLite has no
    statement for reordering columns, so the table is copied, as Django does for every change of a column. Other
    databases do not care about the order.
    """

    reversible = True

    def __init__(self, model: str, field: str) -> None:
        self.model, self.field = model, field

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.model, self.field], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        fields = state.models[app_label, self.model.lower()].fields
        fields[self.field] = fields.pop(self.field)
        state.reload_model(app_label, self.model.lower(), delay=False)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            # The type stubs lack this method of the SQLite schema editor.
            schema_editor._remake_table(to_state.apps.get_model(app_label, self.model))  # type: ignore[attr-defined]

    def database_backwards(self, *args: Any) -> None:
        """Nothing depends on the order."""

    def describe(self) -> str:
        return f"Make {self.field} the last column of {self.model}"
