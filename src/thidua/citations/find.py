"""Find every place of a text that names an official paper by its number.

Reads  ``Folded``.
Writes ``Mention`` in reading order.

The scan is anchored on what is rare: "số" before a digit, a capital behind a slash or hyphen that follows a digit, and
kinds of papers that are cited by a bare number. Kind, date, issuer and title are read around each anchor, in a bounded
window, so that the time stays linear in the text.
"""

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from thidua.citations.around import date_after, date_before, date_told, kind_before
from thidua.citations.codes import Code, parse_code
from thidua.citations.issuers import body_starts, fits_symbol, issuer_after, issuer_at, issuer_before, issuers_at
from thidua.citations.model import Mention, show_code
from thidua.citations.tables import tables
from thidua.citations.titles import title_after
from thidua.text import Folded, places

_SAID = re.compile(r"s[ốôóổ] ?(?:hiệu ?)?[:.]? ?(?=[\dol])")
_CAPITALS = [  # one pattern a sign: a search for a plain sign runs at memory speed, one for any of a set does not
    re.compile(rf"{sign}(?:(?<=\d.)|(?<=\d .)|(?<=\d[a-zđA-E].)) ?(?=[A-ZĐ])") for sign in "/-"
]
_LOWER_CODE = re.compile(r"/ ?(?=(?:nđ|qđ|kh|tt|ct|nq|hd|ubnd)-[a-zđ])")
_STROKE = re.compile(  # the hyphen behind the kind is rarer than what may stand for the stroke before it
    r"-(?=[A-ZĐ])(?<=(?:HD|KH|QĐ|NĐ|ND|TT|CT|NQ|BC|TB)-)(?:(?<=\d[1Il|!]...)|(?<=\d[1Il|!] ...))"
)
_MISREAD = re.compile(r"[\dOoIl]{1,5}(?= ?[/-] ?[A-ZĐ]{2})")
_BACK = re.compile(r"(?<![\w/.])(\d{1,3}\.\d{3}|\d{1,6})[a-zđA-E]? ?(?:[/ ] ?(?:19|20)\d\d ?)?$")
_ROW = re.compile(r"(?:s[ốô] ?:? ?|(?:hoạch|định|thị|quyết|văn|luận|báo|điện|tư) )((?:\d{1,5}[a-zđ]?(?:, ?| và ))+)$")


def find(fold: Folded) -> list[Mention]:
    """Find the numbered papers that a text names, nested and listed ones included, one ``Mention`` a place.

    >>> fold = Folded("Kế hoạch số 1891/KH-UBND ngày 22/6/2023 của UBND tỉnh về thực hiện Chỉ thị số 30-CT/TU")
    >>> [(m.kind, m.number, m.symbol, m.date) for m in find(fold)]
    [('Kế hoạch', '1891', 'KH-UBND', '2023-06-22'), ('Chỉ thị', '30', 'CT/TU', None)]
    """
    mentions: list[Mention] = []
    ends: list[int] = []
    for code, kind, start in _codes(fold):
        floor = ends[-1] if ends else 0
        mentions.append(_mention(fold, code, kind, start, floor))
        ends.append(mentions[-1].end)
    _inherit(fold, mentions)
    starts = [m.start for m in mentions]
    for mention in mentions:
        mention.title = title_after(fold, mention.end, starts)
        _told_behind_title(fold, mention)
        _owner_in_title(fold, mention, starts)
    return mentions


def _codes(fold: Folded) -> list[tuple[Code, str | None, int]]:
    """Codes with the kind before them and where the citation begins, in order, none overlapping."""
    found: dict[int, tuple[Code, str | None, int]] = {}
    for at, said in sorted(_anchors(fold).items()):
        kind, start = kind_before(fold, at)
        code = parse_code(fold.folded, at, said, kind) if fold.folded[at].isdigit() else None
        code = code or (_misread(fold, at, kind) if said else None)
        if code is not None and (kind or not _no_paper(fold, start)):
            found[at] = (code, kind, start)
            if kind is None and fold.folded[at - 2 : at] in (", ", "à "):
                _row(fold, code, found)
    kept: list[tuple[Code, str | None, int]] = []
    for _, entry in sorted(found.items()):
        if not kept or entry[0].start >= kept[-1][0].end:
            kept.append(entry)
    return kept


