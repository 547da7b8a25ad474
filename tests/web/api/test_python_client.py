"""The client for programs in Python, against a real server."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.error import URLError

import pytest
from django.contrib.auth.models import Group, User

from newsgroups.admin.curator_role import make_curators
from newsgroups.models import ApiToken, Article, Constraint, Judgement, QueuedAddress
from tests.web.conftest import AGENCY

FILE = Path(__file__).resolve().parents[3] / "clients/python/newsgroups_client.py"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def client_module() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("newsgroups_client", FILE)
    assert spec and spec.loader
    module = sys.modules["newsgroups_client"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["newsgroups_client"]


@pytest.fixture
def site(client_module, live_server, archive):
    return client_module.Newsgroups(live_server.url)


@pytest.fixture
def writer(client_module, live_server, archive):
    """A client with a token of all scopes."""
    from django.apps import apps

    make_curators(apps.get_app_config("newsgroups"))
    user = User.objects.create_user("ruth")
    user.groups.set(Group.objects.filter(name="Curators"))
    key = ApiToken.objects.make(owner=user, name="Program", scopes=["add", "judge", "curate"], days=7)[1]
    return client_module.Newsgroups(live_server.url, token=key)


def test_it_is_one_small_file_that_imports_the_standard_library_only() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 300
    imported = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names | {"__future__"}


def test_lists_go_on_over_all_pages(site, archive) -> None:
    visible = list(Article.objects.order_by("-published", "-id").values_list("pk", flat=True))
    assert [each["id"] for each in site.browse(limit=2)] == visible
    assert [each["slug"] for each in site.outlets()][:1] == ["northline"]
    assert len(list(site.stories(limit=1))) == 2
    assert len(list(site.pairs(limit=1, same_outlet=True))) == 4
    assert len(list(site.search("bridge", page_size=1))) == 3


def test_filters_are_those_of_the_api(site, archive) -> None:
    assert [each["id"] for each in site.search("bridge", from_="2026-11-03")] == [archive["own"].pk]
    assert [each["source"] for each in site.browse(source=["kestrel-radio", "harbour-post"])] == [
        "Kestrel Radio",
        "Harbour Post",
    ]
    assert next(site.stories(disputed=None, outlets=3))["id"] == archive["agency"].story_id


def test_articles_and_stories_come_whole(site, archive) -> None:
    agency = archive["agency"]
    assert site.article(agency.pk)["text"] == AGENCY
    found = site.article_at(agency.url)
    assert found is not None
    assert found["id"] == agency.pk
    assert site.article_at("https://nobody.example/x") is None
    assert site.changes(agency.pk) == []
    assert site.similar_to(agency.pk, limit=1)[0]["article"]["id"] == archive["copy"].pk
    assert site.story(agency.story_id)["id"] == agency.story_id
    assert site.compare(agency.pk, archive["copy"].pk)["right"]["id"] == archive["copy"].pk
    assert site.outlet("northline")["name"] == "Northline"
    assert site.months()[0]["month"] == "2026-11"
    assert site.about()["articles"] == 5


def test_texts_are_looked_up_one_by_one_and_together(site, archive) -> None:
    paragraph = AGENCY.split("\n\n")[1]
    assert site.look_up(paragraph)["of_query"] == 1.0
    by_address = site.look_up(url=archive["copy"].url, limit=1)
    assert by_address["matches"][0]["article"]["id"] == archive["agency"].pk
    answers = list(site.look_up_many([{"id": "a", "text": paragraph}, {"id": "b", "text": "two words"}]))
    assert [(each["id"], each["status"]) for each in answers] == [("a", 200), ("b", 422)]
    with pytest.raises(ValueError, match="either a text or a url"):
        site.look_up()


def test_errors_say_what_is_wrong(site, client_module) -> None:
    with pytest.raises(client_module.ApiError) as refused:
        list(site.search("bridge", source="nobody"))
    assert refused.value.status == 422
    assert refused.value.errors[0]["loc"] == ["query", "source"]
    with pytest.raises(client_module.ApiError) as missing:
        site.article(999_999)
    assert missing.value.status == 404
    with pytest.raises(client_module.ApiError) as no_token:
        site.judge(1, 2, "same")
    assert no_token.value.status == 401


def test_a_busy_site_is_asked_again_after_the_time_that_it_says(site, client_module, settings, monkeypatch, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"search": 1}
    waited: list[float] = []
    monkeypatch.setattr(client_module.time, "sleep", waited.append)
    assert len(list(site.search("bridge"))) == 3
    with pytest.raises(client_module.ApiError) as busy:
        list(site.search("bridge"))
    assert (busy.value.status, len(waited)) == (429, 2)
    assert all(0 < seconds <= 60 for seconds in waited)


def test_with_a_token_it_writes(writer, archive) -> None:
    queued = writer.queue(["https://news.example/a", "ftp://news.example/b"])
    assert ([each["url"] for each in queued["queued"]], len(queued["refused"])) == (["https://news.example/a"], 1)
    assert QueuedAddress.objects.count() == 1
    added = writer.add_article(title="Bridge opens", source="Northline", text="The bridge is open again, at last.")
    assert Article.objects.get(pk=added["id"]).title == "Bridge opens"
    decided = writer.judge(archive["agency"].pk, archive["chess"].pk, "different", note="Another event")
    assert Judgement.objects.get().verdict == "different"
    writer.undo(decided["decision"])
    assert not Constraint.objects.active().exists()
    locked = writer.correct_story(archive["agency"].story_id, "lock", reason="Settled")
    assert locked["summary"].startswith("Locked")


def test_a_token_is_not_sent_on_to_where_a_site_redirects(client_module, live_server, archive) -> None:
    merged = archive["chess"].story
    merged.merged_into = archive["agency"].story
    merged.save()
    site = client_module.Newsgroups(live_server.url + "/", token="secret")
    with pytest.raises(client_module.ApiError) as moved:
        site._get("../../groups/" + str(merged.pk) + "/")
    assert moved.value.status in (301, 302, 404, 400)


def test_only_the_web_is_asked(client_module) -> None:
    with pytest.raises(ValueError, match="must begin with https"):
        client_module.Newsgroups("file:///etc/passwd")
    with pytest.raises(URLError):
        client_module.Newsgroups("http://127.0.0.1:9", retries=0).about()
