from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """The table in which failed sign-ins are counted, for every worker and machine together."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
