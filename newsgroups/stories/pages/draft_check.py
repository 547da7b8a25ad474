"""A reader's draft beside a story: which figures, names, and quotations the articles have, and whose words it has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from newsgroups.common.budget import Budget
from newsgroups.facts.texts.reading_budget import MAX_TEXTS
from newsgroups.facts.types import Telling, Value
from newsgroups.matching.passages import AlignOptions, Document, aligning
from newsgroups.models import Article, Story
from newsgroups.stories.lookup.look_up import ALIGNED, likely_copied_from
from newsgroups.stories.lookup.text_limits import checked_text
from newsgroups.story_facts.draft.check import check_draft
from newsgroups.story_facts.draft.types import Claim, Verdict
from newsgroups.story_facts.learning.learned_model import current_model
from newsgroups.story_facts.page.cells import Cell, cell_of
from newsgroups.text.languages.word_lists.function_words import language_by_function_words
from newsgroups.text.mentions.read import read
from newsgroups.text.mentions.tokens import MAX_CHARACTERS

# Processor time for reading the articles, and the characters that this allows. Comparing takes as long again.
SECONDS_TO_READ, MAX_READ = 1.0, 400_000
# The order in which a reader wants to know.
ORDER: tuple[Verdict, ...] = ("differs", "disputed", "nowhere", "unsure", "elsewhere", "told")
Words = Literal["", "own", "found"]


@dataclass(frozen=True)
class Evidence:
    """A sentence of an article, and further articles that have the same one."""

    cell: Cell
    also: list[Article] = field(default_factory=list)


@dataclass(frozen=True)
class ShownClaim:
    """A claim with its number in the text, and with the sentences of the articles that are its evidence."""

    number: int
    claim: Claim
    same: list["Evidence"]
    other: list["Evidence"]


@dataclass(frozen=True)
class DraftPiece:
    """A stretch of the draft: whose words it has, the claim that it belongs to, and whether the claim ends with it."""

    text: str
    words: Words
    shown: ShownClaim | None = None
    is_end: bool = False


@dataclass(frozen=True, eq=False)
class DraftCheck:
    """The draft and all that was found. `read` of the story's `articles` were read whole or in part."""

    text: str
    articles: int
    read: int
    claims: list[ShownClaim]
    found: list[tuple[int, int]]
    document: Document

    @property
    def is_complete(self) -> bool:
        return self.read == self.articles and len(self.text) <= MAX_CHARACTERS

    @cached_property
    def groups(self) -> list[tuple[Verdict, list[ShownClaim]]]:
        """Return the claims by verdict, the most important first, without empty groups."""
        held = [(verdict, [each for each in self.claims if each.claim.verdict == verdict]) for verdict in ORDER]
        return [(verdict, claims) for verdict, claims in held if claims]

    @property
    def counts(self) -> dict[Verdict, int]:
        return {verdict: len(claims) for verdict, claims in self.groups}

    @property
    def unclear(self) -> int:
        """Return the number of claims that may differ, or occur in another context."""
        return self.counts.get("unsure", 0) + self.counts.get("elsewhere", 0)

    @property
    def own(self) -> float:
        """Return the share of the draft's words that are in no passage of an article (0..1)."""
        starts = self.document.tokens.starts
        own = [not any(start <= at < end for start, end in self.found) for at in starts.tolist()]
        return sum(own) / max(1, len(own))

    @cached_property
    def pieces(self) -> list[DraftPiece]:
        """Return the draft in pieces. Where a claim lies in another one, such as a name in a quotation, it has them."""
        ends = {each.claim.start for each in self.claims} | {each.claim.end for each in self.claims}
        bounds = sorted({0, len(self.text), *ends, *(at for each in self.found for at in each)})
        pieces: list[DraftPiece] = []
        for start, end in pairwise(bounds):
            piece = self._piece(start, end)
            if pieces and piece.shown and pieces[-1].shown is piece.shown:
                # One mark for a claim, even if only a part of it is in a passage of an article.
                piece = replace(piece, text=pieces.pop().text + piece.text)
            pieces.append(piece)
        return pieces

    def _piece(self, start: int, end: int) -> DraftPiece:
        text = self.text[start:end]
        is_found = any(a <= start < b for a, b in self.found)
        words: Words = "found" if is_found else "own" if any(map(str.isalnum, text)) else ""
        over = [each for each in self.claims if each.claim.start <= start < each.claim.end]
        inner = max(over, key=lambda each: (each.claim.start, -each.claim.end), default=None)
        return DraftPiece(text, words, inner, inner is not None and inner.claim.end == end)


def check_against(story: Story, text: str) -> DraftCheck:
    """Check a draft against a story. Nothing of it is stored. Raises RefusedText."""
    document = checked_text(text)
    text = document.text
    articles = list(
        story.articles.visible().earliest_first().defer(None).select_related("source", "furniture")[:MAX_TEXTS]
    )
    told, read_articles = _read(articles)
    claims = check_draft(
        read(text, language_by_function_words(text)), told, [each.told for each in articles], model=current_model()
    )
    by_id = {article.pk: article for article in articles}
    shown = [_shown(number, claim, by_id) for number, claim in enumerate(claims, start=1)]
    return DraftCheck(text, len(articles), read_articles, shown, _found(document, articles), document)


def _read(articles: Sequence[Article]) -> tuple[list[Telling], int]:
    """Return the articles as read, empty when the time is over, and the number of those read."""
    budget, longest = Budget(SECONDS_TO_READ), MAX_READ // max(1, len(articles))
    told, count = [], 0
    for article in articles:
        is_read = not budget.is_spent()
        count += is_read
        mentions = read(article.told[:longest] if is_read else "", article.language)
        age = article.published.timestamp() if article.published else None
        told.append(Telling(article.pk, article.source_id, mentions, age))
    return told, count


def _found(document: Document, articles: Sequence[Article]) -> list[tuple[int, int]]:
    """Return the passages of the draft that articles of the story have word for word or nearly."""
    likely, boilerplate = likely_copied_from(document)
    by_id = {article.pk: article for article in articles}
    chosen = [by_id[pk] for pk in likely if pk in by_id][:ALIGNED]
    alignments = aligning(document, [each.told for each in chosen], options=AlignOptions(boilerplate=boilerplate))
    spans = sorted((each.query_start, each.query_end) for alignment in alignments for each in alignment.passages)
    return list(_joined(spans))


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans without overlaps; they are given in order."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _shown(number: int, claim: Claim, articles: dict[int, Article]) -> ShownClaim:
    return ShownClaim(
        number,
        claim,
        _evidence(f"same-{number}", claim.same, articles),
        _evidence(f"other-{number}", claim.other, articles),
    )


def _evidence(name: str, values: Sequence[Value], articles: dict[int, Article]) -> list[Evidence]:
    """Return the sentences of the values; one that several articles have is shown once."""
    rows = [{"article": each.article, "value": each.value, "start": each.start, "end": each.end} for each in values]
    found: dict[tuple[str, str, str], Evidence] = {}
    for place, row in enumerate(rows):
        if cell := cell_of(f"{name}-{place}", row, articles):
            sentence = cell.before, cell.said, cell.behind
            if sentence in found:
                found[sentence].also.append(cell.article)
            else:
                found[sentence] = Evidence(cell)
    return list(found.values())
