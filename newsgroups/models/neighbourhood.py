from django.db import models


class Neighbourhood(models.Model):
    """How alike an article's nearest ones are to it, as packed half-precision numbers (see `features.standings`).

    Like a posting it carries no foreign key: it is written with the article's pairs, and rebuilt with them.
    """

    article_id = models.BigIntegerField(primary_key=True)
    nearest = models.BinaryField()

    def __str__(self) -> str:
        return f"neighbourhood of article {self.article_id}"
