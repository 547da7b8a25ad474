"""Draws stories and stated origins of an archive at random, with what a reader needs to judge them.

    python benchmarks/lineage_sample.py [--stories 30] [--origins 30] [--seed 2121]

The archive is the one in NEWSGROUPS_DATA_DIR. A star marks texts that count as independent reports; an outside source
that counts is listed below them. Origins are those stored that name one of two articles, with the words that prove it.
"""

import argparse
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# Characters around the words of an evidence.
AROUND = 110
MAX_PAIRS = 6


def main(stories: int, origins: int, seed: int) -> None:
    from newsgroups.models import Pair, Story

    drawn = random.Random(seed)
    numbers = list(Story.objects.groups().order_by("id").values_list("pk", flat=True))
    for pk in drawn.sample(numbers, min(stories, len(numbers))):
        print_story(Story.objects.get(pk=pk))
    stated = Pair.objects.between_outlets().filter(origin__in=["left", "right"]).order_by("id")
    pairs = list(stated.select_related("left__source", "right__source"))
    print(f"\n{len(pairs):,} pairs with an origin in the pair")
    for pair in drawn.sample(pairs, min(origins, len(pairs))):
        print_origin(pair)


def print_story(story: object) -> None:
    from newsgroups.lineage.load_lineage import lineage_of
    from newsgroups.models import Pair

    lineage = lineage_of(story)
    own = lineage.own()
    counts = f"{story.article_count} articles, {story.source_count} outlets, {lineage.independent_reports} reports"
    print(f"\n## {story.pk} {story.title[:70]}: {counts}")
    for article in story.articles.visible().select_related("source").earliest_first():
        credits = {f"{each.agency} ({each.kind})" for each in article.credits.exclude(kind__in=["in text", "picture"])}
        star = "*" if f"a{article.pk}" in own else " "
        day = f"{article.published:%Y-%m-%d}" if article.published else "undated"
        print(f" {star} {article.pk} {article.source.name} {day} {article.words} words {' '.join(sorted(credits))}")
    print(*(f" * {node.name} (outside)\n" for node in lineage.nodes if node.article is None and node.id in own), end="")
    inside = Pair.objects.filter(left__story=story, right__story=story).exclude(kind="same story")
    for pair in inside.order_by("-copied")[:MAX_PAIRS]:
        taken = f"{pair.taken_left:.0%} and {pair.taken_right:.0%}"
        print(f"     {pair.left_id} and {pair.right_id} share {taken}, origin {pair.origin} {pair.origin_name}")


def print_origin(pair: object) -> None:
    from newsgroups.stories.comparison.compare import compare

    origin = compare(pair.left, pair.right).origin
    print(f"\n{pair.pk}: {pair.left.source.name} (left) and {pair.right.source.name} (right): {origin.sentence}")
    for each in origin.evidence:
        text = (pair.left if each.side == "left" else pair.right).text
        words = text[max(0, each.start - AROUND) : each.end + AROUND].replace("\n", " ") if each.end else ""
        print(f"   {each.text}, {each.side or 'both'}: {words}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=30)
    parser.add_argument("--origins", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2121)
    asked = parser.parse_args()
    main(asked.stories, asked.origins, asked.seed)
