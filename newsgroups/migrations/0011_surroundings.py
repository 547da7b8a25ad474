from django.db import migrations, models

from newsgroups.migrations.operations.schema import CreateNarrowModel


def make_everything_anew(apps, schema_editor):
    """Postings tell what stands around them and find the ends of long texts since; the next process_articles makes sketches and pairs anew."""
    alias = schema_editor.connection.alias
    apps.get_model("newsgroups", "Article").objects.using(alias).update(needs_sketch=True, needs_match=True)
    for name in ("Sketch", "TermPosting"):
        apps.get_model("newsgroups", name).objects.using(alias).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0010_reports"),
    ]

    operations = [
        migrations.RunPython(make_everything_anew, migrations.RunPython.noop),
        migrations.DeleteModel(name="FingerprintPosting"),
        CreateNarrowModel(
            name="FingerprintPosting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "article_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.BigIntegerField()),
                ("article_id", models.BigIntegerField()),
                ("around", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="sketch",
            name="around",
            field=models.BinaryField(default=b"", help_text="Traces of the words beside each fingerprint."),
        ),
        migrations.AddField(
            model_name="sketch",
            name="further",
            field=models.BinaryField(default=b"", help_text="Terms of a long text behind its beginning."),
        ),
    ]
