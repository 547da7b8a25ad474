"""Validates a row of a file: it becomes an article to store, or is rejected with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from newsgroups.text.languages.claimed_language import language_code, may_be_in

from .clean_text import clean_authors, clean_line, clean_text, clean_title, title_from
from .dates.parse_date import ReadDate, names_the_future, read_date
from .html_text import is_markup, plain
from .row_values import MAX_NOTHING_LENGTH, NoText, text_of
from .url import RefusedAddress, canonical_url, dropped_parameters

# The longest book chapter is shorter; a longer text is a dump or a mistake.
MAX_TEXT = 2_000_000
_MAX_SOURCE = 200


class RefusedRow(ValueError):
    """A row that is not an article; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article ready to be stored; `notes` say what was repaired.

    `updated` is when the outlet changed it last, and later than `published`, which is never taken from it if there is
    anything else.

    `titled` and `sourced` say whether the title and the source were given or derived. `ahead` marks a date in the
    future, which is replaced by the moment at which the article is first seen. `is_dated_by_update` says that there is
    only the time of the last change.
    """

    url: str
    url_given: str
    title: str
    text: str
    source: str
    authors: str = ""
    language: str = ""
    published: datetime | None = None
    precision: Literal["minute", "day"] | None = None
    updated: datetime | None = None
    notes: list[str] = field(default_factory=list)
    titled: bool = True
    sourced: bool = True
    ahead: bool = False
    is_dated_by_update: bool = False


def checked_row(fields: Mapping[str, Any], *, from_file: bool = False) -> Row:
    """Cleans the fields `url, title, text, published, updated, source, authors, language`. Raises RefusedRow.

    With `from_file`, markup in the text is interpreted; text read from a page has none.
    """
    notes: list[str] = []
    given, url = _addresses(fields)
    text = _text(fields, notes, may_be_markup=from_file)
    notes += [f"removed from the address: {each[:80]}" for each in dropped_parameters(given)]
    title = clean_title(_string(fields, "title"))
    if not title:
        notes.append("no title; the first sentence is used")
    published = _published(fields, notes, country=url.split("/")[2].rpartition(".")[2])
    source = clean_line(_string(fields, "source"), longest=_MAX_SOURCE)
    return Row(
        url=url,
        url_given=given,
        title=title or title_from(text),
        text=text,
        source=source or source_of(url),
        authors=clean_authors(fields.get("authors")),
        language=_language(fields, text, notes),
        published=published.moment if published else None,
        precision=published.precision if published else None,
        updated=_updated(fields, published),
        notes=notes,
        titled=bool(title),
        sourced=bool(source),
        ahead=published is None and names_the_future(_string(fields, "published")),
        is_dated_by_update=_is_dated_by_update(fields),
    )


def _addresses(fields: Mapping[str, Any]) -> tuple[str, str]:
    """The address as given, and its canonical form."""
    given = _string(fields, "url").strip()
    if not given:
        raise RefusedRow("no address (url)")
    try:
        return given, canonical_url(given)
    except RefusedAddress as refused:
        raise RefusedRow(str(refused)) from None


def _text(fields: Mapping[str, Any], notes: list[str], *, may_be_markup: bool) -> str:
    written = _string(fields, "text", between="\n\n")
    if len(written) > MAX_TEXT:
        raise RefusedRow(f"the text has {len(written):,} characters, more than {MAX_TEXT:,}")
    text = clean_text(written)
    if may_be_markup and is_markup(text):
        text = clean_text(plain(text))
        notes.append("the text is HTML; its markup was removed")
    if not text:
        raise RefusedRow("no text")
    return text


def source_of(url: str) -> str:
    """The outlet by its host, for rows that name none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _string(fields: Mapping[str, Any], name: str, *, between: str = " ") -> str:
    value = fields.get(name)
    if isinstance(value, str) and len(value) > MAX_NOTHING_LENGTH:
        return value
    try:
        return text_of(value, between=between)
    except NoText:
        raise RefusedRow(f"{name} is not text") from None


def _language(fields: Mapping[str, Any], text: str, notes: list[str]) -> str:
    """The code of the claimed language, or "" if it is none or cannot be that of the text; it is then detected."""
    given = _string(fields, "language", between=",").partition(",")[0].strip()
    code = language_code(given) if given else ""
    if code and may_be_in(code, text):
        return code
    if given:
        notes.append(f"the language {given[:20]!r} is not that of the text" if code else f"no language: {given[:20]!r}")
    return ""


def _updated(fields: Mapping[str, Any], published: ReadDate | None) -> datetime | None:
    """The time of the last change, or None if there was none after publication, or if it is unreadable or ahead."""
    try:
        updated = read_date(_string(fields, "updated").strip())
    except RefusedRow:
        return None
    if updated is None or not updated.has_time:
        return None
    is_later = published is None or updated.moment > published.moment
    return updated.moment if is_later or _is_dated_by_update(fields) else None


def _is_dated_by_update(fields: Mapping[str, Any]) -> bool:
    return bool(fields.get("updated")) and fields.get("updated") == fields.get("published")


def _published(fields: Mapping[str, Any], notes: list[str], *, country: str) -> ReadDate | None:
    given = _string(fields, "published").strip()
    published = read_date(given, country=country)
    if published is None and names_the_future(given):
        notes.append(f"date in the future {given[:40]!r}; the day it is first seen is used")
    elif published is None:
        notes.append(f"impossible date {given[:40]!r}; undated" if given else "no date; undated")
    return published
