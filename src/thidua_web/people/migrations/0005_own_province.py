"""An installation knows its own province; those that already hold posts of the standing office at one keep it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def name_those_in_use(apps, schema_editor):
    Post, OwnProvince = apps.get_model("people", "Post"), apps.get_model("people", "OwnProvince")
    UnitVersion = apps.get_model("register", "UnitVersion")
    held = Post.objects.filter(role__in=["standing_office", "home_affairs"], unit__isnull=False)
    provinces = UnitVersion.objects.filter(level="province").values_list("unit", flat=True)
    for unit in set(held.values_list("unit", flat=True)) & set(provinces):
        OwnProvince.objects.get_or_create(unit_id=unit)


class Migration(migrations.Migration):
    dependencies = [("register", "0002_boundaries"), ("people", "0004_accounts")]

    operations = [
        migrations.CreateModel(
            name="OwnProvince",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="nêu lúc")),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to=settings.AUTH_USER_MODEL, verbose_name="người nêu",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.unit",
                        verbose_name="tỉnh, thành phố",
                    ),
                ),
            ],
            options={
                "verbose_name": "tỉnh của bản cài đặt",
                "verbose_name_plural": "tỉnh của bản cài đặt",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(name_those_in_use, migrations.RunPython.noop),
    ]
