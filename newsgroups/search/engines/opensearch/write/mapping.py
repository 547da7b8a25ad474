"""Mappings and settings of the two indexes of an archive: its articles, and its words.

Texts arrive as words in a row, analyzed by us. A place in the row lists everything under which its word is found,
separated by |: terms (`storm`), and terms with the code of a form (`storm=8151`, `storm=` for the stem itself). All of
them stand at one position, so that phrases can mix forms and stems. A place without any term is a lone |.
"""

from typing import Any

# Raise this whenever fields, words, stems, or checksums change: an index of another version is rebuilt, not read.
SCHEMA = 1
# Attributes that lists and filters need are columns; nothing of a text is stored, since the database has it.
TEXT_FIELDS = ("text", "title", "authors", "words")
WORD_FIELDS = ("text", "title", "words", "authors", "forms")
# A place with several long terms is one token before it is split.
_LONGEST_PLACE = 8_192
_COLUMN = {"type": "long"}
_KEYWORD = {"type": "keyword"}


def articles(shards: int) -> dict[str, Any]:
    """Return the body to create an index of articles, without replicas and refreshes as long as it is being built."""
    row = {"type": "text", "analyzer": "row", "search_analyzer": "asked_row", "search_quote_analyzer": "asked_row"}
    properties: dict[str, Any] = {
        "text": row,
        "title": row,
        "authors": row | {"norms": False},
        "words": row | {"norms": False, "index_options": "docs"},
        "hash": {"type": "keyword", "index": False},
        **dict.fromkeys(("source", "language", "analysis", "text_kind"), _KEYWORD),
        **dict.fromkeys(("article", "published", "day", "month", "story", "copies", "group"), _COLUMN),
        "state": _COLUMN | {"index": False},
    }
    return {
        "settings": _settings(shards) | {"analysis": _analysis()},
        "mappings": {"dynamic": "strict", "_source": {"excludes": list(TEXT_FIELDS)}, "properties": properties},
    }


def words() -> dict[str, Any]:
    """Return the body to create an index of words with their document frequencies by field."""
    counts = {"type": "integer", "index": False}
    properties = {"word": _KEYWORD, **dict.fromkeys(WORD_FIELDS, counts)}
    return {"settings": _settings(1), "mappings": {"dynamic": "strict", "properties": properties}}


def _settings(shards: int) -> dict[str, Any]:
    return {
        "number_of_shards": shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        # Merging drops the copy of each document that is kept for the recovery of replicas as soon as none needs it;
        # with the default, that is never before the half of twelve hours.
        "soft_deletes.retention_lease.period": "2s",
        "codec": "best_compression",
    }


def finished(replicas: int) -> dict[str, Any]:
    """Return the settings of an index that is in use; with fewer nodes, there are fewer replicas."""
    return {
        "auto_expand_replicas": f"0-{replicas}" if replicas else False,
        "refresh_interval": "1s",
        "soft_deletes.retention_lease.period": None,
    }


def _analysis() -> dict[str, Any]:
    return {
        "tokenizer": {"places": {"type": "whitespace", "max_token_length": _LONGEST_PLACE}},
        "filter": {
            "one_place": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
            "no_term": {"type": "stop", "stopwords": ["|"]},
        },
        "analyzer": {
            "row": {"type": "custom", "tokenizer": "places", "filter": ["one_place"]},
            "asked_row": {"type": "custom", "tokenizer": "places", "filter": ["one_place", "no_term"]},
        },
    }
