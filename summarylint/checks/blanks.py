"""Blanks that nobody filled: the lexer of `summarylint.blanks`, as hits for the placeholder rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from summarylint.blanks import Blank, Words, blanks
from summarylint.checks.base import Check
from summarylint.model import Hit, Submission

_OWN_RULES = frozenset({"line", "date", "prompt", "variable", "dummy", "generic"})
"""Forms of blanks that have a rule each; the others go by what belongs there."""
_DIGITS_KEPT = 3
"""Where number blanks of a document come in this many lengths, each mask kept its number of digits."""

_BESIDE = 6
"""Code points of the words before a gap that are shown with it."""
_WORDS = re.compile(r"[，。、；,;_＿|\s]+")


class Blanks(Check):
    """Look for blanks of every form; the kind of a hit names the rule."""

    kinds = ("number", "name", "date", "line", "prompt", "variable", "dummy", "generic")
    words = frozenset({"hint"})
    scope = "file"

    counters: tuple[str, ...] = ()
    not_counters: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    surnames: str = ""
    prompts: tuple[str, ...] = ()
    prompt_nouns: tuple[str, ...] = ()
    dummies: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @cached_property
    def _words(self) -> Words:
        return Words(
            self.counters,
            self.not_counters,
            self.places,
            self.surnames,
            self.prompts,
            self.prompt_nouns,
            self.dummies,
            labels=self.labels,
        )

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each blank."""
        words = self._words
        if submission.document.asked:
            words = words._replace(asked=submission.document.asked)
        found = list(blanks(submission.text, words))
        lengths = {blank.digits for blank in found if blank.kind == "number" and blank.digits}
        for blank in found:
            yield self._hit(submission, blank, digits_kept=len(lengths) >= _DIGITS_KEPT)

    def _hit(self, submission: Submission, blank: Blank, *, digits_kept: bool) -> Hit:
        kind = blank.form if blank.form in _OWN_RULES else "name" if blank.kind == "unknown" else blank.kind
        data: dict[str, Any] = {"kind": blank.kind}
        hint = {"zh": "", "en": ""}
        if blank.value:
            data["value"] = blank.value
            hint = {"zh": f"，按上下文应为{blank.value}", "en": f"; what stands around it says {blank.value}"}
        elif digits_kept and kind == "number" and blank.digits:
            data["digits"] = blank.digits
        words: dict[str, Any] = {"hint": hint}
        start, end = span = submission.span_of(blank.start, blank.end)
        if submission.document.text[start:end].isspace():
            words["match"] = _with_surroundings(submission.text, blank)
        return Hit(
            kind,
            span,
            words,
            data,
            severity=(None, "warning", "info")[blank.doubt],
        )


def _with_surroundings(text: str, blank: Blank) -> str:
    """A gap as a line to write on between the words beside it: “  ” would tell nobody what is missing."""
    before = _WORDS.split(text[max(0, blank.start - _BESIDE) : blank.start].rstrip())[-1]
    behind = "" if before[-1:] in ("：", ":") and blank.kind == "unknown" else text[blank.end : blank.end + 2]
    return f"{before}____{_WORDS.split(behind)[0]}"
