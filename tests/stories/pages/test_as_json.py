"""The output of the API and the commands, field by field."""

import json

import pytest

from newsgroups.models import NoEvent, Story
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.pages.serializers.as_json import (
    article_as_json,
    lookup_as_json,
    pair_as_json,
    story_as_json,
    whole_article_as_json,
)
from newsgroups.stories.pairs.reasons import most_similar
from tests.makers import make_article, make_story
from tests.stories.texts import TRIAL, make_trial, process

pytestmark = pytest.mark.django_db


def test_an_article() -> None:
    article = make_article("Text.", title="Bridge", url="https://a.example/1", published="2026-11-02T10:00:00+01:00")
    article.url_given = "https://a.example/1?utm_source=feed"
    short = {
        "id": article.pk,
        "url": "https://a.example/1?utm_source=feed",
        "title": "Bridge",
        "source": "Harbour Post",
        "published": "2026-11-02T09:00:00Z",
        "published_precision": "minute",
        "updated": None,
        "story": None,
    }
    assert article_as_json(article) == short
    assert whole_article_as_json(article) == short | {
        "canonical_url": "https://a.example/1",
        "authors": "",
        "language": "",
        "first_seen": article.first_seen.isoformat().replace("+00:00", "Z"),
        "words": 1,
        "text_kind": "own",
        "credits": [],
        "no_event": None,
        "text": "Text.",
    }


def test_what_covers_no_event_says_what_it_is_instead() -> None:
    article = make_article("Text.", title="Promo code: 20% off kettles")
    NoEvent.objects.create(article=article, reason="coupons")
    assert whole_article_as_json(article)["no_event"] == "coupons"


def test_a_story_of_undated_articles() -> None:
    made = make_story(make_article(published=None), title="Bridge")
    story = Story.objects.with_fact_counts().get(pk=made.pk)
    assert story_as_json(story) == {
        "id": story.pk,
        "title": "Bridge",
        "first_date": None,
        "last_date": None,
        "article_count": 1,
        "source_count": 1,
        "independent_reports": 0,
        "disagreements": 0,
        "locked": False,
    }


def test_a_pair_is_seen_from_either_side() -> None:
    short, long = make_trial(), make_article(f"{TRIAL} " + TRIAL.replace(" ", " so "), title="Other")
    process()
    (pair,) = most_similar(short)
    here, there = (pair_as_json(pair, seen_from=article) for article in (short, long))

    assert here == {
        "article": article_as_json(pair.right),
        "kind": "partial copy",
        "same_story": pair.probability,
        "copied": {"of_this": 1.0, "of_other": pair.copied_right, "longest_run": len(TRIAL.split())},
        "days_apart": 0.0,
        "one_story": True,
        "shared": {"words": [], "days": []},
    }
    assert there["article"] == article_as_json(pair.left)
    assert there["copied"] == {"of_this": pair.copied_right, "of_other": 1.0, "longest_run": len(TRIAL.split())}


def test_an_answer_to_a_look_up() -> None:
    article = make_trial()
    process()
    found = look_up(f"So: {TRIAL}")
    answer = lookup_as_json(found)

    words = len(TRIAL.split())
    assert answer == {
        "of_query": round(words / (words + 1), 4),
        "complete": True,
        "note": "",
        "matches": [
            {
                "article": article_as_json(article),
                "same_story": round(found.matches[0].same_story, 4),
                "copied": {
                    "of_query": round(words / (words + 1), 4),
                    "of_article": 1.0,
                    "longest_run": words,
                    "kind": "near copy",
                    "passages": [
                        {
                            "query_start": 4,
                            "query_end": 3 + len(TRIAL),
                            "article_start": 0,
                            "article_end": len(TRIAL) - 1,
                            "kind": "identical",
                            "boilerplate": False,
                        }
                    ],
                },
            }
        ],
    }
    assert json.loads(json.dumps(answer)) == answer
