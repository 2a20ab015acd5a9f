"""Quotation marks and brackets that have no partner, in their paragraph or in those it continues in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from summarylint.checks.base import Check
from summarylint.model import HIDDEN, Hit, Submission
from summarylint.patterns import Pattern

_QUOTES = ("“”", "‘’", "「」", "『』")
_BRACKETS = ("《》", "〈〉", "（）", "【】")
_WIDTHS = str.maketrans("()[]［］〔〕", "（）【】【】【】")
"""What is written for one another: a bracket of one width may close one of the other."""
_HALF_WIDTHS = frozenset("()[]［］〔〕")
_MARKS = Pattern(r"[“”‘’「」『』《》〈〉（）【】()\[\]［］〔〕]")
_MARKS_OR_LINE_FEED = Pattern(r"[“”‘’「」『』《》〈〉（）【】()\[\]［］〔〕\n]")
_OPENING_OF = {mark: pair[0] for pair in (*_QUOTES, *_BRACKETS) for mark in pair}
_PARTNER = {
    mark: pair[1 - place]
    for pair in (*_QUOTES, *_BRACKETS, "()", "[]", "［］", "〔〕")
    for place, mark in enumerate(pair)
}
_QUOTE_OPENINGS = frozenset(pair[0] for pair in _QUOTES)
_DEEPEST = 4
"""Nested pairs that the quick look sees through; deeper ones are looked at one by one."""

_NUMERAL = r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}|[一二三四五六七八九十]{1,3})"
_NUMBER_BEFORE = Pattern(rf"(?:^|[\W_第和与及至到或见按])[ 　]?{_NUMERAL}[ 　]?$")
"""Of `1）` and `a)`, which need no opening bracket."""
_NUMBER_BEHIND = Pattern(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、.．:：\s](?!\d)|$)")
_COLONS = frozenset(":：;；")
_FACE_BEFORE = Pattern(r"[:;：；=^][-'’]?$|[_^oOTωДд▽∀～~´｀]$")
_FACE_BEHIND = Pattern(r"(?:[_^￣╯╥°⊙´｀>•]|$|[\s，。！？,.!?])")
_LENGTH_BEFORE = Pattern(r"(?:^|[^\d.])\d{1,3}(?:\.\d{1,2})?[ ]?$")
"""Of 55”, which is in inches."""
_MORE_BEFORE = Pattern(r"(?:更多|详情|详细|查看|进入|全文|点击|首页|主页|more|More|MORE)[ ]?$")
_INTERVAL = Pattern(
    r"[(\[（［【][ ]?[-−+]?(?:\d[\d.]{0,12}|∞)%?[ ]?[,，~～][ ]?[-−+]?(?:\d[\d.]{0,12}|∞)%?[ ]?[)\]）］】]"
)
_NEAR = 8
"""Characters beside a mark that tell whether it is one."""
_LONGEST_ADDRESS = 200


class _Mark(NamedTuple):
    """One mark of a paragraph."""

    at: int
    opening: str
    """The opening mark of its kind, full-width."""
    opens: bool
    rank: int
    """Which of its kind it is in the paragraph."""


class UnbalancedQuotes(Check):
    """Look for marks without partner; a quotation may go on for `paragraphs`."""

    words = frozenset({"partner"})

    paragraphs: int = 30

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each mark that lacks its partner; of two alike, `“…“`, the one that should be the other."""
        text = submission.text
        if submission.number is None:
            return
        residues = _residues(text)
        if not residues:
            return
        ends = {
            block.start - submission.start
            for block in submission.blocks
            if block.kind == "heading" and block.level == 1 and block.form in ("chinese", "ordinal", "hash")
        }
        for at in sorted(_Reading(text, self.paragraphs, ends).lone(residues)):
            partner = _PARTNER[text[at]]
            yield Hit("", submission.span_of(at, at + 1), {"partner": partner}, {"partner": partner})


def _residues(text: str) -> list[str]:
    """For each line the marks that a quick look finds no partner for; nothing at all for nearly every text."""
    marks = "".join(_MARKS_OR_LINE_FEED.compiled.findall(text))
    if not _HALF_WIDTHS.isdisjoint(marks):
        marks = marks.translate(_WIDTHS)
    for _ in range(_DEEPEST):
        before = len(marks)
        for pair in (*_QUOTES, *_BRACKETS):
            marks = marks.replace(pair, "")
        if len(marks) == before:
            break
    return marks.split("\n") if marks.strip("\n") else []


