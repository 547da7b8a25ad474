"""Malicious PDF and DOCX files: each is rejected or read within its limits, and the next file is read as usual."""

import io
import time
import zipfile
import zlib

import pytest

from newsgroups.ingest.files.uploads import read_upload
from newsgroups.ingest.sandbox.pool import UnreadableBytes

from .test_uploads import DOCUMENT, LONGEST, a_docx, a_zip, refusal


def pdf(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a cross-reference table."""
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer\n<</Size %d/Root %b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, len(body))


def stream(data: bytes, entries: bytes) -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(data), entries, data)


PAGES = (
    b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>",
)


def stacked(levels: int, size: int) -> bytes:
    """`size` bytes compressed repeatedly: 300 MB become 300 kB after one round and a few hundred bytes after three."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()
    for _ in range(levels - 1):
        data = zlib.compress(data, 9)
    return data


def in_time(name: str, data: bytes) -> str:
    started = time.monotonic()
    try:
        said = read_upload(name, data)
    except UnreadableBytes as refused:
        said = str(refused)
    assert time.monotonic() - started < LONGEST
    return said


@pytest.mark.parametrize("levels", [2, 3])
def test_a_pdf_of_stacked_flate_streams_is_refused(levels: int) -> None:
    filters = b"/Filter[" + b"/FlateDecode" * levels + b"]"
    data = pdf(*PAGES, stream(stacked(levels, 300_000_000), filters), b"<<>>")
    assert len(data) < 400_000
    assert in_time("a.pdf", data).endswith((".", ")."))
    assert read_upload("next.txt", b"The next file.") == "The next file."


def test_entities_in_the_metadata_of_a_pdf_are_not_read() -> None:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    metadata = (
        f'<!DOCTYPE x [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{layers}]><x>&a11;&f;</x>'.encode()
    )
    text = b"BT (The bridge is closed.) Tj ET"
    data = pdf(*PAGES, stream(text, b""), stream(metadata, b"/Type/Metadata/Subtype/XML"))
    said = in_time("a.pdf", data)
    assert "root:" not in said
    assert "haha" not in said


def test_cross_references_that_lead_to_each_other_end() -> None:
    first = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev %d>>\n"
    head = b"%PDF-1.7\n"
    second_at = len(head) + len(first % 100)
    body = head + first % second_at + first % len(head)
    assert refusal("a.pdf", body + b"startxref\n%d\n%%%%EOF" % second_at)


def test_pages_that_are_their_own_parents_end() -> None:
    data = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>")
    assert in_time("a.pdf", data)


def test_a_docx_of_65_000_entries_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(DOCUMENT, "<x/>")
        for number in range(65_000):
            archive.writestr(f"word/{number}", b"")
    started = time.process_time()
    assert refusal("a.docx", file.getvalue()) == "It is not a DOCX file written by a word processor."
    assert time.process_time() - started < 5


def test_a_document_type_behind_a_long_comment_is_refused() -> None:
    part = b"<!--" + b" " * 100_000 + b'--><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert (
        refusal("a.docx", a_zip({DOCUMENT: part}))
        == "It contains a document type declaration, which word processors do not write."
    )


def test_a_document_type_is_refused_in_every_part() -> None:
    parts = {DOCUMENT: b"<x/>", "word/styles.xml": b"<?xml version='1.0'?><!doctype x><x/>"}
    assert refusal("a.docx", a_zip(parts))


def test_a_file_after_all_of_these_is_read() -> None:
    assert read_upload("a.docx", a_docx("The bridge is closed.")) == "The bridge is closed."
