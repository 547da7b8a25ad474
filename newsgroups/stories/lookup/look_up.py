"""Look-up by text: which articles a text was taken from, and which tell the same story in other words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.budget import Budget
from newsgroups.matching.passages import Alignment, AlignOptions, Document, aligning
from newsgroups.matching.retrieval.likely_sources import likely_sources
from newsgroups.models import Article, Pair, Source
from newsgroups.stories.core.clustering import MIN_LINK
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.build import with_copies
from newsgroups.stories.pairs.same_story.nearest import QueryText, same_story
from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS
from newsgroups.text.languages.word_lists.function_words import language_by_function_words
from newsgroups.text.terms.extract import extract
from newsgroups.text.tokens.page_source import as_read

from .allowed_articles import AllowedArticles
from .by_windows import reworded_in

_EVERYTHING = AlignOptions()
MAX_TEXT_LENGTH = 200_000
# Old pages contain a stray null here and there, which readers see as a space. Images and executables contain many.
MAX_NULLS = 0.001
# Share of control characters other than tabs and line or page breaks (word processors write U+000B for a line break).
# Pages with mixed encodings contain a few percent; in executables, a tenth of all characters are such.
MAX_CONTROLS = 0.03
_CONTROLS = [chr(code) for code in (*range(1, 9), *range(14, 32), 127)]
# Maximum number of articles aligned with the text, by number of shared fingerprints. Each costs half a millisecond, and
# no reader goes through more sources than this.
ALIGNED = 40
# Articles that tell the same story in other words are shown from the probability at which grouping would join two.
MIN_SAME_STORY = MIN_LINK
# Maximum number of possibly reworded articles aligned with the text, at one or two milliseconds each.
RETOLD = 150
# A text copied word for word from an article tells its story, even if the model is unsure about so few words. Requires
# this share of the text and this many words (characters, in languages without spaces); otherwise, a phrase would do.
TAKEN_OVER, MIN_TAKEN_OVER = 0.9, 25


# Processor time for a visitor's look-up. For a very long text, the page around the answer takes another 0.2 s.
SECONDS_FOR_VISITORS = 0.8


class RefusedText(ValueError):
    """Raised for a text that cannot be looked up. The message is shown to its sender."""


@dataclass(frozen=True)
class Match:
    """An article that shares text with the query or tells the same story (`same_story`, 0..1)."""

    article: Article
    same_story: float
    alignment: Alignment


@dataclass(frozen=True)
class LookUp:
    """The answer: `of_query` is the share of the text's words that occur in any of the `matches`.

    `same_story` lists articles that tell the same story, or a part of the text, in other words, most probable first.
    `language` is the code of the text's language; empty for English and where it is uncertain. An answer that is not
    `complete` ran out of time and holds the best matches found until then.
    """

    text: str
    of_query: float
    matches: list[Match]
    same_story: list[Match]
    language: str = ""
    complete: bool = True


def look_up(
    text: str,
    *,
    date_from: date | None = None,
    date_to: date | None = None,
    sources: Collection[Source] = (),
    limit: int = 20,
    options: AlignOptions = _EVERYTHING,
    without: Article | None = None,
    without_sources: Collection[Source] = (),
    in_other_words: bool = True,
    seconds: float | None = None,
) -> LookUp:
    """Look up a text in the archive. Dates are whole days in UTC, both inclusive. Nothing of the text is stored.

    `without` is an article to skip, for a text taken from the archive; `without_sources` are outlets to skip. With
    `in_other_words=False`, only copied passages are found, without probabilities, at a tenth of the cost. `seconds` of
    processor time bound the work; when they are spent, the least important steps are skipped.

    Matches are sorted by share of the text; ties go to the earlier article. Stray null characters and
    the markup of a page's source count as spaces. Raises RefusedText with a message.
    """
    budget = Budget(seconds)
    words = checked(text)
    text = words.text
    allowed = AllowedArticles(date_from, date_to, sources, without.pk if without else None, without_sources)
    likely, boilerplate = likely_copied_from(words)
    options = replace(options, boilerplate=boilerplate)
    copied = _copied(words, likely, allowed, options, budget, most=max(ALIGNED, limit))
    language = language_by_function_words(text)
    if not in_other_words:
        of_query = float(_found(words, copied[:limit]).mean())
        return LookUp(text, of_query, copied[:limit], [], language, not budget.was_short)
    probable = same_story(
        QueryText(extract("", text, None, language), words.fingerprints_with_context.hashes),
        allowed=allowed.ids,
        also=[match.article.pk for match in copied],
    )
    matches = [_with_probability(match, probable, len(words.tokens)) for match in copied][:limit]
    found = _found(words, copied)
    parts = reworded_in(words, found, limit=RETOLD, language=language, budget=budget)
    retold = _in_other_words(words, parts, probable, {match.article.pk for match in copied}, allowed, options, budget)
    of_query = float(_found(words, matches).mean())
    return LookUp(text, of_query, matches, retold[:limit], language, not budget.was_short)


def likely_copied_from(words: Document) -> tuple[list[int], frozenset[int]]:
    """Return the ids of the articles that probably share passages with the text, those with most in common first.

    The second value holds those of the text's fingerprints that are boilerplate. One query; no article is read.
    """
    shared, boilerplate = postings.fingerprint_postings(words.fingerprints_with_context.hashes)
    return likely_sources(words, shared), boilerplate


def _copied(
    words: Document,
    likely: Sequence[int],
    allowed: AllowedArticles,
    options: AlignOptions,
    budget: Budget,
    *,
    most: int,
) -> list[Match]:
    """Return articles that share passages with the text, greatest share first; ties go to the earlier article."""
    may = allowed.ids(likely)
    sharing_most = [article for article in likely if article in may][:most]
    found = _aligned(words, allowed.articles(sharing_most), options, budget)
    matches = [Match(article, 0.0, alignment) for article, alignment in found]
    return sorted((match for match in matches if match.alignment.of_query > 0), key=_share_then_age)


def _with_probability(match: Match, probable: dict[int, float], words_of_text: int) -> Match:
    alignment = match.alignment
    words = round(alignment.of_query * words_of_text)
    is_copy = alignment.kind in Pair.COPIES or (alignment.of_query >= TAKEN_OVER and words >= MIN_TAKEN_OVER)
    probability = with_copies(np.float64(probable.get(match.article.pk, 0.0)), is_copy)
    return replace(match, same_story=float(probability))


def _in_other_words(
    words: Document,
    retold: Sequence[int],
    probable: dict[int, float],
    shown: set[int],
    allowed: AllowedArticles,
    options: AlignOptions,
    budget: Budget,
) -> list[Match]:
    """Return articles that probably tell the same story, or reword a part of the text, most probable first."""
    likely = [pk for pk, probability in probable.items() if probability >= MIN_SAME_STORY]
    wanted = [pk for pk in dict.fromkeys([*likely, *retold]) if pk not in shown]
    if not wanted or budget.is_spent():
        return []
    options = replace(options, reworded=True)
    matches = [
        Match(article, probable.get(article.pk, 0.0), alignment)
        for article, alignment in _aligned(words, allowed.articles(wanted), options, budget)
    ]
    kept = [match for match in matches if match.article.pk in likely or match.alignment.passages]
    return sorted(kept, key=lambda match: (-match.same_story, -_retold_words(match), match.article.pk))


def _aligned(
    words: Document, articles: Sequence[Article], options: AlignOptions, budget: Budget
) -> Iterator[tuple[Article, Alignment]]:
    """Yield each article with its alignment, in order, until the budget is spent."""
    alignments = aligning(words, [each.told for each in articles], options=options)
    for article in articles:
        if budget.is_spent():
            return
        yield article, next(alignments)


def _retold_words(match: Match) -> int:
    return sum(passage.words for passage in match.alignment.passages)


def _share_then_age(match: Match) -> tuple[float, bool, datetime, int]:
    article = match.article
    share = round(match.alignment.of_query, 2)
    return -share, article.published is None, article.published or article.first_seen, article.pk


def _found(words: Document, matches: Sequence[Match]) -> NDArray[np.bool_]:
    """Return which of the text's words occur in any match."""
    starts, found = words.tokens.starts, np.zeros(len(words.tokens), dtype=bool)
    for match in matches:
        for passage in match.alignment.passages:
            if not passage.boilerplate:
                found |= (starts >= passage.query_start) & (starts < passage.query_end)
    return found


def too_long(text: str) -> str:
    return f"The text has {len(text):,} characters; at most {MAX_TEXT_LENGTH:,} can be looked up."


def check_length(text: str) -> None:
    """Raise RefusedText if a text is too long. Cheap enough to check before the text waits for its turn."""
    if len(text) > MAX_TEXT_LENGTH:
        raise RefusedText(too_long(text))


def checked(text: str) -> Document:
    """Return the text as it is looked up, without stray nulls and the markup of a page. Raises RefusedText."""
    check_length(text)
    if not text.strip():
        raise RefusedText("There is no text to look up. Paste a few sentences.")
    if text.count("\0") > len(text) * MAX_NULLS:
        raise RefusedText("This is not text: it contains null characters, as images and programs do.")
    if sum(map(text.count, _CONTROLS)) > len(text) * MAX_CONTROLS:
        raise RefusedText("This is not text: it contains control characters, as images and programs do.")
    words = Document(as_read(text.replace("\0", " ")))
    if len(words.tokens) < SHINGLE_WORDS:
        has = "1 word" if len(words.tokens) == 1 else f"{len(words.tokens)} words"
        raise RefusedText(f"The text has {has}; a look-up needs at least {SHINGLE_WORDS}.")
    return words
