"""Accuracy of pairs and stories: cross-validated by story on labeled collections, from text to groups.

python benchmarks/same_story.py                   # four folds, all collections in training
python benchmarks/same_story.py --leave-one-out   # each collection by a model that has not seen any of it
python benchmarks/same_story.py --train           # also writes the shipped model
python benchmarks/same_story.py --folds DIRECTORY # also writes the four models that each leave out a quarter
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.group_scores import agreed_pairs
from newsgroups.ingest.normalize.parse_date import parse_date
from newsgroups.matching.model.classifier import MODEL_FILE, Model
from newsgroups.matching.model.labeled_pairs import FOLDS, SHORT_WORDS, Labelled, weighted_calibration_error
from newsgroups.matching.model.train import HARD_WEIGHT, Part, learn, ship_pairs
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.stories.core.clustering import group
from newsgroups.text.fingerprints.winnowing import fingerprints_of
from newsgroups.text.screening.no_event import no_event
from newsgroups.text.terms.extract import extract

# Every twelfth article of the archive is used for hard negatives and as background for the triples.
EVERY = 12
# Stories of the incidents with at least this many articles represent archives of big stories.
BIG = 4
LANGUAGES = ("en", "de", "ru", "fr", "es", "ja")
# Too small, and mostly from one outlet: used for measuring, never for training.
NOT_LEARNED = {"hours ja"}
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
BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.985, 1.01)


@dataclass(frozen=True)
class View:
    """One way to present a collection, and its weight in training."""

    collection: str
    weight: float
    labelled: Labelled
    of_events: np.ndarray

    @property
    def left_out_with(self) -> str:
        """Collections to leave out together: stories of the incidents are in two of them."""
        return self.collection.removeprefix("big ")


def load(
    name: str, rows: list[dict], *, words: int | None = None, dated: bool = True, as_if_near: bool = False
) -> Labelled:
    collection, prints = collection_of(rows, words=words, dated=dated)
    stories = [row.get("story") for row in rows]
    others = [row["story_2"] for row in rows] if "story_2" in rows[0] else None
    of_events = events_among(rows)
    return Labelled.of(name, stories, collection, prints, as_if_near=as_if_near, others=others, of_events=of_events)


def collection_of(
    rows: Sequence[dict], *, words: int | None = None, dated: bool = True
) -> tuple[ArticleSet, list[np.ndarray]]:
    """The articles as a collection to compare, and the fingerprints of each."""
    texts = [row["text"] if words is None else " ".join(row["text"].split()[:words]) for row in rows]
    days = [_day(row.get("published")) if dated else None for row in rows]
    prints = [fingerprints_of(text) for text in texts]
    documents = [
        extract(row["title"] or "", text, day, row.get("language") or "")
        for row, text, day in zip(rows, texts, days, strict=True)
    ]
    moments = np.array([day.timestamp() / 86_400 if day else np.nan for day in days])
    sources = np.array([crc32((row.get("source") or row["url"]).encode()) for row in rows])
    return ArticleSet.build(documents, prints, moments, sources), prints


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
            found.append(View(name, weight, load(said, rows, words=words, dated=dated), events_among(rows)))
    return found


def collections() -> dict[str, list[dict]]:
    files = {"triples": "triples", "incidents": "incidents", "technology": "tech_feeds", "political": "short_political"}
    files |= {f"hours {language}": f"hours_{language}" for language in LANGUAGES}
    found = {name: list(articles(data_file(f"stories_{file}.jsonl.gz"))) for name, file in files.items()}
    often = Counter(row["story"] for row in found["incidents"])
    return found | {"big incidents": [row for row in found["incidents"] if often[row["story"]] >= BIG]}


def archive_rows() -> list[dict]:
    return [{**row, "story": None} for row in islice(articles(data_file("archive_37k.jsonl.gz")), 0, None, EVERY)]


def hard_parts() -> list[Part]:
    rows = archive_rows()
    return [
        Part.of_different_stories(load("archive", rows, words=words, as_if_near=True).hard_negatives(), HARD_WEIGHT)
        for words in (None, SHORT_WORDS)
    ]


Trainer = Callable[[Sequence[Part]], Model]


def in_folds(
    sets: Sequence[View], hard: list[Part], folder: Path | None, learn: Trainer = learn
) -> dict[str, np.ndarray]:
    """The probabilities of the pairs of each view, each from a model that has not seen their stories."""
    learned = [view for view in sets if view.collection not in NOT_LEARNED]
    parts = [Part.of(view.labelled, view.weight) for view in learned]
    found = {view.labelled.name: np.zeros(len(view.labelled.pairs)) for view in sets}
    started = time.process_time()
    for fold in range(FOLDS):
        model = learn([part.without(fold) for part in parts] + hard)
        if folder:
            model.save(folder / f"fold_{fold}.json")
        for view in sets:
            each = view.labelled
            outside = (each.folds[each.pairs] == fold).any(axis=1)
            found[each.name][outside] = model.probability(each.features[outside])
    print(f"{(time.process_time() - started) / FOLDS:.0f} s of work to learn one model")
    return found


def left_out(sets: Sequence[View], hard: list[Part], learn: Trainer = learn) -> dict[str, np.ndarray]:
    """The probabilities of the pairs of each view from a model that has not seen any of its collection."""
    parts = {view.labelled.name: Part.of(view.labelled, view.weight) for view in sets}
    found = {}
    for name in dict.fromkeys(view.left_out_with for view in sets):
        others = [v for v in sets if v.left_out_with != name and v.collection not in NOT_LEARNED]
        model = learn([parts[view.labelled.name] for view in others] + hard)
        for view in sets:
            if view.left_out_with == name:
                found[view.labelled.name] = model.probability(view.labelled.features)
    return found


def report(sets: Sequence[View], probabilities: dict[str, np.ndarray]) -> None:
    print(f"{'':36}   P     R     F1    error   share that is right at " + " ".join(f"-{b:.2f}" for b in BINS[1:]))
    for view in sets:
        each, found = view.labelled, probabilities[view.labelled.name]
        error = weighted_calibration_error(found[each.agreed], each.same[each.agreed])
        print(f"{each.name:36} {grouped(view, found)}   {error:.3f}   {bins(each, found)}", flush=True)


def bins(each: Labelled, found: np.ndarray) -> str:
    told = []
    for low, high in pairwise(BINS):
        inside = (found >= low) & (found < high) & each.agreed
        told.append(f"{each.same[inside].mean():.2f} ({inside.sum()})" if inside.any() else "-")
    return "  ".join(told)


def grouped(view: View, found: np.ndarray) -> str:
    """Scores of the groups. As on the site, what covers no event joins none."""
    each = view.labelled
    keep = (found >= 0.05) & view.of_events[each.pairs].all(axis=1)
    labels = group(len(each.stories), each.pairs[keep], found[keep])
    scores = agreed_pairs(labels.tolist(), each.stories, each.others or each.stories)
    return f"{scores.precision:.3f} {scores.recall:.3f} {scores.f1:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
    sets, hard = views(), hard_parts()
    if options.leave_one_out:
        report(sets, left_out(sets, hard))
        return
    probabilities = in_folds(sets, hard, options.folds)
    report(sets, probabilities)
    if options.train:
        train(sets, hard, probabilities)


def train(sets: Sequence[View], hard: list[Part], probabilities: dict[str, np.ndarray]) -> None:
    figures = {
        "learned from": "100 stories of three articles each; 1,785 shooting incidents with 3,034 articles, and those "
        "of four and more alone, whole and cut to 35 words, with and without dates; 326 items of technology feeds and "
        "741 short items on politics; whole hours of news in English, German, Russian, French and Spanish; and pairs "
        "of an archive that are much alike but came out a month or more apart, which are two stories",
        "pairwise F1 of groups, four folds by story": {
            view.labelled.name: float(grouped(view, probabilities[view.labelled.name]).split()[-1]) for view in sets
        },
        "expected calibration error": {
            view.labelled.name: round(
                weighted_calibration_error(probabilities[view.labelled.name][view.labelled.agreed], _agreed_same(view)),
                4,
            )
            for view in sets
        },
    }
    parts = [Part.of(view.labelled, view.weight) for view in sets if view.collection not in NOT_LEARNED] + hard
    replace(learn(parts), figures=figures).save(MODEL_FILE)
    ship_pairs(parts)
    print(f"written: {MODEL_FILE.name}")


def _agreed_same(view: View) -> np.ndarray:
    return view.labelled.same[view.labelled.agreed]


if __name__ == "__main__":
    main()
