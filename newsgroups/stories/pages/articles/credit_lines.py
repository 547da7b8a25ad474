"""Whom an article credits, as its page shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from newsgroups.models import Article, Credit
from newsgroups.text.credits import PART, WHOLE, agency_of_outlet, full_name, is_edition_of

_LABELS = {
    **dict.fromkeys(WHOLE, "Text"),
    **dict.fromkeys(PART, "Part of the text"),
    "first reported": "First reported elsewhere, according to the article",
}
# Longer sentences are truncated.
_MAX_WORDS = 140


class CreditLine(NamedTuple):
    """A credit to display. `words` are the words of the text, or of the byline, that give it.

    `kind` is empty if the label says it already.
    """

    label: str
    name: str
    kind: str
    words: str


def credit_lines(article: Article, credits: Sequence[Credit]) -> list[CreditLine]:
    """Return the credits for text and for first reports, each agency once per kind, without the outlet's own agency."""
    own = agency_of_outlet(article.source.name, article.url)
    found: dict[tuple[str, str], CreditLine] = {}
    for credit in credits:
        label = "Text" if credit.by_writer else _LABELS.get(credit.kind)
        is_own = credit.agency == own or is_edition_of(credit.agency, article.source.name)
        if label is None or is_own:
            continue
        words = (article.authors if credit.field == "authors" else article.text)[credit.start : credit.end]
        if len(words) > _MAX_WORDS:
            words = f"{words[:_MAX_WORDS].rsplit(' ', 1)[0]}"
        kind = "" if credit.kind == "first reported" else credit.get_kind_display()
        line = CreditLine(label, full_name(credit.agency), kind, " ".join(words.split()))
        found.setdefault((credit.kind, credit.agency), line)
    return list(found.values())
