"""Noun phrases and predicates of a target. Reads: stretches of lower-case text. Writes: offsets inside them.

Vietnamese puts the share before its noun ("95% hộ dân có điện") or after a level verb ("tỷ lệ hộ nghèo còn 2%"); a
noun phrase ends where the first verb of ``predicates`` begins.
"""

import re
from functools import cache

from thidua.reading.lexicon import load, spaced, words
from thidua.text import in_word

_OPENERS = (
    r"trên tổng số|trong tổng số|trong số|của tổng số|tổng số|tới|đến|cho|đối với|với|trong|trên|tại|ở|của|số|các|những"
    r"|toàn bộ|tất cả"
)
_OPENING = re.compile(
    rf" ?(?:(?:{_OPENERS})(?!\w)(?! ?/| năm| nay| hết| khi| ngày) ?)+"
    r"(?:cả (?:0?\d|hai|ba|bốn) (?:tiêu chí|mặt|chỉ số)[^:;,.]{0,40}: ?)?"
    r"|cả (?:0?\d|hai|ba|bốn) (?:tiêu chí|mặt|chỉ số)[^:;,.]{0,40}(?:: ?|$)"
    r"| cả (?:0?\d|hai|ba|bốn) (?:tiêu chí|mặt|chỉ số)[^:;,.]{0,40}(?:: ?|$)"
)
_NO_NOUN = re.compile(
    r" ?(?:$|[,;.:)\[\]|/…”]|so với|so cùng|so năm|và|hoặc|vào|trong (?:\d{1,2} )?(?:năm|quý|tháng)(?!\w)"
    r"|đến năm|đến hết|đến cuối|đến ngày|mỗi năm|mỗi tháng"
    r"|hằng năm|hàng năm|trong giai đoạn|giai đoạn|trước|sau|nhằm|để|thì|theo|vượt|năm|đồng thời|trong đó|bình quân|- "
    r"|\()"
)
_STOP = re.compile(
    r" (?:so với|so cùng kỳ|trong đó|và từng bước|nhằm|để (?!xảy)|góp phần|theo (?:quy định|kế hoạch|chỉ đạo|tinh thần)"
    r"|vào năm|trong năm|ngày đăng|đến (?:cuối |hết )?năm|đến hết|trước ngày|trước \d|xong trước|hằng năm|hàng năm"
    r"|mỗi năm|trong giai đoạn|giai đoạn \d|gồm (?:từ |ít nhất )?\d)(?!\w)?|;|:|\("
    r"|, (?:chủ tịch|thủ tướng|bộ trưởng|giám đốc|ubnd [^\W\d_]+ (?:yêu cầu|đề nghị|giao)|mỗi (?:căn|suất|nhà|phần)"
    r"|trong|đồng thời|từng bước|góp phần|bảo đảm|đảm bảo|phấn đấu|không để|riêng)"
)
_LEADING = re.compile(
    r"(?: |[-,:(“\"]|theo (?:kế hoạch|quyết định|nghị quyết|chỉ tiêu|đề án|chương trình)(?=,)"
    r"|\d{1,2}/(?= )|\d{1,2}\)(?= )|và(?= )|với(?= )"
    r"|có \d{1,5}/\d{1,5}(?= [^\W\d_])|có(?= )|theo đó|cụ thể|trong (?:số )?đó|nhất là|đồng thời|ngoài ra"
    r"|bên cạnh đó|bên cạnh|(?:một|hai|ba|bốn|năm|sáu|bảy) là|thứ (?:nhất|hai|ba|tư|năm)(?=,)"
    r"|(?:đến )?(?:cuối|hết) nhiệm kỳ(?: \(\d{4}\))?"
    r"|của (?:kế hoạch|đề án|chương trình|phong trào|đợt cao điểm)"
    r"|(?:kế hoạch|đề án|chương trình|chỉ thị)(?: này)? "
    r"(?:nhằm|hướng (?:đến|tới)|nêu(?: rõ)?|đặt ra|đặt|đề ra|xác định)"
    r"|(?:đến|hiện) nay|(?:quy|qui) định(?= (?:tỷ|tỉ|mức|thu|số))|tiếp tục|tập trung"
    r"|vì vậy|do đó|do vậy|quyết tâm|đạt(?= (?:tốc độ |tăng trưởng|mức tăng))|(?:nỗ lực )?phấn đấu|phần đầu|phân đấu"
    r"|(?:đặt (?:ra )?|đề ra )?(?:mục tiêu(?: chung| cụ thể| đến| đặt ra| đề ra)?|chỉ tiêu(?: \d{1,2}(?= ?:))?)|yêu cầu"
    r"|(?:đến )?(?:cuối |hết )?năm học \d{4}(?: ?- ?\d{4})?"
    r"|(?:đến (?:cuối |hết )?|cuối |hết )(?:năm|tháng|quý) [\w/]{1,8}"
    r"|trong (?:năm|giai đoạn|quý|tháng) [\w/]{1,8}(?: ?- ?\d{4})?|từ nay đến (?:cuối |hết )?năm \d{4}|vào năm \d{4}"
    r"|(?:các |những )?năm (?:tiếp theo|sau|tới)|tiến tới(?= là| đạt| \d)|lộ trình(?= là| đến| tới)"
    r"|tầm nhìn(?= đến)|việt nam(?= có)|gồm(?= ?:)|năm (?:học )?(?:này|nay)(?! học)"
    r"|năm \d{4}|giai đoạn \d{4} ?- ?\d{4}|hằng năm|hàng năm|mỗi năm|bảo đảm|đảm bảo|riêng(?: đối với)?|đối với|cũng"
    r"|việc(?! làm)|sẽ|cần|phải|làm|để|cả nước|toàn (?:tỉnh|thành phố|huyện|quận|thị xã|xã)|tỉnh|là"
    r"|bình quân(?: mỗi (?:năm|tháng|quý))?"
    r"|(?:(?:kiềm chế, )?(?:kéo|làm) giảm|kiềm chế|giảm|nâng|tăng|hạ)(?! cường| trưởng| nghèo| thiểu| cao| cấp)(?= )"
    r"|duy trì(?= (?:tỷ|tỉ|mức|số))|giữ vững(?= (?:tỷ|tỉ|mức|số))|giữ(?= (?:tỷ|tỉ|mức))"
    r"|không để(?: xảy ra| phát sinh)?(?= )|từng bước|khống chế(?= )"
    r"|kịp thời|thực hiện|(?:sau )?đó|thì|nâng cao|các)+(?!\w)"
)


