"""Vietnamese first, English second: nothing is said unmarked, everything marked has its English, a person chooses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests import cast
from tests.web import papers

from thidua_web.config import messages
from thidua_web.documents import wording
from thidua_web.documents.models import Document, Job
from thidua_web.journal.models import JournalEntry
from thidua_web.register import live

PACKAGE = messages.PACKAGE
SCRIPTS = PACKAGE / "static" / "thidua"
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")

UNMARKED = {
    "config/": "what the start of the server says to an administrator in a terminal: Vietnamese, as all commands",
    "backup/": "the same: script/backup and script/restore",
    "demonstration/": "the sample province's papers and what the terminal says of it",
    "/management/": "commands speak Vietnamese",
    "/sample": "sample data",
    "/papers/": "sample papers",
    "people/intake.py": "heads of an Excel file that people fill in and send back: the file is read by these words",
    "frame/samples.py": "sample words of the style page",
    "frame/markdown.py": "the handbook's pages are written in Vietnamese",
    "documents/wording.py": "days as officials type them: shown and typed alike in both languages",
}
"""Where Vietnamese stands unmarked, and why."""
METHODS_ON_DATA = {"startswith", "removeprefix", "replace", "record", "compile", "search", "findall", "add_argument"}
WORDS_OF_DATA = {"__str__", "name_after"}
"""Methods that name a row by the words of the paper it stands for (`Thông tư số …`), also in the journal."""


def spoken() -> Iterator[Path]:
    for path in messages.sources():
        name = path.relative_to(PACKAGE).as_posix()
        if not any(part in f"/{name}" if part.startswith("/") else name.startswith(part) for part in UNMARKED):
            yield path


def unmarked_in_template(text: str) -> list[str]:
    for marked in (
        r"\{#.*?#\}", r"\{% comment %\}.*?\{% endcomment %\}", r"\{% blocktranslate.*?\{% endblocktranslate %\}",
        r"\{% translate .*?%\}", r"""_\((?:"[^"]*"|'[^']*')\)""", r"\{% if .*?%\}", r"<!--.*?-->",
    ):  # fmt: skip
        text = re.sub(marked, "", text, flags=re.DOTALL)
    return [line.strip()[:100] for line in text.splitlines() if VIETNAMESE.search(line)]


def unmarked_in_module(text: str) -> list[str]:
    """Strings of a module that no marker holds; keys and what is compared with are data, not speech."""
    tree = ast.parse(text)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    return [
        f"{node.lineno}: {node.value[:80]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VIETNAMESE.search(node.value)
        and not _is_data(node, parents)
    ]  # fmt: skip


