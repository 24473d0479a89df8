"""The sample's units: the country, and about 1,500 invented units below the communes of Tây Ninh.

Communes and districts are the real ones of 2024 and 2025; what stands below them is generated from a fixed seed, has
plain numbered names, and is marked DỮ LIỆU MẪU like everything of the sample.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.urls import reverse

from thidua.units.registry import Registry, descendants
from thidua.units.shipped import shipped_units
from thidua.units.versions import TERRITORY, UnitVersion
from thidua_web.people.acts import name_own_province
from thidua_web.people.models import OwnProvince, User
from thidua_web.register.acts import activate_generation, stage_generation
from thidua_web.register.live import live_registry
from thidua_web.register.models import Level, Unit
from thidua_web.register.models import UnitVersion as Row

EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)
OLD_PROVINCE, NEW_PROVINCE = "72-1", "80-2"
SEED = 20240325
SOURCE = "DỮ LIỆU MẪU"


def lay(people: dict[str, User]) -> list[str]:
    """Load the country and the invented units below Tây Ninh; say what to click."""
    if not Unit.objects.exists():
        with transaction.atomic():
            country = stage_generation(title="Danh mục cả nước đi kèm phần mềm", wanted=shipped_units(), by=None)
            activate_generation(generation=country, by=None)
            wanted = with_local_units(live_registry())
            local = stage_generation(
                title="Khu dân cư, cơ quan, doanh nghiệp, nhà trường (mẫu)", wanted=wanted, by=None
            )
            activate_generation(generation=local, by=None)
    if not OwnProvince.objects.exists():
        name_own_province(by=None, unit=Unit.objects.get(key=NEW_PROVINCE))
    count = Row.objects.filter(source=SOURCE).values("unit").distinct().count()
    tree = f"{reverse('register:units')}?thuoc={NEW_PROVINCE}&ngay=2025-07-01"
    return [
        f"Đơn vị: cả nước trước và sau ngày 1/7/2025, thêm {count} đơn vị mẫu ở Tây Ninh: mở {tree}",
        f"Một xã bị chia tách: mở {reverse('register:unit', args=['25507-1'])}?ngay=2025-06-30",
    ]


def with_local_units(registry: Registry) -> Registry:
    """Add invented units below every commune of old Tây Ninh; on the reform's day they move to a successor."""
    dice = random.Random(SEED)
    communes = [v for v in descendants(registry, OLD_PROVINCE, EVE) if v.level == Level.COMMUNE]
    added: list[UnitVersion] = []
    for commune in communes:
        heirs = [edge.heir for edge in registry.heirs.get(commune.unit, [])] or [commune.unit]
        for number, (name, kind, level) in enumerate(_below(commune, dice), 1):
            key = f"m{commune.code}{number:03d}"
            added += _lives(
                key, f"{commune.code}.M{number:03d}", name, kind, level, commune.unit, heirs[number % len(heirs)]
            )
    return replace(registry, versions=registry.versions + tuple(added))


def _below(commune: UnitVersion, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """Names, kinds and levels of what stands below one commune: about sixteen units."""
    ward = commune.kind in ("phường", "thị trấn")
    for number in range(1, dice.randrange(7, 11)):
        yield (f"{number}", "khu phố" if ward else "ấp", Level.RESIDENTIAL_AREA)
    yield (f"UBND {commune.full_name}", "UBND", Level.AGENCY)
    yield (f"Trạm Y tế {commune.full_name}", "Trạm Y tế", Level.AGENCY)
    for number in range(1, dice.randrange(3, 7)):
        yield (f"mẫu số {number}", "doanh nghiệp", Level.ENTERPRISE)
    for number in range(1, dice.randrange(3, 5)):
        kind = dice.choice(("trường tiểu học", "trường trung học cơ sở", "trường trung học phổ thông"))
        yield (f"mẫu số {number}", kind, Level.SCHOOL)


def _lives(key: str, code: str, name: str, kind: str, level: str, before: str, after: str) -> Iterator[UnitVersion]:
    old, new = ((TERRITORY, before),), ((TERRITORY, after),)
    if before == after:
        yield UnitVersion(key, code, name, kind, level, None, None, old, "", "", SOURCE)
        return
    yield UnitVersion(key, code, name, kind, level, None, REFORM, old, "", "", SOURCE)
    yield UnitVersion(key, code, name, kind, level, REFORM, None, new, "", "", SOURCE)
