"""Passage boundaries on annotated pairs of texts: plagdet, recall, precision, and granularity by kind.

    python benchmarks/reuse_passages.py [DATA_FOLDER] [--half tuning|scored|both]

The folder (default: NEWSGROUPS_BENCHMARK_DATA, otherwise ../shared/data next to the project) holds
reuse_queries.jsonl.gz and reuse_sources.jsonl.gz. Parameters were chosen on the half "tuning"; quote figures from the
half "scored" (split by a hash of the query's id). For the kind "no", every query is also aligned with one source from
which it took nothing ("unrelated"): passages found there lower the precision in the last line.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plagdet import Quad, Tally
from newsgroups.matching.passages import AlignOptions, Document, align

PROJECT = Path(__file__).resolve().parents[1]
KINDS = ("no", "random", "translation", "summary")
# Sanchez-Perez, Gelbukh, Sidorov: Dynamically adjustable approach through obfuscation type recognition, 2015.
PUBLISHED = {"no": 0.900, "random": 0.884, "translation": 0.887, "summary": 0.561, "all": 0.878}

Case = tuple[str, dict[str, Any], str, list[Quad]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def half_of(query_id: str) -> str:
    return "tuning" if crc32(query_id.encode()) % 2 else "scored"


def annotated_pairs(folder: Path, half: str) -> Iterator[tuple[str, str, str, list[Quad]]]:
    """Kind, query text, source text, and the annotated passages they share."""
    sources = {row["url"].rpartition("/")[2]: row["text"] for row in read_lines(folder / "reuse_sources.jsonl.gz")}
    urls = sorted(sources)
    for query in read_lines(folder / "reuse_queries.jsonl.gz"):
        if half not in ("both", half_of(query["id"])):
            continue
        pairs = defaultdict(list)
        for p in query["passages"]:
            start, source_start = p["offset"], p["source_offset"]
            quad = Quad(start, start + p["length"], source_start, source_start + p["source_length"])
            pairs[p["kind"].split("-")[0], p["source"]].append(quad)
        for (kind, url), quads in pairs.items():
            yield kind, query["text"], sources[url], quads
        unrelated = urls[crc32(query["text"].encode()) % len(urls)]
        if all(unrelated != url for _, url in pairs):
            yield "unrelated", query["text"], sources[unrelated], []


def detected(query: str, source: str) -> list[Quad]:
    passages = align(Document(query), Document(source), options=AlignOptions(reworded=True)).passages
    return [Quad(p.query_start, p.query_end, p.article_start, p.article_end) for p in passages]


def measure(folder: Path, half: str) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for kind, query, source, cases in annotated_pairs(folder, half):
        found = detected(query, source)
        names = ("all with unrelated",) if kind == "unrelated" else (kind, "all", "all with unrelated")
        for name in names:
            tallies[name].add(cases, found)
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("NEWSGROUPS_BENCHMARK_DATA", PROJECT.parent / "shared" / "data")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--half", choices=("tuning", "scored", "both"), default="scored")
    arguments = parser.parse_args()
    if not (arguments.folder / "reuse_queries.jsonl.gz").exists():
        sys.exit(f"No reuse_queries.jsonl.gz in {arguments.folder}: give the data folder as argument.")
    began = time.perf_counter()
    tallies = measure(arguments.folder, arguments.half)
    print(f"{'kind':20} {'plagdet':>8} {'recall':>8} {'precision':>9} {'granularity':>11} {'published':>9}")
    for name in (*KINDS, "all", "all with unrelated"):
        score = tallies[name].score()
        published = f"{PUBLISHED[name]:9.3f}" if name in PUBLISHED else ""
        figures = f"{score.plagdet:8.3f} {score.recall:8.3f} {score.precision:9.3f} {score.granularity:11.3f}"
        print(f"{name:20} {figures} {published}")
    print(f"{arguments.half} half, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
