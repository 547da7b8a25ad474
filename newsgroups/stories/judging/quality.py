"""How right the site was, by the curators' judgements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsgroups.models import Judgement
from newsgroups.stories.core.active_learning import layer_of
from newsgroups.stories.core.evaluation import (
    LEAST_JUDGED,
    Bin,
    Judged,
    Measured,
    calibration,
    calibration_error,
    measured,
)
from newsgroups.stories.pairs.model import model_for_readers

from .judge import model_version


@dataclass(frozen=True)
class Version:
    """A version of the model with what was judged while it spoke; no figures from too few pairs."""

    name: str
    current: bool
    first: datetime
    last: datetime
    drawn: int
    pairs: Measured | None
    groups: Measured | None


@dataclass(frozen=True)
class TrainedAt:
    """What the model in use was measured at when it was trained: a value (None if not measured) for each measure."""

    measures: list[str]
    rows: list[tuple[str, list[float | None]]]


@dataclass(frozen=True)
class Quality:
    """`drawn` pairs of `judged` were drawn by chance; figures are None below the least number."""

    judged: int
    drawn: int
    least: int
    pairs: Measured | None
    groups: Measured | None
    calibration: list[Bin]
    calibration_error: float | None
    versions: list[Version]
    learned_from: str
    trained_at: TrainedAt

    @property
    def missing(self) -> int:
        return max(0, self.least - self.drawn)


def quality() -> Quality:
    """Two queries. Figures are those of all drawn pairs, and of each version of the model by itself."""
    rows = list(Judgement.objects.measurable().order_by("at", "id"))
    judged = [_judged(row) for row in rows]
    enough = len(judged) >= LEAST_JUDGED
    figures = model_for_readers().figures
    return Quality(
        judged=Judgement.objects.count(),
        drawn=len(judged),
        least=LEAST_JUDGED,
        pairs=measured(judged, groups=False) if enough else None,
        groups=measured(judged, groups=True) if enough else None,
        calibration=calibration(judged) if enough else [],
        calibration_error=calibration_error(judged) if enough else None,
        versions=_versions(rows),
        learned_from=str(figures.get("learned from", "")),
        trained_at=_figures(figures),
    )


def _judged(row: Judgement) -> Judged:
    return Judged(
        same=row.verdict == Judgement.Verdict.SAME,
        probability=row.probability,
        together=row.together,
        layer=layer_of(row.probability),
        layer_size=row.stands_for,
    )


def _versions(rows: list[Judgement]) -> list[Version]:
    """The latest first."""
    found = []
    for name in dict.fromkeys(row.model for row in reversed(rows)):
        own = [row for row in rows if row.model == name]
        judged = [_judged(row) for row in own]
        enough = len(own) >= LEAST_JUDGED
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
    """The numbers of a model file: a column for what was measured, a row for each set of articles."""
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
