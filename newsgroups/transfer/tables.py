"""Which tables an archive file holds, and how one row of each is written.

Rows keep their primary keys, and values are written as Django's serializers give them, so that a file from SQLite can
be read into PostgreSQL and back.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.python import Deserializer, Serializer
from django.db.models import Model, QuerySet

# The truth, in an order in which every row finds the rows that it refers to, but for references within a circle
# (a story and its most central article), which the database checks at the end of the transaction.
TABLES = (
    "auth.group",
    "auth.user",
    "newsgroups.source",
    "newsgroups.feed",
    "newsgroups.story",
    "newsgroups.article",
    "newsgroups.address",
    "newsgroups.revision",
    "newsgroups.curationevent",
    "newsgroups.constraint",
    "newsgroups.origincorrection",
    "newsgroups.judgement",
    "newsgroups.handedout",
    "newsgroups.skippedpair",
    "newsgroups.queuedaddress",
    "newsgroups.run",
    "newsgroups.readfile",
)
ACCOUNTS = ("auth.group", "auth.user")
# Rebuilt from the truth, by `process_articles` or by use.
DERIVED = (
    "newsgroups.sketch",
    "newsgroups.fingerprintposting",
    "newsgroups.termposting",
    "newsgroups.commonfingerprint",
    "newsgroups.archivesnapshot",
    "newsgroups.neighbourhood",
    "newsgroups.pair",
    "newsgroups.credit",
    "newsgroups.storyfacts",
    "newsgroups.noevent",
)
# What visitors leave, and what hosts said; both expire.
TEMPORARY = ("newsgroups.report", "newsgroups.host")
# Articles are marked, so that the first `process_articles` rebuilds everything that is derived.
MARKS = {"needs_sketch": True, "needs_match": True, "needs_index": True, "needs_credits": True}
_ROWS_BATCH_SIZE = 500


def model_of(table: str) -> type[Model]:
    return apps.get_model(table)


def rows_of(table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table by primary key, each as a dictionary with the key `pk`."""
    rows: QuerySet[Any] = model_of(table)._base_manager.order_by("pk")
    # Permissions have other keys in another database; a natural key costs a query a row, which accounts can afford.
    by_name = table in ACCOUNTS
    for batch in _batches(rows):
        for row in Serializer().serialize(batch, use_natural_foreign_keys=by_name):
            yield {"pk": row["pk"], **row["fields"]}


def objects_of(table: str, rows: list[dict[str, Any]]) -> list[Any]:
    """The rows as deserialized objects, ready to save. Raises DeserializationError for a value that does not fit."""
    wrapped = [{"model": table, "pk": row["pk"], "fields": {k: v for k, v in row.items() if k != "pk"}} for row in rows]
    return list(Deserializer(wrapped, handle_forward_references=False))


def _batches(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:_ROWS_BATCH_SIZE]):
        yield batch
        last = batch[-1].pk
