"""Counts real articles that look like a notice, an offer, or an index: whole, and cut to their first 50 words.

    python benchmarks/pages_set_aside.py

Each of them is printed with the reason, so that anyone can judge how many are articles after all.
"""

import sys
from collections import Counter
from pathlib import Path

WORDS = 50


def main() -> None:
    from benchmarks.data import articles, data_file
    from newsgroups.text.screening.page_kinds import kind_of_page

    whole: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    count = 0
    for article in articles(data_file("archive_37k.jsonl.gz")):
        count += 1
        beginning = " ".join(article["text"].split()[:WORDS])
        for found, text in ((whole, article["text"]), (cut, beginning)):
            if reason := kind_of_page(article["title"], text):
                found[reason] += 1
                print(f"{'whole' if found is whole else 'cut'}\t{reason}\t{article['title'][:80]}")
    print(f"{count:,} articles: {whole.total():,} set aside whole, {cut.total():,} cut to {WORDS} words {dict(cut)}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
