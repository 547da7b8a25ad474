"""Rejects filters that cannot be honored, with the parameter and the reason, instead of silently ignoring them."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError

from newsgroups.models import Collection, Source

# Every read operation accepts it (see `ArchiveAPI`).
FIELDS = "fields"


def _refusal(name: str, message: str, value: Any) -> ValidationError:
    return ValidationError([{"type": "value_error", "loc": ["query", name], "msg": message, "input": value}])


def refuse_unknown(request: HttpRequest, schema: type[Schema]) -> None:
    """Raise if a parameter is not in the schema: ignoring a misspelled filter would return everything."""
    refuse_other_than(request, *(field.alias or name for name, field in schema.model_fields.items()))


def refuse_other_than(request: HttpRequest, *names: str) -> None:
    """Raise if a parameter has another name."""
    known = {*names, FIELDS}
    for name in request.GET:
        if name not in known:
            raise _refusal(
                name,
                f"There is no filter with this name. Known filters: {', '.join(sorted(known))}.",
                request.GET[name],
            )


def sources_called(slugs: list[str]) -> list[Source]:
    """Return the outlets by slug or name. Raises for an unknown outlet."""
    wanted = [slug for slug in slugs if slug]
    readable = [slug for slug in wanted if "\0" not in slug and slug.isprintable()]
    outlets = list(Source.objects.select_related("outlet").filter(slug__in=readable))
    for slug in wanted:
        if slug not in {source.slug for source in outlets}:
            raise _refusal("source", "There is no outlet with this slug.", slug)
    return outlets


def outlets_asked(slugs: list[str], collections: list[str]) -> list[Source]:
    """Return the outlets by slug, and those of the collections. Raises for what does not exist, or has no outlets."""
    named = {source.pk: source for source in sources_called(slugs)}
    for slug in filter(None, collections):
        readable = slug if "\0" not in slug and slug.isprintable() else ""
        found = Source.objects.select_related("outlet").filter(
            pk__in=Collection.objects.filter(slug=readable).values("members__source")
        )
        members = {source.pk: source for source in found}
        if not members:
            raise _refusal("collection", "There is no collection with outlets with this slug.", slug)
        named |= members
    return list(named.values())


def refuse_dates_in_disorder(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise _refusal("to", "This date is before the start date.", last.isoformat())
