"""Words that stand for other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern, any_of


class Substitution(Check):
    """Look for the keys of `swap`, and offer the values.

    A key that starts or ends with a Latin letter or digit is found only where none goes on before or behind it.
    """

    words = frozenset({"replacement"})
    required = ("swap",)

    swap: Mapping[str, str]
    exceptions: tuple[str, ...] = ()
    safe: bool = False
    before_chinese: bool = False

    @cached_property
    def _pattern(self) -> Pattern:
        words = tuple(self.swap)
        behind = r"(?=[^\x00-\xff])" if self.before_chinese else ""
        spared = f"(?!{any_of(self.exceptions)})" if self.exceptions else ""
        expression = rf"(?<![A-Za-z0-9](?=[A-Za-z0-9])){spared}{any_of(words)}(?!(?<=[A-Za-z0-9])[A-Za-z0-9]){behind}"
        return Pattern(expression, triggers=words, by_line=True)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word."""
        for match in self._pattern.finditer(submission.text):
            span = submission.span_of(match.start(), match.end())
            replacement = self.swap[match[0]]
            fix = Fix((Edit(span, replacement),), self.safe)
            yield Hit("", span, {"replacement": replacement}, {"replacement": replacement}, fix)
