"""A heading that lost its line end, and now stands in the paragraph of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarylint.checks.base import Check
from summarylint.model import Block, Edit, Fix, Hit, Span, Submission
from summarylint.patterns import Pattern

_SENTENCE = Pattern(r"(?<=[。！？”’])(?P<words>[^\W\d_]{4,16})。(?=[^”’\n])")
_ENDS = "。！？；：”’.;"
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = Pattern(
    rf"(?P<chinese>[{_NUMERALS}]{{1,3}})、|[（(](?P<bracketed>[{_NUMERALS}]{{1,3}})[）)]|(?P<arabic>\d{{1,2}})[.．、](?!\d)"
)
_WITHIN = Pattern(rf"[{re.escape(_ENDS)}](?:[{_NUMERALS}]{{1,3}}、|[（(][{_NUMERALS}]|\d{{1,2}}[.．、])")
"""A number behind the end of a sentence; most texts hold none."""
_FIRST_CLAUSE = Pattern(r"[^。：:；！？\n]{2,40}(?:[。：:]|$)", flags=re.MULTILINE)
_FORMS = ("arabic", "bracketed", "chinese")
"""Deepest first."""


class _Gap(NamedTuple):
    """Where a number is looked for that no line opens with, though its neighbours do."""

    form: str
    number: int
    start: int
    end: int


class HeadingMerged(Check):
    """Look for swallowed headings: those that read as their siblings do, and numbers that their siblings lack."""

    least_text: int = 20
    """Code points that follow a swallowed heading in its paragraph."""

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each heading, with the line end that it lost as an unsafe fix."""
        if submission.number is None:
            return
        for start, end in (*self._short_sentences(submission), *_numbers(submission)):
            yield _hit(submission, start, end)

    def _short_sentences(self, submission: Submission) -> Iterator[tuple[int, int]]:
        """Short sentences within a paragraph that its own heading and the headings around rhyme with."""
        prose = submission.document.prose
        for siblings in _families(submission.blocks):
            names = [prose[heading.start : heading.end].rstrip("。 　") for heading, _ in siblings]
            for _, paragraph in siblings:
                for match in _SENTENCE.compiled.finditer(prose, paragraph.start, paragraph.end):
                    if paragraph.end - match.end() < self.least_text:
                        break
                    words = match["words"]
                    if words not in names and _rhymes([*names, words]):
                        yield match.start(), match.end()


def _families(blocks: Sequence[Block]) -> Iterator[list[tuple[Block, Block]]]:
    """Headings without number at the head of paragraphs that no other heading parts, each with its paragraph."""
    family: list[tuple[Block, Block]] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if block.kind != "heading":
            continue
        if block.form == "run-in" and block.level == 0 and following is not None:
            family.append((block, following))
            continue
        if len(family) > 1:
            yield family
        family = []
    if len(family) > 1:
        yield family


def _rhymes(names: Sequence[str]) -> bool:
    """Whether all are equally long with one character in common at one place, or end alike: 深入系统学, 联系实际学."""
    if len({*map(len, names)}) == 1:
        return any(len({*characters}) == 1 for characters in zip(*names, strict=True))
    return len({name[-2:] for name in names}) == 1 and max(map(len, names)) - min(map(len, names)) <= 2


def _numbers(submission: Submission) -> Iterator[tuple[int, int]]:
    """Numbers behind the end of a sentence that belong between two lines, or after the last of several."""
    prose = submission.document.prose
    if not _WITHIN.search(prose, submission.start, submission.end):
        return
    for gap in _gaps(prose, submission.blocks):
        for match in _NUMBERED.compiled.finditer(prose, gap.start + 1, gap.end):
            form = match.lastgroup or ""
            if form == gap.form and _value(match[form]) == gap.number and prose[match.start() - 1] in _ENDS:
                clause = _FIRST_CLAUSE.match(prose, match.end(), gap.end)
                if clause:
                    yield match.start(), clause.end()
                break


def _gaps(prose: str, blocks: Sequence[Block]) -> Iterator[_Gap]:
    last: dict[str, tuple[int, int]] = {}
    """By form, the number and start of the last line that opened with it under the present heading."""
    for block in blocks:
        match = _NUMBERED.match(prose, block.start, block.end) if block.form not in ("", "bare") else None
        if match is None or match.lastgroup is None:
            continue
        form, number = match.lastgroup, _value(match[match.lastgroup])
        for deeper in _FORMS[: _FORMS.index(form)]:
            yield from _behind_last(deeper, last, block.start)
        before, start = last.get(form, (0, 0))
        if before and number == before + 2:
            yield _Gap(form, before + 1, start, block.start)
        last[form] = (number, block.start)
    for form in _FORMS:
        yield from _behind_last(form, last, blocks[-1].end)


def _behind_last(form: str, last: dict[str, tuple[int, int]], end: int) -> Iterator[_Gap]:
    number, start = last.pop(form, (0, 0))
    if number > 1:
        yield _Gap(form, number + 1, start, end)


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.find(numeral) + 1 if len(numeral) == 1 else 0
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def _hit(submission: Submission, start: int, end: int) -> Hit:
    document = submission.document
    line = document.prose.rfind("\n", 0, start) + 1
    indent = document.prose[line:start]
    indent = indent[: len(indent) - len(indent.lstrip(" 　\t"))]
    line_end = next((one for one in ("\r\n", "\n", "\r") if one in document.text), "\n")
    fix = Fix((Edit(Span(start, start), line_end + indent),), safe=False)
    return Hit("", Span(start, end), fix=fix)
