"""Read what identifies a paper, from the paper itself or from a page that tells of it.

Reads  ``Folded``, the mentions of papers (``thidua.citations.find_all``).
Writes ``Metadata``: the ``Document``, its own code for ``resolve``, doubts.
"""

import re

from msgspec import Struct, field
from msgspec.structs import replace

from thidua.citations import Mention, Own
from thidua.citations.tables import tables
from thidua.instruments import number_key, symbol_key
from thidua.printed_dates import find_dates
from thidua.reading.closing import read_recipients, read_signer
from thidua.reading.header import Head, Span, read_head, zone_of
from thidua.reading.heading import Heading, read_heading
from thidua.reading.issuing import read_issuer
from thidua.reading.page_or_paper import has_sections, speaks_as_paper
from thidua.reading.plan import Document, Doubt
from thidua.reading.runs import read_runs, stage_of, year_of
from thidua.reading.told import issuer_told, published_on, subject_of
from thidua.text import Folded


class Metadata(Struct):
    """The paper, its own code (left out of its citations), what is unsure about both."""

    document: Document
    own: Own
    ends: str | None = None  # the day or year by which the plan ends, for targets that tell no deadline
    doubts: list[Doubt] = field(default_factory=list)


def read_metadata(fold: Folded, mentions: list[Mention]) -> Metadata:
    """Tell a paper from a page about one and read who issued what, when, signed by whom, for whom.

    >>> from thidua.citations import find_all
    >>> fold = Folded("Số: 860 /KH-UBND\\n\\nTây Ninh, ngày 25 tháng 3 năm 2024\\n\\nKẾ HOẠCH\\n\\nPhát động thi đua")
    >>> d = read_metadata(fold, list(find_all(fold))).document
    >>> d.kind, d.type, d.number, d.symbol, d.date, d.place, d.issuer, d.title
    ('document', 'Kế hoạch', '860', 'KH-UBND', '2024-03-25', 'Tây Ninh', 'UBND tỉnh Tây Ninh', 'Phát động thi đua')
    """
    lines = zone_of(fold)
    head = read_head(fold, mentions, lines)
    named = _named_in_first_line(fold, mentions, lines) if head.number is None and not head.blank else None
    paper = _is_paper(fold, head, lines, named)
    metadata = _paper(fold, head, lines, named) if paper else _article(fold, mentions)
    return _with_stage(fold, metadata)


def _with_stage(fold: Folded, metadata: Metadata) -> Metadata:
    """Where no days are printed, the title's years tell how long the plan runs."""
    document = metadata.document
    title = document.title or ""
    stage = stage_of(title)
    if stage is not None and document.runs["to"] is None:
        document = metadata.document = replace(document, runs=stage)
    opening = title if document.kind == "document" else f"{fold.folded[:240]} {title}"
    metadata.ends = document.runs["to"] or year_of(title) or year_of(opening)
    return metadata


_MOTTO = re.compile(r"CỘNG ?HÒA ?XÃ ?HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập ?- ?Tự do|CHỦ NGHĨA VIỆT NAM")
_BODY = re.compile(r"(?:^|\s)(?:I[.-] ?[A-ZĐ]|Điều 1\.|Căn cứ |Thực hiện |Kính gửi)")


def _is_paper(fold: Folded, head: Head, lines: list[Span], named: Mention | None) -> bool:
    if "number" in head.spans or _MOTTO.search(fold.folded[:3000]):
        return True
    kinds = tables().kinds
    if any(fold.folded[a:b].isupper() and b - a > 5 and fold.lower[a:b].rstrip(" :") in kinds for a, b in lines[:25]):
        return True
    if named is None:
        return speaks_as_paper(fold, lines)
    spoken = fold.folded[named.start : named.code[0]]
    return (
        spoken.isupper()
        or fold.lower[max(0, named.start - 12) : named.start].rstrip().endswith("kèm theo")
        or any(_BODY.match(fold.folded[a:b]) for a, b in lines[1:])
    )


_CARD_TITLE = re.compile(r"trích yếu(?: nội dung)?[ :|]+")


