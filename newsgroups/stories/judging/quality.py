"""How accurate the site was, measured by the curators' verdicts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsgroups.models import Judgement
from newsgroups.stories.core.active_learning import layer_of
from newsgroups.stories.core.evaluation import (
    MIN_JUDGED,
    Bin,
    Judged,
    Measured,
    calibration,
    calibration_error,
    measured,
)
from newsgroups.stories.pairs.same_story.current_model import model_for_readers

from .judge import model_version


@dataclass(frozen=True)
class Version:
    """A version of the model, and the verdicts given while it was in use. Too few pairs give no figures."""

    name: str
    current: bool
    first: datetime
    last: datetime
    drawn: int
    pairs: Measured | None
    groups: Measured | None


@dataclass(frozen=True)
class TrainedAt:
    """The figures of the model in use when it was trained: one value per measure, None if not measured."""

    measures: list[str]
    rows: list[tuple[str, list[float | None]]]


@dataclass(frozen=True)
class Quality:
    """Of the `judged` pairs, `drawn` were sampled at random. Figures are None below the minimum number of pairs."""

    judged: int
    drawn: int
    min_drawn: int
    pairs: Measured | None
    groups: Measured | None
    calibration: list[Bin]
    calibration_error: float | None
    versions: list[Version]
    learned_from: str
    trained_at: TrainedAt

    @property
    def missing(self) -> int:
        return max(0, self.min_drawn - self.drawn)


def quality() -> Quality:
    """Compute quality figures over all sampled pairs and for each version of the model. Two queries."""
    rows = list(Judgement.objects.measurable().order_by("at", "id"))
    judged = [_judged(row) for row in rows]
    enough = len(judged) >= MIN_JUDGED
    figures = model_for_readers().figures
    return Quality(
        judged=Judgement.objects.count(),
        drawn=len(judged),
        min_drawn=MIN_JUDGED,
        pairs=measured(judged, groups=False) if enough else None,
        groups=measured(judged, groups=True) if enough else None,
        calibration=calibration(judged) if enough else [],
        calibration_error=calibration_error(judged) if enough else None,
        versions=_versions(rows),
        learned_from=str(figures.get("learned from", "")),
        trained_at=_figures(figures),
    )


def _judged(row: Judgement) -> Judged:
    """Return a verdict as a sample. Raises ValueError if it is not `measurable`."""
    if row.probability is None or row.together is None or row.stands_for is None:
        raise ValueError(f"The verdict on {row} was not drawn at random.")
    return Judged(
        same=row.verdict == Judgement.Verdict.SAME,
        probability=row.probability,
        together=row.together,
        layer=layer_of(row.probability),
        layer_size=row.stands_for,
    )


def _versions(rows: list[Judgement]) -> list[Version]:
    """Return the versions, latest first."""
    found = []
    for name in dict.fromkeys(row.model for row in reversed(rows)):
        own = [row for row in rows if row.model == name]
        judged = [_judged(row) for row in own]
        enough = len(own) >= MIN_JUDGED
        found.append(
            Version(
                name=name,
                current=name == model_version(),
                first=own[0].at,
                last=own[-1].at,
                drawn=len(own),
                pairs=measured(judged, groups=False) if enough else None,
                groups=measured(judged, groups=True) if enough else None,
            )
        )
    return found


def _figures(figures: dict[str, Any]) -> TrainedAt:
    """Arrange the figures of a model file as a table: one column per measure, one row per set of articles."""
    measures: list[str] = []
    rows: dict[str, dict[str, float]] = {}
    for measure, of in figures.items():
        sets = of if isinstance(of, dict) else {"all": of}
        numbers = {name: float(value) for name, value in sets.items() if isinstance(value, int | float)}
        if numbers:
            measures.append(measure)
            for name, value in numbers.items():
                rows.setdefault(name, {})[measure] = value
    return TrainedAt(measures, [(name, [row.get(each) for each in measures]) for name, row in rows.items()])
