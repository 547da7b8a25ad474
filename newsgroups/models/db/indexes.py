from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models.expressions import OrderBy


class LatestFirstIndex(models.Index):
    """An index in the order that lists have: latest first, undated last.

    PostgreSQL must be told where the nulls go for the index to serve `ORDER BY … DESC NULLS LAST`. SQLite puts
    them last in a descending index by itself and refuses to be told.
    """

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        if schema_editor.connection.vendor != "sqlite":
            return super().create_sql(model, schema_editor, using, **kwargs)
        plain = [
            OrderBy(each.expression, descending=each.descending) if isinstance(each, OrderBy) else each
            for each in self.expressions
        ]
        return models.Index(*plain, name=self.name).create_sql(model, schema_editor, using, **kwargs)
