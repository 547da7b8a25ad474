"""Full names: two or three capitalized words in a row within a sentence."""

from newsgroups.text.languages.english_calendar import MONTHS, WEEKDAYS

from .tokens import Tokens
from .types import Person

MAX_PEOPLE = 300
_LONGEST = 3
_NO_NAME = frozenset(
    [
        *WEEKDAYS,
        *MONTHS,
        *"the a an in on at i he she but and new united states north south west east san los".split(),
    ]
)


def people(tokens: Tokens) -> list[Person]:
    """Return names of people, and of anything else written that way, in order, at most MAX_PEOPLE."""
    found: list[Person] = []
    place = 0
    while place < len(tokens.words) and len(found) < MAX_PEOPLE:
        end = place
        while _is_part(tokens, end) and (end == place or tokens.sentence[end] == tokens.sentence[place]):
            end += 1
        if 2 <= end - place <= _LONGEST:
            span = tokens.starts[place], tokens.ends[end - 1]
            found.append(Person(*span, " ".join(tokens.lower[place:end]), tokens.sentence[place]))
        place = max(end, place + 1)
    return found


def _is_part(tokens: Tokens, place: int) -> bool:
    if place >= len(tokens.words):
        return False
    word = tokens.words[place]
    return word[0].isupper() and len(word) > 1 and not word.isupper() and tokens.lower[place] not in _NO_NAME
