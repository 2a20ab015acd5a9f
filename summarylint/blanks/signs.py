"""Crosses, circles, squares and question marks: arithmetic, numerals, bullets and questions unless they stand where a word would."""

from __future__ import annotations

import re

from summarylint.blanks.context import NUMERALS, is_chinese, is_latin_or_digit, kind_after
from summarylint.blanks.judge import at_line_start, date_or_number, is_person, names_person, number, stands_alone
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Pattern

_INSCRIPTION = Pattern("铭文|碑文|碑刻|拓片|拓本|简牍|竹简|字迹|漫漶|锈蚀|残片|墓志|题跋|印文|补字|阙字")


def signs(text: str, start: int, end: int, words: Words) -> Blank | None:
    """Crosses and circles: signs of arithmetic, numerals and bullets unless they stand where a word would."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if behind.isdigit() and 1 < end - start < 4 and names_person(text, start):
        return Blank(start, end, "marks", "name")
    if before.isdigit() or behind.isdigit() or is_latin_or_digit(before):
        return None
    if behind in tuple("”’」』") and (before not in tuple("“‘「『") or end - start == 1):
        return None
    if text[start] in "□■" and _INSCRIPTION.search(text, max(0, start - 60), end + 40):
        return None
    circles = text[start] in "○〇◯"
    if circles and (before in tuple(NUMERALS) or behind in tuple(NUMERALS) or text.startswith("后", end)):
        return None
    kind = kind_after(text, end, words)
    if kind in ("number", "date") and is_person(text, start, end):
        return Blank(start, end, "marks", "name")
    if before in ("廿", "初") and kind == "none":
        return Blank(start, end, "marks", "date", digits=1)
    if end - start == 1:
        return _single_sign(text, start, end, kind, words)
    if "." in text[start:end] or "．" in text[start:end]:
        return number(text, start, end)
    if kind == "date":
        return date_or_number(text, start, end)
    if kind == "number":
        return number(text, start, end)
    if kind in ("place", "other") and not text.startswith("：", end):
        return Blank(start, end, "marks", "name")
    named = is_chinese(before) and (before in words.surnames or (end - start <= 4 and behind not in ("", "\n")))
    named = named or stands_alone(text, start, end) or names_person(text, start)
    return Blank(start, end, "marks", "name") if named else None


def _single_sign(text: str, start: int, end: int, kind: str, words: Words) -> Blank | None:
    before = text[start - 1 : start]
    if before == " " and text[start] in "○×" and text[end : end + 1] == " ":
        # Some set a blank on each side of every number.
        before = text[start - 2 : start - 1]
    if text[start] in "●□■△▲◇":
        return number(text, start, end) if kind == "number" and is_chinese(before) else None
    if at_line_start(text, start) and kind != "date":
        return None
    if kind == "date":
        return date_or_number(text, start, end)
    if kind == "number" and text[start] in "○〇◯" and is_chinese(before) and text.startswith("人", end):
        return number(text, start, end)
    if (
        kind == "number"
        and not text.startswith(("双", "层", "维", "代"), end)
        and not (text.startswith(("人", "家", "级", "号"), end) and not _count_before(text, start))
        and (is_chinese(before) or before in tuple("，。、；：（“"))
    ):
        return number(text, start, end)
    if (
        kind == "place"
        and text[end + 1 : end + 2] in ("长", "任", "师", "士", "生", "理")
        and before in ("", "\n", "，", "。", "、", "　")
    ):
        return Blank(start, end, "marks", "name")
    if kind == "place" and text[end] in "县市区镇乡村省州局":
        return Blank(start, end, "marks", "name") if not is_chinese(before) or before in "在由和与、从到至对" else None
    if text[start] in "×○" and before in words.surnames and text[end : end + 1] in ("，", "、", "。", "（", "某"):
        # A surname and one cross hide a person, unless the surname is part of another word.
        return Blank(start, end, "marks", "name") if not is_chinese(text[start - 2 : start - 1]) else None
    return None


_COUNTED_BEFORE = Pattern(
    "(?:[有共约近达超仅逾分处告过含中为的]|增加|减少|招聘|引进|培训|慰问|走访|处分|参加|其中|人员|职工|撤销|开除|死亡|受伤|抓获|救助)$"
)


def _count_before(text: str, start: int) -> bool:
    """Whether the words before a single sign announce a count of people or firms: 记过×人, 引进企业×家."""
    return _COUNTED_BEFORE.search(text[max(0, start - 4) : start]) is not None


_PARTICLES = frozenset("吗呢么吧啊呀何谁哪怎")


def questions(text: str, start: int, end: int, words: Words) -> Blank | None:
    """The blank that question marks are, where they stand for a number or name and ask nothing."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    kind = kind_after(text, end, words)
    if before in "$€£¥￥第" and before:
        return number(text, start, end)
    if end - start == 1:
        counted = kind in ("number", "date") and is_chinese(before) and before not in _PARTICLES
        return number(text, start, end) if counted else None
    if behind in ("~", "～", "—", "-", "至") and text[end + 1 : end + 2] in ("?", "？"):
        return number(text, start, end)
    if before in ("~", "～", "—", "-", "至", "＋", "+") or behind == "%":
        return number(text, start, end)
    standing = is_chinese(before) or before in ("，", "、", "：", ":", " ", "|")
    if kind in ("number", "date") and before not in _PARTICLES and standing:
        return number(text, start, end) if kind == "number" else date_or_number(text, start, end)
    if kind == "place" and (before in ("", "\n") or before not in _PARTICLES) and text[end] in "县市区镇乡村局":
        return Blank(start, end, "marks", "name")
    english_count = before == " " and re.match(" [a-z]", text[end : end + 2]) and text[start - 2 : start - 1].isalpha()
    if (english_count and end - start <= 3) or stands_alone(text, start, end):
        return Blank(start, end, "marks", "number")
    return None