class _Reading:
    """One text read paragraph by paragraph, with what is still open from those before."""

    def __init__(self, text: str, ahead: int, heading_starts: set[int]) -> None:
        self._text = text
        self._ahead = ahead
        self._heading_starts = heading_starts
        self._open: dict[str, deque[tuple[int, int]]] = {}
        """By kind, the paragraph and place of each mark that waits for its partner; -1 for a place not to tell of."""

    def lone(self, residues: list[str]) -> Iterator[int]:
        """Where the marks without partner stand, in no order; `residues` tells which lines may have some."""
        number = start = 0
        for line, residue in zip(self._text.split("\n"), residues, strict=True):
            indent = len(line) - len(line.lstrip())
            if indent < len(line):
                number += 1
                if self._open:
                    ended = start + indent in self._heading_starts
                    yield from self._given_up(number + self._ahead + 1 if ended else number)
                    self._continue(number, line[indent])
                if residue:
                    yield from self._paragraph(number, _Line(line, start).unpaired())
            start += len(line) + 1
        yield from self._given_up(number + self._ahead + 1)

    def _given_up(self, number: int) -> list[int]:
        """The marks that waited too long at paragraph `number`, which now wait no more."""
        places = []
        for opening, waiting in list(self._open.items()):
            while waiting and number - waiting[0][0] > self._ahead:
                places.append(waiting.popleft()[1])
            if not waiting:
                del self._open[opening]
        return [at for at in places if at >= 0]

    def _continue(self, number: int, character: str) -> None:
        """Let a quotation of the paragraph before go on in one that opens with the same mark again."""
        waiting = self._open.get(character)
        if waiting and character in _QUOTE_OPENINGS and waiting[-1][0] == number - 1:
            waiting.pop()

    def _paragraph(self, number: int, left: list[tuple[_Mark, bool]]) -> Iterator[int]:
        """Match what a paragraph leaves over with what waits, and let the rest wait; the flag says if it is sure."""
        if len(left) == 2 and _is_mistaken(left[0][0], left[1][0]) and not self._open.get(left[1][0].opening):
            if left[1][1]:
                yield left[1][0].at
            return
        previous: dict[str, _Mark] = {}
        for mark, sure in left:
            before = previous.pop(mark.opening, None)
            waiting = self._open.setdefault(mark.opening, deque())
            if before and before.opens == mark.opens and before.rank + 1 == mark.rank:
                # “…“ is one quotation whose end is wrong, ”…” one whose start is.
                if mark.opens:
                    waiting.pop()
                    if sure:
                        yield mark.at
            elif mark.opens:
                waiting.append((number, mark.at if sure else -1))
                previous[mark.opening] = mark
            elif waiting:
                waiting.pop()
            else:
                previous[mark.opening] = mark
                if sure:
                    yield mark.at


def _is_mistaken(first: _Mark, second: _Mark) -> bool:
    """Whether two lone marks are （…】, one taken for another, and not two whose partners are lost."""
    alike = (first.opening in _QUOTE_OPENINGS) == (second.opening in _QUOTE_OPENINGS)
    return alike and first.opens and not second.opens


class _Line:
    """The marks of one line, and which of them need a partner."""

    def __init__(self, line: str, start: int) -> None:
        self._line = line
        self._start = start

    def unpaired(self) -> list[tuple[_Mark, bool]]:
        """The marks that need a partner and have none in the line, in order; the flag says if that is sure."""
        left = self._left()
        if not left:
            return []
        excused = self._excused()
        intervals = self._intervals()
        hidden = HIDDEN in self._line
        return [
            (mark._replace(at=self._start + mark.at), not self._is_doubtful(mark.at, hidden=hidden))
            for mark in sorted(left)
            if mark.opening not in excused and mark.at not in intervals and not self._is_something_else(mark)
        ]

    def _left(self) -> list[_Mark]:
        waiting: dict[str, list[_Mark]] = {}
        left = []
        for mark in self._marks():
            same = waiting.setdefault(mark.opening, [])
            if mark.opens:
                same.append(mark)
            elif same:
                same.pop()
            else:
                left.append(mark)
        return left + [mark for same in waiting.values() for mark in same]

    def _marks(self) -> Iterator[_Mark]:
        line = self._line
        counts: dict[str, int] = {}
        for match in _MARKS.compiled.finditer(line):
            at = match.start()
            character = match[0].translate(_WIDTHS)
            if character == "’" and at and _is_latin(line[at - 1]) and _is_latin(line[at + 1 : at + 2]):
                continue
            opening = _OPENING_OF[character]
            counts[opening] = counts.get(opening, 0) + 1
            yield _Mark(at, opening, character == opening, counts[opening])

    def _excused(self) -> frozenset[str]:
        """The kinds whose partner may be a straight quotation mark, or that are arrows here."""
        line = self._line
        kinds = set()
        if '"' in line or "＂" in line or "''" in line:
            kinds.add("“")
        if "'" in line or "`" in line:
            kinds.add("‘")
        kinds.update(pair[0] for pair in ("《》", "〈〉") if pair[0] not in line and line.count(pair[1]) > 1)
        return frozenset(kinds)

    def _intervals(self) -> frozenset[int]:
        """Where the ends of [0, 1) stand."""
        if "," not in self._line and "，" not in self._line:
            return frozenset()
        return frozenset(
            at for match in _INTERVAL.compiled.finditer(self._line) for at in (match.start(), match.end() - 1)
        )

    def _is_doubtful(self, at: int, *, hidden: bool) -> bool:
        """Whether what is not prose, or an address, may hold the partner of the mark at `at`."""
        line = self._line
        if line[at] not in "()[]":
            return False
        word = line[max(0, at - _LONGEST_ADDRESS) : at].rpartition(" ")[2]
        return hidden or line[at - 1 : at] == "]" or line[at + 1 : at + 2] == "(" or "://" in word or "www." in word

    def _is_something_else(self, mark: _Mark) -> bool:
        """Whether a mark needs no partner: in a list's number, an apostrophe, a length, a face, an arrow, a row."""
        at = mark.at
        character = self._line[at]
        before, behind = self._line[max(0, at - _NEAR) : at], self._line[at + 1 : at + 1 + _NEAR]
        beside = before[-1:], behind[:1]
        if character * 3 in before[-2:] + character + behind[:2] or beside[0] == "\x1b":
            # A row of marks draws a line; behind an escape stands a terminal's command.
            return True
        if mark.opening == "‘":
            return _is_latin(behind[:1]) or (not mark.opens and _is_latin(before[-1:]))
        if mark.opening == "“":
            return not mark.opens and _LENGTH_BEFORE.search(before) is not None
        if mark.opening in "《〈":
            return character in beside or (not mark.opens and _MORE_BEFORE.search(before) is not None)
        if mark.opening != "（":
            return False
        if mark.opens:
            return bool(_NUMBER_BEHIND.match(behind) or (beside[0] in _COLONS and _FACE_BEHIND.match(behind)))
        return bool(_NUMBER_BEFORE.search(before) or _FACE_BEFORE.search(before))


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
