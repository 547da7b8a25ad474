"""Find one person's name spelled in two ways."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from rapidfuzz.distance import Indel

from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Fact, Value
from newsgroups.text.mentions.types import Person

# Surana and Sorana, but not Maria and Mario Rossi: the other name must match, and so must the context.
MIN_ALIKE, MIN_CONTEXT = 0.75, 0.12
MAX_ROWS, MAX_NAMES = 4, 400


def spellings(story: Story) -> list[Fact]:
    """Return full names that share one part in two texts and differ by a letter or two in the other."""
    return list(islice(_spellings(story), MAX_ROWS))


def _spellings(story: Story) -> Iterator[Fact]:
    held = _first_mentions(story)
    parts: dict[str, list[str]] = defaultdict(list)
    for name in list(held)[:MAX_NAMES]:
        for part in (name.split(" ")[0], name.split(" ")[-1]):
            parts[part].append(name)
    done: set[str] = set()
    for names in parts.values():
        for one, other in combinations(names[:20], 2):
            if not {one, other} & done and _alike(one, other) and _told_apart(story, held[one], held[other]):
                done |= {one, other}
                yield _fact(story, one, held[one], held[other])


def _first_mentions(story: Story) -> dict[str, dict[int, Person]]:
    held: dict[str, dict[int, Person]] = defaultdict(dict)
    for number, text in enumerate(story.texts):
        for person in text.mentions.people:
            if person.name.count(" ") == 1:
                held[person.name].setdefault(number, person)
    return held


def _alike(one: str, other: str) -> bool:
    (first, last), (other_first, other_last) = one.split(" "), other.split(" ")
    if (first == other_first) == (last == other_last):
        return False
    a, b = (last, other_last) if first == other_first else (first, other_first)
    if min(len(a), len(b)) < 4 or a[0] != b[0] or a.rstrip("s") == b.rstrip("s"):
        return False
    return bool(Indel.normalized_similarity(a, b) >= MIN_ALIKE)


def _told_apart(story: Story, one: dict[int, Person], other: dict[int, Person]) -> bool:
    """Return whether no text has both spellings and the sentences around them are similar."""
    if one.keys() & other.keys():
        return False
    here, there = min(one), min(other)
    words = (
        story.texts[here].mentions.words[one[here].sentence],
        story.texts[there].mentions.words[other[there].sentence],
    )
    return story.overlap(*words) >= MIN_CONTEXT


def _fact(story: Story, name: str, one: dict[int, Person], other: dict[int, Person]) -> Fact:
    first = [_value(story, held, min(held)) for held in (one, other)]
    rest = [_value(story, held, text) for held in (one, other) for text in sorted(held)[1:]]
    return Fact(f"Name: {name.title()}", "name", "spelling", 0.5, [*first, *rest])


def _value(story: Story, held: dict[int, Person], text: int) -> Value:
    telling, person = story.texts[text], held[text]
    said = " ".join(telling.mentions.text[person.start : person.end].split())
    return Value(telling.article, said, person.start, person.end)
