"""Lines of a web page's buttons and links: short pieces between separators, most of them well known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from summarylint.model import HIDDEN, Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern, any_of

_SEPARATORS = Pattern(r"[ \t　]*[|｜丨·•›»>＞/／][ \t　]*|[ \t]{2,}|　+")
_ROOTS = ("首页", "主页", "home")
"""Where the line that says how one came to a page starts."""
_STEP = Pattern("[›»>＞]")
_LONGEST_LINE = 120
_LONGEST_PIECE = 24


@dataclass(frozen=True, repr=False, eq=False)
class MenuLine:
    """Look for lines whose pieces are mostly `labels`, at least one of them of `certain`."""

    required: ClassVar = ("certain", "labels")

    certain: tuple[str, ...]
    labels: tuple[str, ...]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(str.lower, (*self.certain, *self.labels)))

    @cached_property
    def _anchor(self) -> Pattern:
        return Pattern(any_of(self.certain), triggers=self.certain)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each line."""
        text = submission.text
        last_line = -1
        for anchor in self._anchor.finditer(text):
            start = text.rfind("\n", 0, anchor.start()) + 1
            end = text.find("\n", anchor.end())
            end = len(text) if end < 0 else end
            if start == last_line or end - start > _LONGEST_LINE:
                continue
            last_line = start
            if self._is_menu(text[start:end].replace(HIDDEN, "")):
                line = text[start:end]
                span = submission.span_of(start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip()))
                yield Hit("", span, fix=Fix((Edit(span, ""),), safe=False))

    def _is_menu(self, line: str) -> bool:
        pieces = [piece.strip(" \t　[]【】()（）：:") for piece in _SEPARATORS.compiled.split(line.strip())]
        pieces = [piece for piece in pieces if piece]
        if len(pieces) < 2 or any(len(piece) > _LONGEST_PIECE for piece in pieces):
            return False
        if pieces[0].lower() in _ROOTS and len(pieces) > 2 and _STEP.search(line):
            return True
        known = sum(piece.lower() in self._known for piece in pieces)
        return known >= 2 and known * 3 >= len(pieces)
