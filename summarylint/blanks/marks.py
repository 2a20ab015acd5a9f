"""Runs of marks that stand for digits and names: xx, ××, ○○, ＊＊, ？？, and numbers with digits masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarylint.blanks.context import kind_after
from summarylint.blanks.digits import MASKED_DIGITS, masked_digits
from summarylint.blanks.doubts import judged
from summarylint.blanks.judge import CROSSES, LETTERS
from summarylint.blanks.letters import formulas, letter_o, letters
from summarylint.blanks.signs import questions, signs
from summarylint.blanks.stars import stars, stars_in_place
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Pattern

_CIRCLES = "○〇◯●□■△▲◇"
_STARS = "*＊"
_QUESTIONS = "?？"
_RUN = Pattern(
    rf"[{LETTERS}]{{3,4}}-[{LETTERS}]{{3,4}}-[{LETTERS}]{{4}}|[{LETTERS}]{{3,4}}-[{LETTERS}]{{4}}(?![{LETTERS}-])"
    rf"|[{LETTERS}]{{2}}/[{LETTERS}]{{2}}/(?:20)?[{LETTERS}]{{2,4}}"
    rf"|[{LETTERS}]{{4}}([-/.])[{LETTERS}]{{1,2}}(?:\1[{LETTERS}]{{1,2}})?(?![{LETTERS}.])"
    rf"|[{LETTERS}]+(?:[,，][{LETTERS}]{{3}}(?![{LETTERS}]))*(?:[.．][{LETTERS}]+)?"
    rf"|[{CROSSES}]+(?:[.．][{CROSSES}]+)?|[○〇◯]+(?:\.[○〇◯]+)?|●+|□+|■+|[△▲]+|◇+|O{{2,4}}|\*+(?:\.\*+)?|＊+(?:[.．]＊+)?|(?<=第)？|？(?=[次个名项场期件万元人家]{{1,2}}[。；，、])|\?,\?{{3}}|[{_QUESTIONS}]{{2,}}(?:\.[{_QUESTIONS}]+)?",
    triggers=(
        *LETTERS,
        *CROSSES,
        *_CIRCLES,
        *_STARS,
        "??",
        "？？",
        "？次",
        "？个",
        "？名",
        "？项",
        "？场",
        "？期",
        "？件",
        "？万",
        "？元",
        "？人",
        "？家",
        "OO",
    ),
)
_START = Pattern(f"[{LETTERS}{CROSSES}{_CIRCLES}{re.escape(_STARS)}{_QUESTIONS}O]")
_HASHES = Pattern(
    r"(?<=[$€£¥￥])#+(?:,#+)*|(?<![#\w])#{1,3}(?:,###)+|(?<![#\w])#{2,4}(?=%)",
    triggers=("#,", "$#", "€#", "£#", "¥#", "￥#", "#%"),
    by_line=True,
)
_ZEROS = Pattern(r"0(?<![\d.,:：\-/A-Za-z+]0)(?:0{2,5}|0{1,3}\.0{1,4})(?![\d.:：\-/A-Za-z])", triggers=("000", "00.0"))


def mark_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that are runs of marks; those that it only speaks of are in doubt."""
    return judged(text, _mark_blanks(text, words))


def _mark_blanks(text: str, words: Words) -> Iterator[Blank]:
    taken: set[int] = set()
    for match in MASKED_DIGITS.finditer(text):
        blank = masked_digits(text, match.start(), match.end(), words)
        if blank:
            taken.update(range(blank.start, blank.end))
            yield blank
    found = []
    in_place = stars_in_place(text, words) if "*" in text else frozenset()
    for match in _runs(text):
        if match.start() not in taken:
            blank = _classified(text, match.start(), match.end(), words, in_place)
            if blank:
                found.append(blank)
    yield from found
    yield from formulas(text, found)
    for match in _HASHES.finditer(text):
        yield Blank(match.start(), match.end(), "marks", "number")
    for match in _ZEROS.finditer(text):
        if kind_after(text, match.end(), words) == "number" and not text.startswith("年", match.end()):
            yield Blank(match.start(), match.end(), "marks", "number")


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of marks: one class finds where one may start, as the whole expression is slow to fail."""
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end:
            match = _RUN.match(text, start.start())
            if match:
                end = match.end()
                yield match


def _classified(text: str, start: int, end: int, words: Words, in_place: frozenset[int]) -> Blank | None:
    run = text[start:end]
    mark = run[0]
    if mark in LETTERS:
        return letters(text, start, end, words)
    if mark == "O":
        return letter_o(text, start, end, words)
    if mark in _STARS:
        return stars(text, start, end, words, in_place)
    if mark in _QUESTIONS:
        return questions(text, start, end, words)
    return signs(text, start, end, words)
