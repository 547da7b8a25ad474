"""Page furniture: lines of an outlet's pages that stand above the texts of its articles."""

from django.db import models

from newsgroups.models.source import Source

from .article import Article


class FurnitureLine(models.Model):
    """A line that stands above many texts of an outlet. Found again as the outlet grows."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="furniture_lines")
    line = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "line"], name="furniture_line_once")]

    def __str__(self) -> str:
        return self.line


class PageFurniture(models.Model):
    """How many characters at the head of an article's text are such lines. The stored text keeps them."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="furniture")
    length = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.length} characters above the text of article {self.article_id}"
