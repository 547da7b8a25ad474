"""Programs write through the API with tokens, within their scopes and the rights of their owners."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from newsgroups.models import ApiToken, Article, Constraint, Judgement, QueuedAddress, Story
from newsgroups.models.readers.api_token import MAX_TOKENS
from newsgroups.models.readers.secret import hash_of

EVERY = ["add", "judge", "curate"]


class Program:
    def __init__(self, key: str) -> None:
        self.client, self.key = Client(enforce_csrf_checks=True), key

    def sends(self, path: str, **body: Any):
        return self.client.post(
            f"/api/v1/{path}", json.dumps(body), content_type="application/json",
            headers={"Authorization": f"Bearer {self.key}"},
        )  # fmt: skip


def program(user: User, *scopes: str, days: int | None = 30) -> Program:
    return Program(ApiToken.objects.make(owner=user, name="Importer", scopes=list(scopes), days=days)[1])


def test_the_key_is_shown_once_and_only_its_hash_is_stored(reader: Client, ada) -> None:
    page = reader.post("/my/tokens/", {"name": "Importer", "scopes": ["add"], "days": "90"})
    token = ApiToken.objects.get(owner=ada)
    key = page.content.decode().split("<code data-copied>")[1].split("<")[0]
    assert key.startswith("newsgroups_")
    assert token.key_hash == hash_of(key)
    assert "no-store" in page.headers["Cache-Control"]
    assert key not in reader.get("/my/tokens/").content.decode()
    assert timedelta(days=89) < token.expires - timezone.now() < timedelta(days=91)


def test_pages_are_queued_and_refused_ones_named(curator, db) -> None:
    answer = program(curator, "add").sends(
        "queue", urls=["https://news.example/a", "ftp://news.example/b", "https://news.example/a"]
    )
    assert answer.status_code == 202
    (row,) = QueuedAddress.objects.all()
    assert answer.json() == {
        "queued": [{"id": row.pk, "url": "https://news.example/a"}],
        "refused": [{
            "url": "ftp://news.example/b",
            "reason": "The address does not begin with http:// or https://.",
        }],
    }  # fmt: skip
    assert row.by == curator


def test_an_article_is_added_and_a_bad_one_rejected_with_the_field(curator, db) -> None:
    adds = program(curator, "add")
    sent = {"title": "Ferry aground", "source": "Anchor", "text": "The ferry ran aground at noon on a sandbank."}
    answer = adds.sends("articles", **sent, published="2026-11-02T09:30:00Z", url="https://anchor.example/1")
    article = Article.objects.get()
    assert (answer.status_code, answer.json()["id"]) == (201, article.pk)
    assert (article.title, article.source.name, str(article.published)) == (
        "Ferry aground", "Anchor", "2026-11-02 09:30:00+00:00",
    )  # fmt: skip
    answer = adds.sends("articles", **sent, published="the day before yesterday, maybe")
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "published"])


def test_a_pair_is_judged_and_a_contradiction_is_a_conflict(curator, archive) -> None:
    judges = program(curator, "judge")
    pair = {"left": archive["agency"].pk, "right": archive["chess"].pk}
    answer = judges.sends("judgements", **pair, verdict="different", note="Two events")
    judgement = Judgement.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"decision": judgement.event_id, "verdict": "different"})
    assert judgement.by == curator
    again = judges.sends("judgements", **pair, verdict="same")
    assert (again.status_code, again["Content-Type"]) == (409, "application/problem+json")
    assert judges.sends("judgements", **pair, verdict="maybe").status_code == 422


def test_a_story_is_corrected_and_the_decision_undone(curator, archive) -> None:
    curates = program(curator, "curate")
    bridge, chess = archive["agency"].story_id, archive["chess"].story_id
    answer = curates.sends(f"groups/{bridge}/decisions", action="merge", group=chess, reason="One evening")
    assert answer.status_code == 201
    assert Story.objects.get(pk=chess).merged_into_id == bridge
    undone = curates.sends(f"decisions/{answer.json()['decision']}/undo")
    assert undone.status_code == 200
    assert Story.objects.get(pk=chess).merged_into_id is None
    assert not Constraint.objects.active().exists()


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"action": "merge"}, 422, "Enter the number or address of the other story."),
        ({"action": "unlock"}, 409, "is not locked"),
        ({"action": "rename", "title": " "}, 409, "A story needs a title."),
        ({"action": "split", "articles": [999_999]}, 422, "no longer in this story"),
        ({"action": "explode"}, 422, "Input should be"),
    ],
)
def test_a_correction_that_is_not_possible_says_why(curator, archive, sent: dict, status: int, said: str) -> None:
    answer = program(curator, "curate").sends(f"groups/{archive['agency'].story_id}/decisions", **sent)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


WRITES = [
    ("queue", {"urls": ["https://news.example/a"]}, "add"),
    ("articles", {"title": "a", "source": "b", "text": "c"}, "add"),
    ("judgements", {"left": 1, "right": 2, "verdict": "same"}, "judge"),
    ("groups/1/decisions", {"action": "lock"}, "curate"),
    ("decisions/1/undo", {}, "curate"),
]


@pytest.mark.parametrize(("path", "body", "scope"), WRITES)
def test_each_write_needs_its_scope(curator, archive, path: str, body: dict, scope: str) -> None:
    others = [each for each in EVERY if each != scope]
    answer = program(curator, *others).sends(path, **body)
    assert (answer.status_code, answer.json()["detail"]) == (403, f"This token does not have the scope “{scope}”.")


@pytest.mark.parametrize(("path", "body", "scope"), WRITES)
def test_a_token_permits_no_more_than_its_owner(ada, archive, path: str, body: dict, scope: str) -> None:
    answer = program(ada, scope).sends(path, **body)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "The account of this token is not permitted to do this."


@pytest.mark.parametrize(("path", "body", "scope"), WRITES)
def test_nobody_writes_without_a_valid_token(curator, archive, path: str, body: dict, scope: str) -> None:
    valid = program(curator, scope)
    expired = program(curator, scope, days=1)
    ApiToken.objects.filter(key_hash=hash_of(expired.key)).update(expires=timezone.now())
    for other in ("", "x", "newsgroups_" + "x" * 43, "ü", expired.key, valid.key + "x"):
        answer = Program(other).sends(path, **body)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Newsgroups"')
    curator.is_active = False
    curator.save()
    assert valid.sends(path, **body).status_code == 401


def test_a_session_is_no_token(client: Client, curator, archive) -> None:
    client.force_login(curator)
    answer = client.post("/api/v1/queue", '{"urls": ["https://news.example/"]}', content_type="application/json")
    assert answer.status_code == 401


def test_a_revoked_token_ends_at_once_and_only_its_owner_revokes_it(client: Client, ada, curator, archive) -> None:
    adds = program(curator, "add")
    token = ApiToken.objects.get()
    client.force_login(ada)
    assert client.post(f"/my/tokens/{token.pk}/revoke/").status_code == 404
    assert adds.sends("queue", urls=["https://news.example/a"]).status_code == 202
    client.force_login(curator)
    client.post(f"/my/tokens/{token.pk}/revoke/")
    assert adds.sends("queue", urls=["https://news.example/a"]).status_code == 401


def test_its_last_use_is_shown(client: Client, curator, archive) -> None:
    adds = program(curator, "add")
    client.force_login(curator)
    assert "never used" in client.get("/my/tokens/").content.decode()
    adds.sends("queue", urls=["https://news.example/a"])
    assert "last used" in client.get("/my/tokens/").content.decode()


def test_writing_has_a_budget(curator, archive, settings, tmp_path) -> None:
    settings.DATA_DIR, settings.RATE_LIMITS = tmp_path, {"write": 1}
    adds = program(curator, "add")
    adds.sends("queue", urls=["https://news.example/a"])
    assert adds.sends("queue", urls=["https://news.example/a"]).status_code == 429


def test_the_number_of_tokens_is_bounded(reader: Client, ada) -> None:
    for _ in range(MAX_TOKENS):
        program(ada, "add")
    answer = reader.post("/my/tokens/", {"name": "One more", "scopes": ["add"]})
    assert "that is the limit" in answer.content.decode()


def test_the_document_names_scopes_and_statuses(client: Client, db) -> None:
    document = client.get("/api/v1/openapi.json").json()
    operation = document["paths"]["/api/v1/queue"]["post"]
    assert "scope `add`" in operation["description"]
    assert sorted(operation["responses"]) == ["202", "400", "401", "403", "409", "413", "422", "429", "503"]
    (scheme,) = operation["security"][0]
    assert document["components"]["securitySchemes"][scheme] == {"type": "http", "scheme": "bearer"}
