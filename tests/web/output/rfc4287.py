"""Validates an Atom document against RFC 4287; returns the rules that it breaks."""

import re
from datetime import datetime
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def parsed(document: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(document)  # noqa: S314 - the document is ours


def broken_rules(document: bytes) -> list[str]:
    root = parsed(document)
    if root.tag != f"{ATOM}feed":
        return ["the document is no feed"]
    entries = root.findall(f"{ATOM}entry")
    found = [*_of_container("feed", root), *(rule for entry in entries for rule in _of_container("entry", entry))]
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        found.append("4.1.1: neither the feed nor each entry has an author")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        found.append("4.1.1: two entries have one id")
    if [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") != 1:
        found.append("4.1.1: the feed has no link to itself")
    return found


def _of_container(kind: str, element: ElementTree.Element) -> list[str]:
    found = [
        f"{kind} has {len(element.findall(ATOM + name))} {name}"
        for name in ("id", "title", "updated")
        if len(element.findall(ATOM + name)) != 1
    ]
    found += [
        f"{kind} has several {name}"
        for name in ("subtitle", "rights", "summary", "published")
        if len(element.findall(ATOM + name)) > 1
    ]
    found += [
        f"3.3: {moment.text!r} is no moment"
        for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published"))
        if not _MOMENT.fullmatch(moment.text or "") or not datetime.fromisoformat(moment.text or "")
    ]
    found += [
        "3.2.1: an author has no name"
        for author in element.findall(f"{ATOM}author")
        if len(author.findall(f"{ATOM}name")) != 1 or not (author.findtext(f"{ATOM}name") or "").strip()
    ]
    found += [
        f"3.1: {name} is neither text nor escaped html"
        for name in ("title", "subtitle", "summary", "rights")
        for text in element.findall(ATOM + name)
        if text.get("type", "text") not in ("text", "html") or len(text)
    ]
    if not _IRI.fullmatch(element.findtext(f"{ATOM}id") or ""):
        found.append("4.2.6: the id is no IRI")
    alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if len(alternates) != 1:
        found.append(f"{kind} has {len(alternates)} alternate links")
    if any(not _IRI.fullmatch(link.get("href") or "") for link in element.findall(f"{ATOM}link")):
        found.append("4.2.7.1: a link has no address")
    return found
