"""Web addresses in a pasted text. Pure."""

import re
from collections.abc import Iterator

from tld import get_fld

_TOKEN = re.compile(r"[^\s<>\"“”„«»]+")
_SCHEME = re.compile("https?://", re.IGNORECASE)
# No address is longer, as `MAX_URL` says.
_MAX_LENGTH = 2_000
_BEFORE, _AFTER = "([{'‘*_", ".,;:!?'’…*_"
_CLOSING = {")": "(", "]": "[", "}": "{"}


def addresses_in(text: str) -> list[str]:
    """The addresses in a text, in order and each once, with a scheme and without the punctuation around them.

    An address without a scheme needs a path and a known top-level domain: "site.example/news" is none, because
    ".example" is no such domain; "site.org/news" is one; "either/or" and "site.org" are none.
    """
    return list(dict.fromkeys(address for _, _, address in _found(text)))


def without_addresses(text: str) -> str:
    """The text with a space in place of each address."""
    parts, end = [], 0
    for start, stop, _ in _found(text):
        parts += [text[end:start], " "]
        end = stop
    return "".join([*parts, text[end:]])


def has_only_addresses(text: str) -> bool:
    """Whether a text has addresses, and no other words."""
    return bool(addresses_in(text)) and not any(map(str.isalnum, without_addresses(text)))


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end, and address."""
    for match in _TOKEN.finditer(text):
        token = match[0]
        # Most words of a text have neither.
        if ("/" not in token and "." not in token) or len(token) > _MAX_LENGTH:
            continue
        scheme = _SCHEME.search(token)
        start = scheme.start() if scheme else len(token) - len(token.lstrip(_BEFORE))
        end = _end(token)
        if address := _address(token[start:end], has_scheme=bool(scheme)):
            yield match.start() + start, match.start() + end, address


def _address(text: str, *, has_scheme: bool) -> str:
    """The address with its scheme; empty if it is none."""
    if has_scheme:
        return text if len(text) > len("https://") else ""
    host, slash, _ = text.partition("/")
    if "." not in host or "@" in host or not (slash or host.lower().startswith("www.")):
        return ""
    address = f"https://{text}"
    return address if get_fld(address, fail_silently=True) else ""


def _end(token: str) -> int:
    """The length without the punctuation after an address; a bracket that was opened in it belongs to it."""
    end = len(token)
    while end and (token[end - 1] in _AFTER or _closes_nothing(token[:end])):
        end -= 1
    return end


def _closes_nothing(text: str) -> bool:
    last = text[-1]
    return last in _CLOSING and text.count(last, 1) > text.count(_CLOSING[last], 1)
