"""Buttons, links and notices of a web page that came along when its text was copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from summarylint.checks.base import Check
from summarylint.model import HIDDEN, Edit, Fix, Hit, Submission
from summarylint.patterns import Literals, NamedPatterns, Pattern, lines_with

_SEPARATORS = Pattern(r"[ \t　]*[|｜丨·•›»>＞/／][ \t　]*|[ \t]{2,}|　+")
_ROOTS = ("首页", "主页", "home")
"""Where the line that says how one came to a page starts."""
_STEP = Pattern("[›»>＞]")
_LONGEST_LINE = 120
_LONGEST_PIECE = 24


class PageChrome(Check):
    """Look for notices and menus.

    Notices match one of `patterns`; a menu is a line of short pieces between separators of which a third are
    `labels`, at least one of them `certain`.
    """

    required = ("patterns", "certain", "labels")
    expressions = ("patterns",)

    patterns: Mapping[str, str]

    certain: tuple[str, ...]
    labels: tuple[str, ...]
    literals: Mapping[str, tuple[str, ...]] = {}

    @cached_property
    def _notices(self) -> NamedPatterns:
        return NamedPatterns(self.patterns, self.literals, limited=not self.trusted)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(str.lower, (*self.certain, *self.labels)))

    @cached_property
    def _anchors(self) -> Literals:
        return Literals(self.certain)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each line or notice."""
        text = submission.text
        for start, end in self._places(text):
            part = text[start:end]
            span = submission.span_of(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))
            yield Hit("", span, fix=Fix((Edit(span, ""),), safe=False))

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        for match in self._notices.finditer(text):
            yield match.span()
        for start, end in lines_with(self._anchors, text):
            if end - start <= _LONGEST_LINE and self._is_menu(text[start:end].replace(HIDDEN, "")):
                yield start, end

    def _is_menu(self, line: str) -> bool:
        pieces = [piece.strip(" \t　[]【】()（）：:") for piece in _SEPARATORS.compiled.split(line.strip())]
        pieces = [piece for piece in pieces if piece]
        if len(pieces) < 2 or any(len(piece) > _LONGEST_PIECE for piece in pieces):
            return False
        if pieces[0].lower() in _ROOTS and len(pieces) > 2 and _STEP.search(line):
            return True
        known = sum(piece.lower() in self._known for piece in pieces)
        return known >= 2 and known * 3 >= len(pieces)
