"""D written for 党, to slip past a platform's filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern

_LETTER = Pattern(r"D(?<![A-Za-z0-9&Ａ-Ｚａ-ｚ-]D)")
_NO_PARTY_BEFORE = ("方案", "选项", "编入", "分在", "分到", "抽入", "标段", "地块", "楼栋")
_ENUMERATED = Pattern(r"(?<![A-Za-z])[ABCE-W][^\x00-\xff、，]{0,2}[、，,/和与及或] ?\Z")
"""Before the D, another letter with what goes with it: C、, B线和."""
_LONGEST_ITEM = 6
_SERIES_BEHIND = frozenset("级类座区型股档线")
_BEFORE = 3
"""Characters before the D that a word may have."""


class _Series:
    """Which characters follow A, B or C in a text: where it has A组 or C组, its D组 is a group."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def has(self, following: str) -> bool:
        """Whether `following` stands behind a lone A, B or C; the A群 of AAA群 is none."""
        if following not in self._known:
            found = any(letter + following in self._text for letter in "ABC")
            self._known[following] = found and bool(re.search(f"(?<![A-Za-z])[ABC]{re.escape(following)}", self._text))
        return self._known[following]


class PartyWord(Check):
    """Look for words in which D stands for 党.

    Some forms (D日, D组) occur in other senses too; they count only in a document that has certain ones.
    """

    words = frozenset({"replacement"})
    scope = "file"
    required = ("certain", "possible", "exceptions")

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    exceptions: tuple[str, ...]
    minimum: int = 3

    @cached_property
    def _certain(self) -> frozenset[str]:
        return frozenset(self.certain)

    @cached_property
    def _possible(self) -> frozenset[str]:
        return frozenset(self.possible)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.certain + self.possible))

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word, the letter replaced."""
        text = submission.text
        if "D" not in text and "Ｄ" not in text:
            return
        plain = text.replace("Ｄ", "D")
        series = _Series(plain)
        letters = [match.start() for match in _LETTER.finditer(plain) if self._may_be(plain, match.start(), series)]
        certain = {at: span for at in letters if (span := self._word_at(plain, at, self._certain))}
        possible = {
            at: span for at in letters if at not in certain and (span := self._word_at(plain, at, self._possible))
        }
        enough = len(certain) >= self.minimum
        if certain and (enough or len(certain) >= len(possible)):
            certain.update(possible)
        for at, (start, end) in certain.items():
            span = submission.span_of(start, end)
            replacement = f"{text[start:at]}党{text[at + 1 : end]}"
            fix = Fix((Edit(submission.span_of(at, at + 1), "党"),), safe=enough)
            yield Hit("", span, {"replacement": replacement}, {"replacement": replacement}, fix)

    def _may_be(self, text: str, at: int, series: _Series) -> bool:
        """Whether the D at `at` is neither the fourth of a series nor the start of an exception."""
        if text[max(0, at - 2) : at] in _NO_PARTY_BEFORE or text[at + 1 : at + 3].lstrip(" ")[:1] in _SERIES_BEHIND:
            return False
        if any(text.startswith(exception, at) for exception in self.exceptions):
            return False
        if _ENUMERATED.search(text, max(0, at - _LONGEST_ITEM), at):
            return False
        return not series.has(text[at + 1 : at + 2])

    def _word_at(self, text: str, at: int, words: frozenset[str]) -> tuple[int, int] | None:
        """The longest of `words` that has its D at `at`."""
        for before in range(min(_BEFORE, at), -1, -1):
            for end in range(at + self._longest - before, at, -1):
                if text[at - before : end] in words:
                    return at - before, end
        return None
