"""Accuracy of pairs and stories: cross-validated by story on labeled collections, from text to groups.

python benchmarks/same_story.py                   # four folds, all collections in training
python benchmarks/same_story.py --leave-one-out   # each collection by a model that has not seen any of it
python benchmarks/same_story.py --train           # also writes the shipped model
python benchmarks/same_story.py --folds DIRECTORY # also writes the four models that each leave out a quarter
python benchmarks/same_story.py --figures FOUR_FOLDS LEFT_OUT  # puts saved figures into the shipped model

--cache DIRECTORY keeps features and models for the next run with the same code and data. --save FILE writes the
figures; --before FILE prints the F1 of an earlier run beside them.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import mean

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.group_scores import Scores, agreed_pairs
from benchmarks.labeled_archives import LEAST_STORED, Archive
from benchmarks.labeled_views import View, kept, training_data
from newsgroups.matching.model.classifier import MODEL_FILE, Model
from newsgroups.matching.model.labeled_pairs import FOLDS, weighted_calibration_error
from newsgroups.matching.model.train import Part, learn, ship_pairs
from newsgroups.stories.core.clustering import group
from newsgroups.stories.pairs.same_story import form_series

# Too small, and mostly from one outlet: used for measuring, never for training.
NOT_LEARNED = {"hours ja"}
BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.985, 1.01)
LEARNED_FROM = (
    "100 stories of three articles each; 1,785 shooting incidents with 3,034 articles, and those of four and more "
    "alone, whole and cut to 35 words, with and without dates; 326 items of technology feeds and 741 short items on "
    "politics; whole hours of news in English, German, Russian, French, and Spanish; of most of these, also the first "
    "35 words alone; and pairs of an archive that are much alike but came out a month or more apart, which are two "
    "stories"
)
# From this probability on, pages say that two articles almost certainly tell one story.
SURE = 0.9

Trainer = Callable[[Sequence[Part]], Model]


@dataclass(frozen=True)
class Answers:
    """Pairs (m, 2) of a view, the probability of each, whether it is one story, and whether it counts.

    Pairs count if readers agree on them and both articles may cover an event; others are in no story of the site.
    """

    pairs: np.ndarray
    probability: np.ndarray
    same: np.ndarray
    counting: np.ndarray

    @classmethod
    def of(
        cls, view: View, pairs: np.ndarray, probability: np.ndarray, same: np.ndarray, agreed: np.ndarray
    ) -> "Answers":
        return cls(pairs, probability, same, agreed & view.of_events[pairs].all(axis=1))

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return weighted_calibration_error(self.probability[self.counting], self.same[self.counting])

    def right(self, low: float, high: float) -> tuple[float | None, int]:
        """The share of pairs of such a probability that are one story, and their number."""
        inside = (self.probability >= low) & (self.probability < high) & self.counting
        return (float(self.same[inside].mean()) if inside.any() else None), int(inside.sum())


def in_folds(
    sets: Sequence[View], hard: list[Part], folder: Path | None, learn: Trainer = learn, cache: Path | None = None
) -> dict[str, Answers]:
    """The probabilities of the pairs of each view, each from a model that has not seen their stories."""
    learned = [view for view in sets if view.collection not in NOT_LEARNED]
    parts = [Part.of(view.labelled, view.weight) for view in learned]
    found = {view.labelled.name: np.zeros(len(view.labelled.pairs)) for view in sets}
    started = time.process_time()
    for fold in range(FOLDS):
        taught = [part.without(fold) for part in parts] + hard
        model = kept(cache, f"fold {fold}", partial(learn, taught))
        if folder:
            model.save(folder / f"fold_{fold}.json")
        for view in sets:
            each = view.labelled
            outside = (each.folds[each.pairs] == fold).any(axis=1)
            found[each.name][outside] = form_series.probability(model, each.pairs, each.features)[outside]
    print(f"{(time.process_time() - started) / FOLDS:.0f} s of work to learn one model")
    return {
        view.labelled.name: Answers.of(
            view, view.labelled.pairs, found[view.labelled.name], view.labelled.same, view.labelled.agreed
        )
        for view in sets
    }


def left_out(
    sets: Sequence[View], hard: list[Part], learn: Trainer = learn, cache: Path | None = None
) -> dict[str, Answers]:
    """The probabilities of the pairs of each view, judged as on the site, by a model that has seen nothing of it."""
    parts = {view.labelled.name: Part.of(view.labelled, view.weight) for view in sets}
    found = {}
    for name in dict.fromkeys(view.left_out_with for view in sets):
        others = [v for v in sets if v.left_out_with != name and v.collection not in NOT_LEARNED]
        taught = [parts[view.labelled.name] for view in others] + hard
        model = kept(cache, f"without {name}", partial(learn, taught))
        for view in sets:
            if view.left_out_with == name:
                found[view.labelled.name] = judged(view, model)
    return found


def judged(view: View, model: Model) -> Answers:
    archive = Archive(view.rows)
    pairs, probability = archive.judged_by(model)
    told = [archive.same(one, other) for one, other in pairs.tolist()]
    same, agreed = np.array([bool(each) for each in told]), np.array([each is not None for each in told])
    return Answers.of(view, pairs, probability, same, agreed)


def report(sets: Sequence[View], answers: dict[str, Answers], before: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Print a table, and return its figures."""
    beside = " before" if before else ""
    told = " ".join(f"-{b:.3g}".rjust(10) for b in BINS[1:])
    print(f"{'':37}   P     R    F1{beside}  error  right at {SURE}  share that is right at\n{'':72}{told}")
    found = {}
    for view in sets:
        name = view.labelled.name
        each = figures(view, answers[name])
        earlier = f"  {before[name]['F1']:.3f}" if name in before else ""
        print(
            f"{name:36} {each['P']:.3f} {each['R']:.3f} {each['F1']:.3f}{earlier}  {each['error']:.3f}"
            f"  {share(answers[name], SURE, 2):>13}   {bins(answers[name])}",
            flush=True,
        )
        found[name] = each
    means = [mean(each[name] for each in found.values()) for name in ("P", "R", "F1")]
    known = [name for name in found if name in before]
    earlier = f"  {mean(before[name]['F1'] for name in known):.3f}" if known else ""
    print(f"{'mean':36} {' '.join(f'{each:.3f}' for each in means)}{earlier}", end="")
    print(f"  {mean(each['error'] for each in found.values()):.3f}")
    if known and len(known) < len(found):
        print(f"mean F1 of the {len(known)} views measured before: {mean(found[name]['F1'] for name in known):.3f}")
    return found


