from django.db import migrations

from thidua_web.journal import guard


def lay(apps, schema_editor):
    guard.lay(schema_editor.connection)


def lift(apps, schema_editor):
    guard.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
