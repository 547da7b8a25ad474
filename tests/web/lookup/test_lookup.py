import logging
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import AGENCY, COPY, OWN_WORDS

SECOND_PARAGRAPH = AGENCY.split("\n\n")[1]


def look_up(client: Client, **data: object):
    return client.post("/lookup/", data)


def sources(response) -> list[str]:
    """Return the outlets of the sources in order; articles with one text are one source."""
    lines = response.context["answer"].lines
    return [match.article.source.name for line in lines for match in (line.match, *line.also)]


def test_a_pasted_paragraph_finds_its_sources_earliest_first(client: Client, archive) -> None:
    response = look_up(client, text=SECOND_PARAGRAPH)
    assert sources(response) == ["Northline", "Daily Lantern"]
    assert response.context["answer"].found.of_query == 1.0
    assert "100% of this text" in response.content.decode()


def test_the_text_is_shown_with_its_passages_numbered(client: Client, archive) -> None:
    response = look_up(client, text=f"My own words come first. {SECOND_PARAGRAPH}")
    pieces = response.context["answer"].pieces
    assert [(piece.text[:20], piece.number) for piece in pieces] == [
        ("My own words come fi", None),
        ("Engineers measured t", 1),
        (".", None),
    ]


def test_articles_in_other_words_stand_below(client: Client, archive) -> None:
    found = look_up(client, text=AGENCY).context["answer"].found
    assert [match.article.source.name for match in found.same_story] == ["Harbour Post"]


def nothing_found(client: Client, text: str) -> str:
    response = look_up(client, text=text)
    said = " ".join(response.content.decode().split())
    assert "No article in the archive contains a passage of this text" in said
    return said


def test_nothing_found_offers_a_search_by_those_rare_words_that_find_something(client: Client, archive) -> None:
    said = nothing_found(client, "Quetzal breeders of Zanzibar met at Westerlow for tea, cake and a telephone call.")
    assert (
        '<a href="/search/?q=Westerlow%20OR%20telephone">Search by its rarest words</a> instead: '
        "<code>Westerlow OR telephone</code> finds 5 articles."
    ) in said
    assert client.get("/search/?q=Westerlow%20OR%20telephone").context["found"].count == 5


def test_no_search_is_offered_that_finds_nothing_either(client: Client, archive) -> None:
    said = nothing_found(client, "Quetzal breeders of Zanzibar met yesterday for a quiet afternoon of tea and cake.")
    assert "rarest words" not in said


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"to": "2026-11-01"}, []),
        ({"from": "2026-11-02", "to": "2026-11-02"}, ["Northline", "Daily Lantern"]),
        ({"source": "daily-lantern"}, ["Daily Lantern"]),
        ({"limit": 1}, ["Northline", "Daily Lantern"]),
        ({"min_words": 500}, []),
        ({"from": "2026-02-31"}, ["Northline", "Daily Lantern"]),
    ],
)
def test_dates_outlets_and_lengths_narrow_the_answer(client: Client, archive, filters, expected) -> None:
    assert sources(look_up(client, text=SECOND_PARAGRAPH, **filters)) == expected


def test_quotations_can_be_left_out(client: Client, archive) -> None:
    said = '"Nobody was in danger at any time, and nobody will be while the harbour master sits here, I promise."'
    text = f"{said} It was a fine day at the harbour, and people went on with their lives all the same."
    from newsgroups.pipeline.process import process_articles
    from tests.makers import make_article

    make_article(f"What she said was this. {said} Then she went home.", source="Kestrel Radio")
    process_articles()
    assert sources(look_up(client, text=text)) == ["Kestrel Radio"]
    assert sources(look_up(client, text=text, without_quotations="on")) == []


def test_the_address_of_an_article_of_the_archive_is_looked_up_without_it(client: Client, archive) -> None:
    response = look_up(client, text=f"{archive['copy'].url}?utm_source=mail")
    assert sources(response) == ["Northline"]
    assert response.context["answer"].found.text == COPY


