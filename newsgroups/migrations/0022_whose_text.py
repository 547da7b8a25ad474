import django.db.models.deletion
from django.db import migrations, models

from newsgroups.migrations.operations.schema import MoveLast


def look_again(apps, schema_editor):
    """The next process_articles finds the sites of outlets, credits, and origins by the rules of this version."""
    database = schema_editor.connection.alias
    apps.get_model("newsgroups", "Article").objects.using(database).update(needs_credits=True)
    apps.get_model("newsgroups", "Pair").objects.using(database).exclude(origin="").update(origin="")


class Migration(migrations.Migration):

    dependencies = [
        ('newsgroups', '0021_related_stories'),
    ]

    operations = [
        migrations.CreateModel(
            name='OriginCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=8)),
                ('name', models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.AddField(
            model_name='article',
            name='updated',
            field=models.DateTimeField(blank=True, editable=False, help_text='When the outlet says that it changed the article last.', null=True),
        ),
        MoveLast('Article', 'text'),
        migrations.AddField(
            model_name='source',
            name='outlet',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='names', to='newsgroups.source', verbose_name='same as'),
        ),
        migrations.AddField(
            model_name='source',
            name='outlet_by_curator',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='source',
            name='site',
            field=models.CharField(blank=True, editable=False, max_length=253),
        ),
        migrations.AlterField(
            model_name='curationevent',
            name='action',
            field=models.CharField(choices=[('merge', 'merged groups'), ('move', 'moved articles'), ('hide', 'hid articles'), ('show', 'showed articles'), ('lock', 'locked a group'), ('unlock', 'unlocked a group'), ('rename', 'renamed a group'), ('split', 'split articles off'), ('confirm', 'confirmed a group'), ('apart', 'put articles apart'), ('judge', 'judged a pair'), ('outlets', 'joined or parted outlets'), ('origin', 'corrected an origin')], max_length=16),
        ),
        migrations.AlterField(
            model_name='pair',
            name='same_source',
            field=models.BooleanField(help_text='Whether both are of one outlet, under whichever of its names.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('outlet', models.F('id')), _negated=True), name='source_is_no_name_of_itself'),
        ),
        migrations.AddField(
            model_name='origincorrection',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='newsgroups.curationevent'),
        ),
        migrations.AddField(
            model_name='origincorrection',
            name='left',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsgroups.article'),
        ),
        migrations.AddField(
            model_name='origincorrection',
            name='right',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsgroups.article'),
        ),
        migrations.AddConstraint(
            model_name='origincorrection',
            constraint=models.CheckConstraint(condition=models.Q(('left__lt', models.F('right'))), name='origin_correction_in_order'),
        ),
        migrations.AddConstraint(
            model_name='origincorrection',
            constraint=models.UniqueConstraint(fields=('event', 'left', 'right'), name='origin_correction_once_an_event'),
        ),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
