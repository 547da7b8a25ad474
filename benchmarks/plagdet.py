"""Plagdet and its parts: recall, precision, and granularity of detected passages.

Potthast, Stein, Barrón-Cedeño, Rosso: An evaluation framework for plagiarism detection, COLING 2010. Macro-averaged as
in the PAN workshops: every annotated and every detected passage has the same weight.
"""

from collections.abc import Iterable
from math import log2
from typing import NamedTuple


class Quad(NamedTuple):
    """A passage shared by two texts, in characters."""

    query_start: int
    query_end: int
    source_start: int
    source_end: int


class Score(NamedTuple):
    plagdet: float
    recall: float
    precision: float
    granularity: float


class Tally:
    """Collects pairs of texts; ``score`` computes the result."""

    def __init__(self) -> None:
        self.recalls: list[float] = []
        self.precisions: list[float] = []
        self.hits_per_found_case: list[int] = []

    def add(self, cases: list[Quad], detections: list[Quad]) -> None:
        """Adds one pair of texts with its annotated and its detected passages."""
        for case in cases:
            hits = [detection for detection in detections if _meet(case, detection)]
            self.recalls.append(_covered_share(case, hits))
            if hits:
                self.hits_per_found_case.append(len(hits))
        for detection in detections:
            self.precisions.append(_covered_share(detection, [case for case in cases if _meet(case, detection)]))

    def score(self) -> Score:
        recall, precision = _mean(self.recalls), _mean(self.precisions)
        granularity = _mean(self.hits_per_found_case) or 1.0
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return Score(f1 / log2(1 + granularity), recall, precision, granularity)


def _meet(a: Quad, b: Quad) -> bool:
    """Whether the passages overlap in both texts."""
    in_query = a.query_start < b.query_end and b.query_start < a.query_end
    return in_query and a.source_start < b.source_end and b.source_start < a.source_end


def _covered_share(quad: Quad, others: list[Quad]) -> float:
    """Share of the characters of ``quad``, both sides together, that the others cover."""
    query = _covered(quad.query_start, quad.query_end, ((o.query_start, o.query_end) for o in others))
    source = _covered(quad.source_start, quad.source_end, ((o.source_start, o.source_end) for o in others))
    size = quad.query_end - quad.query_start + quad.source_end - quad.source_start
    return (query + source) / size if size else 0.0


def _covered(start: int, end: int, ranges: Iterable[tuple[int, int]]) -> int:
    covered, at = 0, start
    for a, b in sorted(ranges):
        a, b = max(a, at), min(b, end)
        if a < b:
            covered += b - a
            at = b
    return covered


def _mean(values: list[float] | list[int]) -> float:
    return sum(values) / len(values) if values else 0.0
