from django.db import migrations


def make_everything_anew(apps, schema_editor):
    """Sketches hold the beginnings of articles since, and pairs are judged by what chance brings; the next
    process_articles makes both anew.
    """
    apps.get_model("newsgroups", "Article").objects.update(needs_sketch=True, needs_match=True)
    for name in ("Sketch", "TermPosting", "FingerprintPosting", "ArchiveSnapshot"):
        apps.get_model("newsgroups", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsgroups", "0014_decisions"),
    ]

    operations = [
        migrations.RunPython(make_everything_anew, migrations.RunPython.noop),
    ]
