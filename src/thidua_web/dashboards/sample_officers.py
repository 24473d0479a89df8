"""An officer for every commune of the sample quarter, so that each return has its own sender. No real name stands here.

They are made through the import of accounts and never get a password: their codes on paper are thrown away. Some have
never come, some not for long, so that the call list has something to show.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from thidua_web.journal import journal
from thidua_web.people import acts
from thidua_web.people.giving import Giving
from thidua_web.people.intake import Newcomer
from thidua_web.people.models import Post, Role, User
from thidua_web.people.naming_units import NamedUnit
from thidua_web.register.models import UnitVersion

SINCE = date(2024, 1, 1)


def officers_of(versions: Iterable[UnitVersion], office: User) -> dict[int, User]:
    """Unit -> its officer, made where there is none."""
    versions = list(versions)
    names = {v.unit_id: f"canbo.{v.code}" for v in versions}
    made = set(User.objects.filter(username__in=names.values()).values_list("username", flat=True))
    people = [_newcomer(v, n) for n, v in enumerate(versions) if names[v.unit_id] not in made]
    acts.import_accounts(by=office, people=people)
    found = {user.username: user for user in User.objects.filter(username__in=names.values())}
    return {unit: found[name] for unit, name in names.items()}


def _newcomer(version: UnitVersion, number: int) -> Newcomer:
    unit = NamedUnit(version.unit_id, version.code, version.full_name, version.level, "")
    giving = Giving(Role.UNIT_OFFICER, unit, SINCE)
    name = f"Cán bộ {version.full_name} (mẫu)"
    return Newcomer(number, name, f"canbo.{version.code}", "", f"0000 000 {number:03}", giving)


def administrator_of(version: UnitVersion, password: str) -> User:
    """Who keeps the accounts of one commune; signs in with the password of all sample accounts."""
    found = User.objects.filter(username="quantri").first()
    if found is None:
        found = User.objects.create_user(
            "quantri", password, full_name=f"Quản trị {version.full_name} (mẫu)", unit_text=version.full_name
        )
        Post.objects.create(
            user=found, role=Role.UNIT_ADMINISTRATOR, unit=version.unit, unit_text=version.full_name, valid_from=SINCE
        )
        journal.record(act="open_account", by=None, of=found)
    return found


def let_them_come(officers: Iterable[User], sent: set[int]) -> None:
    """Those who sent something by the web have signed in; every tenth of them not for long."""
    now = timezone.now()
    for number, user in enumerate(user for user in officers if user.pk in sent):
        away = settings.IDLE_DAYS + 20 if number % 10 == 9 else number % 7
        User.objects.filter(pk=user.pk).update(last_login=now - timedelta(days=away))
