"""A throw-away home for ``bench/lists.py`` (``make FILE UNITS``) and ``bench/export.py`` (``wide FILE UNITS``).

A province of UNITS communes with an account each; two quarters of a form of targets and one of a plain form, returns at
every stage, the ledger of what was accepted, a line of the journal for each submission, papers and programmes. Figures
are made up. Run with THIDUA_HOME and THIDUA_DATABASE_URL set. FILE tells sessions and addresses.
"""

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
PERIODS = ("2024-Q1", "2024-Q2")
SHARES = {"households_reached_share": "%", "initiatives_effective_share": "%", "social_order_crimes_total": "vụ",
          "residential_areas_registered_share": "%", "fires_total": "vụ"}  # fmt: skip
BATCH = 1000


def units_and_people(count: int) -> tuple[list, object]:
    """The versions of the communes, and the office; every commune has an officer."""
    from thidua_web.people.models import OwnProvince, Post, Role, User
    from thidua_web.register.models import Unit, UnitVersion

    def lay(units: list, name: str, kind: str, level: str, parent) -> list:
        return UnitVersion.objects.bulk_create(
            (UnitVersion(unit=u, code=u.key, name=f"{name} {n}", kind=kind, level=level, parent=parent,
                         folded=UnitVersion.folded_name(kind, f"{name} {n}", u.key), sort_key=f"{name} {n:06d}")
             for n, u in enumerate(units)), batch_size=BATCH)  # fmt: skip

    province = Unit.objects.create(key="90")
    lay([province], "Nam Giang", "tỉnh", "province", None)
    communes = Unit.objects.bulk_create((Unit(key=f"9{n:05d}") for n in range(count)), batch_size=BATCH)
    versions = lay(communes, "Số", "xã", "commune", province)
    office = User.objects.create_user("office", full_name="Cơ quan thường trực")
    Post.objects.create(user=office, role=Role.STANDING_OFFICE, valid_from=date(2020, 1, 1))
    OwnProvince.objects.create(unit=province)
    people = [User.objects.unsaved(u.key, full_name=f"Cán bộ {u.key}") for u in communes]
    User.objects.bulk_create(people, batch_size=BATCH)
    Post.objects.bulk_create((Post(user=p, unit=u, role=Role.UNIT_OFFICER, valid_from=date(2020, 1, 1))
                              for p, u in zip(people, communes, strict=True)), batch_size=BATCH)  # fmt: skip
    return versions, office


def programme_of(office) -> object:
    """A programme with targets, each bound to an indicator."""
    from django.utils import timezone

    from thidua_web.programme.models import Campaign, Programme, Target
    from thidua_web.returns.models import Binding

    campaign = Campaign.objects.create(name="Toàn dân bảo vệ an ninh Tổ quốc")
    now = timezone.now()
    made = [
        Programme.objects.create(campaign=campaign, title=f"Chương trình {n}", from_year=2024, to_year=2024,
                                 created_by=office, created_at=now, confirmed_by=office, confirmed_at=now, version=1,
                                 state=Programme.State.UNDER_WAY)
        for n in range(30)
    ]  # fmt: skip
    first = made[0]
    for n in range(30):
        key = list(SHARES)[n % len(SHARES)]
        row = Target.objects.create(
            programme=first, since=1, position=n, indicator=f"Chỉ tiêu {n}: {key}", value=80 + n % 15, comparator="≥",
            unit=SHARES[key], per="xã" if n % 4 == 1 and SHARES[key] == "%" else "",
        )  # fmt: skip
        Binding.objects.create(programme=first, lineage=row.lineage, indicator=key, confirmed_by=office)
    return first


def collected(versions: list, office, programme) -> list:
    """Forms, what is owed, and returns: of ten six are accepted, two wait, one is a draft, one was never begun."""
    from thidua_web.returns import acts
    from thidua_web.returns.models import Form, Obligation

    keys = ["households", "households_reached", "initiatives", "initiatives_new", "initiatives_effective",
            "social_order_crimes", "residential_areas", "residential_areas_registered", "fires", "staff",
            "staff_reached", "roads", "roads_lit", "teams", "sites", "outreach_sessions", "reports_received",
            "reports_resolved", "agencies", "agencies_registered"]  # fmt: skip
    sort = {"level": "commune", "regime": "calendar", "length": "quarter", "elements": keys, "by": office}
    forms = [acts.make_form(key="muc-tieu", title="Biểu theo chỉ tiêu", programme=programme, **sort),
             acts.make_form(key="quy", title="Biểu quý", **sort)]  # fmt: skip
    for form, period in ((forms[0], PERIODS[0]), (forms[0], PERIODS[1]), (forms[1], PERIODS[1])):
        acts.oblige_units(form=form, period=period, by=office)
    for form in Form.objects.all():
        for period in PERIODS:
            answered(list(Obligation.objects.filter(form=form, period=period).order_by("pk")), keys, office)
    return forms


