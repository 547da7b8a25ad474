"""How the groups hold without what they lean on: outlets, precise dates, long texts, the size of the archive.

    python benchmarks/robustness.py --folds DIRECTORY [--set technology …] [--change undated …]

Scores are pairwise F1 of groups by models that have not seen the stories (`benchmarks/same_story.py --folds DIRECTORY`
writes them). Half of the incidents are taken, chosen by story.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.labeled_archives import Archive, models_in
from benchmarks.labeled_views import collections
from newsgroups.ingest.normalize.dates.parse_date import parse_date
from newsgroups.matching.model.labeled_pairs import SHORT_WORDS

Rows = list[dict]
OUTLETS = 20
# Articles of the archive that are added to double a collection, from every so many-th on.
EVERY = 7
COUPON_PAGES = 5_000
SYLLABLES = ("ba", "den", "fo", "gri", "hal", "jo", "ker", "lum", "mo", "nes", "pi", "ro", "sta", "tu", "vel", "zo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--set", nargs="*")
    parser.add_argument("--change", nargs="*", choices=CHANGES, default=CHANGES)
    options = parser.parse_args()
    models = models_in(options.folds)
    sets = {name: rows for name, rows in labelled().items() if not options.set or name in options.set}
    print(f"{'':27}" + "".join(f"{name[-10:]:>11}" for name in sets), flush=True)
    for what in options.change:
        print(f"{what:27}", end="", flush=True)
        for rows in sets.values():
            print(f"{Archive(CHANGES[what](rows)).scores(models).f1:11.3f}", end="", flush=True)
        print()


def labelled() -> dict[str, Rows]:
    found = collections()
    found["incidents"] = [row for row in found["incidents"] if crc32(row["story"].encode()) % 2]
    return found


def as_they_are(rows: Rows) -> Rows:
    return rows


def one_outlet(rows: Rows) -> Rows:
    return [{**row, "source": "One outlet"} for row in rows]


def random_outlets(rows: Rows) -> Rows:
    random = Random(1)
    return [{**row, "source": f"Outlet {random.randrange(OUTLETS)}"} for row in rows]


def by_day(rows: Rows) -> Rows:
    return _dated(rows, lambda moment: moment.replace(hour=0, minute=0, second=0, microsecond=0))


def by_week(rows: Rows) -> Rows:
    return by_day(_dated(rows, lambda moment: moment - timedelta(days=moment.weekday())))


def undated(rows: Rows) -> Rows:
    return [{**row, "published": None} for row in rows]


def undated_of_one_outlet(rows: Rows) -> Rows:
    return undated(one_outlet(rows))


def first_words(rows: Rows) -> Rows:
    return [{**row, "text": " ".join(row["text"].split()[:SHORT_WORDS])} for row in rows]


def halved(rows: Rows) -> Rows:
    """Every other article, so that stories lose some of theirs."""
    random = Random(1)
    return [row for row in rows if random.random() < 0.5]


def doubled(rows: Rows) -> Rows:
    """As many articles of the archive, without a label, dated as these."""
    random = Random(1)
    others = islice(articles(data_file("archive_37k.jsonl.gz")), 0, EVERY * len(rows), EVERY)
    dates = [row.get("published") for row in rows]
    return rows + [
        {"url": row["url"], "title": row["title"], "text": row["text"], "published": random.choice(dates)}
        for row in others
    ]


def wrong_clocks(rows: Rows) -> Rows:
    """One article in ten is dated a year too early."""
    random = Random(1)
    early = timedelta(days=365)
    return _dated(rows, lambda moment: moment - early if random.random() < 0.1 else moment)


def among_coupons(rows: Rows) -> Rows:
    """Beside 5,000 coupon pages of one outlet, dated as these."""
    random = Random(1)
    dates = [row.get("published") for row in rows]
    pages = []
    for number in range(COUPON_PAGES):
        shop = "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
        text = f"Save up to {number % 60 + 10}% at {shop} with our codes, tested today. Find {shop} vouchers and deals."
        page = {
            "url": f"https://coupons.example/{shop}-{number}",
            "title": f"{shop} promo codes: {number % 60 + 10}% off",
        }
        pages.append({**page, "text": text, "published": random.choice(dates), "source": "Coupons"})
    return rows + pages


def _dated(rows: Rows, cut: Callable[[datetime], datetime]) -> Rows:
    found = []
    for row in rows:
        moment = parse_date(row["published"]) if row.get("published") else None
        found.append({**row, "published": cut(moment).isoformat() if moment else None})
    return found


CHANGES = {
    "as they are": as_they_are,
    "outlets merged into one": one_outlet,
    "random outlets": random_outlets,
    "dates cut to days": by_day,
    "dates cut to weeks": by_week,
    "undated": undated,
    "undated, one outlet": undated_of_one_outlet,
    "first 35 words": first_words,
    "every other article": halved,
    "archive doubled": doubled,
    "a tenth dated a year early": wrong_clocks,
    "among 5,000 coupon pages": among_coupons,
}

if __name__ == "__main__":
    main()
