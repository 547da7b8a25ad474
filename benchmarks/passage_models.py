"""Trains the two small models of reworded passages on one half of the annotated pairs and prints their weights.

    python benchmarks/passage_models.py [DATA_FOLDER]

`matching/passages/paraphrase/bounds.py` decides which sentences at the edges belong to a passage, and `evidence.py`
next to it whether a passage is credible; both hold their weights as constants. Their accuracy is measured on the other
half by reuse_passages.py.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plagdet import Quad
from benchmarks.reuse_passages import PROJECT, annotated_pairs
from newsgroups.matching.passages import Document
from newsgroups.matching.passages.base.runs import shared_runs
from newsgroups.matching.passages.base.types import SharedRun
from newsgroups.matching.passages.paraphrase import bounds, evidence, find_rewordings
from newsgroups.matching.passages.paraphrase.similarity import Likeness, Stretch, likeness
from newsgroups.matching.passages.paraphrase.stretches import merged, seeds, stretches

# A penalty on the squared weights keeps those of correlated features from growing against each other.
RIDGE = 1.0
KINDS = ("random", "translation", "unrelated")

Rows = NDArray[np.float64]
Case = tuple[Likeness, list[SharedRun], list[Stretch], list[Quad]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("NEWSGROUPS_BENCHMARK_DATA") or PROJECT.parent / "shared" / "data"
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    cases = list(read_cases(parser.parse_args().folder))
    learn("bounds", bounds.Signs._fields, list(edges(cases)))
    learn("evidence", evidence.Signs._fields, list(beliefs(cases)))


def read_cases(folder: Path) -> Iterator[Case]:
    for kind, query, source, quads in annotated_pairs(folder, "tuning"):
        left, right = Document(query), Document(source)
        if kind in KINDS and len(left.tokens) and len(right.tokens):
            both = likeness(left, right)
            runs = shared_runs(left.shingled, right.shingled)
            tied = np.unique(np.concatenate([seeds(both), find_rewordings.tied_by(both, runs)]), axis=0)
            yield both, runs, stretches(both, tied), quads


def edges(cases: list[Case]) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Features of the sentences around true passages, the annotated share of each sentence, and its number of words."""
    for both, _, found, quads in cases:
        for stretch in found:
            hits = [quad for quad in quads if meets(quad, both, stretch)]
            for side in (0, 1) if hits else ():
                reach, rows = bounds.signs(both, stretch, side)
                places = range(reach.first, reach.last + 1)
                spans = [characters(both, side, place, place) for place in places]
                shares = [max(overlap(span, quad[2 * side : 2 * side + 2]) for quad in hits) for span in spans]
                yield rows, np.array(shares), both.sides[side].lengths[reach.first : reach.last + 1].astype(float)


def beliefs(cases: list[Case]) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Features of each passage, whether more than half of it is annotated, and a weight of one."""
    for both, runs, found, quads in cases:
        for stretch in merged(both, [bounds.bounded(both, each) for each in found]):
            if not find_rewordings.is_long_enough(both, stretch):
                continue
            spans = [characters(both, side, *stretch[side]) for side in (0, 1)]
            hits = [quad for quad in quads if meets(quad, both, stretch)]
            shares = [max((overlap(spans[n], quad[2 * n : 2 * n + 2]) for quad in hits), default=0.0) for n in (0, 1)]
            true = float(sum(shares) > 1)
            yield evidence.signs(both, stretch, runs)[None, :], np.array([true]), np.ones(1)


def characters(both: Likeness, side: int, first: int, last: int) -> tuple[int, int]:
    own = both.sides[side]
    start, end = int(own.terms.bounds[first]), int(own.terms.bounds[last + 1])
    return int(own.document.tokens.starts[start]), int(own.document.tokens.ends[end - 1])


def meets(quad: Quad, both: Likeness, stretch: Stretch) -> bool:
    return all(overlap(characters(both, n, *stretch[n]), quad[2 * n : 2 * n + 2]) > 0 for n in (0, 1))


def overlap(span: tuple[int, int], other: tuple[int, ...]) -> float:
    """Share of the span that lies within the other span."""
    return max(0, min(span[1], other[1]) - max(span[0], other[0])) / (span[1] - span[0])


def learn(name: str, signs: tuple[str, ...], parts: list[tuple[Rows, Rows, Rows]]) -> None:
    rows, labels, lengths = (np.concatenate(each) for each in zip(*parts, strict=True))
    weights = fitted(rows, labels, lengths / lengths.mean())
    right = ((rows @ weights > 0) == (labels > 0.5)).mean()
    print(f"{name}: {len(rows):,} cases, {right:.3f} right")
    for sign, weight in zip(signs, weights, strict=True):
        print(f"    {sign:20} {weight:6.2f}")


def fitted(rows: Rows, labels: Rows, importance: Rows) -> Rows:
    """Logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        probability = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (importance * (labels - probability)) - RIDGE * weights
        curvature = (rows * (importance * probability * (1 - probability))[:, None]).T @ rows
        weights = weights + np.linalg.solve(curvature + RIDGE * np.eye(len(weights)), gradient)
    return weights


if __name__ == "__main__":
    main()
