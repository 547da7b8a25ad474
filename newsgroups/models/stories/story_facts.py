from django.db import models
from django.db.models import Q


class StoryFacts(models.Model):
    """What the texts of a story agree and differ on, as extracted by `newsgroups.facts` and stored by `story_facts`.

    Derived, and rebuilt when a text of the story changes. `digest` identifies the texts used; `disagreements` counts
    only those that are certain.
    """

    story = models.OneToOneField("Story", models.CASCADE, primary_key=True, related_name="stored_facts")
    digest = models.CharField(max_length=32)
    disagreements = models.PositiveSmallIntegerField(default=0)
    agreed = models.PositiveSmallIntegerField(default=0)
    only_here = models.PositiveIntegerField(default=0)
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "facts of stories"
        indexes = [models.Index("disagreements", condition=Q(disagreements__gt=0), name="facts_disagreements")]

    def __str__(self) -> str:
        return f"facts of story {self.story_id}"
