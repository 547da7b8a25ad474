from django.db import models


class RelatedStories(models.Model):
    """What else the archive has on the people, the place, or the kind of event of a story.

    Derived by `stories.groups.related`, and rebuilt when the articles of the story change. `digest` identifies the
    articles used.
    """

    story = models.OneToOneField("Story", models.CASCADE, primary_key=True, related_name="stored_relations")
    digest = models.CharField(max_length=32)
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "related stories"

    def __str__(self) -> str:
        return f"related to story {self.story_id}"
