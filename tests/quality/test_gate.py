"""Quality floors that no change may break: the demo's stories, and scores on the quality set, through public
commands.

Raise a floor when a change improves its score; lower one only with a decision in docs/decisions/ that says why.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import call_command

from newsgroups.models import Article
from newsgroups.stories.lookup.look_up import look_up

FOLDER = Path(__file__).parent
DEMO = Path(__file__).resolve().parents[2] / "newsgroups" / "ingest" / "demo"
ROWS = [json.loads(line) for line in (FOLDER / "news.jsonl").read_text(encoding="utf-8").splitlines()]
LABELS = {row["url"]: row["story"] for row in ROWS if "story" in row}
EXCLUDED = {row["url"]: row["excluded"] for row in ROWS if "excluded" in row}

# Scores of pairs of articles in one story, each slightly below the value measured on 2026-11-30 with the shipped
# model: precision 1.0, recall .925 (124 of 134 pairs), F1 .961. Articles that arrive sixteen at a time score about the
# same.
FLOORS = {"precision": 0.97, "recall": 0.89, "f1": 0.93}
BATCH_SIZE = 16
# Shorter paragraphs, often headings, are not looked up.
MIN_PARAGRAPH_WORDS = 12

# The stories of the demo as measured on the same day. Follow-ups some days later are separate stories.
DEMO_GROUPS = Path(__file__).with_name("demo_groups.json")

Pairs = set[frozenset[str]]
pytestmark = pytest.mark.django_db


def pairs_within(groups: Iterable[Iterable[str]]) -> Pairs:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def groups_by(labels: Iterable[tuple[str, object]]) -> list[set[str]]:
    groups: dict[object, set[str]] = defaultdict(set)
    for url, label in labels:
        groups[label].add(url)
    return list(groups.values())


def found_groups() -> list[set[str]]:
    return groups_by(Article.objects.exclude(story=None).values_list("url_given", "story_id"))


@pytest.fixture
def archive() -> None:
    call_command("import_articles", str(FOLDER / "news.jsonl"), verbosity=0)


def test_the_set_is_large_and_hard_enough() -> None:
    sizes = [len(group) for group in groups_by(LABELS.items())]
    assert len(ROWS) >= 150
    assert (min(sizes), max(sizes), len(sizes)) == (2, 5, 41)
    assert len({row["source"] for row in ROWS}) >= 10
    assert len(ROWS) - len(LABELS) - len(EXCLUDED) >= 25
    assert {row["published"] is None for row in ROWS} == {True, False}


def scores() -> dict[str, float]:
    true, found = pairs_within(groups_by(LABELS.items())), pairs_within(found_groups())
    right = len(true & found)
    return {"precision": right / len(found), "recall": right / len(true), "f1": 2 * right / (len(true) + len(found))}


def below_floors() -> dict[str, float]:
    return {name: score for name, score in scores().items() if score < FLOORS[name]}


def test_stories_of_the_quality_set_keep_their_scores(archive: None) -> None:
    assert below_floors() == {}


def test_stories_keep_their_scores_when_articles_come_in_order_of_publication(tmp_path: Path) -> None:
    for start in range(0, len(ROWS), BATCH_SIZE):
        file = tmp_path / f"from_{start:03}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in ROWS[start : start + BATCH_SIZE]), encoding="utf-8")
        call_command("import_articles", str(file), verbosity=0)
    assert below_floors() == {}


def test_exactly_the_pages_that_are_no_articles_are_excluded(archive: None) -> None:
    assert dict(Article.objects.exclude(aside="").values_list("url_given", "aside")) == EXCLUDED


def longest_paragraph(text: str) -> str:
    return max(text.split("\n"), key=len)


def not_found_first() -> tuple[list[str], int]:
    """Articles whose longest paragraph leads first to another article that does not contain it or is known to be no
    earlier, and the number of articles checked.
    """
    wrong, looked_at = [], 0
    for article in Article.objects.visible():
        paragraph = longest_paragraph(article.text)
        if len(paragraph.split()) < MIN_PARAGRAPH_WORDS:
            continue
        looked_at += 1
        first = look_up(paragraph, limit=1).matches[0]
        is_later = None not in (first.article.published, article.published) and (
            first.article.published >= article.published
        )
        if first.article != article and (is_later or first.alignment.of_query <= 0.9):
            wrong.append(article.title)
    return wrong, looked_at


def test_a_paragraph_finds_its_article_first_or_an_earlier_one_that_holds_it(archive: None) -> None:
    wrong, looked_at = not_found_first()
    assert (wrong, looked_at > 100) == ([], True)


def test_a_paragraph_of_the_demo_finds_its_article_first_or_an_earlier_one_that_holds_it() -> None:
    call_command("load_demo", verbosity=0)
    wrong, looked_at = not_found_first()
    assert (wrong, looked_at > 70) == ([], True)


def test_the_demo_has_exactly_these_groups() -> None:
    call_command("load_demo", verbosity=0)
    expected = json.loads(DEMO_GROUPS.read_text(encoding="utf-8"))
    assert {frozenset(group) for group in found_groups()} == {frozenset(group) for group in expected}


def test_no_group_of_the_demo_mixes_two_of_its_stories() -> None:
    stories = json.loads((DEMO / "stories.json").read_text(encoding="utf-8")).values()
    story_of = {url: number for number, story in enumerate(stories) for url in story["urls"]}
    groups = json.loads(DEMO_GROUPS.read_text(encoding="utf-8"))
    assert len(groups) > 15
    assert [group for group in groups if len({story_of.get(url) for url in group}) > 1] == []
