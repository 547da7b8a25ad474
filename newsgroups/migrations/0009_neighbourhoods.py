from django.db import migrations, models


def make_everything_anew(apps, schema_editor):
    """Sketches hold more since; the next process_articles makes them, their postings and pairs anew."""
    alias = schema_editor.connection.alias
    apps.get_model("newsgroups", "Article").objects.using(alias).update(needs_sketch=True, needs_match=True)
    for name in ("Sketch", "TermPosting", "FingerprintPosting", "ArchiveSnapshot"):
        apps.get_model("newsgroups", name).objects.using(alias).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0008_pairs_by_share"),
    ]

    operations = [
        migrations.CreateModel(
            name="Neighbourhood",
            fields=[
                ("article_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("nearest", models.BinaryField()),
            ],
        ),
        migrations.RunPython(make_everything_anew, migrations.RunPython.noop),
    ]
