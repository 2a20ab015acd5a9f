"""Runs of x and X, and the letters that look like them: blanks, unless they are axes, rays, unknowns or Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarylint.blanks import english
from summarylint.blanks.context import before_number, is_chinese, is_latin_or_digit, kind_after
from summarylint.blanks.judge import CROSSES, LETTERS, NEVER_SINGLE, date_or_number, is_person, number, value_of
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Pattern

_GENERIC_MEDIA = Pattern("(?:日报|晚报|早报|新闻|报|网|周刊|杂志|台)[”’」』》]")
_RANGE = Pattern(rf"[ ]?[-—–~～至到][-—]?[ ]?([{LETTERS}{CROSSES}○＊*]+)")
_ABBREVIATED = Pattern("籍|品出海|企|商|剧|菜(?!单)|绣|字号|A级?景区")
_PHONE = Pattern(rf"[{LETTERS}]{{3,4}}-[{LETTERS}]{{7,8}}")
_WHOLE_PHONE = Pattern(rf"[{LETTERS}]{{3,4}}-(?:[{LETTERS}]{{3,4}}-)?[{LETTERS}]{{4}}")
_BEFORE_PHONE = Pattern(
    r"(?:电话|手机|热线|传真|号码|\d{3}-|[Xx]{3}\) ?|(?i:phone|mobile|tel|fax|call|hotline)\.?)[：:]?\s?$"
)
_PHONE_TAIL = Pattern(r"\d{3,4}-$")


def letters(text: str, start: int, end: int, words: Words) -> Blank | None:
    """The blank that a run of x is, if it is one."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    run = text[start:end]
    kind = kind_after(text, end, words)
    if is_latin_or_digit(before) or before in ("_", "@", "\\"):
        return None
    thousands = behind in tuple("kKmM") and before in tuple("$€£¥")
    if is_latin_or_digit(behind) and kind != "number" and not thousands and not _ABBREVIATED.match(text, end):
        return None
    if run.count("-") and _is_phone(text, start, run):
        return number(text, start, end)
    if len(run) > 6 and _PHONE_TAIL.search(text[max(0, start - 5) : start]):
        return number(text, start, end)
    ranged_from_digit = before == "-" and text[start - 2 : start - 1].isdigit() and kind in ("number", "date")
    if _touches_code(text, start, end) and not ranged_from_digit:
        return None
    if (
        run.count(".")
        and run[0] in "xX"
        and (behind == "-" or (behind == "." and is_latin_or_digit(text[end + 1 : end + 2])))
    ):
        return None
    dated = "-" in run or "/" in run or re.fullmatch(r"[xXｘＸ]{4}\.[xXｘＸ]{2}", run)
    if dated and kind != "number":
        return Blank(start, end, "marks", "date", digits=len(run))
    if kind in ("number", "date") and is_person(text, start, end):
        return Blank(start, end, "marks", "name")
    if not _in_chinese(text, start, end):
        return english.letters(text, start, end)
    if kind == "date":
        return date_or_number(text, start, end)
    if run.isupper() and run.isascii() and len(run) < 4 and _among_roman(text, start, end):
        return None
    if len(run) == 1 and (before == "第" or (before == "〕" and behind == "号")):
        return number(text, start, end)
    if kind == "number":
        if run == "X" and (text.startswith("类", end) or text.endswith(("媒体平台", "社交平台"), 0, start)):
            return None
        if len(run) == 1 and (
            NEVER_SINGLE.match(text, end)
            or _latin_word_before(text, start)
            or (run == "x" and _is_unknown(text, start))
        ):
            return None
        return number(text, start, end)
    if "." in run or "．" in run:
        return number(text, start, end)
    ranged = _RANGE.match(text, end)
    if ranged and kind_after(text, ranged.end(), words) in ("number", "date"):
        return number(text, start, end)
    if len(run) == 1:
        single = kind == "place" and not NEVER_SINGLE.match(text, end) and not _latin_word_before(text, start)
        if (
            single and text[start - 1 : start] != "《" and not _inside_quoted_formula(text, start, end)
        ) or _ABBREVIATED.match(text, end):
            return Blank(start, end, "marks", "number" if text.startswith("A", end) else "name")
        return None
    return _name_or_unknown(text, start, end, kind)


