"""Stories as a list shows them: who told them, in which order, how fast; in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsgroups.models import Article, Pair, Source, Story
from newsgroups.models.pair import PairQuerySet
from newsgroups.text.lead_sentence import lead_sentence

# Of a story of thousands the list shows as much as it can use.
_READ = 500


@dataclass
class StoryLine:
    """A story with its outlets in order of their first article, its dates, a sentence that says what happened (or
    none), and its first two articles.
    """

    story: Story
    lead: str = ""
    outlets: list[Source] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    distinct: int = 0

    @property
    def first_two(self) -> list[int]:
        return self.articles[:2]


def story_lines(stories: Sequence[Story]) -> list[StoryLine]:
    """Lines in the order of the stories; four queries, whatever their number."""
    lines = {story.pk: StoryLine(story) for story in stories}
    centres = {story.central_article_id: story.pk for story in stories if story.central_article_id}
    for pk, text in Article.objects.filter(pk__in=centres).with_lead().values_list("pk", "lead"):
        lines[centres[pk]].lead = lead_sentence(text)
    told = Article.objects.visible().filter(story__in=lines).earliest_first()
    rows = list(told.values_list("pk", "story_id", "source_id", "published"))
    sources = Source.objects.in_bulk({source for _, _, source, _ in rows})
    for pk, story, source, published in rows:
        line = lines[story]
        line.articles.append(pk)
        if sources[source] not in line.outlets:
            line.outlets.append(sources[source])
        if published and len(line.moments) < _READ:
            line.moments.append(published)
    copies = near_copies_within(list(lines)).values_list("left_id", "right_id")
    same = _Same(copies)
    for line in lines.values():
        line.distinct = len({same.text_of(article) for article in line.articles})
    return list(lines.values())


def near_copies_within(stories: Sequence[int]) -> PairQuerySet:
    """Pairs of one story with nearly the same text."""
    return Pair.objects.near_copies().filter(left__story__in=stories, right__story__in=stories)


class _Same:
    """Articles joined where they have nearly the same text."""

    def __init__(self, copies: "PairQuerySet") -> None:
        self.above: dict[int, int] = {}
        for left, right in copies:
            a, b = self.text_of(left), self.text_of(right)
            if a != b:
                self.above[max(a, b)] = min(a, b)

    def text_of(self, article: int) -> int:
        while article in self.above:
            article = self.above[article]
        return article
