"""JSON-LD (schema.org) about a page's article: its own record, not those of videos, comments, and lists."""

import json
import re
from collections.abc import Iterator
from typing import Any

_COMMENT = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_TRAILING = re.compile(r",(?=\s*[}\]])")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Column|Opinion|Obituary)$", re.IGNORECASE)
_PAGE = re.compile(r"(?:WebPage|ItemPage|CreativeWork)$", re.IGNORECASE)
# Keys that hold records of other things within the record of an article or page.
_WITHIN = ("@graph", "mainentity", "mainentityofpage", "itemreviewed")
_DEEPEST = 6
_MOST = 200
DATES = ("datepublished", "datecreated", "uploaddate")

Record = dict[str, Any]


def records(tree: Any) -> list[Record]:
    """Records of articles, then records of pages, each in page order, with lowercased keys."""
    found = [record for script in tree.iter("script") if _is_json_ld(script) for record in _read(script.text or "")]
    articles = [record for record in found[:_MOST] if _has_type(record, _ARTICLE)]
    return articles + [record for record in found[:_MOST] if _has_type(record, _PAGE) and record not in articles]


def article_record(tree: Any, addresses: set[str], titles: set[str]) -> Record:
    """The record about this page: the one with its address, else the one with its headline, else the first article."""
    found = [record for record in records(tree) if _has_type(record, _ARTICLE)]
    for record in found:
        if addresses & {
            address for name in ("url", "@id", "mainentityofpage") for address in _addresses(record.get(name))
        }:
            return record
    for record in found:
        if text_of(record.get("headline")) in titles or text_of(record.get("name")) in titles:
            return record
    return found[0] if found else {}


def dates_of(record: Record) -> Iterator[str]:
    for name in DATES:
        if said := text_of(record.get(name)):
            yield said


def text_of(value: Any) -> str:
    """A plain value, the first of several, or the value inside an object."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name") or "")
    return str(value).strip()[:1_000] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _addresses(value: Any) -> set[str]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return {value.strip().split("#")[0].rstrip("/")} if isinstance(value, str) and value.strip() else set()


def _is_json_ld(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _read(text: str) -> Iterator[Record]:
    text = _COMMENT.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING.sub("", text)):
        try:
            value = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(value, 0)
        return


def _walk(value: Any, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:_MOST]:
            yield from _walk(each, depth + 1)
    elif isinstance(value, dict):
        record = {str(name).lower(): each for name, each in value.items()}
        yield record
        for name in _WITHIN:
            if isinstance(record.get(name), dict | list):
                yield from _walk(record[name], depth + 1)


def _has_type(record: Record, pattern: re.Pattern[str]) -> bool:
    kinds = record.get("@type")
    return any(
        isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
