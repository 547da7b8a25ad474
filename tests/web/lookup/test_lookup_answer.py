"""Working with the answer to a look-up: excluding, paging, comparing; the text is always sent by POST."""

import re

import pytest
from django.test import Client

from newsgroups.models import Article
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lookup.answer import MarkedPiece, marked
from tests.makers import make_article
from tests.web.conftest import AGENCY, COPY

from .test_lookup import SECOND_PARAGRAPH, look_up, sources


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_first_source_has_a_piece_and_the_others_are_named() -> None:
    assert marked("abcdefgh", [(1, 5, 1), (3, 7, 2), (0, 2, 3)]) == [
        MarkedPiece("a", 3),
        MarkedPiece("bcde", 1, (2, 3)),
        MarkedPiece("fg", 2),
        MarkedPiece("h"),
    ]


def test_a_text_without_sources_is_one_piece() -> None:
    assert marked("abc", []) == [MarkedPiece("abc")]


def test_the_share_says_how_many_articles_and_that_the_first_is_not_known(client: Client, archive) -> None:
    response = look_up(client, text=SECOND_PARAGRAPH)
    said = words(response)
    assert "100% of this text appears in 2 articles of the archive." in said
    assert "Which of them came first is not known." in said


def test_an_only_source_is_named_with_its_date(client: Client, archive) -> None:
    response = look_up(client, text=SECOND_PARAGRAPH, without_source="northline")
    said = words(response)
    assert "appears in one article of the archive." in said
    assert "It was published by Daily Lantern, 2 Nov 2026, 10:30 ." in said


def test_the_earliest_article_is_told_with_its_own_share_if_it_is_known(client: Client, archive) -> None:
    paragraphs = AGENCY.split("\n\n")
    wire = make_article(paragraphs[1], source="Wire", published="2026-10-01T09:00:00+00:00")
    process_articles()
    said = words(look_up(client, text=AGENCY))
    assert "100% of this text appears in 3 articles of the archive." in said
    assert "The earliest known has 35% of it: Wire, 1 Oct" in said
    Article.objects.filter(pk=wire.pk).update(credits_agency=True)
    said = words(look_up(client, text=AGENCY))
    assert "Which of them came first is not known." in said


def test_a_text_of_the_archive_says_which_articles_are_known_to_be_earlier(client: Client, archive) -> None:
    said = words(look_up(client, text=archive["copy"].url))
    assert "appears in one other article of the archive" in said
    assert "known to be earlier" not in said
    Article.objects.filter(pk=archive["copy"].pk).update(published="2026-11-04T10:30:00Z")
    said = words(look_up(client, text=archive["copy"].url))
    assert "1 of the others is known to be earlier. The earliest known has" in said


def test_an_article_of_the_archive_is_no_source_of_its_own_text_when_asked_again(client: Client, archive) -> None:
    html = look_up(client, text=archive["copy"].url).content.decode()
    assert f'<input type="hidden" name="of" value="{archive["copy"].pk}">' in html
    again = look_up(client, text=COPY, of=archive["copy"].pk, without_quotations="on")
    assert sources(again) == ["Northline"]
    changed = look_up(client, text=f"{COPY} And more.", of=archive["copy"].pk)
    assert sources(changed) == ["Daily Lantern", "Northline"]


def test_an_outlet_is_left_out_and_can_be_taken_back(client: Client, archive) -> None:
    response = look_up(client, text=SECOND_PARAGRAPH, without_source="northline")
    assert sources(response) == ["Daily Lantern"]
    html = response.content.decode()
    assert '<input type="checkbox" name="without_source" value="northline" checked>' in html


def test_every_button_of_the_answer_carries_the_text_in_its_form(client: Client, archive) -> None:
    html = look_up(client, text=f"\nMine first. {SECOND_PARAGRAPH}").content.decode()
    (form,) = re.findall(r'<form id="look-up" method="post".*?</form>', html, re.DOTALL)
    assert form.count("formaction=") == 5
    assert 'name="without_source" value="northline"' in form
    text = re.search(r'<textarea[^>]*name="text"[^>]*>&#10;(.*?)</textarea>', form, re.DOTALL)
    assert text is not None and text[1].startswith("\nMine first. Engineers")


@pytest.mark.parametrize("wrong", [{}, {"from": "2026-02-31"}, {"min_words": "x"}])
def test_nothing_is_compared_with_an_article_without_a_text(client: Client, archive, wrong: dict[str, str]) -> None:
    response = client.post(f"/lookup/compare/{archive['agency'].pk}/", wrong)
    assert (response.status_code, "There is no text to look up" in words(response)) == (422, True)


