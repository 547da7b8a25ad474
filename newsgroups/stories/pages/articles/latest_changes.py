"""Which articles changed lately: headlines and texts, each with what was replaced by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from newsgroups.facts.revised_figures import ChangedFigure, changed_figures
from newsgroups.matching.display.version_diff import Changed, word_changes
from newsgroups.models import Article, Revision, Source
from newsgroups.text.mentions.read import read

Kind = Literal["headline", "text", "figure"]

# Changes that are read to find those of one kind or outlet.
MAX_READ = 2_000
# The work of a difference grows with the product of the lengths (100 ms for two texts of 20,000 words).
MAX_COMPARED = 40_000
# Changed texts that are read for figures: reading two texts of 1,000 words takes about 10 ms.
MAX_READ_FOR_FIGURES = 60
# Characters of unchanged text kept on either side of a change.
CONTEXT = 80


@dataclass(frozen=True)
class ChangeLine:
    """A change with its pieces; `text` is empty if it stayed the same, or is too long to compare in a list."""

    revision: Revision
    title_before: str
    title_after: str
    text: list[Changed]
    figures: list[ChangedFigure] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What changed, in two words."""
        if self.figures:
            return "Figure changed"
        return "Headline changed" if self.has_new_headline else "Text changed"

    @property
    def article(self) -> Article:
        return self.revision.article

    @property
    def has_new_headline(self) -> bool:
        return self.title_before != self.title_after

    @property
    def title(self) -> list[Changed]:
        return word_changes(self.title_before, self.title_after) if self.has_new_headline else []


def latest_changes(
    *,
    kind: Kind | None = None,
    sources: Sequence[Source] = (),
    article: Article | None = None,
    after: int = 0,
    limit: int,
) -> list[ChangeLine]:
    """The latest changes of visible articles, the latest first; two queries.

    `after` leaves out revisions up to this id. For kind "figure", figures that a sentence states differently now, among
    the latest changed texts.
    """
    rows = _with_successors(Revision.objects.filter(article__hidden=False))
    if article:
        rows = rows.filter(article=article)
    elif oldest := Revision.objects.order_by("-id").values_list("id", flat=True)[MAX_READ - 1 : MAX_READ].first():
        rows = rows.filter(id__gte=oldest)
    if after:
        rows = rows.filter(id__gt=after)
    if sources:
        rows = rows.filter(article__source__in=Source.objects.names_of(sources))
    if kind:
        column, later = ("title", "title_after") if kind == "headline" else ("text", "text_after")
        rows = rows.exclude(**{column: F(later)})
    found = rows.select_related("article__source").defer("article__text").order_by("-id")[:limit]
    if kind == "figure":
        return _with_figures(rows.select_related("article__source").defer("article__text"), limit)
    return list(map(_line, found))


def _with_figures(rows: QuerySet[Revision], limit: int) -> list[ChangeLine]:
    found = []
    for row in rows.order_by("-id")[:MAX_READ_FOR_FIGURES]:
        if len(row.text) + len(row.text_after) > MAX_COMPARED:  # type: ignore[attr-defined]
            continue
        language = row.article.language
        if figures := changed_figures(read(row.text, language), read(row.text_after, language)):  # type: ignore[attr-defined]
            found.append(replace(_line(row), figures=figures))
    return found[:limit]


def _line(row: Any) -> ChangeLine:
    return ChangeLine(row, row.title, row.title_after, _text_changes(row.text, row.text_after))


def _with_successors(rows: QuerySet[Revision]) -> QuerySet[Revision]:
    """Adds `title_after` and `text_after` of the version that took a revision's place."""
    later = Revision.objects.filter(article=OuterRef("article"), id__gt=OuterRef("id")).order_by("id")
    return rows.annotate(
        title_after=Coalesce(Subquery(later.values("title")[:1]), F("article__title")),
        text_after=Coalesce(Subquery(later.values("text")[:1]), F("article__text")),
    )


def _text_changes(before: str, after: str) -> list[Changed]:
    if before == after or len(before) + len(after) > MAX_COMPARED:
        return []
    pieces = word_changes(before, after)
    last = len(pieces) - 1
    return [
        piece if piece.change != "same" else Changed(_shortened(piece.text, place > 0, place < last), "same")
        for place, piece in enumerate(pieces)
    ]


def _shortened(text: str, keep_start: bool, keep_end: bool) -> str:
    """The characters next to a change, with an ellipsis for the rest."""
    start, end = (CONTEXT if keep_start else 0), (CONTEXT if keep_end else 0)
    if len(text) <= start + end:
        return text
    return f"{text[:start]} … {text[len(text) - end :] if end else ''}"
