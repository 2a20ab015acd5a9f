"""Stars: Markdown's emphasis and footnote marks, unless they stand where a word would."""

from __future__ import annotations

import re

from summarylint.blanks.context import is_chinese, is_latin_or_digit, kind_after
from summarylint.blanks.judge import at_line_start, date_or_number, number, stands_alone
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Pattern

_STRONG_LEAD = re.compile(r"(?:[-+*]|\d{1,2}[.)])[ \t]+(\*\*\*?)(?=[^\s*])[^*\n]{2,40}(?<=\S)\1(?!\*)")
"""The words that an item of a Markdown list begins with, in strong type."""
_STAR_RUN = Pattern(r"\*+(?:\.\*+)?")


def stars(text: str, start: int, end: int, words: Words, in_place: frozenset[int]) -> Blank | None:
    """The blank that a run of stars is; `in_place` are the starts of those that are no emphasis."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if is_latin_or_digit(before) or is_latin_or_digit(behind) or before == "\\":
        return None
    kind = kind_after(text, end, words)
    if text[start] == "＊":
        if end - start == 1 and kind not in ("number", "date", "place"):
            return None
    elif (at_line_start(text, start) and end - start == 1) or start not in in_place:
        return None
    if kind == "date":
        return date_or_number(text, start, end)
    if kind == "number":
        return number(text, start, end)
    quoted = text[start] == "＊" and end - start > 1 and before in ("“", "‘") and behind in ("”", "’")
    if kind in ("place", "other") or quoted or (is_chinese(before) and before in words.surnames):
        return Blank(start, end, "marks", "name")
    english_count = before in (" ", "$", "£", "€") and behind in (" ", ",") and end - start > 1
    if english_count and (before != " " or re.match(r" (?:[a-z]+ )?[a-z]+|,? percent", text[end : end + 20])):
        return Blank(start, end, "marks", "number")
    if _stars_alone(text, start, end):
        return Blank(start, end, "marks", "number" if "." in text[start:end] else "unknown")
    return None


def _stars_alone(text: str, start: int, end: int) -> bool:
    """Whether stars stand alone where no footnote mark would: behind a colon, or as a decimal."""
    return stands_alone(text, start, end) and end - start > 1 and (text[start - 1] in "：:“‘" or "." in text[start:end])


def _between_english(text: str, start: int, end: int) -> bool:
    """Whether two or more stars stand between blanks as a word would; emphasis touches the words it marks."""
    return end - start > 1 and text[start - 1 : start] in (" ", "$", "£", "€") and text[end : end + 1] in (" ", ",")


def stars_in_place(text: str, words: Words) -> frozenset[int]:
    """Where the stars of those lines start in which no star is emphasis.

    Each has a counter, date or place behind it, a surname before it, or stands alone.
    """
    in_place: list[int] = []
    of_line: list[int] = []
    line_end, lead_end, holds = -1, -1, True
    for match in _STAR_RUN.finditer(text):
        start, end = match.span()
        if start > line_end:
            in_place += of_line if holds else []
            of_line, holds = [], True
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            line_start = text.rfind("\n", 0, start) + 1
            line_start += len(text[line_start:start]) - len(text[line_start:start].lstrip())
            lead = _STRONG_LEAD.match(text, line_start, line_end)
            lead_end = lead.end() if lead else -1
        if end <= lead_end:
            continue
        of_line.append(start)
        if holds and not (end - start == 1 and at_line_start(text, start)):
            surname = text[start - 1 : start] in words.surnames and not is_chinese(text[end : end + 1])
            known = kind_after(text, end, words) in ("number", "date", "place") or _between_english(text, start, end)
            holds = known or surname or _stars_alone(text, start, end)
    return frozenset(in_place + (of_line if holds else []))
