"""The answer to a look-up as the reader sees it: the text with its sources marked, and the passages taken from each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from newsgroups.common.dates.who_was_first import first_among, first_of
from newsgroups.matching.passages import Document, Passage
from newsgroups.models import Article, Story
from newsgroups.stories.pairs.reasons import Reason, distinctive_words, reasons_beside
from newsgroups.text.tokens.web_addresses import without_addresses

from .look_up import ALIGNED, MIN_SAME_STORY, LookUp, Match
from .marked_text import MarkedPiece, Range, Share, marked, passages_by_source, shares_of, with_passage_numbers
from .no_match import NOT_COMPLETE, why_nothing
from .sources.fold_sources import Entry, entries_of
from .sources.left_out import MAX_SENTENCES, LeftOut, left_out_of
from .sources.superseded import Superseded, superseded_in

# Characters of context around a passage in an article, enough to show where it occurs.
AROUND = 80
# Maximum number of passages shown per article.
EXCERPTS = 12
# Sources read for sentences that the text leaves out; the first ones have most of the text.
_READ_FOR_LEFT_OUT = 4
# A text rarely tells more than one story; buttons for many would only hide the right one.
MAX_STORIES = 3
# Maximum number of names, and of words. A text foreign to the archive has many rare ones that occur nowhere in it.
RAREST = 40


@dataclass(frozen=True)
class Excerpt:
    """A passage in the text and in an article, with its context in the article."""

    query: str
    before: str
    article: str
    after: str
    kind: str
    boilerplate: bool


@dataclass(frozen=True)
class AnswerLine:
    """A source: `also` are further articles with one text with it, and `whose` says whose text that is, if known.

    `places` are the numbers of its passages in the text.
    """

    number: int
    match: Match
    excerpts: list[Excerpt]
    passages: int
    reason: Reason | None = None
    also: tuple[Match, ...] = ()
    whose: str = ""
    places: tuple[int, ...] = ()

    @property
    def outlets(self) -> int:
        """Return the number of outlets that have this text."""
        return len({each.article.source_id for each in (self.match, *self.also)})


@dataclass(frozen=True)
class Answer:
    """One page of the answer to `found`: at most `size` sources, starting with number `first`.

    `article` is the archive's article that the text was taken from, or None for a text of the reader's own.
    """

    found: LookUp
    page: int = 1
    size: int = ALIGNED
    article: Article | None = None

    @cached_property
    def entries(self) -> list[Entry]:
        return entries_of(self.found.matches)

    @property
    def articles(self) -> int:
        """Return the number of articles that the text stands in."""
        return len(self.found.matches)

    @property
    def count(self) -> int:
        """Return the number of sources: articles with one text are one."""
        return len(self.entries)

    @property
    def first(self) -> int:
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.page * self.size, self.count)

    @property
    def pages(self) -> range:
        return range(1, -(-self.count // self.size) + 1)

    @cached_property
    def lines(self) -> list[AnswerLine]:
        return self._lines(self.entries[self.first - 1 : self.last], self.first)

    @cached_property
    def in_other_words(self) -> list[AnswerLine]:
        """Return the articles that tell the story in other words, each with the names both mention.

        They are on the first page only, because the pages divide up the sources.
        """
        retold = [Entry(match) for match in self.found.same_story[: self.size]]
        lines = self._lines(retold, self.count + 1) if self.page == 1 else []
        reasons = reasons_beside(self.article or self._pasted, [line.match.article.pk for line in lines])
        return [replace(line, reason=reasons.get(line.match.article.pk)) for line in lines]

    @property
    def same_story(self) -> list[AnswerLine]:
        """Return those of `in_other_words` that probably cover the same story."""
        return [line for line in self.in_other_words if line.match.same_story >= MIN_SAME_STORY]

    @property
    def similar_wording(self) -> list[AnswerLine]:
        """Return the rest of `in_other_words`: a sentence or two says the same, but the story is probably another."""
        return [line for line in self.in_other_words if line.match.same_story < MIN_SAME_STORY]

    @cached_property
    def _pasted(self) -> Article:
        return Article(title="", text=self.found.text, language=self.found.language)

    def _lines(self, entries: Sequence[Entry], start: int) -> list[AnswerLine]:
        return [self._line(number, entry) for number, entry in enumerate(entries, start)]

    def _line(self, number: int, entry: Entry) -> AnswerLine:
        match = entry.match
        excerpts, passages = _excerpts(self.found.text, match), len(match.alignment.passages)
        places = tuple(self._passages.get(number, ()))
        return AnswerLine(number, match, excerpts, passages, also=entry.also, whose=entry.whose, places=places)

    @cached_property
    def pieces(self) -> list[MarkedPiece]:
        """Split the text into pieces. Joined, they give the text."""
        return with_passage_numbers(marked(self.found.text, self._ranges()))

    @cached_property
    def words(self) -> int:
        return len(self._document.tokens)

    @cached_property
    def shares(self) -> list[Share]:
        """Return the parts of the bar: what each source accounts for, quoted words, boilerplate, and the rest."""
        common = [
            (passage.query_start, passage.query_end)
            for match in self.found.matches
            for passage in match.alignment.passages
            if passage.boilerplate
        ]
        shares = shares_of(self._document, self._ranges(), common)
        names = {number: entry.match.article.source.name for number, entry in enumerate(self.entries, start=1)}
        return [replace(each, name=names.get(each.number, "")) for each in shares]

    @property
    def nowhere(self) -> float:
        """Return the share of the text's words that no article found has."""
        return 1 - self.found.of_query

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """Return sentences next to the passages that the text leaves out, on the first page only."""
        entries = self.entries[:_READ_FOR_LEFT_OUT] if self.page == 1 else []
        found: dict[str, LeftOut] = {}
        for entry in entries:
            article, passages = entry.match.article, entry.match.alignment.passages
            for each in left_out_of(self._document, article, passages, self._number_at):
                found.setdefault(" ".join(each.sentence.split()), each)
        return list(found.values())[:MAX_SENTENCES]

    @cached_property
    def superseded(self) -> list[Superseded]:
        return superseded_in(self.found.text, self.found.matches, self._number_at) if self.page == 1 else []

    @cached_property
    def _document(self) -> Document:
        return Document(self.found.text)

    def _ranges(self) -> Iterator[Range]:
        return (
            (passage.query_start, passage.query_end, number)
            for number, entry in enumerate(self.entries, start=1)
            for match in entry.matches
            for passage in match.alignment.passages
            if not passage.boilerplate
        )

    @cached_property
    def _passages(self) -> dict[int, list[int]]:
        return passages_by_source(self.pieces)

    @cached_property
    def _number_at(self) -> dict[int, int]:
        """Map each first character of a passage of any source to the number of the piece that it begins in."""
        ends = list(accumulate(len(piece.text) for piece in self.pieces))
        starts = sorted({start for start, _, _ in self._ranges()})
        numbers, place = {}, 0
        for start in starts:
            while ends[place] <= start:
                place += 1
            if (number := self.pieces[place].passage) is not None:
                numbers[start] = number
        return numbers

    @cached_property
    def earlier(self) -> list[Match]:
        """Return the sources known to have been published at least two days before the archive's own text."""
        own = self.article.moment if self.article else None
        return [match for match in self.found.matches if first_of(match.article.moment, own) == "left"]

    @cached_property
    def earliest(self) -> Match | None:
        """Return the source published first, or None if that is not known: one has no date, or credits an agency."""
        articles = [match.article for match in self.found.matches]
        if self.article:
            articles.append(self.article)
        if any(article.credits_agency or article.moment is None for article in articles):
            return None
        first = first_among((article.pk, article.moment) for article in articles)
        return next((match for match in self.found.matches if match.article.pk == first), None)

    @cached_property
    def nothing(self) -> str:
        """Explain why nothing was found, if the text itself gives a reason."""
        return why_nothing(self.found)

    @property
    def stories(self) -> list[Story]:
        """Return the first stories that the text's sources, or the articles that tell it, belong to."""
        articles = [match.article for match in (*self.found.matches, *self.found.same_story)]
        found = {each.story_id: each.story for each in articles if each.story}
        return list(found.values())[:MAX_STORIES]

    @property
    def not_complete(self) -> str:
        """Say that there may be more than was found; empty if the answer is complete."""
        return "" if self.found.complete else NOT_COMPLETE

    @cached_property
    def rarest(self) -> list[str]:
        """Return words from which to start a search, rarest first. The archive need not contain all of them."""
        # Addresses have rare words, too, but nobody means to search for those.
        text = Article(title="", text=without_addresses(self.found.text), language=self.found.language)
        told = distinctive_words(text, most=RAREST)
        return [word.text for word in sorted([*told.names, *told.words], key=lambda word: -word.rarity)]


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
