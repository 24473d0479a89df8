"""The language that a person chose goes with the account; until then a page speaks Vietnamese."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_own_province")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="", max_length=8,
                verbose_name="ngôn ngữ của trang",
            ),
            preserve_default=False,
        ),
    ]
