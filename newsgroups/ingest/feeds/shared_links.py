"""Feed entries that share a link: change logs and notice pages have many articles at one address."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlsplit

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models.articles.article import MAX_URL

# A longer id is replaced by its hash.
_MAX_ID_LENGTH = 200


def shared_links(links: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> set[str]:
    """Links shared by several entries of a feed that carry texts and have ids and titles of their own."""
    told: dict[str, list[tuple[str, str, str]]] = {}
    for link, entry in zip(links, entries, strict=True):
        try:
            place = canonical_url(link) if entry["text"] else ""
        except RefusedAddress:
            continue
        if place:
            told.setdefault(place, []).append((link, _name(link, entry), entry["title"]))
    return {
        link
        for those in told.values()
        if len({name for _, name, _ in those}) > 1 and len({title for _, _, title in those}) > 1
        for link, _, _ in those
    }


def own_place(canonical: str, link: str, entry: Mapping[str, Any]) -> str:
    """An address for this entry alone, which extends the shared one; empty for an entry without an id."""
    name = _name(link, entry)
    if not name or name == link or "#" in canonical:
        return ""
    if len(name) > _MAX_ID_LENGTH:
        name = blake2b(name.encode(), digest_size=16).hexdigest()
    found = f"{canonical}#/{quote(name, safe='')}"
    return found if len(found) <= MAX_URL else ""


def _name(link: str, entry: Mapping[str, Any]) -> str:
    """The feed's name for the entry: its id, otherwise the fragment of the link."""
    try:
        return str(entry.get("id") or urlsplit(link).fragment)
    except ValueError:
        return ""