def _row(fold: Folded, last: Code, found: dict[int, tuple[Code, str | None, int]]) -> None:
    """Numbers in a row share the symbol of the last: "Quyết định số 12, 13 và 14/QĐ-UBND"."""
    base = max(0, last.start - 60)
    row = _ROW.search(fold.lower[base : last.start])
    if row is None or last.symbol is None:
        return
    kind, start = kind_before(fold, base + row.start(1))
    for number in re.finditer(r"\d{1,5}[a-zđ]?", row[1]):
        at = base + row.start(1) + number.start()
        code = replace(last, start=at, end=at + len(number[0]), number=number[0], meant=None)
        found[at] = (code, kind, start if number.start() == 0 else at)
    found[last.start] = (last, kind, last.start)


_DIGITS = str.maketrans("OoIl", "0011")


def _misread(fold: Folded, at: int, kind: str | None) -> Code | None:
    """ "số O3/KH-CAH": letters that recognition put for digits, taken only where a symbol follows."""
    m = _MISREAD.match(fold.folded, at)
    if m is None:
        return None
    mended = m[0].translate(_DIGITS) + fold.folded[m.end() : m.end() + 48]
    code = parse_code(mended, 0, True, kind)
    if code is None:
        return None
    meant = code.meant or show_code(code.number, code.year, code.symbol)
    return replace(code, start=at, end=at + code.end, meant=meant)


def _no_paper(fold: Folded, start: int) -> bool:
    """ "Giấy phép số 18/GP-BTTTT" is the number of no paper."""
    return fold.lower[max(0, start - 24) : start].rstrip(" :").endswith(tables().not_papers)


def _anchors(fold: Folded) -> dict[int, bool]:
    """Places where the digits of a code may begin -> whether "số" stands before."""
    anchors: dict[int, bool] = {}
    folded = fold.folded
    for capital in _CAPITALS:
        for m in capital.finditer(folded):
            _look_back(folded, m.start(), anchors)
    for m in _STROKE.finditer(folded):
        _look_back(folded, m.start() - (4 if folded[m.start() - 3] == " " else 3), anchors)
    for m in _LOWER_CODE.finditer(fold.lower):
        _look_back(folded, m.start(), anchors)
    for m in bare_kinds().finditer(folded):
        anchors.setdefault(m.end(), False)
    for behind in _OF_SOMEBODY:
        for at in places(behind, fold.lower):
            if fold.lower[at - 1] in "0123456789":
                _look_for_kind(fold.lower, at, anchors)
    for m in _SAID.finditer(fold.lower):
        anchors[m.end()] = True
    return anchors


def _look_back(folded: str, at: int, anchors: dict[int, bool]) -> None:
    floor = max(0, at - 16)
    back = _BACK.search(folded[floor:at])
    if back:
        anchors.setdefault(floor + back.start(), False)


_OF_SOMEBODY = (" của", " ngày ", ", ngày ")
"""What must stand behind a number whose kind has no capital: "chỉ thị 20 của Thủ tướng"."""


def _look_for_kind(low: str, at: int, anchors: dict[int, bool]) -> None:
    named = _kinds_before().search(low, max(0, at - 40), at)
    if named is not None:
        anchors.setdefault(named.start(1), False)


@cache
def _kinds_before() -> "re.Pattern[str]":
    names = sorted(tables().bare_kinds, key=len, reverse=True)
    return re.compile("(?:" + "|".join(names) + r") (\d{1,5}(?:/(?:19|20)\d\d)?)$")


@cache
def bare_kinds() -> "re.Pattern[str]":
    """Kinds that are cited by a bare number, with a capital: "Nghị quyết 19", "Nghị định 168/2024"."""
    names = sorted(tables().bare_kinds, key=len, reverse=True)
    forms = [form for name in names for form in (f"{name[0].upper()}{name[1:]}", name.upper())]
    return re.compile("(?:" + "|".join(forms) + r") (?=\d)")


