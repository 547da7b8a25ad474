"""Curators find what needs them, the other story, and a verdict where they see the pair."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from newsgroups.models import CurationEvent, FactVerdict, Feed, Judgement, Story, StoryFacts
from newsgroups.stories.curation.actions import lock_story


@pytest.fixture
def curates(client: Client, curator) -> Client:
    client.force_login(curator)
    return client


def test_the_overview_counts_what_waits_and_names_who_decided(curates: Client, curator, archive) -> None:
    Feed.objects.create(source=archive["own"].source, url="https://news.example/feed", failures=2)
    lock_story(archive["agency"].story, by=curator, reason="Under review")
    page = curates.get("/curate/").content.decode()
    assert re.search(r">1</a></b> feed failing", page)
    assert "<b>1</b> story locked" in page
    assert "“Under review”" in page
    assert "ruth" in page


def test_readers_and_visitors_have_no_overview(client: Client, ada, archive) -> None:
    assert client.get("/curate/").status_code == 302
    client.force_login(ada)
    assert client.get("/curate/").status_code == 403


def test_a_disagreement_is_listed_until_it_is_judged(curates: Client, archive) -> None:
    story = archive["agency"].story
    StoryFacts.objects.filter(story=story).update(disagreements=2)
    assert "2 disagreements" in curates.get("/curate/").content.decode()
    event = CurationEvent.objects.create(action="fact", by=User.objects.get(username="ruth"), summary="Judged")
    FactVerdict.objects.create(
        event=event, verdict="real", kind="figure", first=archive["agency"], second=archive["own"], first_value="1",
        second_value="2", first_start=0, first_end=1, second_start=0, second_end=1,
    )  # fmt: skip
    assert "2 disagreements" not in curates.get("/curate/").content.decode()


def offered(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'type="radio" name="group" value="(\d+)"', page)]


def test_the_other_story_is_found_by_words(curates: Client, archive) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    assert offered(curates.get(f"/groups/{bridge.pk}/curate/?find=champion").content.decode()) == [chess.pk]
    assert offered(curates.get(f"/groups/{bridge.pk}/curate/?find=nothingatall").content.decode()) == []


def test_without_words_recent_stories_are_offered_and_never_itself(curates: Client, archive) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    assert offered(curates.get(f"/groups/{bridge.pk}/curate/").content.decode()) == [chess.pk]


def test_a_chosen_story_is_merged_with(curates: Client, archive) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    page = curates.get(f"/groups/{bridge.pk}/curate/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    curates.post(
        f"/groups/{bridge.pk}/curate/", {"action": "merge", "group": ["", str(chess.pk)], "seen": seen, "reason": "x"}
    )
    assert Story.objects.get(pk=chess.pk).merged_into_id == bridge.pk


def test_a_pair_is_judged_in_the_list_and_the_list_keeps_its_filters(curates: Client, archive) -> None:
    page = curates.get("/similar/?kind=near+copy").content.decode()
    assert 'name="similar" value="kind=near+copy"' in page
    sent = {"left": archive["agency"].pk, "right": archive["copy"].pk, "verdict": "same", "similar": "kind=near+copy"}
    answer = curates.post("/curate/queue/", sent)
    assert answer.headers["Location"] == "/similar/?kind=near+copy"
    assert Judgement.objects.get().verdict == "same"


def test_the_way_back_never_leaves_the_site(curates: Client, archive) -> None:
    sent = {"left": archive["agency"].pk, "right": archive["copy"].pk, "verdict": "skip"}
    answer = curates.post("/curate/queue/", sent | {"similar": "//evil.example/\r\nSet-Cookie: a=b"})
    assert answer.headers["Location"].startswith("/similar/?%2F%2Fevil")


def test_visitors_see_no_verdicts(client: Client, archive) -> None:
    assert "verdict" not in client.get("/similar/").content.decode()


def test_no_verdict_button_stands_out(curates: Client, archive) -> None:
    page = curates.get(f"/compare/{archive['agency'].pk}/{archive['copy'].pk}/").content.decode()
    classes = re.findall(r'<button class="([^"]*)" name="verdict"', page)
    assert classes == ["btn btn-outline-secondary"] * 3
    assert CurationEvent.objects.count() == 0
