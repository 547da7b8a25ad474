"""Columns in the order that reading needs."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class MoveLast(Operation):
    """Makes a column the last one of its table again, after others were added behind it.

    SQLite keeps long values in a chain of pages that has to be walked to reach the columns behind them. It has no
    statement for this, so the table is copied, as Django does for every change of a column. Elsewhere the order of
    columns does not matter.
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
            schema_editor._remake_table(to_state.apps.get_model(app_label, self.model))

    def database_backwards(self, *args: Any) -> None:
        """Nothing depends on the order."""

    def describe(self) -> str:
        return f"Make {self.field} the last column of {self.model}"
