import pytest

from newsgroups.text.screening.page_furniture import furniture_length, furniture_lines, without_furniture

STORIES = [
    "A ferry struck the breakwater in thick fog.\nTugs pushed it to the quay.",
    "The bridge was closed after divers found a crack.\nEngineers met at noon.",
    "An oak chest lay below the mill.\nThe miller had gone to look for the cat.",
    "Weavers went on strike over wages.\nTheir union has called a meeting.",
    "The library opens on Sundays again.\nReaders had asked for it.",
    "The brass band bought a second tuba.\nIt is taller than its player.",
]
PLAYER = "Media playback is unsupported on your device"
ALERTS = "Get breaking news alerts"


def heads(*lines: str) -> list[str]:
    return ["\n".join([*lines, story]) for story in STORIES]


def test_lines_above_many_texts_of_an_outlet_are_furniture() -> None:
    assert furniture_lines([*heads(PLAYER, ALERTS), *STORIES]) == {PLAYER, ALERTS}


def test_words_in_capitals_before_the_text_are_furniture() -> None:
    assert furniture_lines([f"CLOSE {story}" for story in STORIES]) == {"CLOSE"}


@pytest.mark.parametrize("place", ["PORT CALDER —", "PORT CALDER (AP) —", "CALDER, Vale —", "Mayor"])
def test_places_names_and_first_words_are_no_furniture(place: str) -> None:
    assert furniture_lines([f"{place} {story}" for story in STORIES]) == set()


def test_a_line_of_few_texts_or_few_of_many_is_no_furniture() -> None:
    assert furniture_lines(heads(ALERTS)[:4]) == set()
    assert furniture_lines([*heads(ALERTS)[:5], *(f"{number} {STORIES[0]}" for number in range(300))]) == set()


def test_long_lines_are_paragraphs() -> None:
    assert furniture_lines(heads(" ".join(["word"] * 17))) == set()


def test_a_text_is_read_behind_its_furniture() -> None:
    lines = {PLAYER, ALERTS, "CLOSE"}
    text = f"{PLAYER}\n\n{ALERTS}\nCLOSE {STORIES[0]}"
    length = furniture_length(text, lines)
    assert text[length:] == STORIES[0]
    told = without_furniture(text, length)
    assert len(told) == len(text)
    assert told.strip() == STORIES[0]


def test_only_the_head_is_furniture_and_a_text_of_nothing_else_keeps_all() -> None:
    assert furniture_length(f"{STORIES[0]}\n{ALERTS}\nMore.", {ALERTS}) == 0
    assert furniture_length(f"{ALERTS}\n\n", {ALERTS}) == 0
    assert furniture_length(STORIES[0], {ALERTS}) == 0
    assert furniture_length("", {ALERTS}) == 0
