"""Where two texts say the same in the same words, but for a word or a figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsgroups.matching.passages import Passage
from newsgroups.matching.word_changes import Changed, word_changes

_FIGURE = re.compile(r"\d")
# A figure stands for a word or two; a rewritten clause that has figures in it is no other figure.
MOST_WORDS = 4
# Words before a figure that tell the reader what it counts.
CONTEXT = 4


@dataclass(frozen=True, slots=True)
class DifferingFigure:
    """What the left and the right text say in one place of passage ``number`` (from 1), after the same ``before``."""

    number: int
    before: str
    left: str
    right: str


def own_words(text: str, other: str) -> list[Changed]:
    """``text`` in pieces, *same* or *added* where ``other`` does not have the words; joined they give ``text``."""
    return [piece for piece in word_changes(other, text) if piece.change != "removed"]


def differing_figures(left: str, right: str, passages: Sequence[Passage]) -> list[DifferingFigure]:
    """Figures that differ inside passages with small changes, in the order of the left text."""
    found = []
    for number, passage in enumerate(passages, start=1):
        if passage.kind != "small changes" or passage.boilerplate:
            continue
        texts = left[passage.query_start : passage.query_end], right[passage.article_start : passage.article_end]
        pieces = [Changed("", "same"), *word_changes(*texts)]
        for same, (removed, added) in zip(pieces, pairwise(pieces[1:]), strict=False):
            if (removed.change, added.change) == ("removed", "added") and _is_figure(removed) and _is_figure(added):
                before = " ".join(same.text.split()[-CONTEXT:])
                found.append(DifferingFigure(number, before, _bare(removed.text), _bare(added.text)))
    return [each for each in found if each.left != each.right]


def _is_figure(piece: Changed) -> bool:
    return bool(_FIGURE.search(piece.text)) and len(piece.text.split()) <= MOST_WORDS


def _bare(text: str) -> str:
    return text.strip().strip(".,;:!?()\"'“”‘’")