def figures(view: View, answers: Answers) -> dict[str, float | None]:
    scores = grouped(view, answers)
    right, _ = answers.right(SURE, 2)
    return {"P": scores.precision, "R": scores.recall, "F1": scores.f1, "error": answers.error, "right": right}


def bins(answers: Answers) -> str:
    return " ".join(f"{share(answers, low, high):>10}" for low, high in pairwise(BINS))


def share(answers: Answers, low: float, high: float) -> str:
    right, count = answers.right(low, high)
    return "-" if right is None else f"{right:.3f} ({count})" if high > 1 else f"{right:.2f} ({count})"


def grouped(view: View, answers: Answers) -> Scores:
    """Scores of the groups. As on the site, what covers no event joins none."""
    each = view.labelled
    kept_pairs = (answers.probability >= LEAST_STORED) & view.of_events[answers.pairs].all(axis=1)
    labels = group(len(each.stories), answers.pairs[kept_pairs], answers.probability[kept_pairs])
    return agreed_pairs(labels.tolist(), each.stories, each.others or each.stories)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--figures", type=Path, nargs=2)
    options = parser.parse_args()
    if options.figures:
        found = described(*(json.loads(file.read_text(encoding="utf-8")) for file in options.figures))
        replace(Model.load(), figures=found).save(MODEL_FILE)
        return
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
    before = json.loads(options.before.read_text(encoding="utf-8")) if options.before else {}
    sets, hard = training_data(options.cache)
    answers = (
        left_out(sets, hard, cache=options.cache)
        if options.leave_one_out
        else in_folds(sets, hard, options.folds, cache=options.cache)
    )
    found = report(sets, answers, before)
    if options.save:
        options.save.write_text(json.dumps(found, indent=1), encoding="utf-8")
    if options.train and not options.leave_one_out:
        train(sets, hard, found)


def train(sets: Sequence[View], hard: list[Part], found: dict[str, dict]) -> None:
    parts = [Part.of(view.labelled, view.weight) for view in sets if view.collection not in NOT_LEARNED] + hard
    replace(learn(parts), figures=described(found, {})).save(MODEL_FILE)
    ship_pairs(parts)
    print(f"written: {MODEL_FILE.name}")


def described(in_folds: dict[str, dict], left_out: dict[str, dict]) -> dict[str, str | dict[str, float]]:
    """What the model file, and the page about the site, say about the model."""
    said = {
        "pairwise F1 of groups, four folds by story": (in_folds, "F1", 3),
        "expected calibration error": (in_folds, "error", 4),
        "pairwise F1 of groups, by a model that has seen nothing of the collection": (left_out, "F1", 3),
        "expected calibration error of such a model": (left_out, "error", 4),
        "share of its pairs at 90% and more that are right": (left_out, "right", 3),
    }
    found = {
        measure: {name: round(each[what], digits) for name, each in of.items() if each.get(what) is not None}
        for measure, (of, what, digits) in said.items()
    }
    return {"learned from": LEARNED_FROM, **{measure: values for measure, values in found.items() if values}}


if __name__ == "__main__":
    main()