def _mention(fold: Folded, code: Code, kind: str | None, start: int, floor: int) -> Mention:
    mention = Mention(
        start, code.end, kind, code.number, code.year, code.symbol, code=(code.start, code.end), shape=code.shape,
        meant=code.meant, kind_said=kind is not None,
    )  # fmt: skip
    if kind is None or kind.lower() in tables().generic:
        mention.kind = code.kind or (kind_of_bare(code) if kind or code.symbol else None)
    date = date_after(fold, code.end)
    end = code.end
    if date is not None:
        mention.date, mention.date_doubt, mention.date_meant = date.date, date.doubt, date.suggests
        mention.date_span = (date.start, date.end)
        end = mention.end = date.end
    same_day = _SAME_DAY.match(fold.lower, end) if date is None else None
    end = same_day.end() if same_day else end
    issuer = issuer_after(fold, end)
    if (
        issuer
        and fold.lower.endswith(" do ", 0, issuer[0])
        and not fits_symbol(code.symbol, fold.lower[slice(*issuer)])
    ):
        issuer = None  # "… thực hiện Chỉ thị 3-CT/TW do tỉnh X ban hành": whose the outer paper is
    issuer = issuer or _passive(fold, end, code.symbol)
    if issuer is not None:
        mention.issuer, mention.end = issuer, issuer[1]
        if date is None:
            late = date_after(fold, issuer[1]) or date_told(fold, issuer[1])
            if late is not None and (late.named or late.form == "slashed"):
                mention.date, mention.date_doubt, mention.date_meant = late.date, late.doubt, late.suggests
                mention.date_span = (late.start, late.end)
                mention.end = late.end
    else:
        mention.issuer = _told_before(fold, mention, floor)
        mention.issuer_before = mention.issuer is not None and not start <= mention.issuer[0] < code.start
    if mention.date is None and mention.date_doubt is None:
        _earlier_date(fold, mention, floor)
    return mention


_SAME_DAY = re.compile(r",? ?\(?cùng ngày(?! ?\d)\)?")
"""Of the day of the paper before: "Nghị định số 5/… ngày 15/5/2025, Nghị định số 6/… cùng ngày của Chính phủ"."""


def _told_before(fold: Folded, mention: Mention, floor: int) -> tuple[int, int] | None:
    """The body that a paper belongs to, where none is named right behind its number and day."""
    start = mention.start
    found = issuer_before(fold, start, floor) or _told_by_kind(fold, start, mention.kind, floor)
    if found is None and mention.kind in _PROPOSED:
        found = _proposing(fold, start, floor)
    if found is None and fold.lower.startswith(("tại ", "ằng "), max(0, start - 4)):
        found = _deciding(fold, mention.end)
    return found or _owner(fold, mention) or _doing(fold, mention, floor)


_PROPOSED = ("Tờ trình", "Công văn", "Báo cáo")
_DONE = re.compile(
    r" (?:(?:đã|vừa|mới|chính thức) )*(?:phê duyệt|ban hành|thông qua|công bố|phát động|giao)(?![^\W\d_])"
)


def _doing(fold: Folded, mention: Mention, floor: int) -> tuple[int, int] | None:
    """ "UBND thành phố vừa phê duyệt Đề án … tại Quyết định số …": who the sentence is about did it by the paper."""
    if not fold.lower.endswith((" tại ", " bằng ", " kèm theo ", " theo "), 0, mention.start):
        return None
    since = max(floor, mention.start - 320)
    for at in body_starts(fold, since, mention.start) if _DONE.search(fold.lower, since, mention.start) else ():
        found = issuer_at(fold, at)
        deed = _DONE.match(fold.lower, found[1], mention.start) if found else None
        if found is None or deed is None or fold.lower.find(". ", found[1], mention.start) >= 0:
            continue
        if not fold.parted(found[1], mention.start) and fits_symbol(mention.symbol, fold.lower[slice(*found)], True):
            return found
    return None


_DECIDES = re.compile(
    r",? (?:đã |vừa |cũng |còn )?(?:phê duyệt|ban hành|yêu cầu|quyết định|giao|chỉ đạo|đề nghị|thống nhất|phát động"
    r"|đề ra|kêu gọi|đặt (?:ra |mục tiêu|chỉ tiêu)|phấn đấu|xác định|nêu rõ|chỉ thị|lưu ý|đặc biệt)(?!\w)"
)
_BY_IT = re.compile(r"(?<![^\W\d_])(?:tại|bằng|trong|theo|với|qua) (?:nội dung )?$")


