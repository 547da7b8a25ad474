"""A draft checked against a story, on a page that keeps nothing of it."""

import logging

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Story
from newsgroups.stories.pages import draft_check
from newsgroups.web.views.lookup import draft
from tests.web.conftest import AGENCY, OTHER

DRAFT = """The harbour bridge at Port Calder was closed on Monday. It carries 31,000 vehicles a day, and 240 \
shopkeepers want to be paid, says Tomas Velde.

"Nobody was in danger at any time," harbour master Ruth Ansgar told reporters."""


def check(client: Client, archive, **data: object):
    return client.post(reverse("check_draft", args=[archive["agency"].story_id]), data)


def verdicts(response) -> dict[str, str]:
    return {each.claim.value: each.claim.verdict for each in response.context["check"].claims}


def test_the_claims_of_a_draft_are_shown_with_what_articles_have(client: Client, archive) -> None:
    response = check(client, archive, text=DRAFT)
    assert response.status_code == 200
    assert verdicts(response) == {
        "Port Calder": "told",
        "31,000 vehicles": "told",
        "240 shopkeepers": "nowhere",
        "Tomas Velde": "nowhere",
        "Nobody was in danger at any time,": "told",
        "Ruth Ansgar": "told",
    }
    page = " ".join(response.content.decode().split())
    assert "6 figures, names, and quotations: 4 found in the articles, 2 in no article." in page
    assert '<mark class="claim is-nowhere">240 shopkeepers<sup' in page


def test_the_pieces_of_the_draft_give_the_draft(client: Client, archive) -> None:
    found = check(client, archive, text=DRAFT).context["check"]
    assert "".join(piece.text for piece in found.pieces) == DRAFT
    own = "".join(piece.text for piece in found.pieces if piece.words == "own")
    assert "shopkeepers want to be paid, says Tomas Velde" in own
    assert "Nobody was in danger at any time" not in own


def test_words_of_articles_are_not_own_words(client: Client, archive) -> None:
    copied = AGENCY.split("\n\n")[1]
    found = check(client, archive, text=f"{copied} My own words come last.").context["check"]
    assert [piece.text.strip(" .") for piece in found.pieces if piece.words == "own"] == ["My own words come last"]
    assert 0.05 < found.own < 0.2


def test_an_article_of_the_story_as_a_draft_has_nothing_of_its_own(client: Client, archive) -> None:
    response = check(client, archive, text=AGENCY)
    assert set(verdicts(response).values()) == {"told"}
    assert response.context["check"].own == 0.0


def test_a_file_is_checked(client: Client, archive) -> None:
    response = check(client, archive, file=SimpleUploadedFile("draft.txt", DRAFT.encode()))
    assert verdicts(response)["240 shopkeepers"] == "nowhere"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": ""}, "There is no text to look up. Paste a few sentences."),
        ({"text": "three short words"}, "The text has 3 words; a look-up needs at least 5."),
        ({"text": "https://news.example/story"}, "Paste the text of the draft, not an address."),
        ({"text": "x" * 200_001}, "The text has 200,001 characters; at most 200,000 can be looked up."),
    ],
)
def test_what_cannot_be_checked_is_refused_in_a_sentence(client: Client, archive, data, said: str) -> None:
    response = check(client, archive, **data)
    assert response.status_code == 422
    assert response.context["form"].errors["text"] == [said]


def test_two_files_are_refused(client: Client, archive) -> None:
    files = [SimpleUploadedFile(f"{number}.txt", DRAFT.encode()) for number in range(2)]
    response = check(client, archive, file=files)
    assert response.context["form"].errors["file"] == [draft.ONE_FILE]


def test_a_merged_story_leads_to_the_one_that_has_its_articles(client: Client, archive) -> None:
    merged = Story.objects.create(title="x", merged_into=archive["agency"].story)
    response = client.get(reverse("check_draft", args=[merged.pk]))
    assert (response.status_code, response.url) == (302, reverse("check_draft", args=[archive["agency"].story_id]))


def test_hidden_articles_are_no_evidence(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["own"].pk).update(hidden=True)
    response = check(client, archive, text="The ferry to Westerlow runs all night from now on, she says.")
    assert "harbour-post" not in response.content.decode()
    assert response.context["check"].articles == 2


def test_articles_that_the_time_does_not_allow_are_said_to_be_unread(client: Client, archive, monkeypatch) -> None:
    monkeypatch.setattr(draft_check, "SECONDS_TO_READ", -1.0)
    response = check(client, archive, text=DRAFT)
    assert "Figures were read in 0 of 3 articles" in response.content.decode()
    assert verdicts(response)["31,000 vehicles"] == "elsewhere"


def test_a_look_up_offers_the_stories_of_its_sources(client: Client, archive) -> None:
    page = client.post("/lookup/", {"text": AGENCY}).content.decode()
    assert f'formaction="{reverse("check_draft", args=[archive["agency"].story_id])}#content"' in page
    page = client.post("/lookup/", {"text": OTHER}).content.decode()
    assert f'formaction="{reverse("check_draft", args=[archive["chess"].story_id])}#content"' in page


def test_a_story_links_to_the_check(client: Client, archive) -> None:
    page = client.get(archive["agency"].story.get_absolute_url()).content.decode()
    assert f'href="{reverse("check_draft", args=[archive["agency"].story_id])}"' in page


def test_the_number_of_queries_is_that_of_any_draft(client: Client, archive, django_assert_max_num_queries) -> None:
    check(client, archive, text=DRAFT)
    with django_assert_max_num_queries(6):
        check(client, archive, text=DRAFT)


def test_nothing_of_a_draft_is_stored_or_logged(client: Client, archive, caplog, tmp_path) -> None:
    planted = "Marmalade Xylophone said that 77 penguins whisper around the lighthouse tonight."
    with caplog.at_level(logging.DEBUG):
        assert check(client, archive, text=planted).status_code == 200
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in said if "penguins" in line] == []
    for model in apps.get_models():
        assert [row for row in model.objects.all() if "penguins" in str(vars(row))] == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if b"penguins" in path.read_bytes()] == []


def test_the_draft_is_escaped(client: Client, archive) -> None:
    page = check(client, archive, text='<script>alert("x")</script> by Tomas <b>Velde</b> and 77 others of us').content
    assert b"<script>alert" not in page
    assert b"77 others" in page
