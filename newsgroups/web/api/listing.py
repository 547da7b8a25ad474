"""Paginates lists, by page number or by a cursor that stays valid as articles arrive (keyset pagination)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError as BadValue
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError

from newsgroups.web.output.page_sizes import API_ENTRIES, MAX_API_ENTRIES

# With the largest ids, dates and order names, a cursor is shorter than 200 characters.
MAX_CURSOR = 400


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000, description="Page number, starting at 1.")
    cursor: str | None = Field(
        None, max_length=MAX_CURSOR, description="The cursor from `next`; if given, `page` is ignored."
    )
    limit: int = Field(API_ENTRIES, ge=1, le=MAX_API_ENTRIES, description="Entries per page.")


def listing(
    request: HttpRequest,
    rows: QuerySet,
    asked: Paging,
    *,
    columns: Sequence[str],
    as_json: Callable[[Any], Any],
    rows_of: Callable[[Any], Any] = lambda rows: rows,
    count: int | None = None,
) -> dict[str, Any]:
    """Return one page of rows ordered by `columns`, all descending with nulls last; the last column is unique.

    Take two queries, or one if `count` is known. Responds with 404 to a cursor from another list.
    """
    total = rows.order_by().count() if count is None else count
    first = 0 if asked.cursor else (asked.page - 1) * asked.limit
    beyond = rows.filter(_after(columns, _read(asked.cursor, rows, columns))) if asked.cursor else rows
    page_rows = list(rows_of(beyond)[first : first + asked.limit + 1])
    shown, has_more = page_rows[: asked.limit], len(page_rows) > asked.limit
    return {
        "count": total,
        "page": None if asked.cursor else asked.page,
        "pages": max(1, -(-total // asked.limit)),
        "next": _next(request, _written(shown[-1], columns)) if has_more else None,
        "results": [as_json(row) for row in shown],
    }


def next_page(request: HttpRequest, page: int, pages: int) -> str | None:
    """Return the URL of the next page by number, for lists whose order is a ranking."""
    return _address(request, page=str(page + 1)) if page < pages else None


def _next(request: HttpRequest, cursor: str) -> str:
    """Clients that use page numbers keep using them."""
    if "page" in request.GET and "cursor" not in request.GET:
        return _address(request, page=str(int(request.GET["page"]) + 1))
    return _address(request, cursor=cursor)


def _address(request: HttpRequest, **values: str) -> str:
    query = request.GET.copy()
    for name, value in values.items():
        query[name] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _written(row: Any, columns: Sequence[str]) -> str:
    values = [getattr(row, column) for column in columns]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return urlsafe_b64encode(json.dumps([",".join(columns), *plain]).encode()).decode().rstrip("=")


def _read(cursor: str, rows: QuerySet, columns: Sequence[str]) -> list[Any]:
    try:
        order, *values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), parse_constant=_refuse)
        if order != ",".join(columns) or values[-1] is None:
            raise ValueError
        annotated = rows.query.annotations
        fields = [
            annotated[column].output_field if column in annotated else rows.model._meta.get_field(column)
            for column in columns
        ]
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, IndexError, OverflowError, BadValue):
        raise HttpError(404, "This cursor is not valid for this list and sort order; use the one in `next`.") from None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _after(columns: Sequence[str], values: Sequence[Any]) -> Q:
    """Return a condition for the rows after the one with these values."""
    column, value = columns[0], values[0]
    rest = _after(columns[1:], values[1:]) if len(columns) > 1 else None
    if value is None:
        return Q(**{f"{column}__isnull": True}) & (rest or Q())
    later = Q(**{f"{column}__lt": value})
    if rest is None:
        return later
    return later | Q(**{f"{column}__isnull": True}) | Q(**{column: value}) & rest
