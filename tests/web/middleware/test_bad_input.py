"""Input that cannot be looked up gets a clear message and the right status, on the page and in the API; nothing is
stored.
"""

import io
import random
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsgroups.models import Host
from tests.ingest.files.test_uploads import a_pdf, a_zip
from tests.web.lookup.test_lookup import SECOND_PARAGRAPH, look_up, sources
from tests.web.lookup.test_lookup_answer import words

from .test_headers import inline

NULLS = "This is not text: it contains null characters, as images and programs do."
CONTROLS = "This is not text: it contains control characters, as images and programs do."
REFUSED = [
    ("", "There is no text to look up. Paste a few sentences."),
    ("bridge", "The text has 1 word; a look-up needs at least 5."),
    ("The bridge\0 is closed to all traffic on Monday.", NULLS),
    (random.Random(3).randbytes(2_000).decode("latin-1").replace("\0", ""), CONTROLS),
    ("x" * 200_001, "The text has 200,001 characters; at most 200,000 can be looked up."),
    ("!" * 500, "The text has 0 words; a look-up needs at least 5."),
]


def api(client: Client, **question: object):
    return client.post("/api/v1/lookup", question, content_type="application/json")


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_the_page_says_what_is_wrong_with_a_text(client: Client, archive, text: str, said: str) -> None:
    response = look_up(client, text=text)
    assert (response.status_code, said in words(response)) == (422, True)


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_the_api_says_what_is_wrong_with_a_text(client: Client, archive, text: str, said: str) -> None:
    response = api(client, text=text)
    assert (response.status_code, response.json()["detail"]) == (422, said)


@pytest.mark.parametrize("path", ["/lookup/", "/api/v1/lookup"])
def test_ten_megabytes_are_too_much(client: Client, db, path: str) -> None:
    if path == "/lookup/":
        response = client.post(path, {"text": "bridge closed " * 750_000})
    else:
        response = client.post(path, {"text": "bridge closed " * 750_000}, content_type="application/json")
    assert response.status_code == 413
    said = "The limit is 200,000 characters for a text, 10 MB for a file, and 13 MB for several."
    assert said in response.content.decode()


def test_more_than_any_file_may_have_is_refused_before_it_is_parsed(client: Client, db) -> None:
    response = look_up(client, file=SimpleUploadedFile("a.txt", b"x" * 15_000_000))
    assert (response.status_code, "10 MB for a file" in words(response)) == (413, True)


@pytest.mark.parametrize("name", ["a\u202etxt.pdf", "a\u200b.txt"])
def test_a_file_with_a_name_that_does_not_show_is_refused(client: Client, db, name: str) -> None:
    response = look_up(client, file=SimpleUploadedFile(name, SECOND_PARAGRAPH.encode()))
    assert (response.status_code, "contains invisible characters" in words(response)) == (400, True)


def test_a_file_with_a_null_in_its_name_is_refused(client: Client, db) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\0.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nsome words\r\n--x--\r\n"
    )
    assert client.post("/lookup/", body, content_type="multipart/form-data; boundary=x").status_code == 400


FILES = {
    "a wrong magic": ("a.pdf", b"GIF89a" + b"x" * 50, "It is not a PDF file."),
    "binary as text": ("a.txt", random.Random(1).randbytes(50_000), "The file is not plain text."),
    "binary as a page": ("a.html", random.Random(2).randbytes(50_000), "It is not an HTML page."),
    "a PDF without text": ("a.pdf", a_pdf(b"0 0 10 10 re f"), "There is no text in the file."),
    "a bomb": (
        "a.docx",
        a_zip({"word/document.xml": bytes(200_000_000)}),
        "It is too large when decompressed.",
    ),
    "a DOCX with parts missing": (
        "a.docx",
        a_zip({"word/document.xml": b"<w:document/>"}),
        "It cannot be read: it is damaged, encrypted, or not the kind of file its name says.",
    ),
    "oversize": ("a.txt", b"bridge " * 1_500_000, "The file is larger than 10 MB."),
    "an unknown kind": ("a.exe", b"MZ", "Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read."),
    "nothing": ("a.txt", b"", "The file is empty."),
}