def test_sources_come_in_pages_numbered_on(client: Client, archive) -> None:
    for number in range(5):
        text = f"{SECOND_PARAGRAPH} {' '.join(f'Reader {number}{place} saw it.' for place in range(60))}"
        make_article(text, source=f"Outlet {number}", published=f"2026-11-0{number + 3}T08:00:00+00:00")
    process_articles()
    first = look_up(client, text=AGENCY, limit=3)
    last = look_up(client, text=AGENCY, limit=3, page=2)
    assert (sources(first), sources(last)) == (
        ["Northline", "Daily Lantern", "Outlet 0", "Outlet 1"],
        ["Outlet 2", "Outlet 3", "Outlet 4"],
    )
    assert "4–6 of 6" in words(last)
    assert 'id="source-6"' in last.content.decode()
    assert first.context["answer"].found.of_query == last.context["answer"].found.of_query == 1.0


def test_a_page_beyond_the_last_is_the_first(client: Client, archive) -> None:
    assert look_up(client, text=SECOND_PARAGRAPH, page=99).context["answer"].page == 1


def compare(client: Client, archive, **data: object):
    return client.post(f"/lookup/compare/{archive['copy'].pk}/", {"text": SECOND_PARAGRAPH, **data})


def test_the_text_is_compared_with_an_article_in_the_view_of_two_articles(client: Client, archive) -> None:
    response = compare(client, archive, min_words="3", source=["northline", "daily-lantern"])
    html = response.content.decode()
    assert 'id="left-1"' in html and 'id="right-1"' in html
    assert "Your text" in html and archive["copy"].title in html
    assert html.count('<input type="hidden" name="source"') == 2
    assert '<input type="hidden" name="min_words" value="3">' in html
    assert "suggests the same story" not in html


def test_what_to_show_beside_an_article_needs_no_script(client: Client, archive) -> None:
    html = compare(client, archive, show="left").content.decode()
    assert "show-left" in html
    assert '<button class="btn btn-outline-secondary" type="submit" name="show" value="shared"' in html


@pytest.mark.parametrize(("text", "status"), [("", 422), ("x" * 200_001, 422), (COPY, 200)])
def test_a_comparison_needs_a_text_that_can_be_looked_up(client: Client, archive, text: str, status: int) -> None:
    assert compare(client, archive, text=text).status_code == status


def test_an_address_of_a_comparison_without_its_text_leads_to_the_question(client: Client, archive) -> None:
    assert client.get(f"/lookup/compare/{archive['copy'].pk}/").headers["Location"] == "/lookup/"


def test_an_article_that_was_taken_out_is_not_compared(client: Client, archive) -> None:
    archive["copy"].hidden = True
    archive["copy"].save()
    assert compare(client, archive).status_code == 410


def test_line_breaks_of_browsers_do_not_make_a_text_too_long(client: Client, archive) -> None:
    lines = "a\r\n" * 99_000
    response = look_up(client, text=lines + SECOND_PARAGRAPH)
    assert sources(response) == ["Northline", "Daily Lantern"]


def test_common_words_only_are_said_to_be_so(client: Client, archive) -> None:
    response = look_up(client, text="the and of to in a was that it is not the and of")
    assert response.status_code == 200
    assert "The text has only very common words" in words(response)


def test_who_tells_it_in_other_words_stands_with_what_both_name_and_the_probability(client: Client, archive) -> None:
    text = (
        "A crack as long as a car has shut the bridge of Port Calder, and Ruth Ansgar is to blame for nothing. "
        "Thirty thousand drivers take the ferry or go round by Westerlow until Ruth Ansgar has repaired the pylon."
    )
    page = client.post("/lookup/", {"text": text})
    lines = page.context["answer"].in_other_words
    assert lines
    for line in lines:
        assert "Ruth Ansgar" in line.reason.words
    said = " ".join(page.content.decode().split())
    assert said.count("Both: ") == len(lines)
    assert len(re.findall(r"\d+% likely the same story", said)) >= len(lines)


def test_the_answer_is_downloaded_as_one_file_that_links_to_nothing(client: Client, archive) -> None:
    response = client.post("/lookup/file/", {"text": f"Mine first. {SECOND_PARAGRAPH}"})
    html = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="look-up.html"'
    assert "100% of this text" not in html and "% of this text appears in 2 articles of the archive." in html
    assert '<span class="own-run">Mine first. </span>' in html
    assert re.findall(r'(?:href|src)="(?!#)', html) == []
    assert (client.get("/lookup/file/").status_code, client.post("/lookup/file/").status_code) == (302, 422)


def test_what_the_text_leaves_out_and_its_passages_are_named(client: Client, archive) -> None:
    said = words(look_up(client, text=SECOND_PARAGRAPH))
    assert "What is missing Sentences next to your passages that your text leaves out." in said
    assert "Northline · after passage 1" in said
    assert "Passage 1 · longest run" in said
