"""Articles that curators hid after they were indexed; every search skips them."""

from newsgroups.models import Article
from newsgroups.models.db.prepared_queries import Prepared

_HIDDEN = Prepared(lambda _: Article.objects.hidden_since_indexed().values_list("pk"), plain=True)


def hidden_since_indexed() -> list[int]:
    """Return the ids of articles to skip. One query, compiled once."""
    return [article for (article,) in _HIDDEN.rows(())]
