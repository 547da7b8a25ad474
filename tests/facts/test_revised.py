"""Figures that changed between two versions of one article."""

from newsgroups.facts.revised_figures import changed_figures
from newsgroups.text.mentions.read import read

BEFORE = "A blast at the airport killed 14 people on Monday, police said. Ferries ran as usual on the river."


def changes(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(each.about, each.before, each.after) for each in changed_figures(read(before), read(after))]


def test_a_toll_that_rose_is_a_change() -> None:
    assert changes(BEFORE, BEFORE.replace("14", "17")) == [("Killed", "14 people", "17 people")]


def test_the_same_text_has_no_changes() -> None:
    assert changes(BEFORE, BEFORE) == []


def test_a_figure_that_was_added_or_removed_is_no_change() -> None:
    added = f"{BEFORE} Some 30 people were hurt."
    assert changes(BEFORE, added) == []
    assert changes(added, BEFORE) == []


def test_a_rounder_figure_is_no_change() -> None:
    text = "About 1,200 people marched through Port Calder on Monday, police said."
    assert changes(text, text.replace("About 1,200", "1,213")) == []


def test_figures_of_other_sentences_are_no_change() -> None:
    other = "A truck that hit a bus outside Oakhallow last night killed 17 people, the mayor told a radio station."
    assert changes(BEFORE, other) == []


def test_a_live_blog_that_is_another_text_gives_few_changes() -> None:
    rows = [f"Group {number} has {number + 3} boats in the harbour of Port Calder." for number in range(80)]
    later = [row.replace(f" {number + 3} boats", f" {number + 90} boats") for number, row in enumerate(rows)]
    assert len(changes(" ".join(rows), " ".join(later))) <= 5
