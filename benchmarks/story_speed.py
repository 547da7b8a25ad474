"""How fast stored texts become groups and a new article joins its story: work of one core, and memory.

    OPENBLAS_NUM_THREADS=1 python benchmarks/story_speed.py [ROWS] [--constraints 10000]
    OPENBLAS_NUM_THREADS=1 python benchmarks/story_speed.py --recombined 200000    # 15 minutes
    OPENBLAS_NUM_THREADS=1 python benchmarks/story_speed.py --new FOLDER           # only new articles there

Uses the first ROWS rows of the archive (default: all), or articles recombined from its sentences. Forty of them arrive
one by one after the others, in a separate process, which is how single articles arrive. The search index is not
included. With --constraints, this many must-links and cannot-links of random pairs hold while everything is regrouped.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

NEW = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int)
    parser.add_argument("--recombined", type=int, default=0)
    parser.add_argument("--constraints", type=int, default=0)
    parser.add_argument("--new")
    options = parser.parse_args()
    if options.new:
        set_up(options.new)
        measure_new()
        return
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        if options.recombined:
            # In a separate process, whose memory does not count toward the stages.
            recombined = Path(__file__).with_name("recombined.py")
            subprocess.run([sys.executable, recombined, str(options.recombined)], check=True)
        else:
            store(Path(folder) / "rows.jsonl", options.rows)
        measure()
        subprocess.run([sys.executable, __file__, "--new", folder], check=True)
        if options.constraints:
            constrained(options.constraints)


def set_up(folder: str) -> None:
    os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    import django

    django.setup()


def newest() -> list[int]:
    from newsgroups.models import Article

    return list(Article.objects.order_by("-pk").values_list("pk", flat=True)[:NEW])


def store(file: Path, rows: int | None) -> None:
    import json

    from django.core.management import call_command

    from benchmarks.data import articles, data_file

    with file.open("w", encoding="utf-8") as lines:
        for row in islice(articles(data_file("archive_37k.jsonl.gz")), rows):
            lines.write(json.dumps(row) + "\n")
    with Path(os.devnull).open("w") as nowhere:
        call_command("import_articles", str(file), "--no-process", stdout=nowhere, stderr=nowhere)


def measure() -> None:
    from newsgroups.models import Article
    from newsgroups.stories.derived.sketches import sketch_pending
    from newsgroups.stories.groups.regroup import regroup
    from newsgroups.stories.pairs.match_pending import match_pending

    Article.objects.filter(pk__in=newest()).update(needs_sketch=False, needs_match=False)
    count, whole = Article.objects.count() - NEW, 0.0
    for stage, work in (("fingerprints and terms", sketch_pending), ("pairs", match_pending), ("groups", regroup)):
        took = timed(work)
        whole += took
        print(f"{stage:<24} {count / took:>9,.0f} articles/s", flush=True)
    print(f"{'from text to groups':<24} {count / whole:>9,.0f} articles/s of {count:,}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000:,.0f} MB", flush=True)


def measure_new() -> None:
    from newsgroups.models import Article
    from newsgroups.stories.derived.sketches import sketch_pending
    from newsgroups.stories.groups.regroup import regroup_around
    from newsgroups.stories.pairs.match_pending import match_pending

    taken = []
    for article in newest():
        Article.objects.filter(pk=article).update(needs_sketch=True, needs_match=True)
        taken.append(timed(lambda pk=article: (sketch_pending(), match_pending(), regroup_around([pk]))) * 1_000)
    median, high = statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]
    print(f"a new article is in its story after {median:.0f} ms of work (median; 95th percentile {high:.0f} ms)")


def constrained(count: int) -> None:
    from django.contrib.auth.models import User

    from newsgroups.models import Article, Constraint, CurationEvent
    from newsgroups.stories.curation.constraints import curators_constraints
    from newsgroups.stories.groups.regroup import regroup

    plain = timed(regroup)
    chance = random.Random(1)
    ids = list(Article.objects.visible().values_list("pk", flat=True))
    event = CurationEvent.objects.create(
        action="merge", by=User.objects.create(username="benchmark"), summary="Benchmark"
    )
    pairs = {tuple(sorted(chance.sample(ids, 2))) for _ in range(count)}
    kinds = (Constraint.Kind.MUST_LINK, Constraint.Kind.CANNOT_LINK)
    Constraint.objects.bulk_create(
        [Constraint(event=event, left_id=a, right_id=b, kind=kinds[n % 2]) for n, (a, b) in enumerate(sorted(pairs))],
        batch_size=500,
    )
    took = timed(regroup)
    story = dict(Article.objects.values_list("pk", "story_id"))
    decided = curators_constraints()
    broken = sum(story[a] != story[b] for a, b in decided.must_link)
    broken += sum(story[a] == story[b] and story[a] is not None for a, b in decided.cannot_link)
    print(f"regrouping takes {plain:.1f} s, with {len(pairs):,} constraints {took:.1f} s; {broken} are broken")


def timed(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
