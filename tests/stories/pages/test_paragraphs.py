"""An article's text in paragraphs, with boilerplate marked."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.stories.lookup.no_match import BOILERPLATE
from newsgroups.stories.pages.articles.paragraphs import ProsePiece, paragraphs_of
from tests.stories.derived.test_boilerplate import FOOTER, make_outlet, process
from tests.stories.texts import LEAK
from tests.web.lookup.test_lookup_answer import words

pytestmark = pytest.mark.django_db
SAID = "The outlet did not respond to questions."


def test_a_text_without_boilerplate_is_its_paragraphs() -> None:
    assert paragraphs_of(" One line.\n\n \nAnother, and more. \n") == [
        [ProsePiece("One line.")],
        [ProsePiece("Another, and more.")],
    ]
    assert paragraphs_of("") == []


def test_a_footer_is_told_from_what_the_article_says() -> None:
    make_outlet()
    process()
    assert paragraphs_of(f"{LEAK}\n\n{FOOTER}") == [[ProsePiece(LEAK)], [ProsePiece(FOOTER, is_boilerplate=True)]]
    inside = paragraphs_of(f"It began so. {FOOTER} And on it went for a year.")
    assert inside == [
        [
            ProsePiece("It began so. "),
            ProsePiece(FOOTER, is_boilerplate=True),
            ProsePiece(" And on it went for a year."),
        ]
    ]


def test_a_short_set_phrase_is_grey_on_a_line_of_its_own_only() -> None:
    make_outlet(SAID)
    process()
    assert paragraphs_of(f"It began so.\n{SAID}")[1] == [ProsePiece(SAID, is_boilerplate=True)]
    assert paragraphs_of(f"It began so. {SAID} So it went on.") == [[ProsePiece(f"It began so. {SAID} So it went on.")]]


def test_the_page_of_an_article_says_what_stands_in_many(client: Client) -> None:
    article = make_outlet()[0]
    process()
    said = words(client.get(article.get_absolute_url()))
    assert f"Gray: {len(FOOTER.split())} words that occur in many articles, as footers and notices do." in said
    article.text = LEAK
    article.save()
    assert "Gray:" not in words(client.get(article.get_absolute_url()))


def test_a_footer_alone_that_is_looked_up_is_said_to_be_one(client: Client) -> None:
    make_outlet()
    process()
    response = client.post("/lookup/", {"text": FOOTER})
    assert (response.status_code, response.context["answer"].lines) == (200, [])
    assert BOILERPLATE in words(response)
    answer = client.post("/api/v1/lookup", {"text": FOOTER}, content_type="application/json").json()
    assert answer["of_query"] == 0


@given(st.text(alphabet="a .\n\t"))
def test_no_word_is_lost(text: str) -> None:
    shown = " ".join("".join(piece.text for piece in paragraph) for paragraph in paragraphs_of(text))
    assert shown.split() == text.split()
