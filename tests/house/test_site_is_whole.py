"""What Django itself can check of the site: its configuration, and migrations that match the models."""

import pytest
from django.core.management import call_command


def test_the_configuration_is_sound():
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_migrations_match_the_models(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
