"""The fields that a query can name."""

FIELDS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "source": "source",
    "language": "language",
    "lang": "language",
}
