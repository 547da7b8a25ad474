"""Several files in one look-up: a section for each, and one that cannot be read holds up no other."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsgroups.web.forms.lookup import MAX_FILES
from newsgroups.web.views.lookup import several_files
from tests.web.conftest import AGENCY, OTHER, OWN_WORDS

SECOND_PARAGRAPH = AGENCY.split("\n\n")[1]
MAIL = f"From: desk@news.example\nSubject: Bridge\n\n{SECOND_PARAGRAPH}\n"


def look_up(client: Client, *files: tuple[str, str | bytes], **data: object):
    uploads = [SimpleUploadedFile(name, said.encode() if isinstance(said, str) else said) for name, said in files]
    return client.post("/lookup/", {**data, "file": uploads})


def found(response) -> list[tuple[str, list[str] | str]]:
    """Returns the name of each file with the outlets of its sources, or with the reason why it was refused."""
    return [
        (each.name, [line.match.article.source.name for line in each.answer.lines] if each.answer else each.refused)
        for each in response.context["results"]
    ]


def test_each_file_has_a_section_in_the_order_given(client: Client, archive) -> None:
    response = look_up(client, ("chess.txt", OTHER), ("mail.eml", MAIL), ("own.html", f"<p>{OWN_WORDS}"))
    assert response.status_code == 200
    assert found(response) == [
        ("chess.txt", ["Northline", "Kestrel Radio"]),
        ("mail.eml", ["Northline"]),
        ("own.html", ["Harbour Post"]),
    ]
    page = response.content.decode()
    assert [f'id="file-{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_file_that_cannot_be_read_says_why_and_the_others_go_on(client: Client, archive) -> None:
    response = look_up(
        client, ("a.exe", b"MZ"), ("empty.txt", b""), ("few.txt", "three short words"), ("chess.txt", OTHER)
    )
    assert response.status_code == 200
    assert found(response) == [
        ("a.exe", "Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read."),
        ("empty.txt", "There is no text in the file."),
        ("few.txt", "The text has 3 words; a look-up needs at least 5."),
        ("chess.txt", ["Northline", "Kestrel Radio"]),
    ]


def test_if_none_can_be_read_the_request_is_refused(client: Client, archive) -> None:
    response = look_up(client, ("a.exe", b"MZ"), ("b.exe", b"MZ"))
    assert response.status_code == 422
    assert [refused[:4] for _, refused in found(response)] == ["Only", "Only"]


def test_filters_hold_for_every_file(client: Client, archive) -> None:
    response = look_up(client, ("mail.eml", MAIL), ("chess.txt", OTHER), source="daily-lantern")
    assert found(response) == [("mail.eml", ["Daily Lantern"]), ("chess.txt", [])]


def test_too_many_files_are_refused_together(client: Client, archive) -> None:
    response = look_up(client, *[(f"{number}.txt", OTHER) for number in range(MAX_FILES + 1)])
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == ["At most 10 files can be looked up at once."]


def test_each_file_counts_against_the_rate_limit(client: Client, archive, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"upload": 3}
    assert look_up(client, ("a.txt", OTHER), ("b.txt", OTHER)).status_code == 200
    assert look_up(client, ("a.txt", OTHER), ("b.txt", OTHER)).status_code == 429


def test_files_after_the_time_is_over_are_not_read(client: Client, archive, monkeypatch) -> None:
    monkeypatch.setattr(several_files, "SECONDS_IN_ALL", 1e-9)
    response = look_up(client, ("a.txt", OTHER), ("b.txt", OTHER))
    assert found(response) == [("a.txt", ["Northline", "Kestrel Radio"]), ("b.txt", several_files.NOT_READ)]


def test_the_button_of_a_section_shows_the_whole_answer(client: Client, archive) -> None:
    response = look_up(client, ("mail.eml", MAIL), ("chess.txt", OTHER))
    whole = client.post("/lookup/", {"text": response.context["results"][0].text})
    assert whole.status_code == 200
    assert whole.context["answer"].count == 1


@pytest.mark.parametrize("name", ["<b>x</b>.txt", '"onmouseover="x.txt'])
def test_names_of_files_are_escaped(client: Client, archive, name: str) -> None:
    page = look_up(client, (name, OTHER), ("b.txt", OTHER)).content.decode()
    assert "b.txt" in page
    assert name not in page


def test_nothing_of_the_files_is_logged(client: Client, archive, caplog) -> None:
    planted = "xylophone marmalade seventeen penguins whisper around the lighthouse tonight"
    with caplog.at_level(logging.DEBUG):
        response = look_up(client, ("marmalade.txt", planted), ("b.txt", OTHER))
    assert response.status_code == 200
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in said if "marmalade" in line] == []
