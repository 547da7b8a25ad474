"""Articles that were stored before get the hash of their text and the canonical address of today's rules.

Where two articles would have one address, one of them keeps its old one: they are two texts, and none is lost.
"""

from django.db import migrations

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.models.article import text_hash

AT_ONCE = 500


def fill(apps, schema_editor):
    for name, hashed in (("Article", True), ("QueuedAddress", False)):
        model = apps.get_model("newsgroups", name)
        last = 0
        while rows := list(model.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            last = rows[-1].pk
            _readdress(model, rows)
            if hashed:
                for row in rows:
                    row.text_hash = text_hash(row.text)
            model.objects.bulk_update(rows, ["url", "text_hash"] if hashed else ["url"], batch_size=200)


def _readdress(model, rows):
    wanted = {row.pk: _canonical(row) for row in rows}
    taken = dict(model.objects.filter(url__in=wanted.values()).values_list("url", "pk"))
    for row in rows:
        url = wanted[row.pk]
        if taken.setdefault(url, row.pk) == row.pk:
            row.url = url


def _canonical(row):
    try:
        return canonical_url(row.url)
    except RefusedAddress:
        return row.url


class Migration(migrations.Migration):
    dependencies = [("newsgroups", "0005_addresses_and_runs")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
