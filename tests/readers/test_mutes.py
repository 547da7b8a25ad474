"""What a reader mutes stays out of the list of stories, and of nobody else's."""

import pytest
from django.test import Client

from newsgroups.models import Mute, Source
from newsgroups.models.readers.mute import MAX_MUTES


def stories_shown(client: Client, query: str = "") -> set[str]:
    page = client.get(f"/groups/{query}").content.decode()
    return {word for word in ("harbour bridge", "hess champion") if word in page}


BOTH = {"harbour bridge", "hess champion"}


def test_a_muted_word_hides_stories_with_it_in_the_title(reader: Client, archive) -> None:
    assert stories_shown(reader) == BOTH
    reader.post("/my/mutes/", {"word": "CHESS"})
    assert stories_shown(reader) == {"harbour bridge"}
    assert "show everything" in reader.get("/groups/").content.decode()
    assert stories_shown(reader, "?muted=show") == BOTH


def test_a_muted_story_is_hidden_and_can_be_muted_from_its_page(reader: Client, archive) -> None:
    story = archive["agency"].story
    assert f'name="story" value="{story.pk}"' in reader.get(story.get_absolute_url()).content.decode()
    reader.post("/my/mutes/", {"story": story.pk}, follow=True)
    assert stories_shown(reader) == {"hess champion"}


def test_a_muted_outlet_hides_only_what_nobody_else_tells(reader: Client, archive) -> None:
    reader.post("/my/mutes/", {"source": "northline"})
    assert stories_shown(reader) == BOTH
    reader.post("/my/mutes/", {"source": "kestrel-radio"})
    assert stories_shown(reader) == {"harbour bridge"}


def test_an_outlet_is_muted_under_all_of_its_names(reader: Client, ada, archive) -> None:
    Source.objects.filter(slug="kestrel-radio").update(outlet=Source.objects.get(slug="northline"))
    reader.post("/my/mutes/", {"source": "northline"})
    assert stories_shown(reader) == {"harbour bridge"}


def test_mutes_are_removed_again_and_others_do_not_notice(reader: Client, ada, archive) -> None:
    reader.post("/my/mutes/", {"word": "chess"})
    assert stories_shown(Client()) == BOTH
    reader.post(f"/my/mutes/{Mute.objects.get(owner=ada).pk}/remove/")
    assert stories_shown(reader) == BOTH


def test_muting_twice_is_muting_once(reader: Client, archive) -> None:
    for _ in range(2):
        reader.post("/my/mutes/", {"word": "chess"})
    assert Mute.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Give either a word or an outlet."),
        ({"word": "x", "source": "northline"}, "Give either a word or an outlet."),
        ({"word": "!?"}, "There is no word in this."),
        ({"source": "nobody"}, "Select a valid choice."),
        ({"story": "999999"}, "Give either a word or an outlet."),
        ({"word": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_muted_is_said(reader: Client, archive, sent: dict, said: str) -> None:
    answer = reader.post("/my/mutes/", sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Mute.objects.exists()


def test_the_number_of_mutes_is_bounded(reader: Client, ada, archive) -> None:
    Mute.objects.bulk_create(Mute(owner=ada, word=f"word{n}") for n in range(MAX_MUTES))
    assert "that is the limit" in reader.post("/my/mutes/", {"word": "one more"}).content.decode()
