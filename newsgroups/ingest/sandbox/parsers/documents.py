"""Texts of PDF and DOCX files."""

import io
import zipfile
from typing import Any

from . import Refusal

MAX_PAGES = 500
MAX_PARTS = 2_000
MAX_UNPACKED = 100_000_000
_TOO_LARGE = "It is too large when decompressed."


def read_pdf(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    # Readers accept the mark within the first kilobyte (PDF 1.7, implementation note 13), behind what mail added.
    if b"%PDF-" not in data[:1_024]:
        raise Refusal("It is not a PDF file.")
    reader = PdfReader(io.BytesIO(data))
    # Many files are encrypted only to prevent changes: an empty password opens them.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refusal("It is encrypted, and a password is needed to read it.")
    if len(reader.pages) > MAX_PAGES:
        raise Refusal(f"It has more than {MAX_PAGES} pages.")
    return {"text": "\n".join(page.extract_text() for page in reader.pages)}


def read_docx(data: bytes) -> dict[str, Any]:
    _check_zip(data)
    from docx import Document

    from .word_text import notes_of, text_of

    document = Document(io.BytesIO(data))
    return {"text": "\n".join(filter(None, (text_of(document.element.body), *notes_of(document))))}


def _check_zip(data: bytes) -> None:
    """Rejects ZIP bombs before anything is unpacked. Declared small sizes are verified by counting; large ones are
    believed.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Refusal("It is not a DOCX file.") from None
    names = archive.namelist()
    if len(names) > MAX_PARTS or "word/document.xml" not in names:
        raise Refusal("It is not a DOCX file written by a word processor.")
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise Refusal(_TOO_LARGE)
    unpacked = 0
    for name in names:
        if name.startswith("/") or ".." in name.split("/"):
            raise Refusal("It contains paths that point outside it.")
        with archive.open(name) as part:
            before = b""
            while chunk := part.read(65_536):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED:
                    raise Refusal(_TOO_LARGE)
                # UTF-16 without its null bytes reads like ASCII; a comment of any length may precede the declaration.
                if b"<!DOCTYPE" in (before + chunk).replace(b"\0", b""):
                    raise Refusal("It contains a document type declaration, which word processors do not write.")
                before = chunk[-len("<!DOCTYPE") * 2 :]
