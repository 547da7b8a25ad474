from django.db import migrations

LANGUAGES = "da de es fi fr hu it nb nl nn no pt ru sv tr".split()


def make_other_languages_anew(apps, schema_editor):
    """Function words of these languages are no terms since; the next process_articles makes sketches and pairs of such articles anew."""
    articles = apps.get_model("newsgroups", "Article").objects.using(schema_editor.connection.alias)
    for language in LANGUAGES:
        articles.filter(language__istartswith=language).update(needs_sketch=True, needs_match=True)


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0012_locked_stories"),
    ]

    operations = [
        migrations.RunPython(make_other_languages_anew, migrations.RunPython.noop),
    ]
