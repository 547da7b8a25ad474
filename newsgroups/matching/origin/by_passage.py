"""The origin of each passage of a text that another text has, too."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import rules
from .no_copying import Form, form_of
from .speech import words_in
from .types import Of, Origin


class Span(NamedTuple):
    start: int
    end: int
    boilerplate: bool = False


class PassageOrigin(NamedTuple):
    """Where characters `start` to `end` come from.

    `form` says that they are no reporting at all. `name` is the outlet or third party, or "" if not known.
    """

    start: int
    end: int
    of: Of
    name: str
    form: str = ""


def origins_by_passage(
    text: str, speech: NDArray[np.bool_], shared: Iterable[Span], origin: Origin
) -> list[PassageOrigin]:
    """Return the origin of each passage of a text, given that of all that it shares with another one.

    A shared run is cut at the ends of its paragraphs: what is almost all speech comes from whoever spoke, whatever the
    rest comes from; boilerplate and forms come from nobody; what a reporter wrote has the origin of the whole.
    """
    found = []
    for span in shared:
        parts = [_origin(text, speech, start, end, span, origin) for start, end in _paragraphs(text, span)]
        found += _joined(parts)
    return found


def _origin(text: str, speech: NDArray[np.bool_], start: int, end: int, span: Span, origin: Origin) -> PassageOrigin:
    form = Form.BOILERPLATE if span.boilerplate else form_of(text, start, end)
    if form:
        return PassageOrigin(start, end, "unknown", "", form)
    words, spoken = words_in(text, speech, [(start, end)])
    if spoken >= rules.SPEECH_SHARE * words:
        return PassageOrigin(start, end, "third", rules.SPOKEN)
    if origin.name == rules.SPOKEN or words_in(text, speech, [span[:2]])[0] < rules.MIN_SHARED_WORDS:
        return PassageOrigin(start, end, "unknown", "")
    return PassageOrigin(start, end, origin.of, origin.name)


def _paragraphs(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run between line breaks, without space around them."""
    at = span.start
    for line in text[span.start : span.end].split("\n"):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if start < end:
            yield start, end
        at += len(line) + 1


def _joined(parts: Sequence[PassageOrigin]) -> list[PassageOrigin]:
    """Join neighbors of one origin."""
    found: list[PassageOrigin] = []
    for part in parts:
        if found and found[-1][2:] == part[2:]:
            found[-1] = found[-1]._replace(end=part.end)
        else:
            found.append(part)
    return found
