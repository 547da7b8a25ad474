"""What is derived from an article's text, so that articles that share text or terms are found at once.

A posting table has one narrow row for each term of each article. Its rows carry no foreign key: they are
written by the million, always together with the article's sketch, which lists what was posted; `verify`
compares the two.
"""

from django.db import connection, models

from .article import Article


class Sketch(models.Model):
    """The fingerprints and weighted terms of one article, as packed arrays (see `stories/derived/sketches.py`)."""

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
    """Article `article_id` holds the winnowed 5-gram with this hash; `around` are traces of the words beside it."""

    pk = models.CompositePrimaryKey("hash", "article_id")
    hash = models.BigIntegerField()
    article_id = models.BigIntegerField()
    around = models.BigIntegerField()


class TermPosting(models.Model):
    """Article `article_id` has this term among its heaviest, or with weight 0 among those of what a long text tells
    behind its beginning.
    """

    pk = models.CompositePrimaryKey("hash", "article_id")
    hash = models.BigIntegerField()
    article_id = models.BigIntegerField()
    weight = models.FloatField()


class CommonFingerprint(models.Model):
    """A 5-gram that stands in so many articles that it is boilerplate, not copying."""

    hash = models.BigIntegerField(primary_key=True)
    articles = models.PositiveIntegerField()


class ArchiveSnapshotQuerySet(models.QuerySet["ArchiveSnapshot"]):
    def is_outgrown(self, name: str, factor: float) -> bool:
        """Whether there are more than `factor` times the articles that were counted last, or none were.

        Mostly the greatest id tells that there are not: counting takes the longer the larger the archive is.
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
        return (greatest or 0) > factor * counted and Article.objects.visible().count() > factor * counted

    def counted_at(self, name: str) -> str:
        """When the articles were counted last, as the database writes it; empty if they never were."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT counted_at FROM {self.model._meta.db_table} WHERE name = %s", [name])  # noqa: S608
            (moment,) = cursor.fetchone() or ("",)
        return str(moment)


class ArchiveSnapshot(models.Model):
    """Document frequencies of the archive when they were last counted, by name; packed arrays."""

    name = models.CharField(max_length=32, primary_key=True)
    data = models.BinaryField()
    articles = models.PositiveIntegerField(help_text="Number of articles that were counted.")
    counted_at = models.DateTimeField(auto_now=True)

    objects = ArchiveSnapshotQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} of {self.articles} articles"


class Neighbourhood(models.Model):
    """How alike an article's nearest ones are to it, as packed half-precision numbers (see `features.standings`).

    Like a posting it carries no foreign key: it is written with the article's pairs, and rebuilt with them.
    """

    article_id = models.BigIntegerField(primary_key=True)
    nearest = models.BinaryField()

    def __str__(self) -> str:
        return f"neighbourhood of article {self.article_id}"
