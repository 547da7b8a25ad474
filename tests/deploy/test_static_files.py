"""Browsers keep static files for good, under an address that changes with their content."""

import re

import pytest
from django.templatetags.static import static
from django.test import Client

pytestmark = pytest.mark.django_db
CACHED = "max-age=31536000, public, immutable"


def kept(client: Client, address: str) -> str:
    """How long a client may keep a file."""
    response = client.get(address)
    response.close()
    assert response.status_code == 200
    return response["Cache-Control"]


def test_the_address_of_a_file_has_a_hash_and_may_be_kept_for_good(client: Client) -> None:
    address = static("css/newsgroups.css")
    assert re.fullmatch(r"/static/css/newsgroups\.css\?v=[0-9a-f]{12}", address)
    assert kept(client, address) == CACHED


def test_every_file_that_a_page_loads_has_one(client: Client) -> None:
    page = client.get("/groups/").content.decode()
    loaded = re.findall(r'<(?:script|link)[^>]*(?:src|href)="(/static/(?!vendor/)[^"]+)"', page)
    assert len(loaded) >= 6
    assert {kept(client, address) for address in loaded} == {CACHED}


@pytest.mark.parametrize("query", ["", "?v=000000000000", "?v=", "?w=1", "?v=1&v=2"])
def test_any_other_address_is_asked_about_again(client: Client, query: str) -> None:
    assert kept(client, f"/static/css/newsgroups.css{query}") == "max-age=60, public"


def test_vendored_files_have_the_version_in_their_folder(client: Client) -> None:
    address = "/static/vendor/bootstrap-4.6.2/bootstrap.min.css"
    assert kept(client, address) == "max-age=315360000, public, immutable"


def test_a_file_that_is_missing_has_its_plain_address(client: Client) -> None:
    assert static("css/none.css") == "/static/css/none.css"
    assert client.get("/static/css/none.css?v=000000000000").status_code == 404
