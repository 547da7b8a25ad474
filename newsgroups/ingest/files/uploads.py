"""Texts of files that visitors upload. Nothing is written to disk."""

from pathlib import PurePath

from newsgroups.ingest.fetch.visitors import reading
from newsgroups.ingest.normalize.clean_text import clean_text
from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded, looks_binary
from newsgroups.ingest.sandbox.pool import UnreadableBytes, run_in_sandbox

MAX_UPLOAD = 10_000_000
_READERS = {
    ".txt": "",
    ".html": "page",
    ".htm": "page",
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "email",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
# What a file field of a page accepts.
ENDINGS = ",".join(_READERS)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_upload(name: str, data: bytes, *, seconds: float | None = None) -> str:
    """The text of a file of one of the kinds in ENDINGS, read in at most `seconds`. Raises UnreadableBytes, and Busy if
    other files are being read, each with a sentence for the visitor.
    """
    if len(data) > MAX_UPLOAD:
        raise UnreadableBytes(f"The file is larger than {MAX_UPLOAD // 1_000_000} MB.")
    if not name.isprintable():
        raise UnreadableBytes("The file name contains invisible characters.")
    kind = PurePath(name).suffix.lower()
    if kind not in _READERS:
        raise UnreadableBytes("Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read.")
    if _READERS[kind] == "page" and b"\0" in data and data[:2] not in _UTF_16:
        raise UnreadableBytes("It is not an HTML page.")
    text = clean_text(_plain(data) if kind == ".txt" else _read(_READERS[kind], data, seconds))
    if not text:
        raise UnreadableBytes("There is no text in the file.")
    return text


def _read(kind: str, data: bytes, seconds: float | None) -> str:
    with reading():
        text: str = run_in_sandbox(kind, data, seconds=seconds)["text"]
        return text


def _plain(data: bytes) -> str:
    if looks_binary(data) or "\0" in (text := decoded(data)):
        raise UnreadableBytes("The file is not plain text.")
    return text