def _is_data(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    inner = node
    while inner in parents:
        outer = parents[inner]
        if isinstance(outer, ast.Expr) and isinstance(outer.value, ast.Constant):
            return True
        if isinstance(outer, ast.Call) and messages._is_marker(outer.func):
            return True
        if isinstance(outer, ast.Compare) or (isinstance(outer, ast.Dict) and inner in outer.keys):
            return True
        if isinstance(outer, ast.keyword) and outer.arg == "changes":
            return True
        if isinstance(outer, ast.FunctionDef) and outer.name in WORDS_OF_DATA:
            return True
        if isinstance(outer, ast.Call) and inner is not outer.func and _method(outer) in METHODS_ON_DATA:
            return True
        inner = outer
    return False


def _method(call: ast.Call) -> str:
    return getattr(call.func, "attr", "")


@pytest.mark.parametrize("path", list(spoken()), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_said_unmarked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = unmarked_in_template(text) if path.suffix == ".html" else unmarked_in_module(text)
    assert not found, "mark it ({% translate %}, gettext), then script/messages"


def test_everything_said_has_its_english_with_the_same_placeholders() -> None:
    english = messages.read()
    said = messages.collected()
    assert [text for text in said if not english.get(text)] == [], "script/messages, then fill in django.po"
    wrong = [t for t in said if sorted(PLACEHOLDER.findall(t)) != sorted(PLACEHOLDER.findall(english[t]))]
    assert wrong == []
    assert set(english) == set(said), "script/messages takes out what is said nowhere any more"


def test_the_compiled_catalogue_is_in_step() -> None:
    compiled = messages.CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.read()), "script/messages"


def test_gettext_reads_what_we_compile() -> None:
    import gettext

    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    for vietnamese, english in messages.read().items():
        assert catalogue.gettext(vietnamese) == english


def test_scripts_say_everything_in_both_languages() -> None:
    table = (SCRIPTS / "words.js").read_text(encoding="utf-8")
    pairs = dict(re.findall(r'^  "((?:[^"\\]|\\.)*)": "((?:[^"\\]|\\.)*)",$', table, re.MULTILINE))
    assert all(set(re.findall(r"\{\w+\}", v)) == set(re.findall(r"\{\w+\}", e)) for v, e in pairs.items())
    asked: set[str] = set()
    for path in SCRIPTS.glob("*.js"):
        text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if path.name == "words.js":
            continue
        strings = {m[1] for m in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', text)} & set(pairs)
        asked |= strings
        rest = re.sub(r'"(?:[^"\\\n]|\\.)*"', lambda m: "" if m[0][1:-1] in pairs else m[0], text)
        left = [line.strip()[:100] for line in rest.splitlines() if VIETNAMESE.search(line)]
        assert [line for line in left if not line.startswith(DATA_IN_SCRIPTS)] == [], path.name
    assert asked == set(pairs)


DATA_IN_SCRIPTS = ('.replace(/đ/gi, "d")', "const WORDS = {")
"""Folding of letters; the library's own words for states of a figure, which stay Vietnamese."""


@pytest.fixture(autouse=True)
def the_next_test_speaks_vietnamese() -> Iterator[None]:
    """A thread keeps the language of its last request."""
    yield
    translation.activate("vi")


@pytest.fixture
def english(as_office: Client) -> Client:
    as_office.post(reverse("set-language"), {"language": "en", "next": "/"})
    return as_office


def test_a_person_chooses_and_the_choice_stays(as_office: Client) -> None:
    page = as_office.get("/").content.decode()
    assert '<html lang="vi">' in page
    answer = as_office.post(reverse("set-language"), {"language": "en", "next": "/van-ban/"})
    assert answer.url == "/van-ban/"
    page = as_office.get("/van-ban/").content.decode()
    assert '<html lang="en">' in page
    assert "Upload a paper" in page
    as_office.post(reverse("set-language"), {"language": "vi", "next": "/"})
    assert "Tải lên văn bản" in as_office.get("/van-ban/").content.decode()


def test_the_choice_goes_with_the_account_and_not_with_the_machine(as_office: Client, office) -> None:
    as_office.post(reverse("set-language"), {"language": "en", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in as_office.cookies
    elsewhere = cast.browser("office")
    assert '<html lang="en">' in elsewhere.get("/").content.decode()
    as_office.logout()
    assert '<html lang="vi">' in as_office.get("/dang-nhap/").content.decode()
    as_office.force_login(cast.person("verifier"))
    assert '<html lang="vi">' in as_office.get("/").content.decode()
    told = JournalEntry.objects.get(act="choose_language")
    assert (told.by, told.changes) == (office, {"ngôn ngữ": [None, "en"]})


def test_an_account_goes_before_the_cookie_of_the_machine(as_office: Client) -> None:
    as_office.post(reverse("set-language"), {"language": "vi", "next": "/"})
    as_office.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="vi">' in as_office.get("/").content.decode()


def test_a_language_that_is_not_spoken_changes_nothing(as_office: Client) -> None:
    as_office.post(reverse("set-language"), {"language": "fr", "next": "/"})
    assert '<html lang="vi">' in as_office.get("/").content.decode()
    assert not JournalEntry.objects.filter(act="choose_language").exists()


def test_it_can_be_chosen_before_the_first_password_is_changed(as_office: Client, office) -> None:
    office.must_change_password = True
    office.save()
    as_office.post(reverse("set-language"), {"language": "en", "next": "/"})
    assert '<html lang="en">' in as_office.get(reverse("account_change_password")).content.decode()


def test_the_browsers_own_language_chooses_nothing(as_office: Client) -> None:
    page = as_office.get("/", headers={"Accept-Language": "en-US,en"}).content.decode()
    assert '<html lang="vi">' in page


@pytest.mark.django_db
def test_somebody_not_signed_in_may_choose_too() -> None:
    client = Client()
    client.post(reverse("set-language"), {"language": "en", "next": "/dang-nhap/"})
    assert "User name or e-mail" in client.get("/dang-nhap/").content.decode()


@pytest.mark.django_db
def test_the_switch_leads_nowhere_else() -> None:
    answer = Client().post(reverse("set-language"), {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.url == "/"


def test_the_journal_is_kept_in_vietnamese_and_read_in_either(english: Client, office) -> None:
    paper = papers.keep(office)
    reading = paper.readings.filter(kind="target").first()
    english.post(reverse("documents:decide", args=[reading.pk]), {"ban": reading.revision})
    kept = JournalEntry.objects.filter(act="decide_reading").latest("pk").changes
    assert kept["trạng thái"] == ["chờ xem", "đã chấp nhận"]
    page = english.get("/nhat-ky/").content.decode()
    assert "Decide an entry of a paper" in page
    assert "state: to be seen → accepted" in page


def test_a_paper_stays_vietnamese_on_an_english_page(english: Client, office) -> None:
    paper = papers.keep(office)
    page = english.get(paper.get_absolute_url()).content.decode()
    assert 'class="sheet-text" lang="vi"' in page
    assert "Phấn đấu trên 90% hộ gia đình" in page
    assert "Make the programme" in page


def test_doubts_of_the_reader_are_said_in_the_readers_language(as_office: Client) -> None:
    papers.send(as_office, papers.PLAN.replace("90%", "phần đầu 90%"))
    paper = Document.objects.get()
    said = [d["message"] for r in paper.readings.all() for d in [*r.doubts, r.value] if d.get("message")]
    assert said
    page = as_office.get(paper.get_absolute_url()).content.decode()
    assert all(message in page for message in said)
    as_office.post(reverse("set-language"), {"language": "en", "next": "/"})
    page = as_office.get(paper.get_absolute_url()).content.decode()
    assert not any(message in page for message in said)
    assert "may be a word misread from a scan" in page


def test_every_doubt_of_the_contract_has_its_words_in_both(db: None) -> None:
    contract = {"misread-word", "broken-number", "impossible-date", "date-conflict", "swapped-day-month",
                "issuer-missing", "target-without-number", "ambiguous"}  # fmt: skip
    assert contract <= set(wording.DOUBTS)


def test_refusals_of_the_library_are_said_in_the_readers_language(english: Client) -> None:
    answer = papers.send(english, b"\x89PNG\r\n\x1a\n" + bytes(200), "anh.png").content.decode()
    assert "anh.png: this is a picture" in answer
    job = Job.objects.create(
        name="cu.pdf", state="failed", failure="Tệp PDF có mật khẩu; bỏ mật khẩu rồi đọc lại.", size=1,
        by=cast.person("office"), asked_at=timezone.now(),
    )  # fmt: skip
    assert "The PDF has a password; remove it and read again." in english.get(job.get_absolute_url()).content.decode()
    english.post(reverse("set-language"), {"language": "vi", "next": "/"})
    assert job.failure in english.get(job.get_absolute_url()).content.decode()


def test_refusals_are_said_in_the_readers_language(english: Client) -> None:
    answer = papers.send(english, b"", "rong.txt")
    assert "is empty" in answer.content.decode()


@pytest.mark.django_db
def test_every_first_page_stands_in_english(monkeypatch) -> None:
    monkeypatch.setattr(live, "_kept", None)  # the empty registry of this test is not for the next one
    client = cast.browser("office")
    client.post(reverse("set-language"), {"language": "en", "next": "/"})
    for address in ("/", "/van-ban/", "/van-ban/so/", "/chuong-trinh/", "/chuong-trinh/moi/", "/don-vi/", "/so-lieu/",
                    "/xac-minh/", "/bang-diem/", "/tai-khoan/", "/nhat-ky/", "/giup/", "/kieu-mau/"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert '<html lang="en">' in answer.content.decode(), address
