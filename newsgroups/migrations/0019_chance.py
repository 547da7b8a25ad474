import django.db.models.deletion
from django.db import migrations, models


def make_everything_anew(apps, schema_editor):
    """Sketches hold the beginnings of articles since, and pairs are judged by what chance brings; the next
    process_articles makes both anew.
    """
    database = schema_editor.connection.alias
    apps.get_model("newsgroups", "Article").objects.using(database).update(needs_sketch=True, needs_match=True)
    for name in ("Sketch", "TermPosting", "FingerprintPosting", "ArchiveSnapshot"):
        apps.get_model("newsgroups", name).objects.using(database).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0018_most_copied"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoEvent",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="no_event",
                        serialize=False,
                        to="newsgroups.article",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("coupons", "coupons"),
                            ("deals", "deals"),
                            ("guide", "buying or how-to guide"),
                            ("horoscope", "horoscope"),
                            ("newsletter", "newsletter"),
                            ("puzzle", "hints for a puzzle"),
                            ("own event", "what the outlet holds itself"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_everything_anew, migrations.RunPython.noop),
    ]
