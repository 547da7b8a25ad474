"""Repairs almost valid XML: bare ampersands, HTML entity names, quotation marks within values."""

import re
from html.entities import name2codepoint

from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded

_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_ENTITY = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)?")
_DECLARED = re.compile(r"^<\?xml[^>]{0,200}?\?>")
_NO_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL)


def mended(data: bytes, content_type: str = "") -> bytes:
    """The document in UTF-8 without a declaration, with each ampersand that begins no entity escaped."""
    text = decoded(data, content_type).lstrip("\ufeff \t\r\n")
    pieces = _CDATA.split(_NO_CHAR.sub(" ", _DECLARED.sub("", text, count=1)))
    # Every other piece is a comment, CDATA section, or DOCTYPE and stays as is. Defined entities keep their meaning.
    if "<!ENTITY" not in text:
        pieces[::2] = [_ENTITY.sub(_known, piece) for piece in pieces[::2]]
    return "".join(pieces).encode("utf-8", "replace")


def _known(match: re.Match[str]) -> str:
    name = (match[1] or "")[:-1]
    if name in _XML_NAMES or name.startswith("#"):
        return match[0]
    return f"&#{name2codepoint[name]};" if name in name2codepoint else f"&amp;{match[0][1:]}"
