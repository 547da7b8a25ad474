"""Archives of 5 to 100 articles: of the pairs in one group, how many belong together, and how many are found.

    python benchmarks/small_archives.py --folds DIRECTORY

Each collection is cut, in order of publication, into archives of so many articles that follow each other, at most
forty of a size. Models have not seen the stories (`benchmarks/same_story.py --folds DIRECTORY` writes them).
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.labeled_archives import Archive, Counted, models_in
from benchmarks.labeled_views import collections

SIZES = 5, 10, 20, 30, 50, 100
MAX_ARCHIVES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True)
    models = models_in(parser.parse_args().folds)
    print(f"{'':24}" + "".join(f"{size:>20}" for size in SIZES), flush=True)
    total = {size: Counted() for size in SIZES}
    for name, rows in collections().items():
        rows = sorted(rows, key=lambda row: (str(row.get("published") or "9999"), row["url"]))
        print(f"{name:24}", end="", flush=True)
        for size in SIZES:
            starts = range(0, len(rows) - size + 1, max(size, (len(rows) - size) // MAX_ARCHIVES + 1))
            found = sum((Archive(rows[start : start + size]).scores(models) for start in starts), Counted())
            total[size] += found
            print(f"{said(found):>20}", end="", flush=True)
        print()
    print(f"{'all':24}" + "".join(f"{said(found):>20}" for found in total.values()))


def said(found: Counted) -> str:
    return f"{found.precision:.2f} {found.recall:.2f} ({found.belong:.0f})"


if __name__ == "__main__":
    main()
