"""Every word that a reader sees in a Word document, and in a PDF that anybody may read."""

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.documents import read_docx, read_pdf
from tests.ingest.files.test_uploads import a_docx, a_pdf

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str) -> bytes:
    """A document with the usual parts and this body."""
    plain = a_docx("x")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, part)
    return file.getvalue()


CELL = "<w:tc><w:p>{}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{words('One')}</w:p><w:p>{words('Two')}</w:p>", "One\nTwo"),
        (f"<w:tbl><w:tr>{CELL.format(words('Day'))}{CELL.format(words('Cars'))}</w:tr></w:tbl>", "Day\tCars"),
        (f"<w:p>{words('closed ')}<w:ins>{words('on Monday')}</w:ins><w:del><w:r><w:delText>not</w:delText></w:r></w:del></w:p>", "closed on Monday"),  # noqa: E501
        (f"<w:p><w:moveTo>{words('here')}</w:moveTo><w:moveFrom>{words('there')}</w:moveFrom></w:p>", "here"),
        (f"<w:sdt><w:sdtContent><w:p>{words('controlled')}</w:p></w:sdtContent></w:sdt>", "controlled"),
        (f"<w:p>{words('page ')}<w:fldSimple>{words('seven')}</w:fldSimple></w:p>", "page seven"),
        (f"<w:p><w:hyperlink>{words('a link')}</w:hyperlink><w:smartTag>{words(' and a tag')}</w:smartTag></w:p>", "a link and a tag"),  # noqa: E501
        (f"<w:p>{words('Before')}<w:r><w:pict><v:textbox><w:txbxContent><w:p>{words('Boxed')}</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>", "Before\nBoxed"),  # noqa: E501
        (f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{words('Once')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{words('Once')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>", "Once"),  # noqa: E501
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a\tb\nc-d"),  # noqa: E501
        (f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL.format(words('inner'))}</w:tr></w:tbl><w:p/></w:tc>{CELL.format(words('outer'))}</w:tr></w:tbl>", "inner\touter"),  # noqa: E501
    ],
)  # fmt: skip
def test_no_word_of_a_document_is_lost_or_read_twice(body: str, text: str) -> None:
    assert read_docx(docx(body)) == {"text": text}


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_is_encrypted_without_a_password_is_read(algorithm: str) -> None:
    assert read_pdf(encrypted(algorithm, ""))["text"] == "The bridge is closed."


def test_a_pdf_behind_some_other_bytes_is_read() -> None:
    page = b"BT /F1 12 Tf 40 700 Td (The bridge is closed.) Tj ET"
    assert read_pdf(b"\r\n--boundary\r\n" + a_pdf(page))["text"] == "The bridge is closed."


def test_a_pdf_with_a_password_says_that_it_needs_one() -> None:
    with pytest.raises(Refusal, match="a password is needed"):
        read_pdf(encrypted("AES-256", "secret"))


def encrypted(algorithm: str, password: str) -> bytes:
    page = b"BT /F1 12 Tf 10 100 Td (The bridge is closed.) Tj ET"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf(page))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