def _card_title(fold: Folded, lines: list[Span]) -> Span | None:
    """The title on the card of a page: "Trích yếu: …"."""
    m = _CARD_TITLE.search(fold.lower, 0, lines[-1][1] if lines else 0)
    end = next((b for a, b in lines if m and a <= m.end() < b), 0)
    return (m.end(), end) if m and end > m.end() + 4 else None


_BY = re.compile(r",? (?:do|của) [^,;]{4,60} (?:ban hành|phát hành)$")
_YEAR_AND = re.compile(r" ?(?:năm \d{4} ?)?(?:(?:về việc|về) )?")


def _headline(fold: Folded, head: Head, lines: list[Span]) -> Span | None:
    """The title in the headline of a library page: "Đề án 10/ĐA-UBND năm 2022 về … do tỉnh X ban hành"."""
    if head.number is None or head.symbol is None or not lines:
        return None
    for start, end in lines[:4]:
        at = fold.folded.find(f"{head.number}/", start, end)
        code = fold.folded.find(head.symbol, at, end) if at >= 0 else -1
        if code < 0 or code - at > 12 or at - start < 5 or fold.lower.startswith("số", start):
            continue
        begins = _YEAR_AND.match(fold.lower, code + len(head.symbol), end)
        title = (begins.end(), end) if begins else (end, end)
        by = _BY.search(fold.lower, *title)
        title = (title[0], by.start() if by else end)
        return title if title[1] - title[0] > 12 else None
    return None


def _day_beside_number(fold: Folded, head: Head, lines: list[Span]) -> None:
    """ "Số 12/CĐ-UBND, phát lúc 14 giờ 00 ngày 19/6/2023": the day stands on the line of the number."""
    at = head.spans["number"][1]
    line = next(((a, b) for a, b in lines if a < at <= b), None)
    dates = [d for d in find_dates(fold.lower, at, line[1]) if d.named and d.date] if line else []
    if dates:
        head.date, head.printed = dates[0].date, dates[0]
        head.spans["date"] = (dates[0].start, dates[0].end)


_ATTACHED = re.compile(r"\((?:ban hành )?kèm theo (?:văn bản |công văn )?$|^kèm theo $")


def _named_in_first_line(fold: Folded, mentions: list[Mention], lines: list[Span]) -> Mention | None:
    """A page that opens with the paper's own code: "Kế hoạch số 04/KH-UBND ngày 23/7/2025 của …" (below the name of the
    body, or at once), a line in capitals among the first ("KẾ HOẠCH SỐ 77/KH-BCH …"), or an annex told to belong to it
    ("(Kèm theo Kế hoạch số …)").
    """
    starts = {start for start, _ in lines[:6]}
    later = {start for start, _ in lines[:20]}
    for m in mentions[:3]:
        if m.number is None or m.symbol is None or not lines or m.start > 1500:
            continue
        if m.start - lines[0][0] <= 2 or (m.start in starts and fold.folded[m.start : m.code[0]].isupper()):
            return m
        if m.start in starts and m.date and m.issuer and fold.folded[lines[0][0] : m.start].isupper():
            return m
        if m.start in later and m.date and m.issuer and not m.issuer_before and has_sections(fold, m.end):
            return m  # below the menu of a page
        if _ATTACHED.search(fold.lower[max(0, m.start - 40) : m.start]):
            return m
    return None


def _paper(fold: Folded, head: Head, lines: list[Span], named: Mention | None) -> Metadata:
    if named is not None:
        _from_first_line(fold, head, named)
    after = max([span[1] for name, span in head.spans.items() if name in ("number", "date")] or [0])
    if head.date is None and head.mention is not None and named is None:
        _day_beside_number(fold, head, lines)
    heading = read_heading(fold, lines, after, head.kind)
    if named is not None and _ATTACHED.search(fold.lower[max(0, named.start - 40) : named.start]):
        heading = _annex(fold, lines, named, heading)
    elif named is not None and named.title is not None and heading.kind_span is None:
        heading.title_span = named.title
    elif named is not None and heading.title_span is None:
        line_end = next((end for start, end in lines if start <= named.start < end), lines[0][1])
        heading.title_span = _rest_of_line(fold, named.end, line_end)
    if heading.title_span is None:
        heading.title_span = _card_title(fold, lines) or _headline(fold, head, lines)
    if head.issuer is None:
        read_issuer(fold, lines, head, max(heading.ends, after), heading.kind_span[0] if heading.kind_span else None)
    doubts = _doubts(fold, head)
    document = _document(fold, head, heading)
    own = Own(document.type, document.number, document.symbol, document.date)
    return Metadata(document, own, doubts=doubts)


