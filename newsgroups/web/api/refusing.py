"""Filters that cannot be honored are refused, with what and where, and never left out in silence."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError

from newsgroups.models import Source

# Every address that is read takes it (see `ArchiveAPI`).
FIELDS = "fields"


def _refusal(name: str, message: str, value: Any) -> ValidationError:
    return ValidationError([{"type": "value_error", "loc": ["query", name], "msg": message, "input": value}])


def refuse_unknown(request: HttpRequest, schema: type[Schema]) -> None:
    """Raises for a parameter that is none of the schema's: a misspelt filter would else give everything."""
    known = {field.alias or name for name, field in schema.model_fields.items()} | {FIELDS}
    for name in request.GET:
        if name not in known:
            raise _refusal(
                name, f"There is no filter of this name. Known are: {', '.join(sorted(known))}.", request.GET[name]
            )


def sources_called(slugs: list[str]) -> list[Source]:
    """The outlets by slug or name. Raises for one that the archive does not have."""
    wanted = [slug for slug in slugs if slug]
    readable = [slug for slug in wanted if "\0" not in slug and slug.isprintable()]
    found = list(Source.objects.select_related("outlet").filter(slug__in=readable))
    for slug in wanted:
        if slug not in {source.slug for source in found}:
            raise _refusal("source", "There is no outlet with this slug.", slug)
    return found


def refuse_dates_in_disorder(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise _refusal("to", "This day is before the first one.", last.isoformat())
