import json

from django.db import migrations, models


def measure(apps, schema_editor):
    database = schema_editor.connection.alias
    for report in apps.get_model("newsgroups", "Report").objects.using(database).iterator(chunk_size=50):
        report.size = len(report.text.encode(errors="replace")) + len(json.dumps(report.asked))
        report.save(update_fields=["size"])


class Migration(migrations.Migration):
    dependencies = [("newsgroups", "0014_decisions")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="size",
            field=models.PositiveIntegerField(default=0, help_text="Bytes of the text and of what was asked."),
        ),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
