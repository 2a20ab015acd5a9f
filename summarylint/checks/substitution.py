"""Words that stand for other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern, any_of

_REPEATED = re.compile(r"([A-Z])\1+(?=[^\x00-\xff])")


def _is_of_a_series(text: str, key: str) -> bool:
    """Whether the text has one less of the letter that `key` begins with as a class, or before the same word."""
    repeated = _REPEATED.match(key)
    if repeated is None:
        return False
    letter, word = repeated[1], key[repeated.end() :]
    less = letter * (len(repeated[0]) - 1)
    alone = rf"(?<![A-Za-z0-9])(?:{less}(?:[级类等]|{re.escape(word)})|{letter}{re.escape(word)})"
    return letter in text.replace(repeated[0], "") and re.search(alone, text) is not None


class Substitution(Check):
    """Look for the keys of `swap`, and offer the values.

    A key that starts or ends with a Latin letter or digit is found only where none goes on before or behind it, and one
    that repeats a letter only where the text does not count up to it: AAA群 beside AA群 is a third group.
    """

    words = frozenset({"replacement"})
    required = ("swap",)

    swap: Mapping[str, str]
    exceptions: tuple[str, ...] = ()
    spared_behind: tuple[str, ...] = ()
    safe: bool = False
    before_chinese: bool = False

    @cached_property
    def _pattern(self) -> Pattern:
        words = tuple(self.swap)
        behind = r"(?=[^\x00-\xff])" if self.before_chinese else ""
        spared = f"(?!{any_of(self.exceptions)})" if self.exceptions else ""
        behind_words = "".join(f"(?<!{re.escape(word)})" for word in self.spared_behind)
        expression = rf"(?<![A-Za-z0-9](?=[A-Za-z0-9])){behind_words}{spared}{any_of(words)}(?!(?<=[A-Za-z0-9])[A-Za-z0-9]){behind}"
        return Pattern(expression, triggers=words, by_line=True)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word."""
        for match in self._pattern.finditer(submission.text):
            if _is_of_a_series(submission.text, match[0]):
                continue
            span = submission.span_of(match.start(), match.end())
            replacement = self.swap[match[0]]
            fix = Fix((Edit(span, replacement),), self.safe)
            yield Hit("", span, {"replacement": replacement}, {"replacement": replacement}, fix)
