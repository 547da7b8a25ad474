"""The admin rejects forged numbers and null bytes; none of them causes a server error."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.conftest import archive

__all__ = ["archive"]
NUMBERS = ("abc", "-1", "1.5", "\0", "9" * 19, "9" * 40, "²")


@pytest.fixture
def superuser(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ruth"))
    return client


@pytest.mark.parametrize("number", NUMBERS)
def test_an_action_on_rows_that_cannot_be_is_a_bad_request(superuser: Client, archive, number: str) -> None:
    for name, action in (("article", "hide"), ("story", "lock")):
        asked = {"action": action, "_selected_action": [number], "confirmed": "1"}
        assert superuser.post(f"/admin/newsgroups/{name}/", asked).status_code == 400


@pytest.mark.parametrize("number", NUMBERS)
def test_an_outlet_that_cannot_be_is_a_bad_request(superuser: Client, archive, number: str) -> None:
    for name in ("article", "feed"):
        assert superuser.post(f"/admin/newsgroups/{name}/add/", {"source": number}).status_code == 400


def test_no_outlet_is_told_by_the_form(superuser: Client, archive) -> None:
    response = superuser.post("/admin/newsgroups/article/add/", {"source": ""})
    assert (response.status_code, "This field is required." in response.content.decode()) == (200, True)


@pytest.mark.parametrize("year", ["9" * 19, "9" * 40, "-" + "9" * 19, "0", "abc"])
def test_a_year_that_no_calendar_has_is_a_filter_that_cannot_be_read(superuser: Client, archive, year: str) -> None:
    for name, field in (("article", "published"), ("story", "last_date"), ("curationevent", "at")):
        address = f"/admin/newsgroups/{name}/?{field}__year={year}"
        assert superuser.get(address, follow=True).status_code == 200


def test_a_number_that_no_database_holds_is_a_filter_that_cannot_be_read(superuser: Client, archive) -> None:
    for address in ("article/?source__id__exact", "article/?id", "article/?story", "judgement/?by__id__exact"):
        assert superuser.get(f"/admin/newsgroups/{address}={2**64}", follow=True).status_code in (200, 400)


@pytest.mark.parametrize("address", ["article/?aside", "article/?source__id__exact", "judgement/?model", "feed/?url"])
def test_a_null_is_a_filter_that_cannot_be_read(superuser: Client, archive, address: str) -> None:
    response = superuser.get(f"/admin/newsgroups/{address}=%00")
    assert (response.status_code, response["Location"]) == (302, f"/admin/newsgroups/{address.split('?')[0]}?e=1")


@pytest.mark.parametrize("typed", ["nor\0thline", "\0northline\0"])
def test_a_null_that_is_typed_is_left_out(superuser: Client, archive, typed: str) -> None:
    of = {"app_label": "newsgroups", "model_name": "feed", "field_name": "source"}
    found = superuser.get("/admin/autocomplete/", {**of, "term": typed}).json()["results"]
    assert [each["text"] for each in found] == ["Northline"]


LISTS = ("auth/user", "auth/group", *(f"newsgroups/{name}" for name in ("article", "source", "story", "feed")))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["bridge " * 5_000, "b" * 60_000, '"' * 5_000], ids=["words", "a word", "quotes"])
def test_a_search_that_is_too_long_is_cut_and_says_so(superuser: Client, archive, name: str, query: str) -> None:
    response = superuser.get(f"/admin/{name}/", {"q": query})
    assert response.status_code == 200
    assert "The query is too long, so only its first " in response.content.decode()


def test_the_first_words_of_a_long_search_count(superuser: Client, archive) -> None:
    found = superuser.get("/admin/newsgroups/source/", {"q": "northline " * 5_000})
    assert [source.name for source in found.context["cl"].result_list] == ["Northline"]


def test_completion_of_what_is_too_long_is_no_error(superuser: Client, archive) -> None:
    of = {"app_label": "newsgroups", "model_name": "feed", "field_name": "source"}
    found = superuser.get("/admin/autocomplete/", {**of, "term": "northline " * 5_000}).json()["results"]
    assert [each["text"] for each in found] == ["Northline"]
