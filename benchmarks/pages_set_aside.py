"""Counts real articles that look like a notice, an offer, or an index: whole, and cut to their first 50 words.

    python benchmarks/pages_set_aside.py

Each of them is printed with the reason, so that anyone can judge how many are articles after all; and so are those that
look as if they covered no event, and headlines of one outlet that differ only in the date that labels them.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

WORDS = 50
# One less than makes a series.
MIN_IN_FRAME = 3


def main() -> None:
    from benchmarks.data import articles, data_file
    from newsgroups.text.screening.headline_frames import frame_of
    from newsgroups.text.screening.not_an_article import kind_of_page
    from newsgroups.text.screening.not_an_event import no_event

    whole: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    none: Counter[str] = Counter()
    frames: dict[tuple[str, str], set[str]] = defaultdict(set)
    count = 0
    for article in articles(data_file("archive_37k.jsonl.gz")):
        count += 1
        title, host = article["title"] or "", urlsplit(article["url"]).hostname or ""
        beginning = " ".join(article["text"].split()[:WORDS])
        for found, text in ((whole, article["text"]), (cut, beginning)):
            if reason := kind_of_page(title, text):
                found[reason] += 1
                print(f"{'whole' if found is whole else 'cut'}\t{reason}\t{title[:80]}")
        if kind := no_event(title, article["url"], article.get("source") or host):
            none[kind] += 1
            print(f"no event\t{kind}\t{title[:80]}")
        if frame := frame_of(title):
            frames[host, frame].add(title)
    for (host, frame), titles in frames.items():
        if len(titles) >= MIN_IN_FRAME:
            print(f"frame\t{host}\t{frame}\t{len(titles)} headlines")
    print(f"{count:,} articles: {whole.total():,} set aside whole, {cut.total():,} cut to {WORDS} words {dict(cut)}")
    print(f"{none.total():,} that cover no event {dict(none)}")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
