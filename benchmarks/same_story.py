"""How well stories are told apart: pairwise and B-cubed scores on labelled collections, cross-validated by story.

python benchmarks/same_story.py            # scores
python benchmarks/same_story.py --train    # also writes the model that is shipped
"""

import argparse
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zlib import crc32

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.group_scores import b_cubed, pairwise
from newsgroups.ingest.dates import parse_date
from newsgroups.matching.candidates import candidates
from newsgroups.matching.classifier import MODEL_FILE, Model
from newsgroups.matching.collection import Collection
from newsgroups.matching.copies import InvertedIndex, sharing_text
from newsgroups.matching.features import FEATURE_NAMES, features
from newsgroups.matching.training import train
from newsgroups.stories.core.grouping import group
from newsgroups.text.fingerprint import fingerprints
from newsgroups.text.terms import extract
from newsgroups.text.tokens import tokenize

FOLDS = 4
GAP = FEATURE_NAMES.index("days apart")
DATELESS = FEATURE_NAMES.index("a date is missing")


@dataclass
class Set:
    name: str
    collection: Collection
    pairs: np.ndarray
    features: np.ndarray
    stories: list[str | None]

    def same(self) -> np.ndarray:
        stories = np.array([each or f"alone {place}" for place, each in enumerate(self.stories)])
        return stories[self.pairs[:, 0]] == stories[self.pairs[:, 1]]

    def folds(self) -> np.ndarray:
        """A fold for each article by its story, so that no story is in training and in test."""
        return np.array([crc32((each or str(place)).encode()) % FOLDS for place, each in enumerate(self.stories)])


def load(name: str, rows: list[dict], *, words: int | None = None, dated: bool = True, window: float = 45) -> Set:
    texts = [row["text"] if words is None else " ".join(row["text"].split()[:words]) for row in rows]
    days = [_day(row.get("published")) if dated else None for row in rows]
    documents = [extract(row["title"] or "", text, day) for row, text, day in zip(rows, texts, days, strict=True)]
    prints = [fingerprints(tokenize(text)) for text in texts]
    collection = Collection.build(
        documents,
        prints,
        np.array([day.timestamp() / 86_400 if day else np.nan for day in days]),
        np.array([crc32((row.get("source") or row["url"]).encode()) for row in rows]),
    )
    pairs = candidates(collection, window_days=window, also=sharing_text(InvertedIndex.build(prints)))
    return Set(name, collection, pairs, features(collection, pairs), [row.get("story") for row in rows])


def _day(value: str | None) -> datetime | None:
    try:
        found = parse_date(value) if value else None
    except ValueError:
        return None
    return found if found and 1990 < found.year < 2030 else None


def hard_negatives(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of the archive that are alike but months apart, told to be near: two stories all the same."""
    kept = load("archive", rows, window=1e9)
    days = kept.collection.days
    gap = np.abs(days[kept.pairs[:, 0]] - days[kept.pairs[:, 1]])
    copied = kept.features[:, FEATURE_NAMES.index("copied share")]
    far = (gap > 90) & (copied < 0.1)
    found = kept.features[far].copy()
    found[:, GAP] = np.log1p(np.random.default_rng(1).exponential(4, len(found)))
    return found, np.zeros(len(found), dtype=bool)


def fit(training: list[tuple[np.ndarray, np.ndarray]]) -> Model:
    """Each part counts the same, however many pairs it has; its pairs of one story count what they are."""
    parts = [part for part in training if len(part[1])]
    return train(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([np.full(len(part[1]), 1.0) for part in parts]),
    )


def scored(each: Set, probabilities: np.ndarray) -> str:
    keep = probabilities >= 0.02
    labels = group(len(each.collection), each.pairs[keep], probabilities[keep])
    labelled = [place for place, story in enumerate(each.stories) if story]
    found, true = [int(labels[place]) for place in labelled], [each.stories[place] for place in labelled]
    extra = np.isin(labels, np.unique(labels[labelled])).sum() - len(labelled)
    return f"{each.name:34} pairs {pairwise(found, true)}   B3 {b_cubed(found, true)}   {extra} others in them"


def calibration_error(probabilities: np.ndarray, same: np.ndarray, bins: int = 10) -> float:
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    parts = [place == each for each in range(bins)]
    gaps = [abs(probabilities[p].mean() - same[p].mean()) * p.mean() for p in parts if p.any()]
    return float(sum(gaps))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    triples, incidents = (list(articles(data_file(f"stories_{name}.jsonl.gz"))) for name in ("triples", "incidents"))
    archive = [{**row, "story": None} for row in articles(data_file("archive_37k.jsonl.gz"))]
    sets = [
        load("triples", triples),
        load("incidents", incidents),
        load("triples, first 35 words", triples, words=35),
        load("incidents, first 35 words", incidents, words=35),
        load("triples, undated", triples, dated=False),
        load("incidents, undated", incidents, dated=False),
    ]
    sample = [row for place, row in enumerate(archive) if place % 4 == 0]
    negatives = [
        hard_negatives(sample),
        hard_negatives([{**r, "text": " ".join(r["text"].split()[:35])} for r in sample]),
    ]
    started = time.perf_counter()
    mixed = load("triples in the archive", triples + archive)
    print(
        f"{len(mixed.stories) / (time.perf_counter() - started):.0f} articles a second from text to features of "
        f"{len(mixed.pairs):,} pairs"
    )
    probabilities = {each.name: np.zeros(len(each.pairs)) for each in [*sets, mixed]}
    for fold in range(FOLDS):
        training = list(negatives)
        for each in sets:
            inside = (each.folds()[each.pairs] != fold).all(axis=1)
            training.append((each.features[inside], each.same()[inside]))
        model = fit(training)
        for each in [*sets, mixed]:
            outside = (each.folds()[each.pairs] == fold).any(axis=1)
            probabilities[each.name][outside] = model.probability(each.features[outside])
    figures = {}
    for each in [*sets, mixed]:
        print(scored(each, probabilities[each.name]))
    errors = {each.name: calibration_error(probabilities[each.name], each.same()) for each in sets}
    for name, error in errors.items():
        print(f"{name:34} expected calibration error {error:.3f}")
    if options.train:
        figures = {"expected calibration error": {name: round(error, 4) for name, error in errors.items()}}
        model = fit(negatives + [(each.features, each.same()) for each in sets])
        replace(model, figures=figures).save(MODEL_FILE)
        print(f"written: {MODEL_FILE.name}")


if __name__ == "__main__":
    main()