def _proposing(fold: Folded, start: int, floor: int) -> tuple[int, int] | None:
    """ "Xét đề nghị của Sở Nội vụ (Tờ trình số 12/TTr-SNV)": who proposes stands before."""
    place = fold.lower.rfind("đề nghị của ", max(floor, start - 120), start)
    if place < 0:
        return None
    found = issuer_at(fold, place + 12)
    if found is None or not _IN_PAPER.fullmatch(fold.lower, found[1], start):
        whole = _PROPOSER.fullmatch(fold.folded, place + 12, start)
        return whole.span(1) if whole else None
    return found


_IN_PAPER = re.compile(r",? ?(?:\(|(?:nêu )?tại|bằng|kèm theo|kèm) ?(?:các )?")
_PROPOSER = re.compile(r"([A-ZĐ][^,;.:()“”]{4,60}?),? ?(?:\(|tại|bằng|kèm theo) ?(?:các )?")


def _deciding(fold: Folded, end: int) -> tuple[int, int] | None:
    """ "Tại Quyết định số 156/QĐ-UBND ngày 10/02/2025, Chủ tịch UBND tỉnh phê duyệt …": the body decides by it."""
    if not fold.lower.startswith(", ", end):
        return None
    found = issuer_at(fold, end + 2)
    return found if found and _DECIDES.match(fold.lower, found[1]) else None


_IS = re.compile(r",? (?:(?:vừa |đã |mới )?được|mà|do) ")
_SIGNS = re.compile(r" (?:(?:vừa|đã|mới) )?(?:ký )?(?:ban hành|phê duyệt|ký|thông qua|phát hành)(?![^\W\d_])")


def _passive(fold: Folded, end: int, symbol: str | None) -> tuple[int, int] | None:
    """ "Nghị quyết số 394/NQ-CP được (mà, vừa được, do) Chính phủ ban hành": the body stands before its deed."""
    opening = _IS.match(fold.lower, end)
    found = issuers_at(fold, opening.end()) if opening else None
    if found is None or not _SIGNS.match(fold.lower, found[1]) or not fits_symbol(symbol, fold.lower[slice(*found)]):
        return None
    return found


def _told_behind_title(fold: Folded, mention: Mention) -> None:
    """ "Trong Công văn số 12/UBND-NC về …, UBND thành phố yêu cầu": who decides by it stands behind its title."""
    before = fold.lower[max(0, mention.start - 14) : mention.start]
    if mention.issuer is None and mention.title and _BY_IT.search(before):
        found = _deciding(fold, mention.title[1])
        if found and fits_symbol(mention.symbol, fold.lower[slice(*found)]):
            mention.issuer, mention.issuer_before = found, True


def _owner_in_title(fold: Folded, mention: Mention, starts: list[int]) -> None:
    """ "Kế hoạch số 12/KH-UBND về phòng, chống ma túy của UBND tỉnh": the title ends with whose paper it is."""
    if mention.issuer is not None or mention.title is None:
        return
    begins, ends = mention.title
    behind = fold.lower.startswith(" của ", ends)  # "… “Phát động thi đua” của UBND huyện"
    place = ends if behind else fold.lower.rfind(" của ", begins, ends)
    found = issuer_at(fold, place + 5) if place >= 0 else None
    ends = found[1] if found and behind else ends
    inner = bisect_right(starts, mention.start) < bisect_right(starts, ends)
    if (
        found
        and not inner
        and abs(found[1] - ends) < 2
        and fits_symbol(mention.symbol, fold.lower[slice(*found)], True)
    ):
        mention.issuer, mention.issuer_before = found, True


def _owner(fold: Folded, mention: Mention) -> tuple[int, int] | None:
    """ "Kế hoạch của UBND tỉnh số 12/KH-UBND", "… của UBND tỉnh (số 12/KH-UBND)": whose it is stands before."""
    at = mention.code[0]
    place = fold.lower.rfind(" của ", max(0, at - 80), at)
    found = issuer_at(fold, place + 5) if place >= 0 else None
    if found is None or not _SAID_THEN.fullmatch(fold.lower, found[1], at):
        return None
    return found if fits_symbol(mention.symbol, fold.lower[slice(*found)]) else None


