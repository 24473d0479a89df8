"""A throw-away home for deadline night: ``make FILE FIELDS UNITS`` lays it out, ``check FILE ACKNOWLEDGED`` looks.

Run with THIDUA_HOME, THIDUA_DATABASE_URL and THIDUA_INDICATORS set; see ``bench/deadline.py``.
"""

import json
import os
import secrets
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
PERIOD = "2024-Q1"


def own_definitions(count: int) -> str:
    """Definitions of a province's own, of the sorts that the catalogue has: counts, parts of counts, money, yes/no."""
    rows = []
    for n in range(count):
        kind = "yes_no" if n % 10 == 9 else "money" if n % 10 == 8 else "integer"
        row = f"  own_{n:03d}: {{label: Số liệu riêng {n + 1}, kind: {kind}, unit: việc, unit_kinds: [commune]"
        part = f", part_of: own_{n - 1:03d}" if n % 10 in (1, 3, 5, 7) else ""
        rows.append(f"{row}, frequency: quarter, basis: Danh mục riêng để đo{part}}}")
    return "group: Số liệu riêng\nelements:\n" + "\n".join(rows) + "\n"


def make(file: Path, fields: int, units: int) -> None:
    """A province with its communes, an officer and a session for each, a form, what is owed, and what will be typed."""
    from django.conf import settings
    from django.db import transaction

    from thidua.figures.elements import catalogue
    from thidua_web.people.models import Post, Role, User
    from thidua_web.register.models import Unit
    from thidua_web.returns import acts
    from thidua_web.returns.models import Obligation

    with transaction.atomic():
        office = User.objects.create_user("office", full_name="Cơ quan thường trực")
        Post.objects.create(user=office, role=Role.STANDING_OFFICE, valid_from=date(2020, 1, 1))
        province = _unit("90", "Nam Giang", "tỉnh", "province", None)
        communes = [_unit(f"90{n:04d}", f"Số {n}", "xã", "commune", province) for n in range(units)]
        users = User.objects.bulk_create(User(username=u.key, full_name=u.key, password="!") for u in communes)
        Post.objects.bulk_create(
            Post(user=user, unit=unit, role=Role.UNIT_OFFICER, valid_from=date(2020, 1, 1))
            for user, unit in zip(users, communes, strict=True)
        )
        known = catalogue(date(2024, 3, 31)).elements_for("commune")
        keys = [e.key for e in known][:fields]
        assert len(keys) == fields, f"{len(keys)} definitions, {fields} asked"
        sort = {"level": "commune", "regime": "calendar", "length": "quarter", "elements": keys}
        form = acts.make_form(key="quy", title="Biểu quý", by=office, **sort)
        acts.oblige_units(form=form, period=PERIOD, by=office)
        owed = dict(Obligation.objects.values_list("unit", "pk"))
        rows = [_prepared(n, owed[unit.pk], user, known[:fields]) for n, (unit, user) in
                enumerate(zip(communes, users, strict=True))]  # fmt: skip
    told = {"cookie": settings.SESSION_COOKIE_NAME, "returns": rows}
    file.write_text(json.dumps(told), encoding="utf-8")
    assert Unit.objects.count() == units + 1


def _unit(key: str, name: str, kind: str, level: str, parent):
    from thidua_web.register.models import Unit, UnitVersion

    made = Unit.objects.create(key=key)
    UnitVersion.objects.create(unit=made, code=key, name=name, kind=kind, level=level, parent=parent,
                               folded=UnitVersion.folded_name(kind, name, key), sort_key=name)  # fmt: skip
    return made


def _prepared(number: int, owed: int, user, elements) -> dict:
    """A signed-in session, its CSRF secret, and the fields of the form as a browser would post them."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    csrf = secrets.token_hex(16)
    depth = {}
    fields = {"csrfmiddlewaretoken": csrf, "revision": "0"}
    for element in elements:
        depth[element.key] = depth.get(element.part_of, -1) + 1 if element.part_of else 0
        if element.held_elsewhere or element.kind.value == "yes_no":
            fields[f"c-{element.key}"] = "có"
            fields |= {f"p-{element.key}": "12/BC-CAT"} if element.held_elsewhere else {}
        elif element.is_number:
            count = (100_000 + number) >> depth[element.key]
            fields[f"c-{element.key}"] = str(count if element.at_most is None else min(count, element.at_most))
        else:
            fields[f"c-{element.key}"] = "Làm theo kế hoạch, có sơ kết."
        if element.evidence_required:
            fields[f"w-{element.key}"] = "Bản giấy gửi kèm công văn."
    return {"pk": owed, "session": session.session_key, "csrf": csrf, "fields": fields}


def check(file: Path, acknowledged: Path) -> dict[str, int]:
    """What the database says afterwards: of the acknowledged returns, how many are lost, doubled or other than sent."""
    from collections import Counter

    from thidua_web.journal.models import JournalEntry
    from thidua_web.returns.models import Return, ReturnVersion

    sent = {row["pk"]: row["fields"] for row in json.loads(file.read_text(encoding="utf-8"))["returns"]}
    told = {int(line) for line in acknowledged.read_text(encoding="ascii").split()}
    kept = {r.obligation_id: r for r in Return.objects.filter(state="submitted").select_related("current")}
    versions = Counter(ReturnVersion.objects.values_list("answer__obligation", flat=True))
    noted = Counter(JournalEntry.objects.filter(act="submit_return").values_list("of_key", flat=True))
    other = sum(
        any(f"c-{key}" not in sent[pk] or str(cell.get("v")) != sent[pk][f"c-{key}"]
            for key, cell in kept[pk].current.cells.items() if type(cell.get("v")) is int)
        for pk in told & set(kept)
    )  # fmt: skip
    return {
        "acknowledged": len(told), "stored": len(kept), "lost": len(told - set(kept)), "other": other,
        "doubled": sum(n > 1 for n in versions.values()) + sum(n > 1 for n in noted.values()),
        "unnoted": sum(str(r.pk) not in noted for r in kept.values()),
    }  # fmt: skip


def main(argv: list[str]) -> None:
    """Set Django up and do what is asked."""
    import django

    django.setup()
    if argv[0] == "make":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        make(Path(argv[1]), int(argv[2]), int(argv[3]))
    else:
        print(json.dumps(check(Path(argv[1]), Path(argv[2]))))


if __name__ == "__main__":
    main(sys.argv[1:])
