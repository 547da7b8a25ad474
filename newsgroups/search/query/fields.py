"""The fields that a query can name, and the fields of the index that answer.

A new one also goes into `index/schema.py`, `newsgroups/search_indexes.py`, the help page
(`templates/newsgroups/help_search.html`), and for a cluster into `mapping.py` and `documents.py` in
`engines/opensearch/write/`.
"""

FIELDS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "source": "source",
    "language": "language",
    "lang": "language",
}
