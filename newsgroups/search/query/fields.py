"""The fields that a query can name, and the fields of the index that answer.

A new one also goes into `index/schema.py`, `newsgroups/search_indexes.py`, `mapping.py` and `documents.py` of the cluster
(`engines/opensearch/write/`), and the help page (`templates/newsgroups/help_search.html`).
"""

FIELDS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "source": "source",
    "language": "language",
    "lang": "language",
}
