"""An outlet's previews of matches, written in one form, are no story; two reports on one match are."""

import pytest

from newsgroups.stories.pairs.same_story import form_series
from tests.makers import make_article
from tests.stories.texts import make_ferry, make_leak, make_trial, members, process

pytestmark = pytest.mark.django_db

MATCHES = (
    ("Skerrow", "Tessel", "Fishgate", "Orlan Pike", "has not conceded a goal since the clocks went back"),
    ("Lunden", "Greyfold", "Mill Lane", "Tove Harker", "is back from a broken collarbone and eager to run"),
    ("Coldwell", "Dellamere", "Quarry Road", "Ines Falk", "scored twice in the derby and wants a third"),
    ("Stannick", "Westerlow", "Harbour Field", "Bram Oster", "will be missed after his red card in the cup"),
)
REST = (
    "The hosts lost their last outing by a single penalty and train behind closed doors this week. Rain is forecast, "
    "and the groundsman doubts that the northern stand can open.",
    "A new coach took over on Monday, the third this autumn. He promises to play with two strikers, whatever the "
    "table says, and asked supporters for patience until the winter break.",
    "Tickets sold out within an hour because both clubs share a history of late winners. Buses leave from the town "
    "hall, and the brewery gives a barrel to whichever side keeps a clean sheet.",
    "Neither team has won away from home, so a draw would please the bookmakers. The referee comes from overseas and "
    "has whistled only friendly matches so far.",
)


def make_previews() -> list[int]:
    return [
        make_article(
            f"Next Saturday at seven in the evening, {home} and {guests} will meet at {ground} in the match of round "
            f"twelve of the second division of the regional league. {rest} {player} {form}.",
            title=f"Round twelve of the second division: preview of the match {home} against {guests}",
            source="Sports Wire",
            published="2026-10-09T18:01:00+00:00",
        ).pk
        for (home, guests, ground, player, form), rest in zip(MATCHES, REST, strict=True)
    ]


def test_previews_of_an_outlet_in_one_form_are_no_story() -> None:
    for make in (make_ferry, make_leak, make_trial):
        make()
    previews = set(make_previews())
    process()
    assert sorted(map(len, members().values())) == [2, 2]
    assert not [group for group in members().values() if previews & set(group)]


def test_without_recognizing_series_they_would_be_one(monkeypatch) -> None:
    monkeypatch.setattr(form_series, "MIN_ARTICLES", 99)
    for make in (make_ferry, make_leak, make_trial):
        make()
    previews = set(make_previews())
    process()
    assert [group for group in members().values() if previews & set(group)]
