"""Numbers of which some digits are masked: 20XX, 3xx人, p = 0.0XX."""

from __future__ import annotations

import re

from summarylint.blanks import english
from summarylint.blanks.context import is_chinese, kind_after
from summarylint.blanks.judge import CROSSES, LETTERS, NEVER_SINGLE
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import HAN, Pattern

MASKED_DIGITS = Pattern(
    rf"(?<![A-Za-z0-9_.])(?:19|20)(?:\d[{LETTERS}×＊_]|[{LETTERS}×*＊_]{{2}})(?![A-Za-z0-9_]|[.．][A-Za-z0-9])(?!{HAN})"
    rf"|(?<![A-Za-z\d.])\d{{1,5}}(?:\.?\d?[{LETTERS}＊]+|\*{{2,}}|\.?[×○]+)(?![A-Za-z0-9])",
    triggers=LETTERS + CROSSES + "○*＊_",
    by_line=True,
)
_STATUS_CODE = Pattern(r"[1-5]xx$")
_STATUS_WORDS = Pattern("[ ]?(?:类|级|错误|状态|响应|系列|报错|请求|告警|段)")


_AREA_CODE = re.compile(r"(?<!\d)0\d{2,3}[-－—]$")


def _is_phone(text: str, start: int, end: int) -> bool:
    """Whether most digits of a telephone number are masked: 0551-6xxxxxxx; 138****5678 hides four on purpose."""
    run = text[start:end]
    masked = sum(not character.isdigit() for character in run)
    if len(run) == 11 and run[0] == "1":
        return masked >= 8 and "*" not in run
    return len(run) in (7, 8) and masked > 4 and _AREA_CODE.search(text[max(0, start - 5) : start]) is not None


def masked_digits(text: str, start: int, end: int, words: Words) -> Blank | None:
    """The blank that a number with masked digits is, unless it is a product, a version or a status code."""
    run = text[start:end]
    if _is_phone(text, start, end):
        return Blank(start, end, "marks", "number", digits=sum(not c.isdigit() for c in run))
    if text[start - 1 : start] == "*" or (
        text[start - 1 : start] in ("-", "/", ".") and text[start - 2 : start - 1] in tuple("0123456789xX")
    ):
        return None
    is_year = re.fullmatch(r"(?:19|20)(?:\d[^\d.]|[^\d.]{2})", run) and kind_after(text, end, words) != "number"
    if is_year and (not is_chinese(text[end : end + 1]) or text.startswith(("年", "届", "级", "学年", "财年"), end)):
        return Blank(start, end, "marks", "date", digits=sum(not c.isdigit() for c in run))
    kind = kind_after(text, end, words)
    if kind == "date" and text.startswith("年", end):
        return Blank(start, end, "marks", "date", digits=sum(not c.isdigit() for c in run))
    if english.masked_digits(text, start, end):
        return Blank(start, end, "marks", "number", digits=sum(c in LETTERS for c in run))
    if _STATUS_CODE.match(run) and _STATUS_WORDS.match(text, end):
        return None
    if kind == "number" and not NEVER_SINGLE.match(text, end):
        return Blank(start, end, "marks", "number", digits=sum(not c.isdigit() and c != "." for c in run))
    return None
