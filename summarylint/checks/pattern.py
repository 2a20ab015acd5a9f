"""Regular expressions, as a rule gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import NamedPatterns


class PatternCheck(Check):
    """Look for what any of `patterns` matches; a group named `at` narrows the finding to itself.

    A pattern is tried only on lines that hold one of its `literals`, where it has any; it must not cross lines then.
    """

    required = ("patterns",)
    expressions = ("patterns",)

    patterns: Mapping[str, str]
    literals: Mapping[str, tuple[str, ...]] = {}
    exceptions: tuple[str, ...] = ()
    ignore_case: bool = False
    whole_line: bool = False
    delete: str = ""

    @cached_property
    def _named(self) -> NamedPatterns:
        flags = re.MULTILINE | (re.IGNORECASE if self.ignore_case else 0)
        return NamedPatterns(self.patterns, self.literals, flags, limited=not self.trusted)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each match."""
        text = submission.text
        for match in self._named.finditer(text):
            start, end = _narrowed(match)
            if self.whole_line:
                start, end = _line(text, start, end)
            if start == end or (self.exceptions and any(word in text[start:end] for word in self.exceptions)):
                continue
            span = submission.span_of(start, end)
            fix = Fix((Edit(span, ""),), safe=self.delete == "safe") if self.delete else None
            yield Hit("", span, fix=fix)


def _narrowed(match: Any) -> tuple[int, int]:
    """The group `at`, or all of a match, without line ends about it, of which a CR is a blank."""
    start, end = match.span("at") if "at" in match.re.groupindex and match["at"] is not None else match.span()
    while start < end and match.string[start] == "\n":
        start += 1
    ends_line = match.string[end : end + 1] in ("", "\n")
    while start < end and (match.string[end - 1] == "\n" or (ends_line and match.string[end - 1] == " ")):
        ends_line = True
        end -= 1
    return start, end


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of a match, without the blanks around it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    line = text[first:last]
    return first + len(line) - len(line.lstrip()), last - (len(line) - len(line.rstrip()))
