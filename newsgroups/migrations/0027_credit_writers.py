from django.db import migrations, models


def look_again(apps, schema_editor):
    """The next process_articles reads credits in five languages, and origins by them.

    Rows that an earlier migration of the same upgrade has marked are left alone: all marks together cost one run.
    """
    database = schema_editor.connection.alias
    articles = apps.get_model("newsgroups", "Article").objects.using(database)
    articles.filter(needs_credits=False).update(needs_credits=True)
    apps.get_model("newsgroups", "Pair").objects.using(database).exclude(origin="").update(origin="")


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0026_page_furniture"),
    ]

    operations = [
        migrations.AddField(
            model_name="credit",
            name="by_writer",
            field=models.BooleanField(
                default=False, help_text="Whether it names a writer of the agency, whose text the whole then is."
            ),
        ),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
