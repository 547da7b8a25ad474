"""Words in a row: the form in which texts and queries are sent to the cluster (see `write.mapping`)."""

from collections.abc import Iterable

from newsgroups.search.query import query_words
from newsgroups.search.query.multilingual_terms import Place

# Neither character occurs in a term: terms consist of letters, digits, and & + # .
EITHER, FORM = "|", "="
NOTHING = EITHER
# Entries per language; each takes about 300 bytes.
_CACHED_WORDS = 60_000


class _Places(dict[str, str]):
    """Caches the place of each word of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._coded = query_words.coded(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        term, code, more = self._coded[word]
        coded = [(term, code), *more] if term else []
        place = EITHER.join(part for each, form in coded for part in (each, in_form(each, _number(form)))) or NOTHING
        if len(word) <= query_words.MAX_TERM_LENGTH:
            self[word] = place
        return place


_of_language: dict[str, _Places] = {}


def stemmed(words: Iterable[str], language: str) -> list[str]:
    """Return the places of words, as written, in a language given by its code."""
    places = _of_language.get(language)
    if places is None:
        places = _of_language[language] = _Places(language)
    return [places[word] for word in words]


def terms_of(place: str) -> list[str]:
    """Return the terms of a place, without those of forms."""
    return [term for term in place.split(EITHER) if term and FORM not in term]


def in_form(term: str, code: int) -> str:
    return f"{term}{FORM}{code or ''}"


def asked(places: Iterable[Place]) -> str:
    """Return the row to search for; a place that accepts any word is empty."""
    return " ".join(
        EITHER.join(term.term if term.code is None else in_form(term.term, term.code) for term in place) or NOTHING
        for place in places
    )


def _number(form: bytes) -> int:
    return int.from_bytes(form, "little")
