"""What a run of marks turns out to be once its surroundings are known: a number or a date, and with which value."""

from __future__ import annotations

import re

from summarylint.blanks.context import before_number
from summarylint.blanks.types import Blank
from summarylint.patterns import Pattern

LETTERS = "xXｘＸхХ"
"""Latin, full-width, and the Cyrillic letter that looks the same."""
CROSSES = "×✕╳"
NEVER_SINGLE = Pattern("光|射|轴|染|线|号线|型|片|档|级|方向|坐标|世代|一代|因子|次方|次幂|分之|元一次|元二次|对角")
_BLANK = " \t　"


def number(text: str, start: int, end: int) -> Blank:
    """The run as a number, with its value where the context gives it."""
    digits = sum(character not in ".．,，-" for character in text[start:end])
    return Blank(start, end, "marks", "number", digits=digits, value=value_of(text, start, end))


def date_or_number(text: str, start: int, end: int) -> Blank:
    """The run as a date, or as a number where 年 or 日 counts a duration."""
    duration = text.startswith("年", end) and (before_number(text, start) or end - start in (1, 3))
    if duration or (text.startswith("日", end) and before_number(text, start) and not text.startswith("第", start - 1)):
        return number(text, start, end)
    return Blank(start, end, "marks", "date", digits=end - start)


_LIST_BEFORE = Pattern(r"((?:[^，。；：:、\n“”（）()]{1,12}、){1,7})([^，。；：:、\n“”（）()]{1,14})等$")
_HOTLINE = Pattern("(?:市|县|区|政务|政府|便民)[^，。；\n]{0,4}热线|热线")


def value_of(text: str, start: int, end: int) -> str:
    """What the number must be: as many as the list before it names, or the hotline that every city has."""
    length = end - start
    if length == 5 and _HOTLINE.match(text, end):
        return "12345"
    listed = _LIST_BEFORE.search(text[max(0, start - 120) : start]) if length == 1 else None
    if listed:
        count = listed[1].count("、") + 1 + (1 if re.search(".[和与及].", listed[2]) else 0)
        return str(count) if count < 10 else ""
    return ""


_BEFORE_ALONE = frozenset("：:、“‘「（(|\t")
_BEHIND_ALONE = frozenset("，、。；”’」）)|\t\n")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a run is all that stands behind a colon, in a table's cell, in quotation marks or brackets."""
    before, behind = text[max(0, start - 4) : start].rstrip(" 　"), text[end : end + 4].lstrip(" 　")
    return before[-1:] in _BEFORE_ALONE and (
        not behind or behind[0] in _BEHIND_ALONE or text.startswith(("  ", "　"), end)
    )


_DEEPEST_INDENT = 80


def at_line_start(text: str, start: int) -> bool:
    """Whether nothing but blanks stands before `start` on its line."""
    before = text[max(0, start - _DEEPEST_INDENT) : start].rstrip(_BLANK)
    return not before or before[-1] == "\n"


_PERSON_BEFORE = Pattern(
    "(?:[省市县区州乡镇村局厅处科所站队校院园馆厂组班团会党河湖林田路街巷楼店行社部司秘董总警]长|书记|主任|主席|同志|经理|教授|老师|医生|代表|委员|"
    "干部|党员|院士|专家|法官|检察官|民警|警官|联系人|负责人|填报人|填表人|经办人|记录人|主持人|撰稿人|供稿人|责任人|报送人)$"
)
_DEED = ("多次", "多方", "年初", "年中", "年底", "年内", "月初", "月底", "日前", "几次")


def names_person(text: str, start: int) -> bool:
    """Whether the words before a run are somebody's office: 县长, 联系人."""
    return _PERSON_BEFORE.search(text[max(0, start - 4) : start]) is not None


def is_person(text: str, start: int, end: int) -> bool:
    """Whether what follows a run, though it could count, says what somebody did: 县长×××多次督导."""
    return 1 < end - start < 4 and text.startswith(_DEED, end) and names_person(text, start)
