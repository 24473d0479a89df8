"""Real plans can be taken through the site: uploaded, confirmed, made into a programme whose spans cut back."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from tests.web import papers

from thidua_web.documents.models import Document, Reading
from thidua_web.programme import acts as programme_acts
from thidua_web.programme.models import Programme

FOLDER = Path(os.environ.get("THIDUA_SEEDS", Path(__file__).parents[3] / "shared" / "seeds"))
SEEDS = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []


@pytest.mark.skipif(not SEEDS, reason=f"không có thư mục {FOLDER}: đặt THIDUA_SEEDS để chạy")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_real_plan_becomes_a_programme(as_office, office, seed: Path) -> None:
    papers.send(as_office, seed.read_bytes(), seed.name)
    paper = Document.objects.get()
    for reading in paper.readings.all():
        assert 0 <= reading.start <= reading.end <= len(paper.text)
    assert as_office.get(paper.get_absolute_url()).status_code == 200
    as_office.post(reverse("documents:accept-undoubted", args=[paper.pk]))
    for reading in paper.readings.waiting():
        as_office.post(reverse("documents:decide", args=[reading.pk]), {"ban": reading.revision})
    guess = as_office.get(reverse("programme:from-paper", args=[paper.pk])).context["form"].initial
    head = {name: part or "" for name, part in guess.items()} | {"campaign": "Toàn dân bảo vệ an ninh Tổ quốc"}
    head |= {name: head[name] or "2024" for name in ("from_year", "to_year")}
    bare = [r.key for r in paper.readings.all() if programme_acts.is_numberless(r)]
    answer = as_office.post(reverse("programme:from-paper", args=[paper.pk]), head | {"khong-so": bare})
    assert answer.status_code == 302, answer.context["form"].errors
    programme = Programme.objects.get()
    taken = paper.readings.taken()
    assert programme.targets.count() == taken.filter(kind=Reading.Kind.TARGET).count()
    assert programme.tasks.count() == taken.filter(kind=Reading.Kind.TASK).count()
    assert programme.legal_bases.count() == taken.filter(kind=Reading.Kind.CITATION).count()
    for part in ("targets", "tasks", "deadlines", "initiatives", "legal-bases"):
        assert as_office.get(reverse(f"programme:{part}", args=[programme.pk])).status_code == 200
