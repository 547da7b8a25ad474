import io
import time
import zipfile

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from newsgroups.ingest.files.uploads import MAX_UPLOAD, read_upload
from newsgroups.ingest.sandbox.pool import SECONDS, UnreadableBytes, run_in_sandbox

# Code without a limit hardly ever ends; code with one starts a process first, which takes time on a busy machine.
LONGEST = 6 * SECONDS
DOCUMENT = "word/document.xml"


def a_docx(*paragraphs: str) -> bytes:
    file = io.BytesIO()
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def a_zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def a_pdf(content: bytes) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(content)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def refusal(name: str, data: bytes) -> str:
    started = time.monotonic()
    with pytest.raises(UnreadableBytes) as refused:
        read_upload(name, data)
    assert time.monotonic() - started < LONGEST
    return str(refused.value)


@pytest.mark.parametrize(
    "data", ["Grüße\r\nvom Hafen".encode(), "Grüße\nvom Hafen".encode("utf-16"), "Grüße\nvom Hafen".encode("cp1252")]
)
def test_plain_text_is_read_in_the_usual_encodings(data: bytes) -> None:
    assert read_upload("a.txt", data) == "Grüße\nvom Hafen"


def test_docx_is_read() -> None:
    assert (
        read_upload("a.docx", a_docx("The bridge is closed.", "Ferries run.")) == "The bridge is closed.\nFerries run."
    )


def test_pdf_is_read() -> None:
    page = b"BT /F1 12 Tf 10 100 Td (The bridge is closed.) Tj ET"
    assert read_upload("a.PDF", a_pdf(page)) == "The bridge is closed."


def test_html_is_read_without_its_markup() -> None:
    body = "<p>The harbour bridge was closed on Monday after a diver found a crack in a pylon.</p>" * 3
    text = read_upload("a.html", f"<html><body><script>run()</script><article>{body}</article></body></html>".encode())
    assert "The harbour bridge" in text
    assert "run()" not in text
    assert "<" not in text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read."),
        ("a", b"x", "Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read."),
        ("a\0.txt", b"x", "The file name contains invisible characters."),
        ("a\u202etxt.pdf", b"x", "The file name contains invisible characters."),
        ("a.pdf", a_docx("x"), "It is not a PDF file."),
        ("a.docx", b"%PDF-1.7", "It is not a DOCX file."),
        ("a.txt", b"\x7fELF\0\0", "The file is not plain text."),
        ("a.txt", b" \n", "There is no text in the file."),
        ("a.txt", bytes(MAX_UPLOAD + 1), "The file is larger than 10 MB."),
    ],
)
def test_what_is_not_what_it_says_is_refused(name: str, data: bytes, reason: str) -> None:
    assert refusal(name, data) == reason


def test_a_docx_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal("a.docx", a_zip({DOCUMENT: bytes(200_000_000)})) == "It is too large when decompressed."


def test_a_docx_of_many_parts_is_refused() -> None:
    assert refusal("a.docx", a_zip({DOCUMENT: b"x"} | {str(n): b"" for n in range(5_000)})) == (
        "It is not a DOCX file written by a word processor."
    )


@pytest.mark.parametrize("path", ["../outside", "/etc/outside", "word/../../outside"])
def test_a_docx_with_a_path_that_leads_out_is_refused(path: str) -> None:
    assert refusal("a.docx", a_zip({DOCUMENT: b"x", path: b"x"})) == "It contains paths that point outside it."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_docx_with_a_document_type_is_refused(encoding: str) -> None:
    part = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'.encode(encoding)
    assert (
        refusal("a.docx", a_zip({DOCUMENT: part}))
        == "It contains a document type declaration, which word processors do not write."
    )


def test_a_docx_that_lies_about_its_sizes_is_refused() -> None:
    data = a_zip({DOCUMENT: bytes(150_000_000)})
    lying = data.replace((150_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert refusal("a.docx", lying)


def test_a_pdf_bomb_is_refused() -> None:
    assert refusal("a.pdf", a_pdf(b"(x) Tj " * 20_000_000)[:MAX_UPLOAD])


def test_a_pdf_whose_cross_reference_loops_is_refused() -> None:
    loop = b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    assert refusal("a.pdf", loop)


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><article>" + b"<p>The harbour bridge was closed on Monday.</p>" * 50_000,
        b"<table><tr><td colspan=9007199254740991>x</td></tr></table><p>The harbour bridge was closed on Monday.</p>",
        b"<div>" * 10_000 + b"<p>The harbour bridge was closed on Monday.</p>",
    ],
    ids=["50,000 paragraphs", "a very wide cell", "10,000 levels"],
)
def test_a_hostile_page_ends_within_its_limit_and_the_caller_lives_on(page: bytes) -> None:
    started = time.monotonic()
    try:
        assert "harbour bridge" in run_in_sandbox("page", page)["text"]
    except UnreadableBytes as refused:
        assert str(refused)
    assert time.monotonic() - started < LONGEST


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableBytes, match=r"took longer than 0\.01 seconds"):
        run_in_sandbox("page", b"<p>The harbour bridge was closed on Monday.</p>" * 20_000, seconds=0.01)


def test_a_feed_author_that_looks_like_an_address_without_end_does_not_hold_up_the_caller() -> None:
    author = b"a@" + b"a." * 32_000 + b"!"
    feed = b"<rss version='2.0'><channel><item><title>T</title><author>" + author + b"</author></item></channel></rss>"
    started = time.monotonic()
    assert [entry["title"] for entry in run_in_sandbox("feed", feed)["entries"]] == ["T"]
    assert time.monotonic() - started < LONGEST