def _annex(fold: Folded, lines: list[Span], named: Mention, heading: Heading) -> Heading:
    """Of an annex the title is what stands between PHỤ LỤC and the bracket that names its paper."""
    if heading.kind_span and heading.title_span and heading.title_span[1] <= named.start:
        return heading  # "KẾ HOẠCH / Phát triển … / (Kèm theo Quyết định số …)": a paper of its own
    between = [(a, b) for a, b in lines if b < named.start and not fold.lower.startswith("phụ lục", a)]
    if between and fold.folded[between[-1][0] : between[-1][1]].isupper():
        first = next(a for a, b in between if fold.folded[a:b].isupper())
        heading.title_span = (first, between[-1][1])
    heading.kind, heading.kind_span = named.kind, None
    return heading


def _from_first_line(fold: Folded, head: Head, named: Mention) -> None:
    head.number, head.year, head.symbol, head.kind = named.number, named.year, named.symbol, named.kind
    head.mention, head.spans["number"] = named, named.code
    if head.date is None and named.date and named.date_span:
        head.date, head.spans["date"] = named.date, named.date_span
    if named.issuer:
        head.issuer, head.spans["issuer"] = fold.folded[slice(*named.issuer)], named.issuer


def _rest_of_line(fold: Folded, at: int, end: int) -> Span | None:
    text = fold.folded[at:end]
    begin = at + len(text) - len(text.lstrip(" ,-:"))
    return (begin, end) if end - begin > 5 else None


def _document(fold: Folded, head: Head, heading: Heading) -> Document:
    spans = dict(head.spans)
    if heading.title_span:
        spans["title"] = heading.title_span
    if heading.kind_span:
        spans["type"] = heading.kind_span
    recipients, received = read_recipients(fold)
    if received:
        spans["recipients"] = received
    signer = read_signer(fold, heading.ends or max([b for _, b in head.spans.values()] or [0]))
    if signer:
        spans["signer"] = signer[1]
    runs, run_span = read_runs(fold, head.date)
    if run_span:
        spans["runs"] = run_span
    return Document(
        kind="document",
        type=_kind(head, heading),
        number=head.number, year=head.year, symbol=head.symbol, date=head.date, place=head.place, issuer=head.issuer,
        title=_words(fold, heading.title_span), signer=signer[0] if signer else None, recipients=recipients, runs=runs,
        spans={name: fold.span(*span) for name, span in spans.items()},
    )  # fmt: skip


def _kind(head: Head, heading: Heading) -> str | None:
    """The printed kind; the kind that the symbol names where the line in capitals names another or none."""
    if heading.kind_span is None or heading.kind is None:
        return head.kind or heading.kind
    return heading.kind


def _words(fold: Folded, span: Span | None) -> str | None:
    if span is None:
        return None
    a, b = fold.span(*span)
    return " ".join(fold.text[a:b].replace("|", " ").split()) or None


def _doubts(fold: Folded, head: Head) -> list[Doubt]:
    doubts: list[Doubt] = []
    number = head.spans.get("number")
    if head.blank and number:
        span = fold.span(*number)
        found = fold.text[slice(*span)]
        message = f"Số của văn bản để trống («{' '.join(found.split())}»). Nhập số ghi trên bản đã ký."
        doubts.append(Doubt(span, "broken-number", found, None, message))
    if head.mention is not None and head.mention.meant:
        span = fold.span(*head.mention.code)
        found = fold.text[slice(*span)]
        message = f"Số, ký hiệu in là «{found}»; đọc là {head.mention.meant}. Đối chiếu với bản gốc trước khi xác nhận."
        doubts.append(Doubt(span, "broken-number", found, head.mention.meant, message))
    if head.printed is not None and head.printed.doubt:
        span = fold.span(head.printed.start, head.printed.end)
        found = fold.text[slice(*span)]
        message = f"Ngày ban hành «{' '.join(found.split())}» không đọc được chắc chắn. Đối chiếu với bản gốc."
        doubts.append(Doubt(span, head.printed.doubt, found, head.printed.suggests, message))
    if head.issuer is None or head.assembled:
        doubts.append(_issuer_missing(fold, head))
    return doubts