def test_an_address_inside_the_house_is_refused(client: Client, archive) -> None:
    response = look_up(client, text="http://127.0.0.1/secret")
    assert response.status_code == 422
    assert "127.0.0.1" in str(response.context["form"].errors["text"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text to look up. Paste a few sentences."),
        (" \n", "There is no text to look up. Paste a few sentences."),
        ("three short words", "The text has 3 words; a look-up needs at least 5."),
        ("x" * 200_001, "The text has 200,001 characters; at most 200,000 can be looked up."),
        ("one\0two three four five six", "This is not text: it contains null characters, as images and programs do."),
    ],
)
def test_a_text_that_cannot_be_looked_up_is_said_to_be_so(client: Client, archive, text: str, said: str) -> None:
    response = look_up(client, text=text)
    assert response.status_code == 422
    assert response.context["form"].errors["text"] == [said]


def test_a_file_is_looked_up(client: Client, archive) -> None:
    file = SimpleUploadedFile("note.txt", SECOND_PARAGRAPH.encode())
    assert sources(look_up(client, file=file)) == ["Northline", "Daily Lantern"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("note.exe", b"MZ", "Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read."),
        ("note.txt", b"a\0b", "The file is not plain text."),
        ("note.pdf", b"no pdf", "It is not a PDF file."),
        ("note.txt", b"x" * 10_000_001, "The file is larger than 10 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(client: Client, archive, name, data, said) -> None:
    response = look_up(client, file=SimpleUploadedFile(name, data))
    assert response.status_code == 422
    assert response.context["form"].errors["text"] == [said]


def test_the_pasted_text_is_neither_stored_nor_logged(client: Client, archive, caplog, capfd, tmp_path) -> None:
    planted = "xylophone marmalade seventeen penguins whisper around the lighthouse tonight"
    with caplog.at_level(logging.DEBUG):
        assert sources(look_up(client, text=f"{planted}. {OWN_WORDS}")) == ["Harbour Post"]
        look_up(client, text=planted.replace("tonight", ""), file=BytesIO(planted.encode()))
    out, err = capfd.readouterr()
    assert "marmalade" not in out + err
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in said if "marmalade" in line] == []
    for model in apps.get_models():
        for row in model.objects.all():
            assert "marmalade" not in str(vars(row))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if b"marmalade" in path.read_bytes()] == []


def test_an_address_with_tracking_is_looked_up_as_the_articles_own(client: Client, archive) -> None:
    address = archive["copy"].url.replace("https://", "http://m.")
    assert sources(look_up(client, text=f"({address}/?ocid=spartandhp)")) == ["Northline"]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_unknown_address_is_said_to_be_unknown_before_why_its_page_was_not_read(client: Client, archive) -> None:
    said = text_of(look_up(client, text="https://unknown.invalid/news/secret"))
    unknown = said.index("<b>This address is not in the archive:</b> https://unknown.invalid/news/secret")
    assert unknown < said.index('role="alert"')


def test_several_addresses_are_offered_one_by_one(client: Client, archive) -> None:
    known, unknown = archive["agency"].url, "https://other.example/news/one"
    response = look_up(client, text=f"{known}?utm_source=mail and\n{unknown}")
    assert [(each.address, each.articles) for each in response.context["addresses"]] == [
        (f"{known}?utm_source=mail", [archive["agency"]]),
        (unknown, []),
    ]
    said = text_of(response)
    assert f'<a href="{archive["agency"].get_absolute_url()}"' in said
    assert f'<input type="hidden" name="text" value="{unknown}">' in said
    assert "No article in the archive has this address." in said
    assert "rarest words" not in said


def test_words_of_an_address_are_not_offered_as_a_search(client: Client, archive) -> None:
    said = nothing_found(
        client, "https://x.example/bridge-champion Quetzal breeders of Zanzibar met for quiet tea today."
    )
    assert "rarest words" not in said


def test_a_short_text_with_changed_words_is_a_passage_and_nothing_else_is_said(client: Client, archive) -> None:
    sentence = AGENCY.split(" authority")[0].replace("Monday", "Friday").replace("crack", "hole")
    response = look_up(client, text=sentence)
    assert sources(response) == ["Northline", "Daily Lantern"]
    said = text_of(response)
    assert "100% of this text appears in 2 articles of the archive." in said
    assert "No article in the archive" not in said
    assert "Same story in other words" not in said or response.context["answer"].same_story
