"""Known words with a mark put into them, or with one character replaced by a mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import HAN, Pattern, any_of

_USUAL = r"""\w\s\ufffd，。、；：！？（）“”‘’《》〈〉【】〔〕「」『』—…～％＋,;:!?()\[\]{}<>'"%+=`""" + "\ufffc"
_MARK = Pattern(f"[^{_USUAL}]")
_BREAK = Pattern(f"[^{_USUAL}](?<={HAN}.)[^{_USUAL}]?(?={HAN})")
_HOLES = "xXｘＸ×*＊○□"
_HOLE = Pattern(rf"[{_HOLES}](?<![A-Za-z0-9.{_HOLES}].)(?![A-Za-z0-9{_HOLES}])", triggers=_HOLES)
_LONGEST = 6


class BrokenWord(Check):
    """Look for words that somebody broke.

    `inserted` words have a mark in them (党*建), `holed` words have one character masked; in others a mark (`swap`)
    or the first letter of its sound (`lettered`) stands for a character.

    A hole at a word's end is a blank before a measure word as often (信访x件), so there it counts only in words
    of four characters or more.
    """

    kinds = ("inserted", "hole")
    words = frozenset({"replacement"})

    inserted: tuple[str, ...] = ()
    swap: Mapping[str, str] = {}
    holed: tuple[str, ...] = ()
    lettered: Mapping[str, str] = {}

    @cached_property
    def _inserted(self) -> frozenset[str]:
        return frozenset(self.inserted)

    @cached_property
    def _by_hole(self) -> dict[tuple[str, str], str]:
        """The holed words by what stands before and behind the hole."""
        found = {}
        for word in self.holed:
            for at in range(len(word) if len(word) > 3 else len(word) - 1):
                found[(word[:at], word[at + 1 :])] = word
        return found

    @cached_property
    def _swapped(self) -> Pattern:
        return Pattern(any_of(self.swap), self.swap or ("\0",), by_line=True)

    @cached_property
    def _lettered(self) -> Pattern:
        return Pattern(any_of(self.lettered) + "(?![A-Za-z0-9])", self.lettered or ("\0",), by_line=True)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word."""
        text = submission.text
        done = 0
        for match in _BREAK.finditer(text):
            # One star breaks a word, two are Markdown's bold.
            broken = self._broken(text, match.start()) if match.start() >= done and match[0] != "**" else None
            if broken:
                done = broken[1]
                yield self._hit("inserted", submission, *broken)
        for match in self._swapped.finditer(text):
            yield self._hit("inserted", submission, match.start(), match.end(), self.swap[match[0]])
        for match in _HOLE.finditer(text):
            holed = self._word_with_hole(text, match.start())
            if holed:
                yield self._hit("hole", submission, *holed)
        for match in self._lettered.finditer(text):
            yield self._hit("hole", submission, match.start(), match.end(), self.lettered[match[0]])

    def _broken(self, text: str, at: int) -> tuple[int, int, str] | None:
        """The longest known word that the mark at `at` breaks, as start, end and word."""
        offsets = [offset for offset in range(max(0, at - _LONGEST), at) if _is_chinese(text[offset])]
        left = len(offsets)
        offset = at
        while offset < len(text) and len(offsets) < left + _LONGEST:
            if _is_chinese(text[offset]):
                offsets.append(offset)
            elif not _MARK.compiled.match(text, offset):
                break
            offset += 1
        letters = "".join(text[offset] for offset in offsets)
        for length in range(_LONGEST, 1, -1):
            for first in range(max(0, left - length + 1), left):
                word = letters[first : first + length]
                start, last = offsets[first], offsets[first + length - 1] if first + length <= len(offsets) else -1
                # No more than two marks between its letters, and none missing on the left.
                if word in self._inserted and 0 < last - start < 2 * length + 1:
                    return start, last + 1, word
        return None

    def _word_with_hole(self, text: str, at: int) -> tuple[int, int, str] | None:
        """The longest known word whose missing character stands at `at`, as start, end and word."""
        for length in range(_LONGEST, 2, -1):
            for before in range(min(length - 1, at), -1, -1):
                key = (text[at - before : at], text[at + 1 : at + length - before])
                if key in self._by_hole:
                    return at - before, at + length - before, self._by_hole[key]
        return None

    def _hit(self, kind: str, submission: Submission, start: int, end: int, replacement: str) -> Hit:
        span = submission.span_of(start, end)
        fix = Fix((Edit(span, replacement),), safe=False)
        return Hit(kind, span, {"replacement": replacement}, {"replacement": replacement}, fix)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
