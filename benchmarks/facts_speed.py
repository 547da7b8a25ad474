"""Seconds of work for the facts of stories of 10, 100, and 300 articles, drawn from the archive.

    python benchmarks/facts_speed.py [FILE]

The articles of each story cover many events, which is the worst case: every sentence and figure is compared, and few
are the same.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.data import articles, data_file
from newsgroups.facts.assemble import facts_of
from newsgroups.facts.texts.reading_budget import longest_text
from newsgroups.facts.types import Telling
from newsgroups.text.mentions.read import read

SIZES = (10, 10, 10, 100, 300, 500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    texts = [article["text"] for article in articles(parser.parse_args().file or data_file("archive_37k.jsonl.gz"))]
    drawn = random.Random(1)
    facts_of([Telling(number, number, read(text)) for number, text in enumerate(texts[:2])])
    print("articles, ms to read, ms to align, rows, quotations, sentences only here")
    for size in SIZES:
        started = time.process_time()
        longest = longest_text(size)
        told = [Telling(number, number, read(text[:longest])) for number, text in enumerate(drawn.sample(texts, size))]
        read_in = time.process_time()
        found = facts_of(told)
        done = time.process_time()
        counts = len(found.facts), len(found.quotes), len(found.only_here)
        print(f"  {size:4}  {1000 * (read_in - started):6.0f}  {1000 * (done - read_in):6.0f}", *counts)


if __name__ == "__main__":
    main()
