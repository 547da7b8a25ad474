"""Look-up by text: which articles a text was taken from, and which tell the same story in other words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.budget import Budget
from newsgroups.matching.passages import Alignment, AlignOptions, Document, Passage, aligning
from newsgroups.matching.retrieval.likely_sources import likely_sources
from newsgroups.models import Article, Pair, Source
from newsgroups.stories.core.clustering import MIN_LINK
from newsgroups.stories.derived import postings
from newsgroups.stories.pairs.build import with_copies
from newsgroups.stories.pairs.same_story.nearest import QueryText, same_story
from newsgroups.text.languages.word_lists.function_words import language_by_function_words
from newsgroups.text.terms.extract import extract

from .allowed_articles import AllowedArticles
from .reworded_windows import reworded_in
from .text_limits import checked_text

_EVERYTHING = AlignOptions()
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
    words = checked_text(text)
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
    found = _found(words, copied)
    parts = reworded_in(words, found, limit=RETOLD, language=language, budget=budget)
    retold = _in_other_words(words, parts, probable, {match.article.pk for match in copied}, allowed, options, budget)
    # A short passage with a changed word here and there may share no fingerprint with its source, and is a copy still.
    copied = sorted([*copied, *filter(None, map(_as_copied, retold))], key=_share_then_age)
    retold = [match for match in retold if not _copied_passages(match)]
    matches = [_with_probability(match, probable, len(words.tokens)) for match in copied][:limit]
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


def _copied_passages(match: Match) -> tuple[Passage, ...]:
    return tuple(each for each in match.alignment.passages if each.kind != "reworded" and not each.boilerplate)


def _as_copied(match: Match) -> Match | None:
    """Return a match of copied passages alone; None if it has none."""
    passages = _copied_passages(match)
    return replace(match, alignment=replace(match.alignment, passages=passages)) if passages else None


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
