"""The names under which other programs keep the fields of an article."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

# Our name, and others without capitals, spaces, hyphens, and underscores, the most telling first.
_ALSO = {
    "url": "link permalink weburl articleurl storyurl pageurl canonicalurl originalurl sourceurl requestedurl href "
    "canonical alternate originid lien enlace",
    "title": "headline heading webtitle articletitle name titre titel titulo título titolo",
    "text": "fulltext maintext articlebody articletext bodytext plaintext contenttext rawtext body content contenthtml "
    "html texte texto testo",
    "published": "publishedat datepublished publisheddate datepublish publishdate publicationdate pubdate "
    "webpublicationdate firstpublished firstpublishedat datetime date issued seendate created createdat fecha datum",
    "updated": "modified updatedat datemodified lastmodified modifiedat",
    "source": "outlet publisher publication sourcename sitename publicationtitle containertitle publicationname "
    "provider origin newspaper quelle fuente",
    "authors": "author byline creator writer autor autoren auteur autore",
    "language": "lang inlanguage humanlanguage languagecode langcode",
}  # fmt: skip
_OTHERS = {usual: tuple(names.split()) for usual, names in _ALSO.items()}
_OURS = frozenset(_OTHERS)
# Objects in which databases and APIs wrap an article or part of it.
_ENVELOPES = ("_source", "fields", "article", "document", "attributes")
_BETWEEN = re.compile(r"[\s_-]+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def usual_names(names: Sequence[str]) -> list[str]:
    """Return the columns of a table under our names; where a table has one of ours, other names stay as they are."""
    found = list(names)
    squeezed = [_squeezed(name) for name in names]
    for usual, others in _OTHERS.items():
        if usual in names:
            continue
        if at := next((squeezed.index(other) + 1 for other in (usual, *others) if other in squeezed), 0):
            found[at - 1] = usual
    return found


def with_usual_names(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its values under our names as well; envelopes of databases and APIs are opened."""
    known = dict(fields)
    if known.keys() <= _OURS:
        return known
    for name in _ENVELOPES:
        if isinstance(inner := fields.get(name), dict):
            known = inner | known
    squeezed: dict[str, str] = {}
    for name in known:
        squeezed.setdefault(_squeezed(name), name)
    for usual, others in _OTHERS.items():
        if usual not in known:
            other = next((squeezed[other] for other in (usual, *others) if other in squeezed), None)
            if other is not None:
                known[usual] = known[other]
    if "text" not in known and isinstance(known.get("summary"), dict):
        # Google Reader's form, which its successors kept, has the whole text of many feeds here.
        known["text"] = known["summary"]
    if isinstance(known.get("url"), list):
        known["url"] = _first_address(known["url"])
    if "text" in known and "url" not in known and _ADDRESS.fullmatch(str(known.get("id", ""))):
        known["url"] = known["id"]
    return known


def _squeezed(name: str) -> str:
    return _BETWEEN.sub("", name).lower()


def _first_address(links: list[Any]) -> Any:
    """The first of several links, as readers of feeds list them."""
    first = links[0] if links else ""
    return first.get("href", first) if isinstance(first, dict) else first
