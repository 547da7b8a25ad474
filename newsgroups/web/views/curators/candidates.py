"""Stories that a curator may mean by "the other story": found by words, related, or recent."""

from typing import NamedTuple

from newsgroups.models import Story
from newsgroups.search.service import search
from newsgroups.stories.groups.related.load import related_of

LISTED = 8
# Articles of one story crowd the first hits of a search.
_HITS = 60


class Candidate(NamedTuple):
    story: Story
    why: str


def candidates(story: Story, words: str) -> list[Candidate]:
    """Return other stories: those whose articles match the words or, without words, related and then recent ones."""
    if words.strip():
        hits = search(words, grouped="in", page_size=_HITS).hits
        found = [Candidate(hit.article.story, "") for hit in hits if hit.article.story]
    else:
        found = [Candidate(each.story, each.reason) for each in related_of(story) if each.story]
        found += [Candidate(recent, "Recent") for recent in Story.objects.groups().latest_first()[: LISTED + 1]]
    others = {each.story.pk: each for each in reversed(found) if each.story.pk != story.pk}
    return list(reversed(others.values()))[:LISTED]
