"""Processor time of credits, origins, and independent reports of a whole archive, and of a new article.

    NEWSGROUPS_DATA_DIR=copy python benchmarks/lineage_cost.py [--new 40]

The archive must be processed. All its credits and origins are found anew, so the figures are what these stages add to
`process_articles`. Then they are found anew for the latest articles alone, one at a time. Use a copy: if the run is
killed, the rest is left to the next `process_articles`.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main(new: int) -> None:
    from newsgroups.lineage.count_independent_reports import count_reports
    from newsgroups.models import Article, Pair, Story
    from newsgroups.pipeline.process import processing
    from newsgroups.stories.derived.credits import credit_pending
    from newsgroups.stories.derived.outlets import join_pending
    from newsgroups.stories.pairs.origins import find_origins

    stages = {
        "outlets of one site": join_pending,
        "credits": credit_pending,
        "origins": find_origins,
        "independent reports": count_reports,
    }
    with processing("lineage_cost"):
        Article.objects.update(needs_credits=True)
        Pair.objects.exclude(origin="").update(origin="")
        Story.objects.update(independent_reports=0)
        whole = 0.0
        for name, stage in stages.items():
            done, took = timed(stage)
            whole += took
            print(f"{name:<20} {done:>7,} in {took:5.1f} s of the processor", flush=True)
        print(f"{'all':<20} {Article.objects.count():>7,} articles in {whole:.1f} s of the processor")
        each = [for_one(article, stages) for article in Article.objects.visible().order_by("-id")[:new]]
    middle, most = statistics.median(each), max(each)
    print(
        f"a new article: {1000 * middle:.0f} ms of the processor in the middle of {len(each)},"
        f" {1000 * most:.0f} at most"
    )


def for_one(article: object, stages: dict[str, Callable[[], int]]) -> float:
    """Return the seconds of the processor that the stages take for one pending article."""
    from django.db.models import Q

    from newsgroups.models import Pair, Story

    type(article).objects.filter(pk=article.pk).update(needs_credits=True)
    Pair.objects.filter(Q(left=article) | Q(right=article)).exclude(origin="").update(origin="")
    Story.objects.filter(pk=article.story_id).update(independent_reports=0)
    return sum(timed(stage)[1] for stage in stages.values())


def timed(work: Callable[[], int]) -> tuple[int, float]:
    started = time.process_time()
    done = work()
    return done, time.process_time() - started


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", type=int, default=40)
    main(parser.parse_args().new)
