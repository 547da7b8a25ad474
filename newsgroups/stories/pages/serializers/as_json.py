"""Plain dictionaries of models and answers, as the API and the commands return them.

The API describes the same keys in `newsgroups/web/api/responses/`; a new field goes into both.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from newsgroups.common.dates.days import as_iso
from newsgroups.common.dates.who_was_first import moment_of
from newsgroups.lineage.graph import Lineage
from newsgroups.matching.origin import Origin
from newsgroups.matching.passages import Alignment, Passage
from newsgroups.models import Article, Pair, Story
from newsgroups.stories.groups.related.load import Related
from newsgroups.stories.lookup.look_up import LookUp, Match
from newsgroups.stories.lookup.no_match import NOT_COMPLETE, why_nothing
from newsgroups.stories.pages.stories.passages import ArticlePassages
from newsgroups.stories.pairs.reasons import Reason, most_similar, reasons_beside
from newsgroups.text.credits import full_name


def article_as_json(article: Article) -> dict[str, Any]:
    """Convert an article without its text. Its source must be loaded."""
    return {
        "id": article.pk,
        "url": article.url_given,
        "title": article.title,
        "source": article.source.name,
        "published": as_iso(article.published),
        "published_precision": _precision(article),
        "updated": as_iso(article.updated),
        "story": article.story_id,
    }


def credited_article_as_json(article: Article) -> dict[str, Any]:
    """Like `article_as_json`, with the article's credits. One query, or none if they are loaded."""
    return article_as_json(article) | {
        "text_kind": article.text_kind,
        "credits": [
            {
                "agency": credit.agency,
                "name": full_name(credit.agency),
                "kind": credit.kind,
                "field": credit.field,
                "start": credit.start,
                "end": credit.end,
            }
            for credit in article.credits.all()
        ],
    }


def _precision(article: Article) -> str | None:
    moment = moment_of(article.published, article.published_precision)
    return None if moment is None else "minute" if moment.has_time else "day"


def whole_article_as_json(article: Article) -> dict[str, Any]:
    """Convert an article with its text. One more query unless `no_event` is loaded."""
    no_event = getattr(article, "no_event", None)
    return credited_article_as_json(article) | {
        "no_event": no_event.reason if no_event else None,
        "canonical_url": article.url,
        "authors": article.authors,
        "language": article.language,
        "first_seen": as_iso(article.first_seen),
        "words": article.words,
        "text": article.text,
    }


def story_as_json(story: Story) -> dict[str, Any]:
    """Convert a story; its counts of facts must be annotated (`with_fact_counts`)."""
    return {
        "id": story.pk,
        "title": story.title,
        "first_date": as_iso(story.first_date),
        "last_date": as_iso(story.last_date),
        "article_count": story.article_count,
        "source_count": story.source_count,
        "independent_reports": story.independent_reports,
        "disagreements": story.disagreements,  # type: ignore[attr-defined]
        "locked": story.locked,
    }


def related_as_json(related: Sequence[Related]) -> list[dict[str, Any]]:
    return [
        {
            "story": story_as_json(each.story) if each.story else None,
            "article": article_as_json(each.article),
            "kind": each.kind,
            "days_later": each.days,
            "shared": each.shared,
            "reason": each.reason,
        }
        for each in related
    ]


def pair_as_json(pair: Pair, *, seen_from: Article, reason: Reason | None = None) -> dict[str, Any]:
    """Convert a pair as seen from one of its articles.

    The result has the other article, the shares of this and the other text, and what both mention.
    """
    here, there = (pair.copied_left, pair.copied_right)
    other = pair.right
    if pair.left_id != seen_from.pk:
        here, there, other = there, here, pair.left
    return {
        "article": article_as_json(other),
        "kind": pair.kind,
        "same_story": pair.probability,
        "copied": {"of_this": here, "of_other": there, "longest_run": pair.longest_run},
        "days_apart": pair.days_apart,
        "one_story": pair.is_grouped,
        "shared": {
            "words": reason.words if reason else [],
            "days": [day.isoformat() for day in reason.days] if reason else [],
        },
    }


def similar_as_json(article: Article, *, limit: int) -> list[dict[str, Any]]:
    """Return the articles most similar to one, most similar first."""
    pairs = most_similar(article, limit=limit)
    others = [pair.right_id if pair.left_id == article.pk else pair.left_id for pair in pairs]
    reasons = reasons_beside(article, others)
    return [
        pair_as_json(pair, seen_from=article, reason=reasons.get(other))
        for pair, other in zip(pairs, others, strict=True)
    ]


def alignment_as_json(alignment: Alignment) -> dict[str, Any]:
    return {
        "of_query": round(alignment.of_query, 4),
        "of_article": round(alignment.of_article, 4),
        "longest_run": alignment.longest_run,
        "kind": alignment.kind,
        "passages": [_passage(passage) for passage in alignment.passages],
    }


def origin_as_json(origin: Origin) -> dict[str, Any]:
    """Convert the origin of the text that two articles share. Offsets count characters of the texts as served."""
    return {
        "of": origin.of,
        "name": origin.name or None,
        "confidence": origin.confidence,
        "sentence": origin.sentence,
        "evidence": [
            {"text": each.text, "side": each.side, "start": each.start, "end": each.end} for each in origin.evidence
        ],
    }


def lineage_as_json(lineage: Lineage, articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Convert the texts and outside sources of a story and what they share.

    `articles` are those of the story as JSON.
    """
    served, own, shown = {each["id"]: each for each in articles}, lineage.own(), lineage.shown()
    nodes = [
        {
            "id": node.id,
            "kind": "source" if node.article is None else "article",
            "article": node.article,
            "name": node.name,
            "published": served.get(node.article, {}).get("published"),
            "published_precision": served.get(node.article, {}).get("published_precision"),
            "is_own": None if node.article is None else node.id in own,
        }
        for node in shown.nodes
    ]
    return {"nodes": nodes, "edges": [asdict(edge) for edge in shown.edges]}


def passages_as_json(found: ArticlePassages) -> dict[str, Any]:
    """Convert the passages of an article that others of its story have, with where they come from."""
    return {
        "article": found.article.pk,
        "passages": [
            {
                "start": each.start,
                "end": each.end,
                "also_in": each.other.pk,
                "origin": each.origin.pk if each.origin else None,
                "name": each.name or None,
                "form": each.form or None,
            }
            for each in found.passages
        ],
    }


def lookup_as_json(found: LookUp) -> dict[str, Any]:
    """Convert the answer to a look-up: matches by share of the text, then the same story in other words.

    `note` explains why nothing was found, if the text itself gives a reason, or says that there may be more.
    """
    return {
        "of_query": round(found.of_query, 4),
        "complete": found.complete,
        "note": why_nothing(found) if found.complete else NOT_COMPLETE,
        "matches": [_match(match) for match in [*found.matches, *found.same_story]],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "article": article_as_json(match.article),
        "same_story": round(match.same_story, 4),
        "copied": alignment_as_json(match.alignment),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "query_start": passage.query_start,
        "query_end": passage.query_end,
        "article_start": passage.article_start,
        "article_end": passage.article_end,
        "kind": passage.kind,
        "boilerplate": passage.boilerplate,
    }
