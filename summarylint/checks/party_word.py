"""D written for 党, to slip past a platform's filter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern, any_of


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
        around = [rf"(?<={before})[DＤ]{behind}" for before, _, behind in inner]
        spared = any_of([word[1:] for word in self.exceptions])
        first = rf"(?<![A-Za-z0-9&Ａ-Ｚａ-ｚ-])[DＤ](?!{spared}){starting}"
        return Pattern("|".join([*around, first]), triggers="DＤ")

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word, the letter replaced."""
        text = submission.text
        certain = list(self._certain.finditer(text))
        taken = {match.start() for match in certain}
        possible = [match for match in self._possible.finditer(text) if match.start() not in taken]
        enough = len(certain) >= self.minimum
        for match in certain + (possible if enough or (certain and len(certain) >= len(possible)) else []):
            span = submission.span_of(match.start(), match.end())
            replacement = "党" + match[0][1:]
            letter = submission.span_of(match.start(), match.start() + 1)
            fix = Fix((Edit(letter, "党"),), safe=enough)
            yield Hit("", span, {"replacement": replacement}, {"replacement": replacement}, fix)
