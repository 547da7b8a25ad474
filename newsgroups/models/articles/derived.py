"""Data derived from an article's text, so that articles that share text or terms are found quickly.

A posting table has one narrow row for each term of each article. The rows have no foreign key: they are written by the
million, always together with the article's sketch, which lists what was posted. `verify` compares the two.
"""

from django.db import connection, models

from .article import Article


class Sketch(models.Model):
    """The fingerprints and weighted terms of an article, as packed arrays (see `stories/derived/sketches.py`)."""

    article = models.OneToOneField("Article", models.CASCADE, primary_key=True, related_name="sketch")
    content_hash = models.CharField(max_length=32, help_text="Of the text that this was made from.")
    version = models.PositiveSmallIntegerField()
    fingerprints = models.BinaryField()
    around = models.BinaryField(default=b"", help_text="Traces of the words beside each fingerprint.")
    document = models.BinaryField()
    further = models.BinaryField(default=b"", help_text="Terms of a long text behind its beginning.")

    def __str__(self) -> str:
        return f"sketch of article {self.article_id}"


class FingerprintPosting(models.Model):
    """Article `article_id` contains the winnowed 5-gram with this hash. `around` holds hashes of the adjacent words."""

    pk = models.CompositePrimaryKey("hash", "article_id")
    hash = models.BigIntegerField()
    article_id = models.BigIntegerField()
    around = models.BigIntegerField()


class TermPosting(models.Model):
    """Article `article_id` has this term among its heaviest, or, with weight 0, in the rest of a long text."""

    pk = models.CompositePrimaryKey("hash", "article_id")
    hash = models.BigIntegerField()
    article_id = models.BigIntegerField()
    weight = models.FloatField()


class CommonFingerprint(models.Model):
    """A 5-gram that occurs in so many articles that it is boilerplate rather than copied text."""

    hash = models.BigIntegerField(primary_key=True)
    articles = models.PositiveIntegerField()


class ArchiveSnapshotQuerySet(models.QuerySet["ArchiveSnapshot"]):
    def is_outgrown(self, name: str, factor: float) -> bool:
        """Whether there are more than `factor` times as many articles as at the last count, or there was no count.

        The greatest id usually rules this out without counting, which is slow in a large archive.
        """
        table, articles = self.model._meta.db_table, Article._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT articles, (SELECT MAX(id) FROM {articles}) FROM {table} WHERE name = %s",  # noqa: S608
                [name],
            )
            counted, greatest = cursor.fetchone() or (None, None)
        if counted is None:
            return True
        limit: float = factor * counted
        return (greatest or 0) > limit and Article.objects.visible().count() > limit

    def counted_at(self, name: str) -> str:
        """Returns the time of the last count in the database's format, or an empty string if there was none."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT counted_at FROM {self.model._meta.db_table} WHERE name = %s", [name])  # noqa: S608
            (moment,) = cursor.fetchone() or ("",)
        return str(moment)


class ArchiveSnapshot(models.Model):
    """Statistics of the archive at the last count, by name, as packed arrays."""

    name = models.CharField(max_length=32, primary_key=True)
    data = models.BinaryField()
    articles = models.PositiveIntegerField(help_text="Number of articles that were counted.")
    counted_at = models.DateTimeField(auto_now=True)

    objects = ArchiveSnapshotQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} of {self.articles} articles"


class Neighbourhood(models.Model):
    """Neighbor scores: how similar an article's nearest neighbors are to it (see `features.neighbor_scores`).

    They are packed half-precision numbers. Like a posting, the row has no foreign key: it is written and rebuilt with
    the article's pairs.
    """

    article_id = models.BigIntegerField(primary_key=True)
    nearest = models.BinaryField()

    def __str__(self) -> str:
        return f"neighbourhood of article {self.article_id}"
