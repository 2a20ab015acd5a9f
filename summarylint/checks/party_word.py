"""D written for 党, to slip past a platform's filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern, any_of

_NO_PARTY_BEFORE = "".join(f"(?<!{word})" for word in ("方案", "选项", "编入", "分在", "分到", "抽入", "标段", "地块", "楼栋"))


@dataclass(frozen=True, repr=False, eq=False)
class PartyWord:
    """Look for words in which D stands for 党.

    Some forms (D日, D组) occur in other senses too; they count only in a document that has certain ones.
    """

    words: ClassVar = frozenset({"replacement"})
    scope: ClassVar = "file"
    required: ClassVar = ("certain", "possible", "exceptions")

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    exceptions: tuple[str, ...]
    minimum: int = 3

    @cached_property
    def _certain(self) -> Pattern:
        return self._pattern(self.certain)

    @cached_property
    def _possible(self) -> Pattern:
        return self._pattern(self.possible)

    def _pattern(self, words: tuple[str, ...]) -> Pattern:
        # Nearly every D is no 党: find the letter first, then look at the words around it.
        starting = any_of([word[1:] for word in words if word.startswith("D")])
        inner = [word.partition("D") for word in words if not word.startswith("D")]
        spared = any_of([word[1:] for word in self.exceptions])
        around = [rf"(?<={before}){_NO_PARTY_BEFORE}[DＤ](?!{spared}|[A-Za-z级类座区型股档线]){behind}" for before, _, behind in inner]
        first = rf"(?<![A-Za-z0-9&Ａ-Ｚａ-ｚ-]){_NO_PARTY_BEFORE}[DＤ](?!{spared}){starting}"
        return Pattern("|".join([*around, first]), triggers="DＤ", by_line=True)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word, the letter replaced."""
        text = submission.text
        certain = [match for match in self._certain.finditer(text) if not _in_series(text, match)]
        taken = {match.start() for match in certain}
        possible = [match for match in self._possible.finditer(text) if match.start() not in taken and not _in_series(text, match)]
        enough = len(certain) >= self.minimum
        for match in certain + (possible if enough or (certain and len(certain) >= len(possible)) else []):
            span = submission.span_of(match.start(), match.end())
            replacement = re.sub("[DＤ]", "党", match[0])
            at = match.start() + match[0].replace("Ｄ", "D").find("D")
            letter = submission.span_of(at, at + 1)
            fix = Fix((Edit(letter, "党"),), safe=enough)
            yield Hit("", span, {"replacement": replacement}, {"replacement": replacement}, fix)


def _in_series(text: str, match: re.Match[str]) -> bool:
    """Whether D is the fourth of a series: where the text has A组 or C组, its D组 is a group."""
    letter = match.start() + match[0].replace("Ｄ", "D").find("D")
    following = text[letter + 1 : letter + 2]
    if not following or not any(first + following in text for first in "ABC"):
        return False
    return re.search(f"(?<![A-Za-z])[ABC]{re.escape(following)}", text) is not None
