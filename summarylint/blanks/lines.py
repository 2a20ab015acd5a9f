"""Underlines, empty brackets, and dates whose digits are spaces."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.blanks.context import is_chinese, is_latin_or_digit, kind_after
from summarylint.blanks.labels import is_label
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import HAN, Pattern

_UNDERLINE = Pattern(r"(?:\\?[_＿]){2,}|＿", triggers=("__", "\\_", "＿"))
_EMPTY = Pattern(
    r"（[ 　\t]*）|【[ 　\t]*】|《[ 　\t]*》|〔[ 　\t]*〕|“[ 　\t]*”|「[ 　\t]*」|\([ 　\t]+\)|\((?<=[^\x00-\xff]\()\)(?=[^\x00-\xff])|\[(?<=[^\x00-\xff]\[)[ 　\t]*\](?!\()",
    triggers="（【《〔“「([",
)
_SPACED_DATE = Pattern(
    r"(?<!\w)([ 　]{0,4})年([ 　]+)月(?:([ 　]+)日)?|(?<=\d{4}年)([ 　]+)月(?:([ 　]+)日)?|[ 　]{2,4}月[ 　]{2,8}日",
    triggers=("年 ", "年　", "  月", "　月"),
    by_line=True,
)
_SPACED_DAY = Pattern(r"(?<=\d月)([ 　]+)日(?=[，。、；）)\n]|\s*$)", triggers=("月 ", "月　"))
_SPACED_COUNT = Pattern(
    r"(?<=[^\W\x00-\xff])　{2,4}(?=[次个人项件家场名份户亩元月](?:[，。；、）起至内末底初前]|[次元]|$))|(?<=[^\W\x00-\xff])　{2,4}(?=日前)",
    triggers=("　　",),
)
_NO_DIGITS = Pattern(r"(?<=[—\-于在：:])年月日(?=[在，。,至到起前])", triggers=("年月日",))
_TO_SIGN = Pattern(
    r"(?:签[字名章到]|盖章|公章|审[批核阅]|批准|(?i:signature|signed|sign here|initials))[人者处栏）)]?[ 　\t]*[：:]?[ 　\t]*$"
)
_DAY_OF_SIGNING = Pattern(r"(?:日期|时间|(?i:date))[ 　\t]*[：:]?[ 　\t]*$")
_SIGNED_BEFORE = Pattern(r"签[字名章]|盖章|公章|(?i:signature|signed)")
_CHOICES = Pattern(r"[。.，]?[ 　]*A[.．、]")


def line_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that are lines to write on, or brackets with nothing in them."""
    for match in _UNDERLINE.finditer(text):
        if _is_line(text, match.start(), match.end(), words):
            kind = kind_after(text, match.end(), words)
            signed = _is_to_sign(text, match.start())
            quoted = _inside_quotes(text, match.start(), match.end())
            yield Blank(match.start(), match.end(), "line", _kind(kind), doubt=2 if quoted else int(signed))
    for match in _EMPTY.finditer(text):
        if _is_empty(text, match.start(), match.end()):
            kind = kind_after(text, match.end(), words)
            doubt = _doubt_of_box(text, *match.span(), words) if kind not in ("number", "date") else 0
            if doubt is not None:
                yield Blank(match.start(), match.end(), "line", _kind(kind), doubt=doubt)
    for match in _SPACED_COUNT.finditer(text):
        yield Blank(match.start(), match.end(), "line", "date" if text[match.end()] in "年月日" else "number")
    for pattern in (_SPACED_DATE, _SPACED_DAY):
        for match in pattern.finditer(text):
            yield Blank(match.start(), match.end(), "date", "date")
    for match in _NO_DIGITS.finditer(text):
        yield Blank(match.start(), match.end(), "date", "date")


