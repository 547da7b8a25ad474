"""Query strings: parameters that identify the article are kept, parameters that track the reader are dropped."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsgroups.text.languages.read_lists import read_sections

_FILE = Path(__file__).with_name("tracking.txt")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED_MARK = re.compile(r"^(?:amp;)+", re.IGNORECASE)
# Most query strings contain only these characters and skip the check of each character.
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/:=]*")
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
# Characters allowed unescaped in a query besides letters and digits (RFC 3986, 3.3 and 3.4).
IN_QUERY = frozenset("-._~!$'()*,;:@/?+%[]|")
# Parameter names that may hold anything: a value is a session id if it is long and mixes letters and digits.
_SESSION_NAMES = frozenset(("sid", "s", "sess", "session", "phpsess", "sk", "st", "token", "auth", "jwt"))
_SESSION = re.compile(r"(?=\D*\d)(?=[^a-zA-Z]*[a-zA-Z])[0-9a-zA-Z]{20,}")
# A number that may be an article's id. A single digit is a flag.
_ID = re.compile(r"\d{2,}")
_CHANNEL = re.compile(r"[^a-z]+")
# Twitter's embeds mark their parameters by kind: twsrc^tfw.
_MARKED = re.compile(
    r"twsrc(?:%5e|\^)\w+|cp_\w+|(?:rss|email|social|home|topic|collection_\w+)-{3,}[\w-]*", re.IGNORECASE
)
# Ghost and many link lists name the site that they link from: ref=site.example.
_REFERRERS = frozenset(("ref", "source_ref", "referrer_domain"))
_SITE = re.compile(r"(?:https?(?::|%3A)(?:/|%2F){2})?(?:[a-z0-9-]{2,63}\.){1,4}[a-z]{2,24}/?", re.IGNORECASE)
# Sprout Social numbers its posts in the name: sf12345678=1.
_NUMBERED = re.compile(r"sf\d{5,12}")
# The place of a link in a list is no part of an article's address.
_PLACE = re.compile(r"(?<=pos)[_-]?\d{1,3}$")
_FLAGS = ("", "1")


class Query(NamedTuple):
    """What remains of a query, and the parameters that were dropped although other sites identify articles by them."""

    text: str
    dropped: tuple[str, ...]


class _Rules(NamedTuple):
    names: frozenset[str]
    beginnings: tuple[str, ...]
    values: dict[str, frozenset[str]]
    codes: frozenset[str]
    channels: frozenset[str]


def clean_query(query: str) -> Query:
    """Parameters sorted by name (those of one name in their order), escapes in one form, without tracking."""
    kept: list[tuple[str, str]] = []
    dropped: list[str] = []
    for part in query.split("&"):
        raw_name, equals, raw_value = part.partition("=")
        # A space may be written either way.
        name, value = escaped(raw_name.replace("+", "%20")), escaped(raw_value.replace("+", "%20"))
        # The caret before it may have been escaped once or more along the way.
        name = _ESCAPED_MARK.sub("", name)
        if not name and not equals:
            continue
        reason = _left_out(name.lower(), value)
        if not reason:
            kept.append((name, name + equals + value))
        elif reason == "channel":
            dropped.append(f"{name}={value}")
    return Query("&".join(part for _, part in sorted(kept, key=lambda each: each[0])), tuple(dropped))


def parameters(query: str) -> Iterator[tuple[str, str]]:
    """Lowercased names and values of the remaining parameters."""
    for part in clean_query(query).text.split("&"):
        name, _, value = part.partition("=")
        if name:
            yield name.lower(), value


def escaped(text: str, allowed: frozenset[str] = IN_QUERY) -> str:
    """Percent-encoding in one form: letters and digits unescaped, uppercase hex digits, everything else encoded."""
    if _PLAIN.fullmatch(text):
        return text
    text = _ESCAPE.sub(_unescaped, _BARE_PERCENT.sub("%25", text))
    return "".join(each if (each.isascii() and each.isalnum()) or each in allowed else _encoded(each) for each in text)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code in _UNRESERVED else f"%{match[1].upper()}"


def _left_out(name: str, value: str) -> str:
    """The kind of parameter that identifies nothing, "tracking" or "channel"; otherwise an empty string."""
    rules = _rules()
    if name in rules.names or name.startswith(rules.beginnings):
        return "tracking"
    if name in rules.values and value.lower() in rules.values[name]:
        return "tracking"
    if value == "1" and _NUMBERED.fullmatch(name):
        return "tracking"
    if name in rules.codes:
        return "" if _ID.fullmatch(value) else "channel"
    if name in _SESSION_NAMES and _SESSION.fullmatch(value):
        return "tracking"
    if name in _REFERRERS and _SITE.fullmatch(value):
        return "channel"
    return "channel" if name in rules.channels and _is_channel(value) else ""


def _is_channel(value: str) -> bool:
    """Whether the value names a channel: `ref=home`, `source=rss_feed`, `share=1`. A possible id or agency name is
    kept.
    """
    if value in _FLAGS or _MARKED.fullmatch(value):
        return True
    words = _CHANNEL.split(_PLACE.sub("", value.lower().replace("%5e", "^")))
    known = _channel_names("channel names")
    if value.lower() in known:
        return True
    parts = known | _channel_names("channel parts")
    return len(words) > 1 and all(word in parts for word in words) and not known.isdisjoint(words)


@cache
def _sections() -> dict[str, list[str]]:
    return {name: [line.strip().lower() for line in lines] for name, lines in read_sections(_FILE).items()}


@cache
def _channel_names(section: str) -> frozenset[str]:
    return frozenset(" ".join(_sections()[section]).split())


@cache
def _rules() -> _Rules:
    sections = _sections()
    lines = [line for name, lines in sections.items() if not name.startswith(("channel", "codes")) for line in lines]
    values = {
        name: frozenset(given.split("|")) for name, equals, given in (line.partition("=") for line in lines) if equals
    }
    plain = [line for line in lines if "=" not in line]
    return _Rules(
        names=frozenset(line for line in plain if not line.endswith("*")),
        beginnings=tuple(line[:-1] for line in plain if line.endswith("*")),
        values=values,
        codes=frozenset(sections["codes"]),
        channels=frozenset(line.rstrip("=") for line in sections["channels"]),
    )
