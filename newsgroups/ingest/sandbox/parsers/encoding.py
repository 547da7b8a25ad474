"""Bytes to text where the server, the file and the bytes themselves disagree about the encoding."""

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

from newsgroups.ingest.sandbox.parsers.alphabets import LATIN, latin_codec

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_INSIDE = re.compile(
    rb"(?:<meta\s[^<>]{0,300}?\bcharset|<\?xml\s[^<>]{0,200}?\bencoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
# Browsers look 1,024 bytes far for a name (HTML Standard, 13.2.3.2) and again when the parser meets a later one.
# Programs of 20 kB before it are common; a name this far down is in the head of hardly any page.
_BEGINNING = 65_536
_SHIFT = b"\x1b$"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Names that the Encoding Standard does not know and that stand in pages all the same.
_WINDOWS = re.compile(r"^(?:win|cp|ms|windows)[-_ ]?(125\d|874)$")
_NO_TEXT = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem", "undefined")
# Python's codec where the web's encoding of that name is wider.
_WIDER = {"gbk": "gb18030", "euc_jp": "euc_jis_2004"}
# What a page that names no encoding may be written in.
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
# Fewer words with letters that are not UTF-8 are broken bytes of a file, each refused with its row.
_LEAST_WORDS = 3
# Text in another encoding is well-formed UTF-8 by chance in about a fifth of its bytes at most (GBK).
MOSTLY = 0.75
# A guess needs no more, and takes time with every byte.
_SAMPLE = 20_000
_TAGS = re.compile(rb"<script.*?</script|<style.*?</style|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)
# Text has tabs, line ends and the escape of ISO-2022, and hardly any other control character.
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

    A byte order mark counts first; then UTF-8 if it fits wholly or nearly, which it hardly does by chance; then what
    the server said, what the file says, and what the bytes look like. A byte that means nothing becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if unmarked := _utf_16(data):
        return data.decode(unmarked, errors="replace")
    named = [*_named(_HEADER.findall(content_type)), *_named(_inside(data))]
    # ISO-2022 writes in seven bits, which are UTF-8, too; its escapes mean nothing there.
    if _SHIFT not in data or not any(name.startswith("iso2022") for name in named):
        try:
            return data.decode()
        except UnicodeDecodeError:
            if _is_mostly_utf_8(data, named):
                return data.decode(errors="replace")
    texts = [data.decode(name, errors="replace") for name in dict.fromkeys(named) if name != "utf-8"]
    # Where the server and the page name different encodings, the one that fits better; as a rule the server's.
    return min(texts, key=lambda text: text.count("\ufffd")) if texts else data.decode(_guessed(data), errors="replace")


def encoding_of(beginning: bytes) -> str:
    """The codec of a file by its first bytes, the last character of which may be cut: a mark, UTF-8, or a guess."""
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding
    if unmarked := _utf_16(beginning):
        return unmarked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        is_other = len(_IN_A_WORD.findall(beginning)) >= _LEAST_WORDS and not _is_mostly_utf_8(beginning, [])
        return _guessed(beginning) if is_other else "utf-8"
    return "utf-8"


def looks_binary(data: bytes) -> bool:
    """Whether bytes are packed data, a picture or a program rather than text in any encoding."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _utf_16(data):
        return False
    some = data[:_BEGINNING]
    control = len(some) - len(some.translate(None, _CONTROL))
    return data.startswith(_MAGIC) or control > max(_FEW_CONTROL, _BINARY_SHARE * len(some))


def _utf_16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of what is ASCII is nought."""
    some = data[:400]
    even, odd = some[::2].count(0), some[1::2].count(0)
    if len(some) < 4 or max(even, odd) < len(some) // 2 * 0.7 or min(even, odd) > len(some) * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf_8(data: bytes, named: list[str]) -> bool:
    """Where UTF-8 is named, half is enough, or broken bytes that stand in no word; else nearly all has to fit."""
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
    """What the page or the file says of itself; XML that says nothing is UTF-8 (XML 1.0, 4.3.3)."""
    found = [name.decode("ascii", errors="replace") for name in _INSIDE.findall(data[:_BEGINNING])[:3]]
    return found or (["utf-8"] if data.lstrip().startswith(b"<?xml") else [])


def _named(names: list[str]) -> list[str]:
    """Encodings by their names on the web, else by Python's, which also has codecs that unpack archives.

    UTF-16 in a page that could be read so far is none (HTML Standard, 13.2.3.3).
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
