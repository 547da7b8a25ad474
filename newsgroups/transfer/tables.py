"""The tables of an archive file, and how to serialize their rows.

Rows keep their primary keys, and values are written as Django's serializers produce them, so a file from SQLite can
be loaded into PostgreSQL and back.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.python import Deserializer, Serializer
from django.db.models import Model, QuerySet

_ADDED_AT_THE_END = (
    "newsgroups.securityevent",
    "admin.logentry",
    "newsgroups.collection",
    "newsgroups.collectionoutlet",
    "newsgroups.mute",
    "newsgroups.subscription",
    "newsgroups.delivery",
    "newsgroups.dossier",
    "newsgroups.dossierentry",
    "newsgroups.apitoken",
)
# Primary data, ordered so that every row follows the rows that it refers to, except for circular references (a story
# and its medoid), which the database checks at the end of the transaction.
TABLES = (
    "auth.group",
    "auth.user",
    "otp_totp.totpdevice",
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
    "newsgroups.factverdict",
    "newsgroups.handedout",
    "newsgroups.skippedpair",
    "newsgroups.queuedaddress",
    "newsgroups.run",
    "newsgroups.readfile",
    *_ADDED_AT_THE_END,
)
# Saved one by one: they have relations to several rows, or fields that Django would set anew.
ACCOUNTS = ("auth.group", "auth.user", "otp_totp.totpdevice")
# Files of the first releases do not list their tables, and lack these.
ADDED_LATER = ("otp_totp.totpdevice", *_ADDED_AT_THE_END)
# Rows that refer to permissions or kinds of rows, which have other primary keys in another database.
_BY_NAME = (*ACCOUNTS, "admin.logentry")
# Rebuilt from primary data, by `process_articles` or on use.
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
    "newsgroups.relatedstories",
    "newsgroups.noevent",
    "newsgroups.furnitureline",
    "newsgroups.pagefurniture",
)
# Data left by visitors and responses of hosts; both expire.
TEMPORARY = ("newsgroups.sharedlookup", "newsgroups.host")
# Articles are marked, so that the first `process_articles` rebuilds all derived data.
MARKS = {"needs_sketch": True, "needs_match": True, "needs_index": True, "needs_credits": True}
_ROWS_BATCH_SIZE = 500


def model_of(table: str) -> type[Model]:
    return apps.get_model(table)


def rows_of(table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by primary key, each as a dictionary with the key `pk`."""
    rows: QuerySet[Any] = model_of(table)._base_manager.order_by("pk")
    # A natural key may cost a query per row, which is affordable for these.
    by_name = table in _BY_NAME
    for batch in _batches(rows):
        for row in Serializer().serialize(batch, use_natural_foreign_keys=by_name):
            yield {"pk": row["pk"], **row["fields"]}


def objects_of(table: str, rows: list[dict[str, Any]]) -> list[Any]:
    """Return the rows as deserialized objects, ready to save. Raises DeserializationError for an invalid value."""
    wrapped = [{"model": table, "pk": row["pk"], "fields": {k: v for k, v in row.items() if k != "pk"}} for row in rows]
    return list(Deserializer(wrapped, handle_forward_references=False))


def _batches(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:_ROWS_BATCH_SIZE]):
        yield batch
        last = batch[-1].pk
