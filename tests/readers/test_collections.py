"""A collection stands for its outlets in every filter, feed, table, and request."""

import csv
import io
import json

import pytest
from django.test import Client

from newsgroups.models import Collection, CollectionOutlet, Source
from newsgroups.models.readers.collection import MAX_COLLECTIONS
from tests.makers import make_article, make_source


@pytest.fixture
def north(ada, archive) -> Collection:
    collection = Collection.objects.create(owner=ada, name="North")
    for name in ("Northline", "Kestrel Radio"):
        CollectionOutlet.objects.create(collection=collection, source=Source.objects.get(name=name))
    return collection


def titles(response) -> set[str]:
    return {row["title"] for row in response.json()["results"]}


NORTH = {
    "Harbour bridge closed after crack is found",
    "Chess champion of Skerrow banned for two years",
    "Telephone in the pocket: chess champion banned",
}


def test_articles_are_filtered_by_collection_in_the_api(client: Client, north: Collection) -> None:
    assert titles(client.get(f"/api/v1/browse?collection={north.slug}")) == NORTH
    assert titles(client.get(f"/api/v1/search?collection={north.slug}")) == NORTH


def test_an_outlet_and_a_collection_add_up(client: Client, north: Collection) -> None:
    found = titles(client.get(f"/api/v1/browse?collection={north.slug}&source=harbour-post"))
    assert found == NORTH | {"The long way round: Port Calder without its bridge"}


def test_pages_feeds_and_tables_take_the_collection(client: Client, north: Collection) -> None:
    query = f"?collection={north.slug}"
    assert {row["title"] for row in client.get(f"/search/feed.json{query}").json()["items"]} == NORTH
    table = csv.DictReader(io.StringIO(b"".join(client.get(f"/search.csv{query}").streaming_content).decode()))
    assert {row["title"] for row in table} == NORTH
    page = client.get(f"/browse/{query}").content.decode()
    assert "Chess champion of Skerrow" in page
    assert "The long way round" not in page


def test_a_story_is_in_a_collection_if_one_of_its_outlets_is(client: Client, ada, archive) -> None:
    lantern = Collection.objects.create(owner=ada, name="Lantern")
    CollectionOutlet.objects.create(collection=lantern, source=Source.objects.get(name="Daily Lantern"))
    found = client.get(f"/api/v1/groups?collection={lantern.slug}").json()["results"]
    assert [story["id"] for story in found] == [archive["copy"].story_id]


def test_a_name_of_an_outlet_counts_as_the_outlet(client: Client, ada) -> None:
    main, other = make_source("Harbour Post"), make_source("Post of the Harbour")
    Source.objects.filter(pk=other.pk).update(outlet=main)
    make_article(source=other, title="Under its other name")
    posts = Collection.objects.create(owner=ada, name="Posts")
    CollectionOutlet.objects.create(collection=posts, source=main)
    assert titles(client.get(f"/api/v1/browse?collection={posts.slug}")) == {"Under its other name"}


def test_a_collection_that_does_not_exist_or_is_empty_never_shows_everything(client: Client, ada, archive) -> None:
    empty = Collection.objects.create(owner=ada, name="Empty")
    for slug in ("nothing", empty.slug, "a\0b"):
        answer = client.get("/api/v1/browse", {"collection": slug})
        assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "collection"])
        assert client.get("/search/feed/", {"collection": slug}).status_code == 400
    page = client.get("/browse/?source=northline&collection=nothing").content.decode()
    assert "One of these collections does not exist, so the collections were ignored." in page


def test_an_empty_parameter_is_no_collection_as_it_is_no_outlet(client: Client, north: Collection) -> None:
    assert client.get("/api/v1/browse?collection=&source=").json()["count"] == 5


def test_a_chosen_collection_is_named_and_can_be_taken_off(client: Client, north: Collection) -> None:
    page = client.get(f"/groups/?collection={north.slug}&outlets=2").content.decode()
    assert 'href="?outlets=2">North ' in page
    assert f'name="collection" value="{north.slug}" checked' in page
    assert 'href="?outlets=2&amp;source=' not in page


def test_a_search_in_a_collection_has_one_chip_not_one_for_each_outlet(client: Client, north: Collection) -> None:
    page = client.get(f"/search/?q=harbour&collection={north.slug}").content.decode()
    assert page.count("Take off: ") == 1
    assert "Take off: North" in page


