"""Accuracy of page dates compared with plain htmldate, on htmldate's own evaluation pages.

    python benchmarks/page_dates.py FOLDER [-v]

FOLDER is a checkout of github.com/adbar/htmldate: tests/eval_*.json lists the pages and the days that people read on
them. A day is in the zone in which the page writes it. Many pages write UTC, so the days of the same moment in other
zones are also counted. -v lists the pages on which ours is wrong and htmldate's right.
"""

import json
import re
import sys
from datetime import timedelta
from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PAGES = ("eval_mediacloud_2020.json", "eval_default.json")


def days_of(said: str, country: str) -> tuple[str, set[str]]:
    """The day in the zone in which it is written, and the days of that moment anywhere in the world."""
    from newsgroups.ingest.normalize.dates.parse_date import read_date
    from newsgroups.ingest.normalize.dates.time_zones import without_zone

    read = read_date(said, country=country)
    if read is None:
        return "", set()
    local = read_date(without_zone(said, country).rest, country=country) or read
    found = _DAY.match(said)
    day = found[0] if found else local.moment.date().isoformat()
    anywhere = {(read.moment + timedelta(hours=hours)).date().isoformat() for hours in range(-12, 15)}
    return day, anywhere if read.has_time else {day}


def main(folder: Path, verbose: bool) -> None:
    from htmldate import find_date

    from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded
    from newsgroups.ingest.sandbox.parsers.webpages.pages import _about, _country, _tree

    pages: dict[str, dict[str, str]] = {}
    for name in _PAGES:
        pages.update(json.loads((folder / "tests" / name).read_text("utf-8")))
    tried = written = somewhere = named = alone = 0
    for url, about in pages.items():
        places = (folder / "tests" / place / about["file"] for place in ("test_set", "cache", "eval"))
        file = next((each for each in places if each.is_file()), None)
        if file is None:
            continue
        tried += 1
        text = decoded(file.read_bytes())
        theirs = find_date(text, original_date=True, extensive_search=True) or ""
        tree = _tree(text)
        said = _about(tree, url)["published"] if tree is not None else ""
        day, anywhere = days_of(said, _country(url))
        ours = day or theirs
        named += bool(said)
        written += ours == about["date"]
        somewhere += about["date"] in {ours, *anywhere}
        alone += theirs == about["date"]
        if verbose and about["date"] == theirs and theirs not in {ours, *anywhere}:
            print(about["file"], "right", about["date"], "ours", said)
    print(
        f"{tried:,} pages: {written:,} right as written, {somewhere:,} with the day of another zone, {named:,} named "
        f"by the page; htmldate alone {alone:,} right"
    )


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(Path(sys.argv[1]), "-v" in sys.argv)
