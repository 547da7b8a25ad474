"""The decisions that concern a story."""

from django.db.models import Q

from newsgroups.models import CurationEvent, Story

SHOWN = 30


def decisions_on(story: Story) -> list[CurationEvent]:
    """Return the latest decisions that concern the story or constrain its articles, including undone ones."""
    of_links = Q(constraints__left__story=story) | Q(constraints__right__story=story)
    concerned = CurationEvent.objects.filter(of_links | Q(before__stories__has_key=str(story.pk)))
    return list(concerned.select_related("by", "undone_by").distinct().order_by("-at", "-id")[:SHOWN])