def test_a_reader_makes_changes_and_deletes_a_collection(reader: Client, ada, archive) -> None:
    reader.post("/my/collections/", {"name": "Mine", "outlets": ["northline", "harbour-post"]})
    mine = Collection.objects.get(owner=ada)
    assert len(mine.slug) == 43
    assert [member.source.name for member in mine.members.all()] == ["Harbour Post", "Northline"]

    address = f"/my/collections/{mine.pk}/"
    assert '<option value="northline" selected>' in reader.get(address).content.decode()
    reader.post(address, {"name": "Mine, all mine", "outlets": ["northline"]})
    mine.refresh_from_db()
    assert (mine.name, [member.source.slug for member in mine.members.all()]) == ("Mine, all mine", ["northline"])

    reader.post(f"{address}delete/")
    assert not Collection.objects.exists()


def test_a_changed_collection_keeps_its_address(reader: Client, north: Collection) -> None:
    reader.post(f"/my/collections/{north.pk}/", {"name": "Far north", "outlets": ["northline"]})
    assert Collection.objects.get(pk=north.pk).slug == north.slug


def test_only_curators_offer_a_collection_to_everybody(client: Client, ada, curator, archive) -> None:
    asked = {"name": "Agencies", "outlets": ["northline"], "is_shared": "on"}
    client.force_login(ada)
    client.post("/my/collections/", asked)
    client.force_login(curator)
    client.post("/my/collections/", asked)
    assert Collection.objects.get(owner=ada).is_shared is False
    assert Collection.objects.get(owner=curator).slug == "agencies"
    client.logout()
    assert 'value="agencies"> Agencies' in client.get("/groups/").content.decode()
    assert [row["slug"] for row in client.get("/api/v1/collections").json()["results"]] == ["agencies"]


def test_two_shared_collections_of_one_name_have_two_addresses(client: Client, curator, archive) -> None:
    client.force_login(curator)
    for _ in range(2):
        client.post("/my/collections/", {"name": "Agencies", "outlets": ["northline"], "is_shared": "on"})
    assert sorted(Collection.objects.values_list("slug", flat=True)) == ["agencies", "agencies-2"]


def test_the_api_tells_the_outlets_of_a_collection_by_its_address(client: Client, north: Collection) -> None:
    told = client.get(f"/api/v1/collections/{north.slug}").json()
    assert told["name"] == "North"
    assert [outlet["slug"] for outlet in told["outlets"]] == ["kestrel-radio", "northline"]
    assert client.get("/api/v1/collections/nothing").status_code == 404


def test_nobody_sees_or_changes_the_collection_of_another(client: Client, curator, north: Collection) -> None:
    client.force_login(curator)
    assert client.get(f"/my/collections/{north.pk}/").status_code == 404
    assert client.post(f"/my/collections/{north.pk}/delete/").status_code == 404
    assert "North" not in client.get("/groups/").content.decode().replace("Northline", "")


def test_visitors_are_asked_to_log_in(client: Client, db) -> None:
    assert client.get("/my/collections/").headers["Location"] == "/log-in/?next=/my/collections/"


def test_a_reader_without_staff_rights_logs_in_and_gets_to_the_page(client: Client, ada) -> None:
    answer = client.post("/admin/login/?next=/my/", {"username": "ada", "password": "harbour-bridge-9", "next": "/my/"})
    assert answer.headers["Location"] == "/my/"
    assert client.get("/my/").status_code == 200
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "x"}, "Choose at least one outlet."),
        ({"name": "x", "outlets": ["nobody"]}, "One of these outlets is not in the archive."),
        ({"name": "", "outlets": ["northline"]}, "This field is required."),
        ({"name": "x" * 81, "outlets": ["northline"]}, "at most 80 characters"),
    ],
)
def test_what_is_wrong_with_a_collection_is_said(reader: Client, archive, sent: dict, said: str) -> None:
    answer = reader.post("/my/collections/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Collection.objects.exists()


def test_the_number_of_collections_is_bounded(reader: Client, ada, archive) -> None:
    Collection.objects.bulk_create(Collection(owner=ada, name=str(n)) for n in range(MAX_COLLECTIONS))
    answer = reader.post("/my/collections/", {"name": "One more", "outlets": ["northline"]})
    assert "and that is the limit" in answer.content.decode()
    assert Collection.objects.count() == MAX_COLLECTIONS


def test_a_look_up_is_filtered_by_collection(client: Client, north: Collection, archive) -> None:
    sent = {"text": archive["agency"].text, "collection": [north.slug]}
    answer = client.post("/api/v1/lookup", json.dumps(sent), content_type="application/json").json()
    assert [match["article"]["id"] for match in answer["matches"]] == [archive["agency"].pk]
