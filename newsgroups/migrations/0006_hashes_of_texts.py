"""Gives articles stored earlier the hash of their text and their canonical address.

If two articles would end up at one address, one of them keeps its old address: they are two texts, and neither is lost.
"""

from django.db import migrations

from newsgroups.migrations.operations.rules_of_0006 import canonical_url, text_hash

BATCH_SIZE = 500


def fill(apps, schema_editor):
    for name, hashed in (("Article", True), ("QueuedAddress", False)):
        stored = apps.get_model("newsgroups", name).objects.using(schema_editor.connection.alias)
        last = 0
        while rows := list(stored.filter(pk__gt=last).order_by("pk")[:BATCH_SIZE]):
            last = rows[-1].pk
            _readdress(stored, rows)
            if hashed:
                for row in rows:
                    row.text_hash = text_hash(row.text)
            stored.bulk_update(rows, ["url", "text_hash"] if hashed else ["url"], batch_size=200)


def _readdress(stored, rows):
    wanted = {row.pk: canonical_url(row.url) for row in rows}
    taken = dict(stored.filter(url__in=wanted.values()).values_list("url", "pk"))
    for row in rows:
        url = wanted[row.pk]
        if taken.setdefault(url, row.pk) == row.pk:
            row.url = url


class Migration(migrations.Migration):
    dependencies = [("newsgroups", "0005_addresses_and_runs")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
