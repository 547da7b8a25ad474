"""Decodes bytes when the server, the file, and the bytes themselves disagree about the encoding."""

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

from .alphabets import LATIN, latin_codec

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_INSIDE = re.compile(
    rb"(?:<meta\s[^<>]{0,300}?\bcharset|<\?xml\s[^<>]{0,200}?\bencoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
# Browsers search the first 1,024 bytes for a declaration (HTML Standard, 13.2.3.2) and again when the parser meets a
# later one. Scripts of 20 kB before it are common; hardly any head has a declaration further down than this.
_BEGINNING = 65_536
_SHIFT = b"\x1b$"
# The longest first: that of UTF-32 begins as that of UTF-16, and no text begins with a null.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names that the Encoding Standard does not list but that pages use.
_WINDOWS = re.compile(r"^(?:win|cp|ms|windows)[-_ ]?(125\d|874)$")
_NO_TEXT = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem", "undefined")
# Python's codec where it covers more than the web's encoding of that name.
_WIDER = {"gbk": "gb18030", "euc_jp": "euc_jis_2004"}
# Candidate encodings of a page that declares none.
_LIKELY = (
    "cp1252 cp1251 cp1250 iso8859_2 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r koi8_u cp866 iso8859_5 cp932 euc_jp "
    "iso2022_jp gb18030 big5hkscs cp949 cp874"
).split()
_WELL_FORMED = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_IN_A_WORD = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][a-z\x80-\xff]")
# If fewer words have bytes that are not UTF-8, the file is damaged, and each such row is rejected by itself.
_MIN_WORDS = 2
# In another encoding, at most about a fifth of the bytes form valid UTF-8 by chance (GBK).
MOSTLY = 0.75
# Detection needs no larger sample, and its time grows with the size.
_SAMPLE = 20_000
_TAGS = re.compile(rb"<script.*?</script|<style.*?</style|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)
# Text contains tabs, line ends, and the ISO-2022 escape, and hardly any other control character.
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_BINARY_SHARE = 0.01
_FEW_CONTROL = 4
_MAGIC = (
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
)


def decoded(data: bytes, content_type: str = "") -> str:
    """The text of a page or file.

    A byte order mark takes precedence; then UTF-8 if all or nearly all bytes are valid, which hardly happens by chance;
    then the encoding that the server declared, the one that the file declares, and a guess. An invalid byte becomes
    U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if unmarked := _utf_16(data):
        return data.decode(unmarked, errors="replace")
    named = [*_named(_HEADER.findall(content_type)), *_named(_inside(data))]
    # ISO-2022 is a seven-bit encoding and therefore valid UTF-8, in which its escapes mean nothing.
    if _SHIFT not in data or not any(name.startswith("iso2022") for name in named):
        try:
            return data.decode()
        except UnicodeDecodeError:
            if _is_mostly_utf_8(data, named):
                return data.decode(errors="replace")
    texts = [data.decode(name, errors="replace") for name in dict.fromkeys(named) if name != "utf-8"]
    # If the server and the page declare different encodings, the one with fewer errors wins, on a tie the server's.
    return min(texts, key=lambda text: text.count("\ufffd")) if texts else data.decode(_guessed(data), errors="replace")


def encoding_of(beginning: bytes) -> str:
    """The codec of a file by its first bytes, whose last character may be cut off: a mark, UTF-8, or a guess."""
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding
    if unmarked := _utf_16(beginning):
        return unmarked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        is_other = len(_IN_A_WORD.findall(beginning)) >= _MIN_WORDS and not _is_mostly_utf_8(beginning, [])
        return _guessed(beginning) if is_other else "utf-8"
    return "utf-8"


def looks_binary(data: bytes) -> bool:
    """Whether bytes are compressed data, an image, or a program rather than text in any encoding."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _utf_16(data):
        return False
    some = data[:_BEGINNING]
    control = len(some) - len(some.translate(None, _CONTROL))
    return data.startswith(_MAGIC) or control > max(_FEW_CONTROL, _BINARY_SHARE * len(some))


def _utf_16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of ASCII text is zero."""
    some = data[:400]
    even, odd = some[::2].count(0), some[1::2].count(0)
    if len(some) < 4 or max(even, odd) < len(some) // 2 * 0.7 or min(even, odd) > len(some) * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf_8(data: bytes, named: list[str]) -> bool:
    """If UTF-8 is declared, half is enough, or invalid bytes outside of words; otherwise nearly all must be valid."""
    rest = _WELL_FORMED.sub(b"", data)
    broken = len(_HIGH.findall(rest))
    fits = len(data) - len(rest)
    if "utf-8" not in named[:1]:
        return fits >= MOSTLY * (fits + broken)
    return fits >= broken if fits else 2 * len(_IN_A_WORD.findall(data)) <= broken


def _guessed(data: bytes) -> str:
    text = b" ".join(_TAGS.sub(b" ", data[:_BEGINNING]).split())[:_SAMPLE]
    best = from_bytes(text, cp_isolation=_LIKELY, enable_fallback=False).best() if text else None
    return best.encoding if best and best.encoding not in LATIN else latin_codec(text)


def _inside(data: bytes) -> list[str]:
    """What the page or file declares; XML without a declaration is UTF-8 (XML 1.0, 4.3.3)."""
    found = [name.decode("ascii", errors="replace") for name in _INSIDE.findall(data[:_BEGINNING])[:3]]
    return found or (["utf-8"] if data.lstrip().startswith(b"<?xml") else [])


def _named(names: list[str]) -> list[str]:
    """Encodings by their names on the web, otherwise by Python's, except Python's non-text codecs.

    A page that could be parsed up to its declaration of UTF-16 is not UTF-16 (HTML Standard, 13.2.3.3).
    """
    return [codec for name in names if (codec := _codec(name.strip().lower()))]


def _codec(name: str) -> str:
    windows = _WINDOWS.match(name)
    known = webencodings.lookup(f"windows-{windows[1]}" if windows else name)
    if known is not None and known.name not in ("replacement", "x-user-defined"):
        return "utf-8" if known.name.startswith("utf-16") else _WIDER.get(known.codec_info.name, known.codec_info.name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(info, "_is_text_encoding", True) and info.name not in _NO_TEXT
    return "" if not is_text or info.name.startswith(("utf-16", "utf-32")) else info.name
