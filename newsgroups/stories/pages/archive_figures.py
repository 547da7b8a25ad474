"""Figures about this archive, computed on demand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, Sum

from newsgroups.models import Article, Constraint, CurationEvent, Pair, Source, Story, StoryFacts
from newsgroups.models.articles.article import TextKind
from newsgroups.models.stories.pair import CONVINCING


@dataclass(frozen=True)
class ArchiveFigures:
    articles: int
    words: int
    first: datetime | None
    last: datetime | None
    undated: int
    own: int
    disagreements: int
    disputed: int
    sources: int
    stories: int
    in_stories: int
    pairs: list[tuple[str, int]]
    waiting: int
    decisions: int
    constraints: int

    @property
    def carrying(self) -> int:
        """Return the number of articles known to carry the text of an agency or of another outlet."""
        return self.articles - self.own


def archive_figures() -> ArchiveFigures:
    counted = Article.objects.visible().aggregate(
        articles=Count("id"),
        words=Sum("words"),
        first=Min("published"),
        last=Max("published"),
        undated=Count("id", filter=Q(published__isnull=True)),
        own=Count("id", filter=Q(text_kind=TextKind.OWN)),
        in_stories=Count("story"),
        waiting=Count("id", filter=Q(needs_sketch=True) | Q(needs_match=True) | Q(needs_index=True)),
    )
    kinds = Pair.objects.between_outlets().sharing_text_or_probable(CONVINCING).counted_by_kind()
    return ArchiveFigures(
        **counted | {"words": counted["words"] or 0},
        sources=Source.objects.main_names().count(),
        disagreements=StoryFacts.objects.aggregate(all=Sum("disagreements"))["all"] or 0,
        disputed=Story.objects.groups().narrowed(disputed=True).count(),
        stories=Story.objects.groups().count(),
        pairs=[(kind.label, kinds.get(kind.value, 0)) for kind in Pair.Kind],
        decisions=CurationEvent.objects.filter(undone_at=None).count(),
        constraints=Constraint.objects.active().count(),
    )