_AROUND = 120
"""Code points of a line that are looked at on each side."""
_MONTH = Pattern(r" (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _is_to_sign(text: str, start: int) -> bool:
    """Whether a line is for a signature, or for the day of one: 签字：____ 日期：____."""
    if _TO_SIGN.search(text[max(0, start - 12) : start]):
        return True
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    return _DAY_OF_SIGNING.search(before[-10:]) is not None and _SIGNED_BEFORE.search(before) is not None


def _inside_quotes(text: str, start: int, end: int) -> bool:
    """Whether a line to fill in is quoted with the words around it: the text speaks of a form."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    behind = text[end : end + 40].partition("\n")[0]
    chinese = before.rfind("“") > before.rfind("”") and "”" in behind
    return chinese or (before.count('"') % 2 == 1 and '"' in behind)


def _kind(after: str) -> str:
    return {"number": "number", "date": "date", "place": "name"}.get(after, "unknown")


def _is_line(text: str, start: int, end: int, words: Words) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    if is_latin_or_digit(before) and is_latin_or_digit(behind):
        return False
    if _fills_cell(text, start, end):
        return True
    around = text[max(0, start - _AROUND) : start].rpartition("\n")[2] + text[end : end + _AROUND].partition("\n")[0]
    if not around.strip("_＿\\ 　\t|-"):
        return False
    if text[start] == "＿" or end - start >= 4:
        return not (is_latin_or_digit(behind) and not is_latin_or_digit(before) and "_" * (end - start) in around)
    if kind_after(text, end, words) in ("number", "date", "place"):
        return True
    if end - start == 3:
        return not is_latin_or_digit(behind) or before in ("：", ":", " ")
    if (
        "/" in (before, behind)
        or _MONTH.match(text, end)
        or (before == " " and text[end : end + 2].strip("abcdefghijklmnopqrstuvwxyz") == " ")
    ):
        return True
    return before in ("：", ":", "第", "$", "￥") or text[start - 2 : start] in (": ", "： ")


_TICKED = Pattern(r"[（(\[【][ 　]{0,2}[√✓✔☑VvＶ][ 　]{0,2}[）)\]】]|[☑√✓✔]")
_BOX = r"[（(][ 　]{0,10}[√✓✔☑]?[ 　]{0,10}[）)]"
_BOX_BEHIND = Pattern(rf"[ 　]{{0,4}}({HAN}{{1,8}})[ 　、，；/]{{0,8}}{_BOX}")
_BOX_BEFORE = Pattern(rf"{_BOX}[ 　]{{0,4}}({HAN}{{1,8}})[ 　、，；/]{{0,8}}$")


def _doubt_of_box(text: str, start: int, end: int, words: Words) -> int | None:
    """How much doubt there is that empty brackets are a blank: beside words with brackets each, they are to be ticked.

    None where one of their line is ticked, as the others are then left empty on purpose.
    """
    if text[start] not in "（(":
        return 0
    beside = _BOX_BEHIND.match(text, end, end + 40) or _BOX_BEFORE.search(text[max(0, start - 40) : start])
    if not beside or is_label(beside[1], words.labels):
        return 0
    near = text[max(0, start - _AROUND) : start].rpartition("\n")[2] + text[start : end + _AROUND].partition("\n")[0]
    return None if _TICKED.search(near) else 2


def _fills_cell(text: str, start: int, end: int) -> bool:
    """Whether a line is all that stands in a cell beside another."""
    before, behind = text[max(0, start - 4) : start].rstrip(" 　"), text[end : end + 4].lstrip(" 　")
    return before[-1:] in ("\t", "|") and end - start > 1 and behind[:1] in ("\t", "|", "\n", "")


def _is_empty(text: str, start: int, end: int) -> bool:
    before, opening = text[start - 1 : start], text[start]
    if _CHOICES.match(text, end):
        return False
    if opening in "“「《" and end - start == 2:
        # Two quotation marks in a row part two quotations as often as they hold none.
        return opening == "《" and (is_chinese(before) or before in ("", "\n", "、", "，"))
    if opening == "[":
        return end - start != 3 or is_chinese(before)
    if opening == "(":
        return bool(text[max(0, start - _AROUND) : start].rpartition("\n")[2].strip())
    return True
