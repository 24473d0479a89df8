import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """Names already there get the columns that lists sort and search by, as on this day of the code."""
    from thidua_web.people.models import folded_person, person_sort_key

    people = apps.get_model('people', 'User')
    for user in people.objects.filter(sort_key=''):
        user.folded = folded_person(user.full_name, user.username)
        user.sort_key = person_sort_key(user.full_name)
        user.save(update_fields=['folded', 'sort_key'])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_post_unit'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='stands_in_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputies', to='people.post', verbose_name='thay cho'),
        ),
        migrations.AddField(
            model_name='user',
            name='folded',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='user',
            name='phone',
            field=models.CharField(blank=True, max_length=30, verbose_name='điện thoại công vụ'),
        ),
        migrations.AddField(
            model_name='user',
            name='sort_key',
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.CreateModel(
            name='ActivationCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, verbose_name='dấu băm')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='cấp lúc')),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn lúc')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='dùng hoặc bỏ lúc')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to=settings.AUTH_USER_MODEL, verbose_name='người dùng')),
            ],
            options={
                'verbose_name': 'mã kích hoạt',
                'verbose_name_plural': 'mã kích hoạt',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user',), name='one_open_code_per_user')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
