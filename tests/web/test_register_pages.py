"""Pages of the register: the tree of a day, a life line, two days compared, the map, loads, shares."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from tests import cast
from tests.web.test_register_generations import AFTER, BEFORE, use

from thidua.units.acts_file import COLUMNS
from thidua_web.documents.models import Instrument
from thidua_web.register.live import live_registry, read_registry
from thidua_web.register.models import Boundary, Generation

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    use(BEFORE)
    use(AFTER, "cải cách")


def test_without_units_the_page_says_what_to_do(as_officer: Client) -> None:
    assert "load_units" in as_officer.get("/don-vi/").content.decode()


def test_the_tree_of_a_day(loaded: None, as_officer: Client) -> None:
    eve = as_officer.get("/don-vi/?ngay=2025-06-30&thuoc=p").content.decode()
    day = as_officer.get("/don-vi/?ngay=2025-07-01&thuoc=p").content.decode()
    assert "xã An Bình" in eve and "xã Bình An" not in eve
    assert "xã Bình An" in day and "xã An Bình" not in day
    assert "xã Bình An" in as_officer.get("/don-vi/?ngay=2025-07-01&q=binh+an").content.decode()
    assert "danh mục ngày 30/6/2025" in as_officer.get("/don-vi/?ngay=2024-01-01").content.decode()


def test_the_list_downloads_as_shown(loaded: None, as_officer: Client) -> None:
    lines = b"".join(as_officer.get("/don-vi/?ngay=2025-07-01&thuoc=p&tai=csv")).decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[0].startswith("Tên,Cấp,Mã")
    workbook = as_officer.get("/don-vi/?ngay=2025-07-01&tai=xlsx")
    assert workbook["Content-Disposition"].endswith('.xlsx"') and b"".join(workbook).startswith(b"PK")


def test_a_life_line_leads_both_ways(loaded: None, as_officer: Client) -> None:
    old = as_officer.get("/don-vi/b/?ngay=2025-06-30").content.decode()
    assert "Thành" in old and "xã Bình An" in old and "2/3" in old and "Nghị quyết số 1/NQ" in old
    new = as_officer.get("/don-vi/c/?ngay=2025-07-01").content.decode()
    assert "Lập từ" in new and "xã An Bình" in new and "toàn bộ" in new
    assert "không còn" in as_officer.get("/don-vi/b/?ngay=2025-08-01").content.decode()
    assert as_officer.get("/don-vi/khong-co/").status_code == 404


def test_two_days_compared(loaded: None, as_officer: Client) -> None:
    page = as_officer.get("/don-vi/so-sanh/?tinh=p").content.decode()
    assert "<strong>2</strong> thôi" in page and "<strong>2</strong> mới" in page and "(chia tách)" in page
    assert "sớm hơn" in as_officer.get("/don-vi/so-sanh/?tinh=p&tu=2025-07-01&den=2025-07-01").content.decode()


def test_the_map_of_the_country_has_the_archipelagos(as_office: Client) -> None:
    call_command("load_units", "--commit")
    page = as_office.get("/don-vi/ban-do/?ngay=2025-07-01").content.decode()
    assert page.count('class="tile"') == 34 and page.count("tile-sea") == 2
    assert "Quần đảo Hoàng Sa" in page and "Quần đảo Trường Sa" in page
    communes = as_office.get("/don-vi/ban-do/?ngay=2025-07-01&thuoc=80-2").content.decode()
    assert communes.count('class="tile"') == 96
    old = as_office.get("/don-vi/ban-do/?ngay=2025-06-30&thuoc=72-1").content.decode()
    assert old.count('class="tile"') == 94


def csv(*rows: dict[str, str]) -> SimpleUploadedFile:
    lines = [",".join(COLUMNS)] + [",".join(row.get(c, "") for c in COLUMNS) for row in rows]
    return SimpleUploadedFile("nghi-quyet.csv", "\n".join(lines).encode())


RENAME = {"act": "2/NQ", "on": "2026-01-01", "kind": "rename", "from": "c", "name": "Bình An Mới", "basis": "2/NQ"}


def test_a_later_resolution_is_run_dry_looked_at_used_and_taken_back(loaded: None, as_office: Client) -> None:
    held = read_registry().fingerprint()
    reply = as_office.post("/don-vi/lan-nap/moi/", {"title": "Nghị quyết 2", "file": csv(RENAME)})
    row = Generation.objects.latest("pk")
    assert reply.status_code == 302 and read_registry().fingerprint() == held
    assert "Bình An Mới" in as_office.get(f"/don-vi/lan-nap/{row.pk}/").content.decode()
    as_office.post(f"/don-vi/lan-nap/{row.pk}/dua-vao-dung/")
    assert live_registry().version_on("c", date(2026, 1, 1)).name == "Bình An Mới"
    assert live_registry().version_on("c", date(2025, 12, 31)).name == "Bình An"
    as_office.post(f"/don-vi/lan-nap/{row.pk}/hoan-lai/")
    assert read_registry().fingerprint() == held
    assert as_office.post(f"/don-vi/lan-nap/{row.pk}/xoa-het/").status_code == 404


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (csv({**RENAME, "from": "zzz"}), "zzz"),
        (csv({**RENAME, "kind": "doi-ten"}), "dòng 2"),
        (SimpleUploadedFile("a.csv", b"\xff\xfe\x00"), "UTF-8"),
        (None, "Chưa chọn tệp"),
    ],
)
def test_a_bad_file_says_where_and_keeps_nothing(
    loaded: None, as_office: Client, file: SimpleUploadedFile | None, said: str
) -> None:
    before = Generation.objects.count()
    reply = as_office.post("/don-vi/lan-nap/moi/", {"file": file} if file else {})
    assert reply.status_code == 422 and said in reply.content.decode()
    assert Generation.objects.count() == before


def test_shares_are_entered_as_counts(loaded: None, as_office: Client) -> None:
    form = {"element": "people", "part-c": "1.200", "part-d": "400", "source": "Báo cáo số 5/BC-UBND"}
    assert as_office.post("/don-vi/b/phan-chia/", form).status_code == 302
    shares = {e.heir: str(e.share("people")) for e in live_registry().edges if e.origin == "b"}
    assert shares == {"c": "3/4", "d": "1/4"}
    for wrong in ({"part-c": "-1"}, {"part-c": "mười"}, {"part-c": "0", "part-d": "0"}, {"source": " "}):
        reply = as_office.post("/don-vi/b/phan-chia/", form | wrong)
        assert reply.status_code == 422 and "notice-bad" in reply.content.decode()
    assert "không bị chia tách" in as_office.get("/don-vi/a/phan-chia/").content.decode()


def test_only_the_office_changes_the_register(loaded: None, as_officer: Client) -> None:
    row = Generation.objects.latest("pk")
    assert as_officer.get("/don-vi/lan-nap/").status_code == 403
    assert as_officer.post(f"/don-vi/lan-nap/{row.pk}/hoan-lai/").status_code == 403
    assert as_officer.post("/don-vi/lan-nap/moi/", {"file": csv(RENAME)}).status_code == 403
    form = {"element": "people", "part-c": "1", "part-d": "1", "source": "x"}
    assert as_officer.post("/don-vi/b/phan-chia/", form).status_code == 403


def test_the_list_asks_few_questions(loaded: None, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = cast.browser("officer")
    with django_assert_max_num_queries(16):
        client.get("/don-vi/?ngay=2025-07-01&thuoc=p")


ACT = {"kind": "merge", "act": "3/NQ", "on": "2026-02-01", "basis": "Nghị quyết số 3/NQ"}
MERGE = {"origin-1": "c", "to-1": "e", "name-1": "Thống Nhất", "unit_kind-1": "xã", "parent-1": "p",
         "origin-2": "d", "to-2": "e"}  # fmt: skip


def test_an_act_entered_by_hand_is_run_dry_first(loaded: None, as_office: Client) -> None:
    held = read_registry().fingerprint()
    assert "Mã đơn vị cũ" in as_office.get("/don-vi/viec-sap-xep/?viec=merge").content.decode()
    reply = as_office.post("/don-vi/viec-sap-xep/", ACT | MERGE)
    assert reply.status_code == 302 and read_registry().fingerprint() == held
    as_office.post(f"/don-vi/lan-nap/{Generation.objects.latest('pk').pk}/dua-vao-dung/")
    begun = live_registry().bearer("e", date(2026, 2, 1))
    assert begun.name == "Thống Nhất" and live_registry().version_on("c", date(2026, 2, 1)) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"origin-1": "zz", "origin-2": ""}, "zz"),
        ({"on": "2020-01-01"}, "c"),
        ({"act": " "}, "số, ký hiệu"),
        ({"kind": "split", "share-1": "nửa"}, "nửa"),
        (dict.fromkeys(MERGE, ""), "Chưa nhập"),
    ],
)  # fmt: skip
def test_a_wrong_act_is_told_and_what_was_typed_stays(
    loaded: None, as_office: Client, wrong: dict[str, str], said: str
) -> None:
    before = Generation.objects.count()
    reply = as_office.post("/don-vi/viec-sap-xep/", ACT | MERGE | wrong)
    page = reply.content.decode()
    assert reply.status_code == 422 and said in page and "Nghị quyết số 3/NQ" in page
    assert Generation.objects.count() == before


AREAS = "Mã đơn vị cấp xã,Tên đơn vị cấp xã,Loại,Tên,Mã\nc,Bình An,ấp,Một,\nc,Bình An,ấp,Hai,\n"


def listed(text: str) -> dict[str, object]:
    return {"on": "2026-01-01", "title": "Danh sách ấp", "file": SimpleUploadedFile("ap.csv", text.encode())}


def test_residential_areas_come_from_the_provinces_own_list(loaded: None, as_office: Client) -> None:
    assert as_office.post("/don-vi/nhap/", listed(AREAS)).status_code == 302
    row = Generation.objects.latest("pk")
    as_office.post(f"/don-vi/lan-nap/{row.pk}/dua-vao-dung/")
    below = as_office.get("/don-vi/?ngay=2026-01-01&thuoc=c").content.decode()
    assert "ấp Một" in below and "ấp Hai" in below
    again = as_office.post("/don-vi/nhap/", listed(AREAS))
    assert again.status_code == 422 and "đã có trong sổ" in again.content.decode()


def test_a_wrong_row_is_told_with_its_number_and_nothing_is_kept(loaded: None, as_office: Client) -> None:
    before = Generation.objects.count()
    reply = as_office.post("/don-vi/nhap/", listed(AREAS + "zzz,Không Có,ấp,Ba,\n"))
    assert reply.status_code == 422 and "dòng 4" in reply.content.decode()
    assert Generation.objects.count() == before


def test_the_template_downloads(loaded: None, as_office: Client) -> None:
    assert b"".join(as_office.get("/don-vi/nhap/mau.xlsx?tinh=p&ngay=2025-07-01")).startswith(b"PK")


def boundary(code: str, east: float) -> dict[str, object]:
    ring = [[east, 11.0], [east + 0.1, 11.0], [east + 0.1, 11.1], [east, 11.1], [east, 11.0]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def geojson(*features: dict[str, object]) -> SimpleUploadedFile:
    data = json.dumps({"type": "FeatureCollection", "features": list(features)})
    return SimpleUploadedFile("ranh-gioi.geojson", data.encode())


def test_boundaries_are_drawn_once_every_commune_has_one(loaded: None, as_office: Client) -> None:
    form = {"on": "2025-07-01", "source": "Sở Nông nghiệp và Môi trường"}
    assert as_office.post("/don-vi/ranh-gioi/", form | {"file": geojson(boundary("c", 106.0))}).status_code == 302
    address = "/don-vi/ban-do/?ngay=2025-07-01&thuoc=p"
    assert "<path class=" not in as_office.get(address).content.decode()
    both = geojson(boundary("c", 106.0), boundary("d", 106.1))
    as_office.post("/don-vi/ranh-gioi/", form | {"on": "2025-08-01", "file": both})
    page = as_office.get("/don-vi/ban-do/?ngay=2025-08-01&thuoc=p").content.decode()
    assert page.count('<path class="tile"') == 2
    kept = Boundary.objects.filter(unit__key="c").order_by("valid_from")
    assert [b.valid_to for b in kept] == [date(2025, 8, 1), None]
    wrong = as_office.post("/don-vi/ranh-gioi/", form | {"file": geojson(boundary("zz", 106.0))})
    assert wrong.status_code == 422 and Boundary.objects.count() == 3


def test_the_command_runs_dry_unless_told_otherwise(loaded: None, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "ap.csv"
    file.write_text(AREAS + "c,Bình An,ấp,Bốn,\n", encoding="utf-8")
    held = read_registry().fingerprint()
    call_command("import_units", str(file), "--on", "2026-01-01")
    assert "mới: 3" in capsys.readouterr().out and read_registry().fingerprint() == held
    call_command("import_units", str(file), "--on", "2026-01-01", "--commit")
    names = {v.name for v in live_registry().versions if v.parent() == "c"}
    assert {"Một", "Hai"} <= names
    file.write_text(AREAS + "zzz,Không Có,ấp,Ba,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 dòng"):
        call_command("import_units", str(file), "--on", "2026-01-01", "--commit")


def test_size_and_levels_stay_with_an_organization(loaded: None, as_office: Client) -> None:
    head = "Mã đơn vị cấp xã,Tên đơn vị cấp xã,Loại,Tên,Mã,Quy mô,Cấp học\n"
    rows = "c,Bình An,doanh nghiệp,May Bình An,,vừa,\nc,Bình An,cơ sở giáo dục,THCS Bình An,,,trung học cơ sở\n"
    assert as_office.post("/don-vi/nhap/", listed(head + rows)).status_code == 302
    as_office.post(f"/don-vi/lan-nap/{Generation.objects.latest('pk').pk}/dua-vao-dung/")
    by_name = {v.name: v.unit for v in live_registry().versions if v.parent() == "c"}
    company = as_office.get(f"/don-vi/{by_name['May Bình An']}/?ngay=2026-02-01").content.decode()
    school = as_office.get(f"/don-vi/{by_name['THCS Bình An']}/?ngay=2026-02-01").content.decode()
    assert "Quy mô" in company and "vừa" in company and "trung học cơ sở" in school


def test_a_life_line_leads_to_the_paper_where_it_is_known(loaded: None, as_officer: Client) -> None:
    paper = Instrument.objects.create(identity="nq-1", type="Nghị quyết", number="1", symbol="NQ")
    assert f'href="/van-ban/so/{paper.pk}/"' in as_officer.get("/don-vi/b/?ngay=2025-06-30").content.decode()
