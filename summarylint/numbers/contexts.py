"""Where a number counts nothing: dates, ordinals, list markers, labels, telephone numbers and other names."""

from __future__ import annotations

from summarylint.numbers.listing import listed
from summarylint.patterns import Pattern

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = frozenset("0123456789０１２３４５６７８９")
_PARTS_OF_NAMES = frozenset("第#№_@\\^&＃%") | LETTERS
_JOINS = frozenset("./:：∶·×*＊+＋~～-－−–—=．")
SUSPECT = _PARTS_OF_NAMES | _JOINS | frozenset(" \u3000\n、时点〔[【(（之xX×")
"""Characters before a number that ask for a closer look."""
_LABELS_BEFORE = Pattern(
    "(?:附件|附表|附录|附图|案例|专栏|编号|文号|电话|热线|拨打|致电|手机|传真|账号|卡号|[微群]信?号?|邮编|编码|代码|号码|证号|学号|工号|房间|表|图|注|例|"
    "第|版本|型号|排名|位列|位居|单元|QQ|[Tt]el|ISBN|ISSN|IP|ID|v|V|§)[：:\\s]{0,2}$"
)
_WORD_BEFORE = Pattern(r"(?<![A-Za-z])([A-Za-z]+)\.?[ \u00a0]$")
LABELS = frozenset(
    listed(
        "phase section chapter part table figure fig no nos number stage level step item article annex appendix version room page pages week day grade "
        "volume vol class unit lesson question task rule clause paragraph form type windows act title building floor gate route line flight bus platform "
        "iphone ios android office covid group team zone district box tel phone dial ext extension call fax since year years fy "
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
MONTHS = frozenset(
    listed(
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
_HOTLINES = Pattern(r"(?:12|95|96)\d{3}|96\d{4}")
_EMERGENCY_LINES = frozenset({"110", "112", "114", "119", "120", "122", "911", "999"})
_LINE_FOLLOWS = frozenset("报警急热电平指接出反紧消联")
_LINE_PRECEDES = frozenset("打拨电l")
"""What stands around 110 and 911 where they are dialled."""
_HEADING = Pattern(r"[ \t\u3000]{0,4}[^\W\d_a-z]")
_ORDINALS_BEFORE = Pattern("第[0-9０-９、]+$")
_DATES_BEHIND = Pattern("(?:、[0-9０-９]{1,2}){1,12}[月日号届]")
_LONGEST_BARE = 6


def names(text: str, at: int, end: int) -> bool:
    """Whether what stands before `at` makes the number that ends at `end` part of a name, an ordinal or a time."""
    before = text[at - 1 : at]
    if before in _PARTS_OF_NAMES:
        return True
    if before in _JOINS:
        earlier = text[at - 2 : at - 1]
        if before in "-－−":
            return earlier in LETTERS or earlier in DIGITS
        return before in ".．" or earlier in DIGITS or earlier in LETTERS or before in "·*＊=_×"
    if before in (" ", "\u3000"):
        earlier = text[at - 2 : at - 1]
        if earlier == "第":
            return True
        if earlier in LETTERS or earlier == ".":
            word = _WORD_BEFORE.search(text[max(0, at - 16) : at])
            if word is None or word[1].lower() not in LABELS:
                return False
            # By March 186 out of 484 homes: no day of March.
            return word[1].lower() not in MONTHS or not text[at:end].isdecimal() or not 31 < int(text[at:end]) < 1900
        return False
    if before == "、":
        # 第1、2、3组
        return text[at - 2 : at - 1] in DIGITS and _ORDINALS_BEFORE.search(text[max(0, at - 16) : at]) is not None
    if before in ("时", "点"):
        return text[at - 2 : at - 1] in DIGITS
    if before in ("〔", "["):
        return text[end : end + 1] in ("〕", "]")
    return before == "×"


def marks_item(text: str, at: int, end: int) -> bool:
    """Whether the number numbers an item: 1. and 2、 where a sentence starts, （3） and 3） anywhere."""
    behind = text[end : end + 1]
    before = text[at - 1 : at]
    if before in ("（", "(") and behind in ("）", ")"):
        return before != ""
    if behind not in (".", "．", "、", ")", "）") or not behind:
        return False
    if behind == "、" and text[end + 1 : end + 2] in DIGITS and _DATES_BEHIND.match(text, end):
        return True
    if text[end + 1 : end + 2] in DIGITS and behind in ".．":
        return False
    if behind in ".．" and text[end + 1 : end + 2] == " " and not text[end + 2 : end + 3].isascii():
        return True
    head = text[max(0, at - 6) : at].rstrip(" \u3000\t#>*-（(")
    return head == "" or head[-1] in "\n。；;！!？?”" or (head[-1] in "：:" and behind in ".．")


def heads_line(text: str, at: int, end: int) -> bool:
    """Whether the number is that of a heading: 1 总则, 2 Introduction."""
    return text[at - 1 : at] in ("", "\n", "#") and _HEADING.match(text, end) is not None


def counts_nothing(text: str, at: int, end: int, digits: str, *, vague: bool) -> bool:
    """Whether a number without a unit is a label, a year, a telephone number, or written with a leading zero; `digits` are half-width."""
    if len(digits) > _LONGEST_BARE and "," not in digits and "." not in digits:
        return True
    if len(digits) == 4 and digits[:2] in ("19", "20") and not vague:
        return True
    if digits[0] == "0" and len(digits) > 1 and digits[1] != ".":
        return True
    if not vague and _HOTLINES.fullmatch(digits):
        return True
    if digits in _EMERGENCY_LINES and (
        text[end : end + 1] in _LINE_FOLLOWS or text[max(0, at - 2) : at].rstrip(" ")[-1:] in _LINE_PRECEDES
    ):
        return True
    if not vague and heads_line(text, at, end):
        return True
    if "." in digits and text[at - 1 : at] == " " and text[at - 2 : at - 1] in LETTERS:
        # Kubernetes 1.14
        return True
    if text[at - 1 : at] in ("-", "－"):
        # 歼-20
        return True
    if text[end : end + 1] in _HUGS or text[at - 1 : at] in _HUGS:
        return True
    return _LABELS_BEFORE.search(text[max(0, at - 6) : at]) is not None


_HUGS = frozenset("+＋=_*＊×~^@#\\/xXｘＸ□○△〔〕")
"""Signs that make a number without a unit part of a formula, an address or a blank."""
