"""Recall of credits against credits.jsonl.gz by kind, and a random sample of those found for a reader to judge.

    python benchmarks/credits.py [--show 100] [--missed KIND] [--seed 1]

A reliable listed credit counts as found if one with the same agency and kind overlaps it in the same field.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from newsgroups.text.credits import Credit, find_credits


def main(show: int, missed: str, seed: int) -> None:
    rows = list(articles(data_file("archive_37k.jsonl.gz")))
    started = time.process_time()
    found = [find_credits(row["text"], str(row.get("authors") or "")) for row in rows]
    seconds = time.process_time() - started
    print(f"{len(rows):,} articles read in {seconds:.1f} s of the processor: {1e6 * seconds / len(rows):.0f} µs each")
    counts = Counter(credit.kind for credits in found for credit in credits)
    print("found:", ", ".join(f"{kind} {count:,}" for kind, count in counts.most_common()))
    lost = recall(found)
    drawn = random.Random(seed)
    if missed:
        show_missed(rows, drawn.sample(lost[missed], min(show, len(lost[missed]))), missed)
    else:
        show_found(rows, found, drawn, show)


def recall(found: list[tuple[Credit, ...]]) -> dict[str, list[dict]]:
    """Print the recall of reliable listed credits by kind, and return those that were not found."""
    listed, hit = Counter[str](), Counter[str]()
    lost: dict[str, list[dict]] = defaultdict(list)
    for known in articles(data_file("credits.jsonl.gz")):
        if known["reliable"]:
            listed[known["kind"]] += 1
            if any(is_listed(credit, known) for credit in found[known["row"]]):
                hit[known["kind"]] += 1
            else:
                lost[known["kind"]].append(known)
    for kind, number in listed.most_common():
        print(f"recall of {kind}: {hit[kind] / number:.3f} ({hit[kind]} of {number})")
    print(f"recall: {sum(hit.values()) / sum(listed.values()):.3f}")
    return lost


def is_listed(credit: Credit, known: dict) -> bool:
    start, end = known["offset"], known["offset"] + known["length"]
    kinds = (known["kind"], "first reported" if known["kind"] == "in text" else known["kind"])
    is_same = credit.kind in kinds and credit.field == known["field"] and credit.agency == known["agency"]
    return is_same and credit.start < end and start < credit.end


def show_missed(rows: list[dict], drawn: list[dict], kind: str) -> None:
    for known in drawn:
        start, end = known["offset"], known["offset"] + known["length"]
        _print(rows[known["row"]], known["field"], start, end, known["agency"], kind)


def show_found(rows: list[dict], found: list[tuple[Credit, ...]], drawn: random.Random, show: int) -> None:
    every = [
        (row, credit)
        for row, credits in zip(rows, found, strict=True)
        for credit in credits
        if credit.kind != "picture"
    ]
    for row, credit in drawn.sample(every, min(show, len(every))):
        _print(row, credit.field, credit.start, credit.end, credit.agency, credit.kind)


def _print(row: dict, field: str, start: int, end: int, agency: str, kind: str) -> None:
    text = str(row[field])
    around = text[max(0, start - 60) : start], text[start:end][:200], text[end : end + 50]
    print(f"{agency} | {kind} | {row['source']} | {around[0]!r} >>{around[1]!r}<< {around[2]!r}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--missed", default="")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    main(asked.show, asked.missed, asked.seed)
