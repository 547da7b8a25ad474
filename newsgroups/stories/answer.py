"""The answer to a look-up as its reader sees it: the text with its sources marked, and what was taken from each."""

from dataclasses import dataclass

from newsgroups.matching.compare import Piece, cut
from newsgroups.matching.passages import Passage
from newsgroups.matching.shared_words import shared_words
from newsgroups.models import Article
from newsgroups.stories.lookup import LookUp, Match
from newsgroups.stories.term_statistics import archive_statistics
from newsgroups.text.keywords import keywords

# Characters of the article around a passage, enough to see where it stands.
AROUND = 80
# Passages that are shown of one article.
EXCERPTS = 12
RAREST = 4


@dataclass(frozen=True)
class Excerpt:
    """A passage in the text and in the article, with what stands around it there."""

    query: str
    before: str
    article: str
    after: str
    kind: str
    boilerplate: bool


@dataclass(frozen=True)
class AnswerLine:
    number: int
    match: Match
    excerpts: list[Excerpt]


@dataclass(frozen=True)
class Answer:
    """`pieces` give the text; the number of one is that of the line with its first source. `rarest` are words of it."""

    found: LookUp
    pieces: list[Piece]
    lines: list[AnswerLine]
    in_other_words: list[AnswerLine]
    rarest: list[str]

    @property
    def earliest(self) -> Article | None:
        """The first published of the articles that hold something of the text."""
        dated = [match.article for match in self.found.matches if match.article.published]
        return min(dated, key=lambda article: article.published) if dated else None


def answer(found: LookUp) -> Answer:
    numbered = list(enumerate(found.matches, start=1))
    ranges = [
        (passage.query_start, passage.query_end, number)
        for number, match in numbered
        for passage in match.alignment.passages
        if not passage.boilerplate
    ]
    lines = [AnswerLine(number, match, _excerpts(found.text, match)) for number, match in numbered]
    others = [
        AnswerLine(number, match, _excerpts(found.text, match))
        for number, match in enumerate(found.same_story, start=len(lines) + 1)
    ]
    return Answer(found, cut(found.text, ranges), lines, others, _rarest(found.text))


def _rarest(text: str) -> list[str]:
    """Words that a search for the text can start from."""
    told = shared_words([keywords("", text)], archive_statistics(), least=1)
    return [word.text for word in sorted([*told.names, *told.words], key=lambda word: -word.rarity)[:RAREST]]


def _excerpts(text: str, match: Match) -> list[Excerpt]:
    return [_excerpt(text, match.article.text, passage) for passage in match.alignment.passages[:EXCERPTS]]


def _excerpt(text: str, article: str, passage: Passage) -> Excerpt:
    start, end = passage.article_start, passage.article_end
    return Excerpt(
        query=text[passage.query_start : passage.query_end],
        before=article[max(0, start - AROUND) : start],
        article=article[start:end],
        after=article[end : end + AROUND],
        kind=passage.kind,
        boilerplate=passage.boilerplate,
    )