@cache
def _keeps() -> frozenset[str]:
    return frozenset(load("targets")["predicates"]["keeps"])


@cache
def _verbs() -> "re.Pattern[str]":
    return re.compile(spaced(_keeps(), words("targets", "predicates")))


@cache
def _tails() -> dict[str, list[str]]:
    """Last letter -> the words of level and change that end with it, the longer first."""
    groups = (("levels",), ("directions", "down"), ("directions", "up"), ("trailing",))
    found: dict[str, list[str]] = {}
    for word in sorted({word for group in groups for word in words("targets", *group)}, key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return found


def _before_tail(low: str, start: int, end: int) -> int:
    """Give where the words of level and change that end a stretch begin: "hộ nghèo giảm còn " -> behind "nghèo"."""
    tails, at = _tails(), end
    while at > start:
        if low[at - 1] in ' ,:("“':
            at -= 1
            continue
        if at < end and in_word(low[at]):
            return at
        for word in tails.get(low[at - 1], ()):
            first = at - len(word)
            if low.endswith(word, start, at) and not (first and in_word(low[first - 1])):
                at = first
                break
        else:
            return at
    return at


def has_noun(low: str, at: int, end: int) -> bool:
    """Say whether a noun phrase or predicate follows right at ``at``.

    >>> has_noun(" hộ dân có điện", 0, 15), has_noun(" so với năm 2023", 0, 16), has_noun(", trong đó", 0, 10)
    (True, False, False)
    """
    return at < end and _NO_NOUN.match(low, at, end) is None


def after(low: str, start: int, end: int, keep_whole: bool = False) -> tuple[tuple[int, int], tuple[int, int]]:
    """Split what follows a number into noun phrase and predicate (either may be empty).

    >>> text = " số hộ dân có điện an toàn so với 2023"
    >>> noun, rest = after(text, 0, len(text))
    >>> text[slice(*noun)], text[slice(*rest)]
    ('hộ dân', 'có điện an toàn')
    """
    opening = _OPENING.match(low, start, end)
    at = opening.end() if opening else start
    stop = _STOP.search(low, at - low.startswith(" ", at - 1 if at else 0), end)
    last = max(at, stop.start()) if stop else end
    glued = low.find("so với", at, last)  # "hình sựso với năm trước": the space was lost
    last = glued if glued >= 0 else last
    cut = last if keep_whole else _first_verb(low, at, last)
    bare = None if keep_whole else _BARE.match(low, at, cut)
    if bare is not None and cut < last:  # "người hưởng lương hưu nhận …": the first verb says which
        cut = _first_verb(low, min(last, cut + 1), last)
    return trim(low, at, cut), trim(low, cut, last)


_BARE = re.compile(r" ?(?:những |các |số )?(?:người|việc|vụ|trường hợp|đối tượng|điểm|nơi|tụ điểm) ?$")


_HEADLESS = re.compile(r"(?:có|được|đã|chưa|bị) ")


def _first_verb(low: str, start: int, end: int) -> int:
    keeps = _keeps()
    for match in _verbs().finditer(low, start - 1 if start else 0, end):
        at, word = match.start() + 1, match[0][1:]
        if word in keeps:
            if at <= start + 1 and _HEADLESS.match(word):
                return at
        elif word == "vi phạm" and at <= start + 1:
            continue  # "100% vi phạm lấn chiếm": a noun here
        elif word == "hoạt động" and at <= start + 1:
            continue  # "50% hoạt động kiểm tra"
        elif word == "tổ chức" and at <= start + 1 and low.startswith((",", " và"), match.end()):
            continue  # "90% tổ chức, doanh nghiệp"
        elif not _inside_quotes(low, start, at):
            return at
    return end


def _inside_quotes(low: str, start: int, at: int) -> bool:
    return low.count("“", start, at) > low.count("”", start, at)


_ONE = re.compile(
    r" ?(?:(?:số|tổng số|tỷ lệ|tỉ lệ|mức|tốc độ|chỉ số|tổng)(?: [^\W\d_]+)? ?|(?:vùng|nơi|điểm|khu|nhóm) ?)"
)
"""A counting word alone or with one syllable tells too little: "số vi phạm nồng độ cồn", "tỷ lệ hộ dùng nước sạch"."""
_SET_ALONE = ("chỉ tiêu", "mục tiêu", "chỉ tiêu cụ thể", "mục tiêu cụ thể", "cụ thể", "từng năm", "lộ trình")
_ANNOUNCING = (" mục tiêu ", " chỉ tiêu ", " được giao ", " phấn đấu ", " yêu cầu ")
_NOT_ANNOUNCING = (" đạt", " vượt", "hoàn thành", " các", "những", "tiến độ", "chương trình", "theo", " xong", "số")


def _announced(low: str, at: int, last: int) -> int:
    """Give where the noun begins behind who sets it: "Chính phủ đặt mục tiêu tỷ lệ dân số …", "tỉnh được giao …"."""
    found = at
    for mark in _ANNOUNCING:
        place = low.rfind(mark, at, last)
        if place < 0 or last - place < len(mark) + 6 or low.endswith(_NOT_ANNOUNCING, at, place):
            continue
        after = _LEADING.match(low, place + len(mark), last)
        begins = after.end() if after else place + len(mark)
        if last - begins > 5 and _first_verb(low, begins, last) > begins + 1:
            found = max(found, begins)
    return found


_RESUMES = re.compile(
    r", (?=(?:thu nhập|chỉ số|tốc độ|diện tích|sản lượng|giá trị|doanh thu|kim ngạch|năng suất|mật độ|tỷ suất|tỷ trọng"
    r"|số [^\W\d_]+|mức [^\W\d_]+)(?!\w))"
)


_NAMED = re.compile(r"(?:số|tỷ lệ|tỉ lệ|mức|tổng) [^\W\d_]")


def _resumed(low: str, at: int, last: int) -> int:
    """Give where a figure is named anew behind a clause of its own: "… không còn hộ nghèo, thu nhập bình quân …"."""
    comma = max((m.start() for m in _RESUMES.finditer(low, at, last)), default=-1) if last - at > 20 else -1
    if comma > at and _NAMED.search(low, at, comma):
        return at  # "giảm số vụ cháy, số người chết": a list of what changes
    return comma + 2 if comma > at and _first_verb(low, at, comma) < comma else at


_FIRST_NOUN = re.compile(r" ?(?:(?:tỷ|tỉ) (?:lệ|trọng) )?[^\W\d_]+")
_SIDES = re.compile(r"cả (?:\d+|hai|ba|bốn) [^:;,.]{0,40}$")


def _kept(low: str, at: int, skipped: int) -> int:
    """Give where the first word ends: behind all of a name that holds a verb ("thu nộp ngân sách")."""
    opening = _verbs().match(low, at - 1, skipped + 24) if at else None
    return max(skipped, opening.end()) if opening is not None and opening[0][1:] in _keeps() else skipped


def _named_last(low: str, at: int, last: int) -> int:
    """Give where the figure that is named last begins."""
    named = low.rfind(", như ", at, last)
    at = named + 6 if 0 <= named < last - 14 else at  # "một số chỉ tiêu thấp hơn năm trước, như trồng rừng mới từ …"
    rate = max(low.rfind(" tỷ lệ ", at, last), low.rfind(" tỉ lệ ", at, last))
    if rate >= 0 and last - rate > 12:  # "… để đạt tỷ lệ dân số tham gia bảo hiểm y tế": told of the rate named last
        at = rate + 1
    so_that = max(low.rfind(" để số ", at, last), low.rfind(" nhằm số ", at, last))
    at = low.find("số ", so_that) if so_that >= 0 else at  # "nỗ lực hơn để số người chết …"
    return _resumed(low, at, last)


_MOVES = re.compile(r"(?: và|,) phấn đấu (?:(?:đến |trong )?năm 20\d\d,? )?(?:kéo giảm|làm giảm|giảm|tăng) $")
"""Nothing is named between the aim and its number: "… và phấn đấu kéo giảm 5% cả 3 tiêu chí"."""


def before(low: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Split what stands before a number into noun phrase and predicate, level verbs and lead-in words left out.

    >>> text = "phấn đấu đến năm 2025, tỷ lệ hộ dân được dùng nước sạch đạt "
    >>> noun, rest = before(text, 0, len(text))
    >>> text[slice(*noun)], text[slice(*rest)]
    ('tỷ lệ hộ dân', 'được dùng nước sạch')
    """
    if _MOVES.search(low, max(start, end - 48), end):
        return (end, end), (end, end)
    head = _LEADING.match(low, start, end)
    at = head.end() if head else start
    last = _before_tail(low, max(at, end - 120), end)
    if last < end and low.startswith(" lên", last) and low.endswith("trở", at, last):
        last += 4  # "sinh con thứ ba trở lên 0,1%"
    at = _announced(low, at, last)
    listed = low.rfind(": ", at, last)
    if listed >= 0 and last - listed > 9 and not _SIDES.search(low, at, listed):
        time = _LEADING.match(low, listed + 2, last)
        bare = low[time.end() if time else listed + 2 : last].strip(" ,")
        if (
            bare
            and not bare[0].isdigit()
            and not (low.startswith(("tỷ lệ", "tỉ lệ", "số ", "mức"), at) and bare in words("targets", "predicates"))
        ):
            at = listed + 2
        else:  # "chỉ tiêu bao phủ như sau: năm 2015 đạt 82,1%": a time alone, the noun stands before the colon
            last = listed - 8 if low.endswith(" như sau", at, listed) else listed
            topic = low.startswith(("trong lĩnh vực", "lĩnh vực"), at)
            at = last if topic or low.endswith(_SET_ALONE, at, last) else at
    at = _named_last(low, at, last)
    skip = _FIRST_NOUN.match(low, at, last)
    whole = low.startswith(":", last)  # "Hộ có bình chữa cháy: trên 60%": all of it is the name
    cut = last if whole else _first_verb(low, _kept(low, at, skip.end() if skip else at), last)
    if cut < last and (_ONE.fullmatch(low, at, cut) or _BARE.fullmatch(low, at, cut)):
        # "số vi phạm nồng độ cồn", "những người có hành vi bạo lực": the verb is part of the noun
        cut = _first_verb(low, cut + 1, last)
    return trim(low, at, cut), trim(low, cut, last)


def trim(low: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the spaces and loose signs at both ends."""
    while start < end and low[start] in " ,;:.-)/|*–":
        start += 1
    while end > start and low[end - 1] in " ,;:.-(/|*–":
        end -= 1
    if end > start and low[end - 1] == ")" and low.find("(", start, end) < 0:
        return trim(low, start, end - 1)
    if low.endswith(_LOOSE, start, end):
        word = next(word for word in _LOOSE if low.endswith(word, start, end))
        return trim(low, start, end - len(word))
    return start, end


_LOOSE = (" và", " với", " hoặc", " trong đó", " của", " đều", " đã", " gồm", " sẽ", " dự kiến")
