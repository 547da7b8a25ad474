"""Seconds on one core for all copied pairs of an archive, milliseconds for a new article, and recall of copies.

    python benchmarks/copied_pairs.py [ARTICLES]          # recombined (default 100,000), in a temporary folder
    python benchmarks/copied_pairs.py --archive FOLDER    # the articles of a processed data folder
    python benchmarks/copied_pairs.py --new FOLDER        # only new articles there

Seconds are CPU time of this process (OPENBLAS_NUM_THREADS=1), from stored fingerprints to stored pairs: reading the
fingerprints, finding boilerplate among them, finding articles that share text, and counting the words that these have
in common, even for pairs that share too few fingerprints to be counted in `process_articles`. A new article is an
article of the archive that is compared again: fingerprints to pairs, without the same-story model. It is timed in a
process of its own, which is how single articles arrive: among the objects of all pairs it takes 5.2 ms instead of 3 to
4. With --archive, no pairs are stored, only which fingerprints are boilerplate.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

NEW = 300
_AT_ONCE = 500


def main(folder: str, count: int) -> None:
    set_up(folder)
    planted = fill(count) if count else {}
    pairs = all_pairs(store=bool(count))
    if planted:
        found = Counter(kind for pair, kind in planted.items() if pair in pairs)
        for kind, number in Counter(planted.values()).items():
            print(f"planted copies found, {kind}: {found[kind]:,} of {number:,} ({found[kind] / number:.2%})")
        print(f"planted copies found: {found.total() / len(planted):.2%}", flush=True)
    subprocess.run([sys.executable, __file__, "--new", folder], check=True)


def set_up(folder: str) -> None:
    os.environ |= {
        "NEWSGROUPS_DATA_DIR": folder,
        "HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }
    import django

    django.setup()


def fill(count: int) -> dict[tuple[int, int], str]:
    """Stores recombined articles with their fingerprints, without terms; returns the planted copies and their kinds."""
    from django.core.management import call_command

    from benchmarks.recombined import recombined
    from newsgroups.ingest.normalize.row import checked_row
    from newsgroups.ingest.store.upsert import store_rows
    from newsgroups.models import Article

    call_command("migrate", verbosity=0)
    copies: list[tuple[str, str, str]] = []
    batch = []
    for number, row in enumerate(recombined(count), start=1):
        if "copy_of" in row:
            copies.append((row["url"], row["copy_of"], row["copy_kind"]))
        batch.append(checked_row(row))
        if len(batch) == _AT_ONCE or number == count:
            store_rows(batch)
            batch = []
    post_all()
    ids = dict(Article.objects.values_list("url_given", "pk"))
    return {tuple(sorted((ids[copy], ids[original]))): kind for copy, original, kind in copies}


def post_all() -> None:
    from django.db import transaction

    from newsgroups.models import Article, Sketch
    from newsgroups.stories.derived import postings
    from newsgroups.text.fingerprints.winnowing import context_fingerprints

    last = 0
    while articles := list(Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "text")[:2_000]):
        last = articles[-1][0]
        prints = {pk: context_fingerprints(text) for pk, text in articles}
        Sketch.objects.bulk_create(
            Sketch(article_id=pk, content_hash="", version=0, fingerprints=each.astype("<i8").tobytes(), document=b"")
            for pk, (each, _, _) in prints.items()
        )
        found = prints.values()
        rows = postings.PostingRows.of(prints, [each.hashes for each in found], [each.around for each in found])
        # Outside of a transaction, each row would be a transaction of its own.
        with transaction.atomic():
            postings.post_fingerprints(rows)


def all_pairs(*, store: bool) -> set[tuple[int, int]]:
    from newsgroups.models import Article, Pair
    from newsgroups.stories.derived.boilerplate import FingerprintIndex, find_boilerplate
    from newsgroups.stories.pairs.build import CandidatePairs, build_pairs
    from newsgroups.stories.pairs.shared_text import sharing_text_within
    from newsgroups.stories.pairs.text_cache import Texts

    seconds: dict[str, float] = {}
    started = time.process_time()

    def done(stage: str) -> None:
        seconds[stage] = time.process_time() - started - sum(seconds.values())

    held = FingerprintIndex.load()
    done("fingerprints read")
    common = find_boilerplate(held)
    done("boilerplate found")
    sharing = sharing_text_within(held)
    done("sharing text")
    texts, found = Texts(), set()
    for start in range(0, len(sharing.pairs), _AT_ONCE):
        chosen = sharing.pairs[start : start + _AT_ONCE]
        improbable = CandidatePairs(chosen, np.zeros(len(chosen)), np.ones(len(chosen), bool))
        pairs = build_pairs(improbable, texts, sharing.boilerplate)
        found |= set(zip(pairs["left_id"], pairs["right_id"], strict=True))
        if store:
            Pair.objects.insert_columns(pairs)
    done("aligned")
    print(f"{Article.objects.count():,} articles, {len(common):,} fingerprints of them boilerplate")
    print(f"{len(sharing.pairs):,} pairs share text, {len(found):,} of them are copies in part or whole")
    for stage, took in [*seconds.items(), ("all", sum(seconds.values()))]:
        print(f"{stage:<20} {took:>8.1f} s")
    return found


def new_articles() -> None:
    from newsgroups.models import Article
    from newsgroups.stories.derived.sketches import posted_fingerprints
    from newsgroups.stories.pairs.build import CandidatePairs, build_pairs
    from newsgroups.stories.pairs.shared_text import sharing_text_of
    from newsgroups.stories.pairs.text_cache import Texts

    ids = list(Article.objects.visible().values_list("pk", flat=True))
    chosen = Random(7).sample(ids, min(NEW, len(ids)))
    taken = []
    for article in Article.objects.filter(pk__in=chosen).select_related("sketch"):
        prints = posted_fingerprints(article.sketch)
        started = time.process_time()
        sharing = sharing_text_of(prints, article.pk)
        both = np.array([sorted((article.pk, other)) for other in sharing.articles], np.int64).reshape(-1, 2)
        improbable = CandidatePairs(both, np.zeros(len(both)), np.ones(len(both), bool))
        build_pairs(improbable, Texts(), sharing.boilerplate)
        taken.append((time.process_time() - started) * 1_000)
    taken.sort()
    middle, late = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"a new article: median {middle:.2f} ms, mean {sum(taken) / len(taken):.2f} ms, 95th percentile {late:.2f} ms"
    )


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if "--new" in sys.argv:
        set_up(sys.argv[sys.argv.index("--new") + 1])
        new_articles()
    elif "--archive" in sys.argv:
        main(sys.argv[sys.argv.index("--archive") + 1], 0)
    else:
        with tempfile.TemporaryDirectory(prefix="copied-pairs-") as temporary:
            main(temporary, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
