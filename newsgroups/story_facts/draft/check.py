"""Check all that a draft claims against the texts of a story."""

from collections.abc import Sequence

from newsgroups.facts.ranking.disagreement_model import Model
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Telling
from newsgroups.text.mentions.types import Mentions

from .figures import figure_claims
from .names import name_claims
from .quotations import quotation_claims
from .types import DRAFT, Claim
from .word_index import WordIndex, words_of


def check_draft(draft: Mentions, told: Sequence[Telling], texts: Sequence[str], *, model: Model) -> list[Claim]:
    """Return the figures, names, and quotations of a draft in the order of its text.

    `told` are the articles as read, and `texts` the same articles in full: of a long one, only the beginning is read,
    but "no article has it" is said only of what the rest does not have either.
    """
    if not told:
        return []
    story = Story([*told, Telling(DRAFT, DRAFT, draft)])
    index = WordIndex([words_of(text) for text in texts])
    figures = figure_claims(story, len(told), model, texts)
    names = name_claims(draft, index, [telling.article for telling in told], texts)
    claims = [
        *figures,
        *quotation_claims(story, len(told), index, texts),
        # "Two Chinooks" is a figure.
        *(name for name in names if not any(name.start < each.end and each.start < name.end for each in figures)),
    ]
    return sorted(claims, key=lambda claim: (claim.start, -claim.end))