def test_a_form_that_does_not_show_where_it_comes_from_is_refused_on_a_page_of_the_site(archive) -> None:
    response = look_up(Client(enforce_csrf_checks=True), text=SECOND_PARAGRAPH)
    assert (response.status_code, "Form not accepted" in words(response)) == (403, True)
    assert inline(response.content.decode()) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?outlets=-1", "At least … outlets : Less than 1, so it was ignored."),
        ("/?outlets=two", "At least … outlets : Enter a whole number; this was ignored."),
        ("/?sort=loudest", "Sort : Unknown option, so it was ignored."),
        ("/similar/?share=300", "Minimum overlap : More than 100, so it was ignored."),
        ("/similar/?kind=twins", "Kind : Unknown option, so it was ignored."),
        (
            "/browse/?source=northline&source=nowhere",
            "Outlets : One of these outlets is not in the archive, so the outlets were ignored.",
        ),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_to_be_left_out(client: Client, archive, address: str, said: str) -> None:
    response = client.get(address)
    assert (response.status_code, said in words(response)) == (200, True)


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    client: Client, db, kind: str, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    name, data, said = FILES[kind]
    response = look_up(client, file=SimpleUploadedFile(name, data))
    assert response.status_code == 422
    assert said in words(response)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://192.168.1.1/a", "http://[::1]/", "http://2130706433/"]
)
def test_an_address_inside_the_house_is_refused_and_not_remembered(client: Client, archive, address: str) -> None:
    page, answer = look_up(client, text=address), api(client, url=address)
    assert (page.status_code, answer.status_code) == (422, 422)
    assert answer.json()["detail"] in words(page)
    assert Host.objects.count() == 0


def test_an_address_as_a_text_of_the_api_is_a_text(client: Client, archive) -> None:
    assert api(client, text="http://news.example/").json()["detail"] == (
        "The text has 3 words; a look-up needs at least 5."
    )


def test_mixed_directions_are_found_to_the_character(client: Client, archive) -> None:
    response = look_up(client, text=f"\u202bשלום לכל הקוראים של העיתון\u202c {SECOND_PARAGRAPH} مرحبا بالعالم كله")
    assert sources(response) == ["Northline", "Daily Lantern"]
    assert [piece.text for piece in response.context["answer"].pieces if piece.number] == [SECOND_PARAGRAPH.rstrip(".")]


def test_one_sentence_5000_times_is_answered(client: Client, archive) -> None:
    response = look_up(client, text="The bridge carries 31,000 a day. " * 5_000)
    assert (response.status_code, sources(response)) == (200, [])
    assert "No article in the archive contains a passage of this text" in words(response)
    response = look_up(client, text=f"{SECOND_PARAGRAPH.partition('. ')[2]} " * 1_200)
    assert sources(response) == ["Northline", "Daily Lantern"]
    assert response.context["answer"].found.of_query > 0.99


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": 5}', b"\xff\xfe"])
def test_what_is_no_question_gets_a_client_error(client: Client, archive, body: bytes) -> None:
    response = client.post("/api/v1/lookup", body, content_type="application/json")
    assert 400 <= response.status_code < 500
    assert response.json()["detail"]


def test_half_a_character_breaks_nothing(client: Client, archive) -> None:
    body = b'{"text": "\\ud800 a b c d e f \\udfff"}'
    assert client.post("/api/v1/lookup", body, content_type="application/json").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_days(client: Client, archive, day: str) -> None:
    assert api(client, text=SECOND_PARAGRAPH, **{"from": day, "to": day}).status_code == 200
    assert look_up(client, text=SECOND_PARAGRAPH, **{"from": day, "to": day}).status_code == 200


def test_an_encrypted_archive_is_refused(client: Client, db) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "x")
    data = bytearray(file.getvalue())
    # The bit that marks a part as encrypted, in both headers.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    response = look_up(client, file=SimpleUploadedFile("a.docx", bytes(data)))
    said = "It cannot be read: it is damaged, encrypted, or not the kind of file its name says."
    assert (response.status_code, said in words(response)) == (422, True)
