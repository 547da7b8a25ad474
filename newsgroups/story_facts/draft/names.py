"""The names of a draft that the articles of a story have, spell otherwise, or do not have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from newsgroups.facts.types import Value
from newsgroups.text.languages.english_calendar import MONTH_FORMS, WEEKDAY_FORMS
from newsgroups.text.mentions.speech.speakers import ROLES
from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Mentions, Person
from newsgroups.text.mentions.words_without_topic import is_stop

from .types import Claim
from .word_index import Found, WordIndex, words_of

MAX_CLAIMS, MAX_EVIDENCE = 80, 6
# Words between the parts of one name: "Ruth K. Ansgar", "Ansgar, whose first name is Ruth".
_WITHIN = 4
# Shorter names are spelled alike by chance.
_MIN_LETTERS = 5
_MIN_FIRST_NAME = 3
# Two words with so long a common beginning are forms of one: Belgium and Belgian.
_MIN_COMMON = 4
# Every noun of these has a capital letter.
_NOUNS_HAVE_CAPITALS = frozenset(("de", "lb"))
_OPENING = frozenset("“\"„«»‘'(:[-–—•")
# "Police Lt." is a title of whoever is named next.
_MAX_TITLE, _MAX_ACRONYM = 3, 5
# A line with at least this share of capitalized words is a headline in title case.
_TITLE_CASE = 0.6
_PERSONAL = frozenset("i i'm i've i'll i'd mr mrs ms dr".split())


def name_claims(draft: Mentions, index: WordIndex, articles: Sequence[int], texts: Sequence[str]) -> list[Claim]:
    """Return the names of the draft in order. `articles` are the ids of the `texts` in the index."""
    names = _Names(index, articles, texts)
    people = _people(draft)
    covered = [(person.start, person.end) for person in people]
    claims = [names.of_person(draft, person) for person in people]
    claims += [claim for word in _single(draft, covered) if (claim := names.of_word(draft, *word))]
    return sorted(claims, key=lambda claim: claim.start)[:MAX_CLAIMS]


class _Names:
    def __init__(self, index: WordIndex, articles: Sequence[int], texts: Sequence[str]) -> None:
        self._index, self._articles, self._texts = index, articles, texts
        self._lower = [" ".join(text.lower().split()) for text in texts]
        self._capitals = {
            word
            for words, text in zip(index.texts, texts, strict=True)
            for word, start in zip(words.folded, words.starts, strict=True)
            if len(word) >= _MIN_LETTERS and text[start].isupper()
        }

    def of_person(self, draft: Mentions, person: Person) -> Claim:
        value = " ".join(draft.text[person.start : person.end].split())
        words = words_of(value).folded
        claim = Claim("name", "Name", value, person.start, person.end, "told")
        if found := list(self._index.rows(words)) or list(self._index.near(words, _WITHIN)):
            return replace(claim, same=self._values(found))
        if other := self._spelled_otherwise(words):
            return replace(claim, verdict="unsure", other=self._values(other))
        known = [word for word in words if self._is_known(word)]
        if len(known) == len(words):
            return replace(claim, verdict="elsewhere", same=self._values(self._index.rows(words[-1:])))
        if self._index.has(words[-1]):
            alone = list(self._index.rows(words[-1:]))
            if other := self._with_first_names(words):
                return replace(
                    claim, verdict="unsure", note="Articles have another first name.", other=self._values(other)
                )
            # A last name alone is how most reports refer to somebody again.
            return replace(claim, verdict="elsewhere", note="Only its last word occurs.", same=self._values(alone))
        return replace(claim, verdict="elsewhere" if self._is_written(value) else "nowhere")

    def of_word(self, draft: Mentions, start: int, end: int) -> Claim | None:
        """Return the claim on a single name; None if articles have it, or a word much like it."""
        value = draft.text[start:end]
        words = words_of(value).folded
        if not words or all(map(self._is_known, words)) or self._is_written(value):
            return None
        claim = Claim("name", "Name", value, start, end, "nowhere")
        if len(words) == 1 and (alike := self._alike(words[0])):
            return replace(claim, verdict="unsure", other=self._values(self._index.rows([alike])))
        return claim

    def _is_written(self, value: str) -> bool:
        """Return whether the characters occur anywhere, even within a word that was split in another way."""
        lower = value.lower()
        return any(lower in text for text in self._lower)

    def _is_known(self, word: str) -> bool:
        """Return whether articles have the word or another form of it."""
        if self._index.has(word) or len(word) < _MIN_COMMON:
            return True
        common = max(_MIN_COMMON, (2 * len(word) + 2) // 3)
        return any(other.startswith(word[:common]) for other in self._capitals if not _is_slip(word, other))

    def _spelled_otherwise(self, words: Sequence[str]) -> list[Found]:
        """Return where a name occurs of which one word differs by a letter and the others are the same."""
        for place, word in enumerate(words):
            alike = None if self._index.has(word) else self._alike(word)
            if alike and (found := list(self._index.rows([*words[:place], alike, *words[place + 1 :]]))):
                return found
        return []

    def _with_first_names(self, name: Sequence[str]) -> list[Found]:
        """Return where another first name with the same initial stands before a last name; one place in each text.

        Without the initial, "Pride Center" would be "Medical Center".
        """
        last = name[-1]
        found: dict[int, Found] = {}
        for number, place in self._index.places[last]:
            words, text = self._index.texts[number], self._texts[number]
            before = words.folded[place - 1] if place else ""
            if len(before) < _MIN_FIRST_NAME or before[0] != name[0][0] or before in ROLES or is_stop(before, "en"):
                continue
            start, gap = words.starts[place - 1], text[words.ends[place - 1] : words.starts[place]]
            if gap == " " and text[start].isupper() and text[words.starts[place]].isupper():
                found.setdefault(number, Found(number, start, words.ends[place]))
        return list(found.values())

    def _alike(self, word: str) -> str | None:
        if len(word) < _MIN_LETTERS:
            return None
        return min((other for other in self._capitals if _is_slip(word, other)), default=None)

    def _values(self, found: Iterable[Found]) -> list[Value]:
        values = []
        for each, _ in zip(found, range(MAX_EVIDENCE), strict=False):
            said = " ".join(self._texts[each.text][each.start : each.end].split())
            values.append(Value(self._articles[each.text], said, each.start, each.end))
        return values


def _is_slip(word: str, other: str) -> bool:
    """Return whether two words differ by one letter, changed, missing, or swapped; not by a plural's ending."""
    if word[0] != other[0] or word.rstrip("s") == other.rstrip("s"):
        return False
    return OSA.distance(word, other, score_cutoff=1) == 1


