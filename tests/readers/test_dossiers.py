"""Dossiers on the site: kept, sorted, shared, taken away, and seen by nobody else."""

import json

import pytest
from django.test import Client

from newsgroups.dossiers.keep import keep
from newsgroups.models import Article, Dossier
from newsgroups.models.readers.dossier import MAX_DOSSIERS


@pytest.fixture
def dossier(ada, archive) -> Dossier:
    made = Dossier.objects.create(owner=ada, title="The bridge")
    keep(made, article=archive["agency"], quote="a diver found a crack in its eastern pylon", note="Who was it?")
    keep(made, story=archive["agency"].story)
    return made


def test_an_article_is_kept_in_a_new_dossier_from_its_page(reader: Client, ada, archive) -> None:
    page = reader.get(archive["agency"].get_absolute_url()).content.decode()
    assert f'name="article" value="{archive["agency"].pk}"' in page
    sent = {"article": archive["agency"].pk, "title": "The bridge", "quote": "Ruth Ansgar told\nreporters"}
    answer = reader.post("/my/dossiers/keep/", sent | {"note": "Call her", "tags": "people, to do"})
    dossier = Dossier.objects.get(owner=ada)
    assert answer.headers["Location"] == dossier.address
    page = reader.get(dossier.address).content.decode()
    assert "Ruth Ansgar told reporters" in page
    assert "#:~:text=Ruth%20Ansgar%20told%20reporters" in page
    assert "#people #to do" in page
    assert "Call her" in page


def test_a_long_passage_is_linked_by_its_ends(reader: Client, dossier: Dossier, archive) -> None:
    keep(dossier, article=archive["own"], quote=" ".join(archive["own"].text.split()[:30]))
    page = reader.get(dossier.address).content.decode()
    assert "#:~:text=Thirty%2Done%20thousand%20drivers%20a%20day%20need," in page


def test_visitors_see_no_form_to_keep_and_are_asked_to_log_in(client: Client, archive) -> None:
    assert "Keep in a dossier" not in client.get(archive["agency"].get_absolute_url()).content.decode()
    assert client.post("/my/dossiers/keep/", {"title": "x"}).status_code == 302
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"quote": "nobody wrote this"}, "These words do not occur in the article."),
        ({"title": ""}, "Choose a dossier, or give a title for a new one."),
        ({"article": "999999"}, "Select a valid choice."),
        ({"article": ""}, "There is nothing to add"),
    ],
)
def test_what_cannot_be_kept_is_said_and_makes_no_dossier(reader: Client, archive, sent: dict, said: str) -> None:
    asked = {"article": archive["agency"].pk, "title": "New"} | sent
    assert said in reader.post("/my/dossiers/keep/", asked, follow=True).content.decode()
    assert not Dossier.objects.exists()


def test_entries_are_noted_moved_and_removed(reader: Client, dossier: Dossier) -> None:
    first, second = dossier.entries.all()
    address = f"/my/dossiers/{dossier.pk}/entries/"
    reader.post(f"{address}{first.pk}/", {"do": "note", "note": "A diver", "tags": "a"})
    reader.post(f"{address}{second.pk}/", {"do": "up"})
    first.refresh_from_db()
    assert (first.note, [entry.pk for entry in dossier.entries.all()]) == ("A diver", [second.pk, first.pk])
    reader.post(f"{address}{first.pk}/", {"do": "remove"})
    assert [entry.pk for entry in dossier.entries.all()] == [second.pk]


def test_only_the_owner_sees_and_changes_a_private_dossier(client: Client, curator, dossier: Dossier) -> None:
    entry = dossier.entries.first()
    client.force_login(curator)
    assert client.get(f"/my/dossiers/{dossier.pk}/").status_code == 404
    assert client.get(f"/my/dossiers/{dossier.pk}/export.ris").status_code == 404
    assert client.post(f"/my/dossiers/{dossier.pk}/delete/").status_code == 404
    assert client.post(f"/my/dossiers/{dossier.pk}/entries/{entry.pk}/", {"do": "remove"}).status_code == 404
    assert client.get(f"/dossiers/{dossier.token}/").status_code == 404
    assert client.get(f"/dossiers/{dossier.token}/export.ris").status_code == 404
    sent = {"article": entry.article_id, "dossier": dossier.pk}
    client.post("/my/dossiers/keep/", sent)
    assert dossier.entries.count() == 2