def answered(owed: list, keys: list[str], office) -> None:
    """Returns of one form and period, with their versions, decisions, the ledger and the journal."""
    from django.db.models import F, OuterRef, Subquery
    from django.utils import timezone

    from thidua_web.journal.models import JournalEntry
    from thidua_web.returns.models import Decision, LedgerEntry, LedgerTail, Return, ReturnVersion

    stages = ["accepted", "submitted", "draft", "accepted", "accepted", "submitted", "accepted", "accepted", "accepted"]
    pairs = [(o, stages[n % 10]) for n, o in enumerate(owed) if n % 10 < len(stages)]
    moment = timezone.now() - timedelta(days=30)
    answers = Return.objects.bulk_create(
        (Return(obligation=o, state=stage, revision=1, submitted_at=None if stage == "draft" else
                moment + timedelta(minutes=n)) for n, (o, stage) in enumerate(pairs)), batch_size=BATCH)  # fmt: skip
    versions = ReturnVersion.objects.bulk_create(
        (ReturnVersion(answer=a, number=1, cells=_cells(n, keys), saved_by=office, submitted_at=a.submitted_at,
                       submitted_by=None if a.state == "draft" else office)
         for n, a in enumerate(answers)), batch_size=BATCH)  # fmt: skip
    newest = ReturnVersion.objects.filter(answer=OuterRef("pk")).values("pk")[:1]
    Return.objects.filter(current=None).update(current=Subquery(newest))
    Return.objects.filter(state="accepted", accepted=None).update(accepted=F("current"))
    tail, _ = LedgerTail.objects.get_or_create(pk=1)
    entries = [
        LedgerEntry(version=v, unit_version_id=o.unit_version_id, element=key, period=o.period, delta=cell["v"])
        for v, (o, stage) in zip(versions, pairs, strict=True) if stage == "accepted" for key, cell in v.cells.items()
    ]  # fmt: skip
    for n, entry in enumerate(entries, tail.seq + 1):
        entry.seq = n
    LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)
    LedgerTail.objects.filter(pk=1).update(seq=tail.seq + len(entries))
    Decision.objects.bulk_create(
        (Decision(version=v, kind=Decision.Kind.ACCEPT, by=office, at=moment + timedelta(days=2, minutes=n))
         for n, (v, (_, stage)) in enumerate(zip(versions, pairs, strict=True)) if stage == "accepted"),
        batch_size=BATCH)  # fmt: skip
    JournalEntry.objects.bulk_create(
        (JournalEntry(act="submit_return", by=office, of_kind="returns.return", of_key=str(a.pk), of_text=f"Bản {n}",
                      changes={"state": ["draft", "submitted"]}) for n, a in enumerate(answers)),
        batch_size=BATCH)  # fmt: skip


def _cells(n: int, keys: list[str]) -> dict:
    """Made-up figures; a part stands right after its whole and is smaller."""
    return {key: {"v": (1000 + 7 * n % 900) >> place % 3} for place, key in enumerate(keys)}


def papers(office) -> None:
    """Documents of the list of papers."""
    from django.utils import timezone

    from thidua_web.documents.models import Document

    Document.objects.bulk_create(
        (Document(name=f"ke-hoach-{n}.docx", title=f"Kế hoạch số {n}", sha256=f"{n:064d}", size=1000, kind="docx",
                  text="Kế hoạch", uploaded_by=office, uploaded_at=timezone.now()) for n in range(300)),
        batch_size=BATCH)  # fmt: skip


def signed_in(user) -> str:
    """The key of a session of this person."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def make(file: Path, count: int) -> None:
    """Lay everything and tell the session of the office and what the addresses need."""
    from django.conf import settings
    from django.db import connection, transaction

    from thidua_web.register.live import move_stand
    from thidua_web.returns.models import Obligation

    with transaction.atomic():
        versions, office = units_and_people(count)
        move_stand()
        programme = programme_of(office)
        forms = collected(versions, office, programme)
        papers(office)
        told = {
            "cookie": settings.SESSION_COOKIE_NAME, "session": signed_in(office), "programme": programme.pk,
            "lineage": programme.targets.first().lineage, "form": forms[0].key,
            "return": Obligation.objects.filter(answer__state="submitted").values_list("pk", flat=True).first(),
            "unit": versions[0].unit.key, "user": versions[0].unit.posts.first().user_id,
        }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    file.write_text(json.dumps(told), encoding="utf-8")


def make_wide(file: Path, count: int) -> None:
    """One form of every definition of the province's own, a submitted return of each unit."""
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from thidua.figures.elements import catalogue
    from thidua_web.returns import acts
    from thidua_web.returns.models import Obligation

    keys = [key for key in catalogue(date(2024, 3, 31)).elements if key.startswith("own_")]
    with transaction.atomic():
        _, office = units_and_people(count)
        acts.make_form(key="rong", title="Biểu rộng", level="commune", regime="calendar", length="quarter",
                       elements=keys, by=office)  # fmt: skip
        acts.oblige_units(form=acts.Form.objects.get(), period=PERIODS[0], by=office)
        submitted(list(Obligation.objects.order_by("pk").values_list("pk", flat=True)), keys, office, timezone.now())
    file.write_text(json.dumps({"cookie": settings.SESSION_COOKIE_NAME, "session": signed_in(office)}), "utf-8")


def submitted(owed: list[int], keys: list[str], office, moment) -> None:
    """A version for each of these obligations, a batch at a time."""
    from django.db.models import F, OuterRef, Subquery

    from thidua_web.returns.models import Return, ReturnVersion

    for start in range(0, len(owed), BATCH):
        answers = Return.objects.bulk_create(
            Return(obligation_id=pk, state="submitted", revision=1, submitted_at=moment)
            for pk in owed[start : start + BATCH]
        )
        ReturnVersion.objects.bulk_create(
            ReturnVersion(answer=a, number=1, cells=_cells(start + n, keys), submitted_at=moment, submitted_by=office)
            for n, a in enumerate(answers)
        )
    newest = ReturnVersion.objects.filter(answer=OuterRef("pk")).values("pk")[:1]
    Return.objects.update(current=Subquery(newest), changed_at=F("submitted_at"))


def main(argv: list[str]) -> None:
    """Set Django up and lay the home."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    (make if argv[0] == "make" else make_wide)(Path(argv[1]), int(argv[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
