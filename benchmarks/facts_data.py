"""Labeled stories and pairs with the texts of their articles, for the benchmarks of facts."""

import json
from typing import Any

from benchmarks.data import articles, data_file
from newsgroups.facts.ranking.labeled_figures import LabelledPair, LabelledStory, labelled_pair, labelled_story

Records = list[dict[str, Any]]


def labelled_records() -> tuple[Records, Records, dict[str, dict[str, Any]]]:
    """Stories, pairs, and the archive articles that they name, by URL."""
    stories = [json.loads(line) for line in data_file("facts.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = list(articles(data_file("facts_archive_pairs.jsonl.gz")))
    wanted = {url for story in stories for url in story["articles"]} | {pair[s]["url"] for pair in pairs for s in "ab"}
    texts: dict[str, dict[str, Any]] = {}
    for article in articles(data_file("archive_37k.jsonl.gz")):
        if article["url"] in wanted:
            texts.setdefault(article["url"], article)
    return stories, pairs, texts


def labelled() -> tuple[Records, list[LabelledStory], list[LabelledPair]]:
    records, pairs, texts = labelled_records()
    read = [found for pair in pairs if (found := labelled_pair(pair, texts))]
    return records, [labelled_story(record, texts) for record in records], read