def _is_phone(text: str, start: int, run: str) -> bool:
    """Whether a run with hyphens is a telephone number: three groups always are, two where the words say so."""
    if _WHOLE_PHONE.fullmatch(run) is None:
        return False
    return run.count("-") == 2 or _BEFORE_PHONE.search(text[max(0, start - 10) : start]) is not None


def letter_o(text: str, start: int, end: int, words: Words) -> Blank | None:
    """OO, typed for ○○ before a place."""
    if is_latin_or_digit(text[start - 1 : start]) or is_latin_or_digit(text[end : end + 1]):
        return None
    return Blank(start, end, "marks", "name") if kind_after(text, end, words) in ("place", "other") else None


def _touches_code(text: str, start: int, end: int) -> bool:
    """Whether the run is part of an address, a path or an identifier: www.xxx.com, xx-large, /xx/."""
    before, behind = text[start - 2 : start], text[end : end + 2]
    if len(behind) == 2 and behind[0] in ".-_/@=&" and behind[1].isascii() and behind[1].isalnum():
        number_goes_on = behind[0] == "-" and behind[1].isdigit() and end - start > 2
        return behind[1] not in "xX" and not number_goes_on
    return (
        len(before) == 2
        and before[1] in ".-_/@=&"
        and before[0].isascii()
        and before[0].isalnum()
        and before[0] not in "xX"
    )


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether the nearest words on the line are Chinese, or full-width marks stand beside the run."""
    left, right = start - 1, end
    while left >= 0 and text[left] in " \t([{\"'“‘（《【*_$￥¥.,/-" and start - left < 6:
        left -= 1
    while right < len(text) and text[right] in " \t)]}\"'”’）》】*_.,/-%" and right - end < 6:
        right += 1
    return any(
        character > "\u2fff" or character in "·•—"
        for character in (text[left : left + 1] if left >= 0 else "", text[right : right + 1])
    )


def _latin_word_before(text: str, start: int) -> bool:
    """Whether a Latin word stands before a single letter: Model X, iPhone X."""
    before = text[start - 2 : start - 1]
    return text[start - 1 : start] == " " and is_latin_or_digit(before) and before not in tuple(LETTERS)


_EQUATION = Pattern("未知数|方程|函数|变量|代数|(?<![A-Za-z])[yYzZ](?![A-Za-z])")


def _is_unknown(text: str, start: int) -> bool:
    """Whether a single x is the unknown of an equation."""
    before = text[max(0, start - 14) : start].rpartition("\n")[2]
    behind = text[start + 1 : start + 15].partition("\n")[0]
    return _EQUATION.search(before) is not None or _EQUATION.search(behind) is not None


def _inside_quoted_formula(text: str, start: int, end: int) -> bool:
    return "+" in (text[start - 1 : start], text[end : end + 1])


_ROMAN = Pattern(r"(?<![A-Za-z])(?=[XVI]*[VI])[XVI]{1,6}(?![A-Za-z])|罗马数字")


def _among_roman(text: str, start: int, end: int) -> bool:
    """Whether X, XX or XXX stands among Roman numerals, or counts a century."""
    return text.startswith("世纪", end) or _ROMAN.search(text[max(0, start - 60) : end + 60]) is not None


def _name_or_unknown(text: str, start: int, end: int, kind: str) -> Blank | None:
    if text[start].isupper() and text[start - 1 : start] in ("“", "‘", "「", "《") and _GENERIC_MEDIA.match(text, end):
        # “XX报” speaks of any newspaper, not of one whose name is missing.
        return None
    if text.startswith("染色体", end) or "XY" in text[max(0, start - 12) : end + 12] or text[start - 1 : start] == ",":
        return None
    if kind in ("place", "other"):
        return Blank(start, end, "marks", "name", value=value_of(text, start, end))
    if _PHONE.match(text, start) or before_number(text, start):
        return Blank(start, end, "marks", "number", digits=end - start)
    return Blank(start, end, "marks", "name" if is_chinese(text[start - 1 : start]) else "unknown")


_FORMULA = Pattern(r"(?<![A-Za-z0-9])x(?=[+＋][NXnx”’\d])")


def formulas(text: str, found: list[Blank]) -> Iterator[Blank]:
    """`x+N`, where 1+N is meant, in a text whose digits were masked throughout."""
    if sum(text[blank.start] == "x" for blank in found) < 5:
        return
    known = {blank.start for blank in found}
    for match in _FORMULA.finditer(text):
        if match.start() not in known:
            yield Blank(match.start(), match.end(), "marks", "number", doubt=2, digits=1, value="1")
