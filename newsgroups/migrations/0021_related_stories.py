import django.db.models.deletion
from django.db import migrations, models

REASONS = [
    ("coupons", "coupons"),
    ("deals", "deals"),
    ("guide", "buying or how-to guide"),
    ("horoscope", "horoscope"),
    ("newsletter", "newsletter"),
    ("puzzle", "hints for a puzzle"),
    ("own event", "what the outlet holds itself"),
    ("listing", "listing or forecast that appears regularly"),
    ("alert", "automatic alert"),
    ("evergreen", "page that is updated, not news"),
    ("series", "one of many with the same headline"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0020_rename_report"),
    ]

    operations = [
        migrations.AlterField(
            model_name="noevent",
            name="reason",
            field=models.CharField(choices=REASONS, max_length=16),
        ),
        migrations.CreateModel(
            name="RelatedStories",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="stored_relations",
                        serialize=False,
                        to="newsgroups.story",
                    ),
                ),
                ("digest", models.CharField(max_length=32)),
                ("content", models.JSONField()),
            ],
            options={"verbose_name_plural": "related stories"},
        ),
    ]
