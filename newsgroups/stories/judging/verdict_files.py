"""Export verdicts to JSON lines and import them, checking each row separately."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from newsgroups.common.dates.days import as_iso
from newsgroups.models import Article, Judgement
from newsgroups.stories.core.constraint_graph import Decisions
from newsgroups.stories.curation.constraints import decisions
from newsgroups.stories.curation.log import RefusedCuration, decision, mark_for_rematching

from .judge import Said, store_judgement

# A row has a few hundred characters; anything longer is not a verdict.
MAX_ROW_LENGTH = 20_000
_NUMBERS = {"probability": 1.0, "stands_for": sys.float_info.max}
# Nulls, which PostgreSQL rejects, and lone surrogates, which UTF-8 cannot encode.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_TEXTS = ("left", "right", "note", "model")
# Allows for clocks that differ. A verdict dated later would stay the latest forever.
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass
class Imported:
    """Numbers of rows that were added and that were known, and the rejected rows: line and reason."""

    stored: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def export_judgements() -> Iterator[str]:
    """Yield every verdict as a line of JSON, oldest first.

    Articles are identified by the URL they were imported with.
    """
    for row in Judgement.objects.with_articles().order_by("at", "id").iterator(chunk_size=500):
        yield json.dumps(_as_json(row), ensure_ascii=False)


def _as_json(row: Judgement) -> dict[str, Any]:
    return {
        "left": row.left.url_given,
        "right": row.right.url_given,
        "verdict": row.verdict,
        "by": row.by.get_username(),
        "at": as_iso(row.at),
        "note": row.note,
        "probability": row.probability,
        "together": row.together,
        "model": row.model,
        "stands_for": row.stands_for,
    }


@decision
def import_judgements(lines: Iterable[str], *, by: User, canonical: Callable[[str], str] = str) -> Imported:
    """Import verdicts as decisions. Rows that cannot be imported are reported; the others are stored.

    A row that names a curator of this site is attributed to that curator, any other row to `by`. Known verdicts are
    skipped. `canonical` turns a URL into the archive's canonical form and raises ValueError if it is not a URL.
    """
    imported, decided = Imported(), decisions()
    curators = {user.get_username(): user for user in get_user_model().objects.all()}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            author = curators.get(str(row.get("by")), by)
            known = _take(row, _pair(row, canonical), by=author, beside=decided)
            imported.known += known
            imported.stored += not known
        except RefusedCuration as refused:
            imported.refused.append((number, str(refused)))
    return imported


def _row(line: str) -> dict[str, Any]:
    """Parse a row and check the type of each field. Raises RefusedCuration with what is wrong."""
    if len(line) > MAX_ROW_LENGTH:
        raise RefusedCuration(f"the row is longer than {MAX_ROW_LENGTH:,} characters")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        # Integers of thousands of digits raise a ValueError of their own.
        raise RefusedCuration("not JSON") from None
    if not isinstance(row, dict):
        raise RefusedCuration("not an object with left, right and verdict")
    if row.get("verdict") not in Judgement.Verdict.values:
        raise RefusedCuration(f"verdict is {row.get('verdict')!r}: it must be {', '.join(Judgement.Verdict.values)}")
    for name, most in _NUMBERS.items():
        value = row.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (number and 0 <= value <= most):
            raise RefusedCuration(
                f"{name} is {value!r:.40}: it must be a number{' from 0 to 1' if most == 1 else ', 0 or greater'}"
            )
    if row.get("together") not in (None, True, False):
        raise RefusedCuration("together must be true, false or null")
    if unstorable := next((name for name in _TEXTS if _UNSTORABLE.search(str(row.get(name)))), None):
        raise RefusedCuration(f"{unstorable} contains characters that cannot be stored")
    return row


def _pair(row: dict[str, Any], canonical: Callable[[str], str]) -> list[Article]:
    """Return both articles in order of id."""
    left, right = _article(row, "left", canonical), _article(row, "right", canonical)
    if left.pk == right.pk:
        raise RefusedCuration("left and right are the same article")
    return sorted((left, right), key=lambda article: article.pk)


def _take(row: dict[str, Any], pair: list[Article], *, by: User, beside: Decisions) -> bool:
    """Store a row. Return whether this exact verdict is already known."""
    first, second = pair
    if Judgement.objects.of_pair(first.pk, second.pk).filter(verdict=row["verdict"]).exists():
        return True
    store_judgement(
        first,
        second,
        row["verdict"],
        by=by,
        note=str(row.get("note") or ""),
        at=_moment(row.get("at")),
        said=Said(row.get("probability"), row.get("together"), str(row.get("model") or "")[:32], row.get("stands_for")),
        beside=beside,
    )
    mark_for_rematching([first.pk, second.pk])
    return False


def _article(row: dict[str, Any], side: str, canonical: Callable[[str], str]) -> Article:
    given = row.get(side)
    if not isinstance(given, str) or not given:
        raise RefusedCuration(f"{side} must be the address of an article")
    try:
        url = canonical(given)
    except ValueError as refused:
        raise RefusedCuration(f"{side}: {refused}") from None
    found = Article.objects.select_related("story").defer("text").filter(url=url).first()
    if found is None:
        raise RefusedCuration(f"{side}: the archive has no article at {given}")
    return found


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
        is_to_come = bool(moment.tzinfo) and moment.astimezone(UTC) > timezone.now() + _CLOCKS_DIFFER
    except (ValueError, OverflowError):
        raise RefusedCuration(f"at is {value!r}: it must be a date and time like 2026-11-02T09:00:00Z") from None
    if moment.tzinfo is None:
        raise RefusedCuration(f"at is {value!r}: it needs a time zone, as in 2026-11-02T09:00:00Z")
    if is_to_come:
        raise RefusedCuration(f"at is {value!r}, which is in the future")
    return moment
