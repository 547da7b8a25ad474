from django.db import migrations


class Migration(migrations.Migration):
    """A shared look-up was called a report, as were three other things."""

    dependencies = [("newsgroups", "0019_chance")]

    operations = [migrations.RenameModel(old_name="Report", new_name="SharedLookup")]
