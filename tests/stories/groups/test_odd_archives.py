"""Archives with wrong clocks, another language, one text, or a week of one topic: groups stay sane."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from newsgroups.matching.model.classifier import Model, shipped_model
from newsgroups.models import Article
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation.actions import move_articles
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics, count_statistics
from newsgroups.stories.pairs.same_story.current_model import current_model, learned_file
from tests.makers import make_article
from tests.stories.texts import FERRY, make_ferry, make_leak, make_trial, members

pytestmark = pytest.mark.django_db

FÄHRE = (
    "Eine Passagierfähre ist vor Lindhafen in dichtem Nebel gegen die äußere Mole gefahren, 14 Menschen wurden "
    "verletzt. Die Karin Brandt hatte 212 Fahrgäste aus Hallig Norderoog an Bord, sagte Jens Petersen von der "
    "Küstenwache. Schlepper brachten das Schiff zum Fischkai."
)
FÄHRE_ANDERS = (
    "Vierzehn Verletzte hat es gegeben, als die Karin Brandt auf die Mole von Lindhafen lief. Jens Petersen von der "
    "Küstenwache sprach von Nebel, in dem die Fähre aus Hallig Norderoog nichts gesehen habe. Alle 212 Fahrgäste "
    "konnten von Bord gehen."
)


FERRIES = (
    "Maren Lisa,Ansgar,Undine,Greta Holm,Solveig,Kestrel,Old Pilot,Tern,Linnet,Brae,Corvina,Halcyon,Petrel,Ragna,Saxby,"
    "Thule,Vesper,Wigeon,Yarrow,Zephyr"
).split(",")
PORTS = (
    "Skerrow,Tessel,Lunden,Marrenhead,Greyfold,Coldwell,Dellamere,Stannick,Westerlow,Hove,Norrbury,Lowmeadow,Eastgate,"
    "Erskmoor,Grennock,Oakhallow,Tarnside,Halvern,Lindhafen,Calder"
).split(",")
OPENINGS = (
    "The ferry {ferry} ran into the quay of {port} and {number} passengers were hurt.",
    "{number} people were injured when a ferry, the {ferry}, hit a breakwater off {port}.",
    "Fog led the ferry {ferry} onto a sandbank near {port}; {number} of those on board needed help.",
    "Rescuers took {number} passengers off the {ferry}, a ferry that had lost its rudder outside {port}.",
    "In {port} a ferry rammed the fish market: the {ferry} could not stop, and {number} people were bruised.",
)
ENDINGS = (
    "Captain {name} blamed the engine.",
    "The coast guard will question {name}, who stood at the helm.",
    "{name}, a passenger, spoke of a loud bang.",
    "The owner's spokeswoman {name} promised an inquiry.",
)


def make_week_of_ferries() -> None:
    """Twenty accidents of as many ferries in one week, each in words of its own."""
    for number in range(20):
        ferry, port = FERRIES[number], PORTS[number]
        opening, ending = OPENINGS[number % 5], ENDINGS[number % 4]
        name = f"{'ABCDEFGHIJKLMNOPQRST'[number]}ndra {port[:3]}{ferry[-3:]}sen"
        make_article(
            f"{opening.format(ferry=ferry, port=port, number=number + 3)} {ending.format(name=name)}",
            title=f"Ferry accident at {port} hurts {number + 3}",
            source=f"Outlet {number % 7}",
            published=f"2026-12-{7 + number % 7:02}T09:00:00+00:00",
        )


def groups() -> list[list[int]]:
    return sorted(members().values())


def make_events() -> list[list[int]]:
    """The articles of the two stories."""
    make_trial()
    return [[article.pk for article in make()] for make in (make_ferry, make_leak)]


def test_half_of_the_archive_in_another_language_makes_its_own_stories() -> None:
    stories = make_events()
    german = [
        make_article(FÄHRE, title="Fähre rammt Mole vor Lindhafen", source="Seebote", language="de").pk,
        make_article(FÄHRE_ANDERS, title="Karin Brandt läuft auf Mole", source="Lindhafener Blatt", language="de").pk,
    ]
    make_article(
        "Der Stadtrat von Lindhafen hat den Bau einer Schule beschlossen, die Ursel Henke seit Jahren fordert.",
        title="Neue Schule für Lindhafen",
        source="Seebote",
        language="de",
    )
    process_articles()
    assert groups() == [*stories, german]


def test_a_clock_that_is_wrong_by_a_year_mixes_no_stories() -> None:
    stories = make_events()
    for article in Article.objects.filter(source__name="Harbour Post"):
        article.published -= timedelta(days=365)
        article.save()
    process_articles()
    assert [group for group in groups() if group not in stories] == []


def test_an_archive_of_one_text_is_one_story() -> None:
    same = [make_article(FERRY, title="Ferry strikes breakwater", source=f"Outlet {n}").pk for n in range(30)]
    process_articles()
    assert groups() == [same]


def test_a_week_of_one_topic_in_an_archive_of_other_news_glues_nothing_together() -> None:
    """Decoys measured before know nothing of the topic."""
    stories = make_events()
    process_articles()
    make_week_of_ferries()
    process_articles()
    assert [group for group in groups() if len(group) > 2] == []
    assert [story for story in stories if story in groups()] == stories


def test_pages_of_coupons_change_no_story_of_an_archive_and_not_what_is_rare_in_it() -> None:
    stories = make_events()
    process_articles()
    rarity = archive_statistics()
    for number in range(300):
        shop = f"Shop{chr(97 + number % 26)}{chr(97 + number // 26)}"
        make_article(
            f"All items at {shop} are cheaper this week, and delivery costs nothing with the code on this page.",
            title=f"{shop} promo code: {number % 50 + 5}% off",
            source="Ledger",
        )
    process_articles()
    assert groups() == stories
    for counted in (archive_statistics(), count_statistics()):
        assert (counted.documents, counted.ids.tolist()) == (rarity.documents, rarity.ids.tolist())


def test_a_training_that_is_killed_while_it_writes_leaves_the_model_as_it_was(monkeypatch) -> None:
    def killed(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    before = current_model()
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        Model(0.0, [], {}).save(learned_file())
    monkeypatch.undo()
    beside = list(learned_file().parent.glob("same_story.json.*.part"))
    assert len(beside) == 1
    try:
        assert current_model() is before is shipped_model()
    finally:
        beside[0].unlink()


def test_an_old_model_in_a_new_archive_keeps_what_curators_decided() -> None:
    ferry, retold = make_ferry()
    make_leak()
    process_articles()
    move_articles([retold], to=None, by=User.objects.create(username="ada"))
    learned_file().write_text(shipped_model().as_json().replace('"version": 3', '"version": 2'))
    try:
        process_articles(rebuild=True)
    finally:
        learned_file().unlink()
    assert [len(group) for group in groups()] == [2]
    assert not {ferry.pk, retold.pk} & set(groups()[0])
