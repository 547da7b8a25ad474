"""Examples of the query language, in words of the current archive so that each finds something."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from newsgroups.models import Article
from newsgroups.search.query import query_words
from newsgroups.search.service import search

# Number of titles that supply the words, and of words tried per example.
_TITLES, _TRIED = 1_000, 8
_SHORTEST = 4
# Words in a title that serves as a quotation.
_REMEMBERED = range(6, 11)
# Shown if the archive has no articles.
_WORDS = ("bridge", "harbour", "ferry", "strike")


@dataclass(frozen=True)
class Example:
    """A query, what it finds, and the number of matching articles in this archive."""

    query: str
    meaning: str
    count: int


def examples() -> list[Example]:
    """Return one example of each feature of the query language."""
    return [_first_that_finds(meaning, queries) for meaning, queries in _kinds(_Material())]


def _first_that_finds(meaning: str, queries: Iterator[str]) -> Example:
    example = Example("", meaning, 0)
    for query in islice(queries, _TRIED):
        example = Example(query, meaning, search(query, page_size=1).count)
        if example.count:
            break
    return example


class _Material:
    """Words of the latest titles, most frequent first, and other material for the examples."""

    def __init__(self) -> None:
        self.articles = list(Article.objects.visible().for_lists().order_by("-pk")[:_TITLES])
        counts, pairs = Counter[str](), Counter[tuple[str, str]]()
        for article in self.articles:
            folded = query_words.folded(article.title)
            counts.update({word for word in folded if _is_telling(word)})
            pairs.update({pair for pair in pairwise(folded) if all(map(_is_telling, pair))})
        self.words = _distinct(word for word, _ in counts.most_common(60)) or list(_WORDS)
        self.titles = [words for article in self.articles if (words := _whole_words(article.title))]
        self.pairs = [pair for pair, _ in pairs.most_common(_TRIED)] or [("harbour", "bridge")]
        self.authors = _most(
            word for article in self.articles for word in query_words.folded(article.authors)[-1:]
        ) or ["smith"]
        self.sources = _most(article.source.slug for article in self.articles) or ["harbour-post"]
        self.months = _most(f"{article.published:%Y-%m}" for article in self.articles if article.published) or [
            "2026-11"
        ]

    def two(self) -> Iterator[tuple[str, str]]:
        return combinations(self.words, 2)


def _distinct(words: Iterable[str]) -> list[str]:
    """Leave out what may be another form of a word before it: "trumps" after "trump"."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word[:_SHORTEST], word)
    return list(first.values())


def _whole_words(title: str) -> list[str]:
    """The words of a title that is a phrase without punctuation, long enough to be half remembered; else none."""
    words = title.split()
    return words if len(words) in _REMEMBERED and all(word.isalpha() and word.isascii() for word in words) else []


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word.isascii() and not query_words.is_stop_word(word)


def _most(values: Iterator[str]) -> list[str]:
    return [value for value, _ in Counter(value for value in values if value).most_common(_TRIED)]


def _kinds(of: _Material) -> Iterator[tuple[str, Iterator[str]]]:
    yield "a word in any of its forms: singular, plural, -ed, -ing", iter(of.words)
    yield "both words, anywhere; you can also write AND", (f"{a} {b}" for a, b in of.two())
    yield "these exact words in this order, including small ones", (f'"{a} {b}"' for a, b in of.pairs)
    yield "either of the words", (f"{a} OR {b}" for a, b in of.two())
    yield "the first without the second; you can also write NOT", (f"{a} -{b}" for a, b in of.two())
    yield "grouping with parentheses", (f"({a} OR {b}) {c}" for a, b, c in combinations(of.words, 3))
    yield "at most five words apart, in either order; NEAR alone means ten", (f"{a} NEAR/5 {b}" for a, b in of.pairs)
    yield "in the headline; also title:(one OR other)", (f"title:{word}" for word in of.words)
    yield "in the names of the authors", (f"author:{word}" for word in of.authors)
    yield (
        "from this outlet, by its name or the last part of its page's address",
        (f"source:{slug}" for slug in of.sources),
    )
    yield "in this month; after: includes its date, before: does not", (_month(month) for month in of.months)
    yield "any ending; wom?n: any one letter", (f"{word[:-1]}*" for word in of.words)
    yield "similar spelling, up to two letters off; ~1 allows one", map(_misspelt, sorted(of.words, key=len)[::-1])
    if of.titles:
        yield "a quotation with a word or two wrong, missing, or extra", map(_half_remembered, of.titles)


def _month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"after:{month} before:{year + number // 12}-{number % 12 + 1:02}"


def _half_remembered(words: Sequence[str]) -> str:
    middle = len(words) // 2
    return f'"{" ".join([*words[:middle], *words[middle + 1 :]])}"~'


def _misspelt(word: str) -> str:
    return f"{word[:-2]}{word[-1]}{word[-2]}~"