def test_a_shared_dossier_is_read_by_its_secret_address_and_has_no_tools(reader: Client, dossier: Dossier) -> None:
    reader.post(f"/my/dossiers/{dossier.pk}/", {"title": "Bridge for all", "is_shared": "on"})
    page = Client().get(f"/dossiers/{dossier.token}/").content.decode()
    assert "Bridge for all" in page
    assert "Who was it?" in page
    assert "Remove" not in page
    assert Client().get(f"/dossiers/{dossier.token}/export.html").status_code == 200


@pytest.mark.parametrize(
    ("form", "kind", "name", "has"),
    [
        ("ris", "application/x-research-info-systems", "the-bridge.ris", "TY  - NEWS"),
        ("bib", "application/x-bibtex", "the-bridge.bib", "@misc{newsgroups-"),
        ("csl", "application/vnd.citationstyles.csl+json", "the-bridge.csl.json", '"article-newspaper"'),
        ("html", "text/html", "the-bridge.html", "a diver found a crack in its eastern pylon"),
        ("evidence", "application/json", "the-bridge.evidence.json", '"newsgroups-evidence"'),
    ],
)
def test_a_dossier_is_taken_away(reader: Client, dossier: Dossier, form: str, kind: str, name: str, has: str) -> None:
    answer = reader.get(f"/my/dossiers/{dossier.pk}/export.{form}")
    assert answer.headers["Content-Type"].split(";")[0] == kind
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert has in answer.content.decode()


def test_csl_has_what_is_known(reader: Client, dossier: Dossier, archive) -> None:
    Article.objects.filter(pk=archive["agency"].pk).update(authors="Jana Milic", language="en")
    (item,) = json.loads(reader.get(f"/my/dossiers/{dossier.pk}/export.csl").content)
    assert item == {
        "id": f"newsgroups-{archive['agency'].pk}",
        "type": "article-newspaper",
        "title": "Harbour bridge closed after crack is found",
        "container-title": "Northline",
        "author": [{"literal": "Jana Milic"}],
        "issued": {"date-parts": [[2026, 11, 2]]},
        "language": "en",
        "URL": archive["agency"].url_given,
    }


def test_the_file_needs_nothing_else(reader: Client, dossier: Dossier) -> None:
    page = reader.get(f"/my/dossiers/{dossier.pk}/export.html").content.decode()
    assert "<link" not in page
    assert "<script" not in page
    assert 'href="http://testserver/articles/' in page


def test_notes_and_titles_are_escaped(reader: Client, dossier: Dossier) -> None:
    evil = "<img src=x onerror=alert(1)>"
    dossier.entries.update(note=evil, tags=evil)
    Dossier.objects.filter(pk=dossier.pk).update(title=evil, description=evil)
    for address in (f"/my/dossiers/{dossier.pk}/", f"/my/dossiers/{dossier.pk}/export.html"):
        assert "<img" not in reader.get(address).content.decode()


def test_an_unknown_form_is_not_found(reader: Client, dossier: Dossier) -> None:
    assert reader.get(f"/my/dossiers/{dossier.pk}/export.doc").status_code == 404


def test_the_number_of_dossiers_is_bounded(reader: Client, ada, archive) -> None:
    Dossier.objects.bulk_create(Dossier(owner=ada, title=str(n)) for n in range(MAX_DOSSIERS))
    sent = {"article": archive["agency"].pk, "title": "One more"}
    assert "that is the limit" in reader.post("/my/dossiers/keep/", sent, follow=True).content.decode()
    assert reader.post("/my/dossiers/", {"title": "One more"}).status_code == 422
    assert Dossier.objects.count() == MAX_DOSSIERS


def test_the_key_that_checks_evidence_is_published(client: Client, db) -> None:
    key, fingerprint = client.get("/evidence-key").content.decode().splitlines()
    assert (len(key), len(fingerprint.split())) == (44, 16)