def _people(draft: Mentions) -> list[Person]:
    headlines = _headlines(draft.text)
    found: dict[str, Person] = {}
    for whole in draft.people:
        person = _without_opening(draft, whole)
        if person and not any(start <= person.start < end for start, end in headlines):
            found.setdefault(person.name, person)
    return list(found.values())


def _without_opening(draft: Mentions, person: Person) -> Person | None:
    """Return the name without function words that begin a sentence; None if no name is left, or only a title."""
    words, start = person.name.split(" "), person.start
    if draft.language in _NOUNS_HAVE_CAPITALS and start == draft.sentences[person.sentence].start:
        # "Mehrere Fahrzeuge" is no name, and looks like one at the beginning of a sentence.
        return None
    while words and is_stop(words[0], draft.language):
        rest = draft.text[start + len(words.pop(0)) : person.end]
        start = person.end - len(rest.lstrip())
    if len(words) < 2 or (len(words[-1]) <= _MAX_TITLE and draft.text[person.end : person.end + 1] == "."):
        return None
    return replace(person, start=start, name=" ".join(words))


def _single(draft: Mentions, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield capitalized words within sentences that are not part of a longer name, each once."""
    if draft.language in _NOUNS_HAVE_CAPITALS:
        return
    tokens = Tokens.of(draft.text, draft.language)
    taken = [*covered, *_headlines(draft.text)]
    seen: set[str] = set()
    for place in range(1, len(tokens.words)):
        lower = tokens.lower[place]
        # Another form of a name that was seen: Китай, Китая.
        begins = lower[: max(_MIN_COMMON, (2 * len(lower) + 2) // 3)]
        if not _is_name(tokens, place) or any(other.startswith(begins) for other in seen):
            continue
        if not any(start <= tokens.starts[place] < end for start, end in taken):
            seen.add(lower)
            yield tokens.starts[place], tokens.ends[place]


def _is_name(tokens: Tokens, place: int) -> bool:
    word, lower = tokens.words[place], tokens.lower[place]
    if not word[0].isupper() or len(lower) < 3 or lower in _PERSONAL or lower in WEEKDAY_FORMS or lower in MONTH_FORMS:
        return False
    if is_stop(lower, tokens.language) or tokens.sentence[place - 1] != tokens.sentence[place]:
        return False
    # Part of a longer name, such as that of an office, or a word in capitals for emphasis.
    is_part = (
        tokens.is_capital(place - 1) or tokens.is_capital(place + 1) or "of" in tokens.lower[place - 1 : place + 2]
    )
    is_loud = word.isupper() and len(word) > _MAX_ACRONYM
    return not is_part and not is_loud and tokens.words[place - 1] not in _OPENING | {"\n"}


def _headlines(text: str) -> list[tuple[int, int]]:
    """Return the lines in which most words have capital letters, as in headlines, where that marks no name."""
    found, start = [], 0
    for line in text.split("\n"):
        words = [word for word in line.split() if word[0].isalpha()]
        if len(words) > 2 and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