def _issuer_missing(fold: Folded, head: Head) -> Doubt:
    at = (
        head.spans.get("issuer") or head.spans.get("number") or head.spans.get("place") or (0, min(1, len(fold.folded)))
    )
    span = fold.span(*at)
    found = fold.text[slice(*span)]
    if head.issuer:
        message = (
            f"Không thấy tên cơ quan ban hành in đủ; ghép từ địa danh và ký hiệu thành «{head.issuer}». "
            "Xác nhận hoặc sửa."
        )
    else:
        message = "Không thấy tên cơ quan ban hành. Nhập tên cơ quan ghi ở đầu bản gốc."
    return Doubt(span, "issuer-missing", found, head.issuer, message)


def _for_whom(fold: Folded, told: Span | None) -> Span | None:
    """A deputy signs for the body: "Phó Chủ tịch UBND tỉnh vừa ký ban hành …"."""
    deputy = _DEPUTY.match(fold.lower, told[0]) if told else None
    return (deputy.end(), told[1]) if told and deputy else told


_DEPUTY = re.compile(r"phó (?:(?:chủ tịch|giám đốc) |(?=thủ tướng))")


def _article(fold: Folded, mentions: list[Mention]) -> Metadata:
    subject = subject_of(fold, mentions)
    if subject is None:
        told = _for_whom(fold, issuer_told(fold, mentions))
        spans = {"issuer": fold.span(*told)} if told else {}
        runs, _ = read_runs(fold, None)
        return Metadata(Document(kind="article", issuer=_words(fold, told), runs=runs, spans=spans), Own())
    date, date_span = _day_of(fold, mentions, subject)
    spans = {"number": fold.span(*subject.code)}
    issuer = _for_whom(fold, subject.issuer)
    if issuer:
        spans["issuer"] = fold.span(*issuer)
    if date_span:
        spans["date"] = fold.span(*date_span)
    if subject.title:
        spans["title"] = fold.span(*subject.title)
    runs, run_span = read_runs(fold, date)
    if run_span:
        spans["runs"] = fold.span(*run_span)
    document = Document(
        kind="article", type=subject.kind, number=subject.number, year=subject.year, symbol=subject.symbol, date=date,
        issuer=_words(fold, issuer), title=_words(fold, subject.title), runs=runs, spans=spans,
    )  # fmt: skip
    return Metadata(document, Own(subject.kind, subject.number, subject.symbol, date))


_SIGNED = re.compile(
    r"[.;] ?(?:kế hoạch|quyết định|chỉ thị|công văn|đề án|văn bản)(?: này)? (?:được|do) [^.;]{4,90} ký(?: ban hành)? "
    r"(?=ngày)"
)


def _day_of(fold: Folded, mentions: list[Mention], subject: Mention) -> tuple[str | None, Span | None]:
    """The day of the paper told of; a day without a year takes that of the page it stands on."""
    same = [
        m for m in mentions
        if m.number and m.date and subject.number and number_key(m.number) == number_key(subject.number)
        and symbol_key(m.symbol) == symbol_key(subject.symbol)
    ]  # fmt: skip
    dated = next((m for m in [subject, *same] if m.date), None)
    if dated is None or dated.date is None:
        signed = _SIGNED.search(fold.lower, subject.end, subject.end + 420)
        told = find_dates(fold.lower, signed.end(), signed.end() + 30) if signed else []
        if signed and told and told[0].start == signed.end() and told[0].date and len(told[0].date) == 10:
            return told[0].date, (told[0].start, told[0].end)
        return None, None
    date = dated.date
    page = published_on(fold, dated.start) if date.startswith("--") and len(date) == 7 else None
    if page is not None:
        year = int(page[:4]) - (date[2:] > page[5:])
        date = f"{year:04d}{date[1:]}"
    return date, dated.date_span
