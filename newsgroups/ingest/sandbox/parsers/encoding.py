"""Bytes to text where the server, the file and the bytes themselves disagree about the encoding."""

import codecs
import re

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_INSIDE = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# How far browsers look for the encoding that a page names (HTML Standard, 13.2.3.2).
_BEGINNING = 1_024
_SHIFT = b"\x1b$"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What calls itself Latin-1 or ASCII on the web is Windows-1252 (Encoding Standard).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(data: bytes, content_type: str = "") -> str:
    """The text of a page or file.

    A byte order mark counts first; then UTF-8 if it fits, which it hardly does by chance; then what the server said,
    what the file says, and Windows-1252, where a byte that does not exist becomes a mark.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    named = [*_named(_HEADER.findall(content_type)), *_named(_inside(data))]
    # ISO-2022 writes in seven bits, which are UTF-8, too; its escapes mean nothing there.
    for name in (*named, "utf-8") if _SHIFT in data else ("utf-8", *named):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _inside(data: bytes) -> list[str]:
    return [name.decode("ascii", errors="replace") for name in _INSIDE.findall(data[:_BEGINNING])]


def _named(names: list[str]) -> list[str]:
    """Encodings that Python knows and that yield text: its codecs also unpack archives."""
    found = []
    for name in names:
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if getattr(info, "_is_text_encoding", True) and info.name not in ("idna", "punycode", "unicode_escape"):
            found.append(_WIDER.get(info.name, info.name))
    return found
