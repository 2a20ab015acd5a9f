"""Levels of headings that GB/T 9704-2012, 7.3.3 does not allow: 一、 holds （一）, （一） holds 1., 1. holds （1）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarylint.checks.base import Check
from summarylint.model import Block, Hit, Span, Submission
from summarylint.patterns import Pattern

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARK = Pattern(
    rf"(?P<chinese>{_NUMERAL})[、.．，:：]|[（(](?P<bracketed>{_NUMERAL})[）)][、.．]?"
    r"|(?P<arabic>\d{1,2})[.．、](?!\d)|[（(](?P<item>\d{1,2})[）)][、.．]?"
)
_ATTACHED = Pattern(r"附[件表]?[：:][ 　]{0,4}(?:(?P<number>\d{1,2})[.．、])?")
_FORMS = {"chinese": "一、", "bracketed": "（一）", "arabic": "1.", "item": "（1）"}
_LEVELS = {form: level for level, form in enumerate(_FORMS, 1)}


class _Marked(NamedTuple):
    """The number that opens a heading."""

    start: int
    end: int
    level: int
    number: str
    last: str
    """The sign behind the number: 、 or . or a closing bracket."""


class HeadingLevel(Check):
    """Look for levels that are left out, stand upside down, or are written with another sign; each once a submission."""

    words = frozenset({"wrong"})

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for the first heading of each kind of break."""
        if submission.number is None:
            return
        headings = [block for block in submission.blocks if block.kind == "heading"]
        yield from _skipped_hashes(headings)
        prose = submission.document.prose
        attached = _attached(prose, submission.blocks)
        marked = [mark for block in headings if block.start not in attached and (mark := _mark(prose, block))]
        yield from _skipped(marked)
        yield from _upside_down(marked)
        yield from _miswritten(marked)


def _mark(prose: str, block: Block) -> _Marked | None:
    match = _MARK.match(prose, block.start, block.end)
    if match is None or match.lastgroup is None:
        return None
    form = match.lastgroup
    return _Marked(match.start(), match.end(), _LEVELS[form], match[form], match[0][-1])


def _attached(prose: str, blocks: Sequence[Block]) -> set[int]:
    """Where the lines start that list what is attached: 附件：1.…, and those numbered on below it."""
    found, number = set(), 0
    for block in blocks:
        opening = _ATTACHED.match(prose, block.start, block.end)
        mark = _mark(prose, block)
        if opening is not None:
            number = int(opening["number"] or 0)
            found.add(block.start)
        elif number >= 0 and found and mark is not None and mark.number == str(number + 1):
            number += 1
            found.add(block.start)
        else:
            number = -1
    return found


def _hit(mark: _Marked, zh: str, en: str) -> Hit:
    return Hit("", Span(mark.start, mark.end), {"wrong": {"zh": zh, "en": en}})


def _skipped_hashes(headings: list[Block]) -> Iterator[Hit]:
    """The first `###` right under a `#`; a document may start at any level."""
    hashes = [block for block in headings if block.form == "hash"]
    for above, block in pairwise(hashes):
        if block.level > above.level + 1:
            wrong = {
                "zh": f"是{block.level}级标题，上面是{above.level}级，中间缺一级",
                "en": f"is a heading of level {block.level} right under one of level {above.level}",
            }
            yield Hit("", Span(block.start, block.end), {"wrong": wrong})
            return


def _skipped(marked: list[_Marked]) -> Iterator[Hit]:
    """The first heading of each form that stands two levels under the one that holds it."""
    holders: list[int] = []
    told = set()
    for mark in marked:
        holders = [level for level in holders if level < mark.level]
        if holders and mark.level > holders[-1] + 1 and (holders[-1], mark.level) not in told:
            told.add((holders[-1], mark.level))
            form, below = list(_FORMS.values())[holders[-1]], list(_FORMS.values())[holders[-1] - 1]
            yield _hit(
                mark,
                f"直接用在“{below}”之下，跳过了“{form}”一级",
                f"stands right under '{below}'; '{form}' comes between",
            )
        holders.append(mark.level)


def _upside_down(marked: list[_Marked]) -> Iterator[Hit]:
    """The first heading that is numbered anew between two of a lower form which count on: 1. （一） （二） 2."""
    for place, mark in enumerate(marked[1:-1], 1):
        above = marked[place - 1]
        if mark.level >= above.level or mark.number not in ("一", "1") or not above.number.isdecimal():
            continue
        following = next((other for other in marked[place:] if other.level == above.level), None)
        if following and following.number.isdecimal() and int(following.number) == int(above.number) + 1:
            form, holder = list(_FORMS.values())[mark.level - 1], list(_FORMS.values())[above.level - 1]
            yield _hit(
                mark,
                f"用在了“{holder}”之下，应反过来：“{form}”在上",
                f"stands under '{holder}', which should stand under '{form}'",
            )
            return


def _miswritten(marked: list[_Marked]) -> Iterator[Hit]:
    """The first number of each form that has another sign behind it than the standard's."""
    told = set()
    for mark in marked:
        brackets = mark.level in (_LEVELS["bracketed"], _LEVELS["item"])
        right = "）)" if brackets else "、" if mark.level == _LEVELS["chinese"] else ".．"
        if mark.last in right or mark.level in told:
            continue
        told.add(mark.level)
        form = f"（{mark.number}）" if brackets else f"{mark.number}{right[0]}"
        yield _hit(mark, f"应写作“{form}”", f"is written '{form}'")
