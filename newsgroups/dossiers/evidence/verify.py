"""Checks an evidence packet without the archive that made it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsgroups.dossiers.keep import hash_of_text
from newsgroups.models import Article

from .packet import FORMAT, VERSION
from .signature import is_signed

# Far above the texts of the largest dossier.
MAX_BYTES = 200_000_000


class RefusedPacket(Exception):
    """The file is no evidence packet; the message says why."""


@dataclass
class Verified:
    """What was found: the key that signed, what was checked, and every problem."""

    key: str = ""
    title: str = ""
    made: str = ""
    entries: int = 0
    texts: int = 0
    passages: int = 0
    problems: list[str] = field(default_factory=list)


def read_packet(data: bytes) -> dict[str, Any]:
    """Parse a file. Raises RefusedPacket."""
    try:
        content = json.loads(data, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError) as error:
        raise RefusedPacket(f"The file is not JSON as evidence packets have it ({error}).") from None
    if not isinstance(content, dict) or not isinstance(content.get("packet"), dict):
        raise RefusedPacket("The file is not an evidence packet.")
    packet = content["packet"]
    if packet.get("format") != FORMAT or not isinstance(content.get("signature"), dict):
        raise RefusedPacket("The file is not an evidence packet.")
    if packet.get("version") != VERSION:
        raise RefusedPacket(f"The packet has version {packet.get('version')}; this release reads version {VERSION}.")
    return content


def verify(content: dict[str, Any], *, expected_key: str = "") -> Verified:
    """Check signature, hashes, and passages of a packet."""
    packet, signature = content["packet"], content["signature"]
    found = Verified(key=str(signature.get("public_key", "")), made=str(packet.get("made", "")))
    if not is_signed(packet, signature):
        found.problems.append("The signature does not match: the packet was changed after it was made.")
    if expected_key and expected_key != found.key:
        found.problems.append("The packet was signed with another key than the one expected.")
    try:
        found.problems += _problems(packet, found)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        found.problems.append(f"A part of the packet is missing or of another kind ({error}).")
    return found


def _problems(packet: dict[str, Any], found: Verified) -> Iterator[str]:
    texts = packet["texts"]
    found.title, found.texts = packet["dossier"]["title"], len(texts)
    for digest, text in texts.items():
        if hash_of_text(text) != digest:
            yield f"The text with the hash {digest[:12]}… has another hash."
    articles = {article["id"]: article for article in packet["articles"]}
    for article in articles.values():
        if article["text_sha256"] not in texts:
            yield f"The text of article {article['id']} is missing."
    for number, entry in enumerate(packet["dossier"]["entries"], start=1):
        found.entries += 1
        if "article" in entry:
            yield from _problems_of_entry(number, entry, articles, texts, found)


def _problems_of_entry(
    number: int, entry: dict[str, Any], articles: dict[int, Any], texts: dict[str, str], found: Verified
) -> Iterator[str]:
    article = articles.get(entry["article"])
    if article is None:
        yield f"Entry {number} names article {entry['article']}, which is not in the packet."
        return
    known = {article["text_sha256"], *(earlier["text_sha256"] for earlier in article["earlier_texts"])}
    if entry["text_sha256"] not in known:
        yield f"Entry {number} refers to a text that article {entry['article']} never had."
    if passage := entry.get("passage"):
        found.passages += 1
        text = texts.get(entry["text_sha256"])
        if text is None:
            yield f"The text of the passage in entry {number} is missing."
        elif text[passage["start"] : passage["end"]] != passage["quote"]:
            yield f"The passage in entry {number} is not at its place in the text."


def compare_with_archive(content: dict[str, Any]) -> list[str]:
    """Return what this archive says of each article of the packet, by its address."""
    said = []
    for article in content["packet"]["articles"]:
        here = Article.objects.filter(url_given=article["url"]).first()
        if here is None:
            said.append(f"{article['url']}: not in this archive")
        elif hash_of_text(here.text) == article["text_sha256"]:
            said.append(f"{article['url']}: the same text as in this archive")
        elif any(hash_of_text(earlier.text) == article["text_sha256"] for earlier in here.revisions.all()):
            said.append(f"{article['url']}: an earlier text of this archive")
        else:
            said.append(f"{article['url']}: another text than in this archive")
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values with one key, readers could take either."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a key occurs twice")
    return dict(pairs)


def _refuse(constant: str) -> Any:
    raise ValueError(f"the number {constant}")
