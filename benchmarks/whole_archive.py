"""The triples within the whole archive, judged and grouped as on the site, but without a database or an index.

    python benchmarks/whole_archive.py --folds DIRECTORY [--every 5]

Each story is scored by the model that has not seen it (`benchmarks/same_story.py --folds DIRECTORY` writes the models).
Prints precision, recall, and F1 of pairs, how many articles without a label are in the stories, and the largest groups.
`story_groups.py --set mixed` does the same through public commands and takes several times as long.
"""

import argparse
import sys
import time
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.labeled_archives import Archive, Counted, models_in
from newsgroups.matching.model.labeled_pairs import FOLDS

# The largest groups of each model are printed.
LARGEST = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="take only every n-th article of the archive")
    options = parser.parse_args()
    rows = mixed(options.every)
    archive = Archive(rows)
    started = time.process_time()
    total, extra = Counted(), 0
    for fold, model in enumerate(models_in(options.folds)):
        labels = archive.grouped(model)
        total += archive.counted(labels, fold)
        extra += unlabeled(rows, labels, fold)
        largest = [size for _, size in Counter(labels).most_common(LARGEST)]
        print(f"fold {fold}: groups of {largest}, {time.process_time() - started:.0f} s of work so far", flush=True)
    print(f"{len(rows):,} articles: P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}")
    print(f"{total.put:.0f} pairs put together, {total.right:.0f} of them rightly, of {total.belong:.0f}")
    print(f"{extra} articles without a label in the stories")


def mixed(every: int) -> list[dict]:
    """The triples, and the archive without them."""
    labeled = list(articles(data_file("stories_triples.jsonl.gz")))
    urls = {row["url"] for row in labeled}
    others = islice(articles(data_file("archive_37k.jsonl.gz")), 0, None, every)
    return list(chain(labeled, ({**row, "story": None} for row in others if row["url"] not in urls)))


def unlabeled(rows: list[dict], labels: list[int], fold: int) -> int:
    """How many articles without a label are in the stories of a fold."""
    of_fold = {
        label
        for row, label in zip(rows, labels, strict=True)
        if row.get("story") and crc32(row["story"].encode()) % FOLDS == fold
    }
    return sum(not row.get("story") and label in of_fold for row, label in zip(rows, labels, strict=True))


if __name__ == "__main__":
    main()
