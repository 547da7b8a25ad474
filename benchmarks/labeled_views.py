"""Labeled collections in several views: whole or the first words only, with dates or without.

Features of all pairs take a minute to compute. With a folder to keep them in, a later run with the same code and data
reads them from there.
"""

import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from benchmarks.data import articles, data_file
from newsgroups.ingest.normalize.dates.parse_date import parse_date
from newsgroups.matching.model.labeled_pairs import SHORT_WORDS, Labelled
from newsgroups.matching.model.train import HARD_WEIGHT, Part
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.text.fingerprints.winnowing import fingerprints_of
from newsgroups.text.screening.not_an_event import no_event
from newsgroups.text.terms.extract import extract

PROJECT = Path(__file__).resolve().parent.parent
# Every twelfth article of the archive is used for hard negatives and as background for the triples.
EVERY = 12
# Stories of the incidents with at least this many articles represent archives of big stories.
BIG = 4
LANGUAGES = ("en", "de", "ru", "fr", "es", "ja")
FILES = {
    "triples": "triples",
    "incidents": "incidents",
    "technology": "tech_feeds",
    "political": "short_political",
    **{f"hours {language}": f"hours_{language}" for language in LANGUAGES},
}
# Training weights of the pairs of each view. The first words of the incidents are the least informative, yet most of
# what feeds contain.
WEIGHTS = {
    "triples": (40_000, 40_000, 40_000, 40_000),
    "incidents": (120_000, 40_000, 240_000, 40_000),
    "big incidents": (10_000, 10_000, 10_000, 10_000),
    "technology": (80_000, 80_000),
    "political": (80_000, 80_000),
    **{f"hours {language}": (16_000,) for language in LANGUAGES},
}
# What the views depend on, besides the data, and what is trained on them.
CODE = ("newsgroups/matching", "newsgroups/text", "newsgroups/ingest/normalize", "benchmarks/labeled_views.py")
TRAINED = ("same_story.json", "learned_pairs.npz")

Rows = list[dict]


@dataclass(frozen=True)
class View:
    """One way to present a collection, its weight in training, and the articles as presented."""

    collection: str
    weight: float
    labelled: Labelled
    rows: Rows
    of_events: np.ndarray

    @property
    def left_out_with(self) -> str:
        """Collections to leave out together: stories of the incidents are in two of them."""
        return self.collection.removeprefix("big ")


def load(name: str, rows: Rows, *, as_if_near: bool = False) -> Labelled:
    collection, prints = collection_of(rows)
    stories = [row.get("story") for row in rows]
    others = [row["story_2"] for row in rows] if "story_2" in rows[0] else None
    of_events = events_among(rows)
    return Labelled.of(name, stories, collection, prints, as_if_near=as_if_near, others=others, of_events=of_events)


def presented(rows: Rows, *, words: int | None = None, dated: bool = True) -> Rows:
    """The articles cut to their first words, and without dates if these are not to be known."""
    if words:
        rows = [{**row, "text": " ".join(row["text"].split()[:words])} for row in rows]
    return rows if dated else [{**row, "published": None} for row in rows]


def collection_of(rows: Sequence[dict]) -> tuple[ArticleSet, list[np.ndarray]]:
    """The articles as a collection to compare, and the fingerprints of each."""
    texts = [row["text"] for row in rows]
    days = [_day(row.get("published")) for row in rows]
    prints = [fingerprints_of(text) for text in texts]
    documents = [
        extract(row["title"] or "", text, day, row.get("language") or "")
        for row, text, day in zip(rows, texts, days, strict=True)
    ]
    moments = np.array([day.timestamp() / 86_400 if day else np.nan for day in days])
    sources = np.array([crc32((row.get("source") or row["url"]).encode()) for row in rows])
    return ArticleSet.build(documents, prints, moments, sources, of_events=events_among(rows)), prints


def events_among(rows: Sequence[dict]) -> np.ndarray:
    """Which articles may cover an event."""
    return np.array([not no_event(row["title"] or "", row["url"], row.get("source") or "") for row in rows], dtype=bool)


def _day(value: str | None) -> datetime | None:
    try:
        found = parse_date(value) if value else None
    except ValueError:
        return None
    return found if found and 1990 < found.year < 2030 else None


def views() -> list[View]:
    found = []
    for name, rows in collections().items():
        short = name in ("triples", "incidents", "big incidents")
        ways = [(None, True), (None, False), (SHORT_WORDS, True), (SHORT_WORDS, False)][: 4 if short else 2]
        for (words, dated), weight in zip(ways, WEIGHTS[name], strict=False):
            said = f"{name}{', first 35 words' if words else ''}{'' if dated else ', undated'}"
            shown = presented(rows, words=words, dated=dated)
            found.append(View(name, weight, load(said, shown), shown, events_among(shown)))
    return found


def collections() -> dict[str, Rows]:
    found = {name: list(articles(data_file(f"stories_{file}.jsonl.gz"))) for name, file in FILES.items()}
    often = Counter(row["story"] for row in found["incidents"])
    return found | {"big incidents": [row for row in found["incidents"] if often[row["story"]] >= BIG]}


def hard_parts() -> list[Part]:
    every = islice(articles(data_file("archive_37k.jsonl.gz")), 0, None, EVERY)
    rows = [{**row, "story": None} for row in every]
    return [
        Part.of_different_stories(
            load("archive", presented(rows, words=words), as_if_near=True).hard_negatives(), HARD_WEIGHT
        )
        for words in (None, SHORT_WORDS)
    ]


def training_data(folder: Path | None = None) -> tuple[list[View], list[Part]]:
    """All views and the hard negatives; from the folder, if it has those of this code and these data."""
    return kept(folder, "views", lambda: (views(), hard_parts()))


def kept(folder: Path | None, name: str, compute: Callable[[], Any]) -> Any:
    """What an earlier run with the same code and data left in the folder; else what is computed, and left there."""
    if folder is None:
        return compute()
    file = folder / f"{name.replace(' ', '_')}-{_fingerprint()}.pickle"
    if file.exists():
        with file.open("rb") as earlier:
            # Written by an earlier run of this benchmark, into a folder that its user named.
            return pickle.load(earlier)  # noqa: S301
    found = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with part.open("wb") as written:
        pickle.dump(found, written)
    part.replace(file)
    return found


@cache
def _fingerprint() -> str:
    """A hash of the code that computes the views, and of the sizes and times of the data."""
    found = blake2b(digest_size=8)
    for path in CODE:
        whole = PROJECT / path
        for file in sorted(whole.rglob("*.*")) if whole.is_dir() else [whole]:
            if file.suffix != ".pyc" and file.name not in TRAINED:
                found.update(file.read_bytes())
    for name in [*(f"stories_{file}" for file in FILES.values()), "archive_37k"]:
        state = data_file(f"{name}.jsonl.gz").stat()
        found.update(f"{name} {state.st_size} {state.st_mtime_ns}".encode())
    return found.hexdigest()
