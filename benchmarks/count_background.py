"""Counts the terms of news at large for `newsgroups/matching/background.npz`: numbers only, no text.

    python benchmarks/count_background.py

Keeps the terms of at least 20 articles of the archive to measure on; the articles were published by many outlets
over many years, so that what is frequent here is frequent in English news.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from newsgroups.matching import statistics
from newsgroups.text.terms import extract

LEAST_ARTICLES = 20


def main() -> None:
    documents = [
        extract(each["title"] or "", each["text"], None) for each in articles(data_file("archive_37k.jsonl.gz"))
    ]
    counted = statistics.Statistics.count(documents)
    kept = counted.frequencies >= LEAST_ARTICLES
    np.savez_compressed(
        statistics._BACKGROUND,
        documents=np.int64(counted.documents),
        ids=counted.ids[kept],
        frequencies=counted.frequencies[kept].astype(np.uint16),
    )
    print(f"{kept.sum():,} terms of {len(documents):,} articles")


if __name__ == "__main__":
    main()
