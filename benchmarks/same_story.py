"""How well pairs and stories are told apart: cross-validated by story on labelled collections, from text to groups.

python benchmarks/same_story.py            # scores
python benchmarks/same_story.py --train    # also writes the model that is shipped
python benchmarks/same_story.py --folds DIRECTORY   # also writes the four models that each leave out a quarter
"""

import argparse
import sys
import time
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.group_scores import b_cubed, pairwise
from newsgroups.ingest.normalize.dates import parse_date
from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.matching.model.labelled import FOLDS, SHORT_WORDS, Labelled, calibration_error
from newsgroups.matching.model.training import SET_WEIGHT, Part, learn, ship_pairs
from newsgroups.matching.sparse.article_set import Collection
from newsgroups.stories.core.clustering import group
from newsgroups.text.fingerprints.winnowing import fingerprints_of
from newsgroups.text.terms.extract import extract

# Of the archive a quarter, for hard negatives and as what the triples are mixed into here.
EVERY = 4
# The incidents are eighteen times as many stories as the triples, and go on for months: with their dates they count
# three times as much (incidents .920 to .925, their first 35 words .705 to .719, the triples no less), and these first
# words, which say least, once more as much (.718 to .723, triples in the archive .972 to .976).
COUNTS = {"incidents": 3, "incidents, first 35 words": 6}


def load(
    name: str, rows: list[dict], *, words: int | None = None, dated: bool = True, as_if_near: bool = False
) -> Labelled:
    texts = [row["text"] if words is None else " ".join(row["text"].split()[:words]) for row in rows]
    days = [_day(row.get("published")) if dated else None for row in rows]
    prints = [fingerprints_of(text) for text in texts]
    collection = Collection.build(
        [extract(row["title"] or "", text, day) for row, text, day in zip(rows, texts, days, strict=True)],
        prints,
        np.array([day.timestamp() / 86_400 if day else np.nan for day in days]),
        np.array([crc32((row.get("source") or row["url"]).encode()) for row in rows]),
    )
    return Labelled.of(name, [row.get("story") for row in rows], collection, prints, as_if_near=as_if_near)


def _day(value: str | None) -> datetime | None:
    try:
        found = parse_date(value) if value else None
    except ValueError:
        return None
    return found if found and 1990 < found.year < 2030 else None


def views(name: str, rows: list[dict]) -> list[Labelled]:
    return [
        load(name, rows),
        load(f"{name}, undated", rows, dated=False),
        load(f"{name}, first 35 words", rows, words=SHORT_WORDS),
        load(f"{name}, first 35 words, undated", rows, words=SHORT_WORDS, dated=False),
    ]


def scored(each: Labelled, probabilities: np.ndarray) -> str:
    keep = probabilities >= 0.02
    labels = group(len(each.stories), each.pairs[keep], probabilities[keep])
    labelled = [place for place, story in enumerate(each.stories) if story]
    found, true = [int(labels[place]) for place in labelled], [each.stories[place] for place in labelled]
    extra = np.isin(labels, np.unique(labels[labelled])).sum() - len(labelled)
    return f"{each.name:34} pairs {pairwise(found, true)}   B3 {b_cubed(found, true)}   {extra} others in them"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
    triples, incidents = (list(articles(data_file(f"stories_{name}.jsonl.gz"))) for name in ("triples", "incidents"))
    archive = [{**row, "story": None} for row in islice(articles(data_file("archive_37k.jsonl.gz")), 0, None, EVERY)]
    sets = [*views("triples", triples), *views("incidents", incidents)]
    negatives = [load("archive", archive, words=words, as_if_near=True) for words in (None, SHORT_WORDS)]
    mixed = load("triples in a quarter of the archive", triples + archive)
    parts = [Part.of(each, SET_WEIGHT * COUNTS.get(each.name, 1)) for each in sets]
    hard = [Part.apart(each.hard_negatives()) for each in negatives]
    probabilities = {each.name: np.zeros(len(each.pairs)) for each in [*sets, mixed]}
    started = time.process_time()
    for fold in range(FOLDS):
        model = learn([part.without(fold) for part in parts] + hard)
        if options.folds:
            model.save(options.folds / f"fold_{fold}.json")
        for each in [*sets, mixed]:
            outside = (each.folds[each.pairs] == fold).any(axis=1)
            probabilities[each.name][outside] = model.probability(each.features[outside])
    print(f"{(time.process_time() - started) / FOLDS:.0f} s of work to learn one model")
    for each in [*sets, mixed]:
        print(scored(each, probabilities[each.name]))
    errors = {each.name: calibration_error(probabilities[each.name], each.same) for each in sets}
    for name, error in errors.items():
        print(f"{name:34} expected calibration error {error:.3f}")
    if options.train:
        figures = {
            "learned from": "100 stories of three articles each and 1,785 shooting incidents with 3,034 articles, each "
            "whole and cut to 35 words, with and without dates; and from pairs of an archive of 37,554 articles that "
            "are much alike but came out a month or more apart, which are two stories",
            "pairwise F1 of groups, four folds by story": {
                each.name: _f1(each, probabilities[each.name]) for each in [*sets, mixed]
            },
            "expected calibration error": {name: round(error, 4) for name, error in errors.items()},
        }
        model = learn(parts + hard)
        replace(model, figures=figures).save(MODEL_FILE)
        ship_pairs(parts + hard)
        print(f"written: {MODEL_FILE.name}")


def _f1(each: Labelled, probabilities: np.ndarray) -> float:
    return float(scored(each, probabilities).split("F1 ")[1].split()[0])


if __name__ == "__main__":
    main()