_SAID_THEN = re.compile(r",? ?\(?s[ốô]:? ?")


def _told_by_kind(fold: Folded, start: int, kind: str | None, floor: int) -> tuple[int, int] | None:
    """ "UBND tỉnh ban hành Kế hoạch xây dựng … (Kế hoạch số 96/KH-UBND)": the kind was named before the bracket."""
    if kind is None or fold.folded[start - 1 : start] != "(":
        return None
    place = fold.lower.rfind(f" {kind.lower()} ", max(floor, start - 320), start)
    if place < 0 or fold.parted(place, start):
        return None
    return issuer_before(fold, place + 1, floor)


def _earlier_date(fold: Folded, mention: Mention, floor: int) -> None:
    """ "Ngày 16.4.2021 UBND tỉnh đã ban hành Kế hoạch số 103/KH-BCĐ": the day stands before the issuer."""
    at = mention.issuer[0] if mention.issuer_before and mention.issuer else mention.start
    date = date_before(fold, at, floor)
    if date is None and fold.lower.endswith((" và ", " với "), 0, at):  # "Ngày 5/4, Công an tỉnh và Hội … ký …"
        comma = fold.lower.rfind(", ", max(floor, at - 80), at)
        date = date_before(fold, comma + 2, floor) if comma >= 0 else None
    if date is not None:
        mention.date, mention.date_doubt, mention.date_meant = date.date, date.doubt, date.suggests
        mention.date_span = (date.start, date.end)


def kind_of_bare(code: Code) -> str | None:
    """A symbol that opens with no kind is that of a công văn."""
    return "Công văn" if code.symbol else None


_TOGETHER = re.compile(r"(?: và|,|;)(?: (?:điểm|khoản|điều|mục) \w{1,3})* ")
"""Between two papers of one body: "Nghị quyết số 91/… và khoản 2 Điều 1 Nghị quyết số 33/… của HĐND tỉnh"."""
_BESIDE = re.compile(r"^(?:,|;| và| cùng|, và)? ?(?:số)? ?$")


def _inherit(fold: Folded, mentions: list[Mention]) -> None:
    """ "Chỉ thị số 04-CT/TU, số 07-CT/TU": what is listed without its kind has the kind of the one before it.

    Numbers that share a symbol printed once ("số 18, 19-NQ/TW, ngày 25/10/2017") share the day and the body behind it.
    """
    for before, mention in reversed(list(pairwise(mentions))):
        shared = fold.folded[slice(*before.code)].isdigit()
        plural = not mention.kind_said and fold.lower.startswith("các ", max(0, before.start - 4))
        in_row = before.symbol == mention.symbol is not None and (shared or plural)
        if in_row and before.end == before.code[1] and _BESIDE.match(fold.lower[before.end : mention.code[0]][:12]):
            before.date, before.issuer = mention.date, before.issuer or mention.issuer
    _share_day(fold, mentions)
    for before, mention in pairwise(mentions):
        if before.issuer is None and before.symbol == mention.symbol is not None and not mention.issuer_before:
            between = fold.lower[before.end : mention.start][:40]
            before.issuer = mention.issuer if _TOGETHER.fullmatch(between) else None
        if mention.kind_said or mention.kind is None or before.kind is None:
            continue
        if before.symbol == mention.symbol and _BESIDE.match(fold.lower[before.end : mention.code[0]][:12]):
            mention.kind = before.kind


def _share_day(fold: Folded, mentions: list[Mention]) -> None:
    """ "Quyết định số 5/QĐ-TTg, 6/QĐ-TTg cùng ngày 8/3": one day for all; "cùng ngày" alone: that of the one before."""
    shared: Mention | None = None
    for before, mention in reversed(list(pairwise(mentions))):
        if mention.date_span and fold.lower.startswith("cùng ", mention.date_span[0] - 5):
            shared = mention
        linked = fold.lower[before.end : mention.start] in (" và ", ", ")
        shared = shared if linked and before.date is None and before.end == before.code[1] else None
        if shared is not None:
            before.date = shared.date
            if shared.issuer and not shared.issuer_before:
                before.issuer = shared.issuer
    for before, mention in pairwise(mentions):
        if mention.date is None and before.date and _SAME_DAY.match(fold.lower, mention.code[1]):
            mention.date = before.date
