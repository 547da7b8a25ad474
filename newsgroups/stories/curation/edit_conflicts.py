"""The current state of a story: its articles, whether it changed since a curator saw it, and what fits it least."""

from collections.abc import Sequence
from hashlib import blake2b

from newsgroups.models import Pair, Story

from .log import RefusedCuration


def members_of(story: Story) -> list[int]:
    return list(story.articles.visible().order_by("pk").values_list("pk", flat=True))


def etag(story: Story) -> str:
    """Return a short mark that changes whenever a story's articles, title, lock, or redirect change. One query."""
    seen = (story.pk, story.title, story.locked, story.merged_into_id, members_of(story))
    return blake2b(repr(seen).encode(), digest_size=12).hexdigest()


def refuse_changed(stories: Sequence[Story], seen: str) -> None:
    """Raise RefusedCuration if a story has changed since the curator saw it.

    `seen` is the mark of the story at that time; empty if the action did not start from a page.
    """
    merged = next((story for story in stories if story.merged_into_id), None)
    if merged:
        raise RefusedCuration(f"“{merged.title}” has meanwhile been merged into another story. Nothing was changed.")
    if seen and seen not in map(etag, stories):
        raise RefusedCuration(
            "This story has changed since you opened its page, through another curator or new "
            "articles. Nothing was done. Review it and try again."
        )


def weaker_first(story: Story, articles: Sequence[int]) -> list[int]:
    """Sort articles by how probably they belong with the others of the story, least probable first."""
    inside = Pair.objects.filter(left__story=story, right__story=story)
    closeness = dict.fromkeys(articles, 0.0)
    for left, right, probability in inside.values_list("left_id", "right_id", "probability"):
        for each in (left, right):
            if each in closeness:
                closeness[each] += probability
    return sorted(articles, key=lambda each: (closeness[each], -each))
