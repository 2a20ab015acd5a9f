"""Known words with a mark put into them, or with one character replaced by a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern

_INSERTED = "*＊·•・.．_~^|｜❤♥★☆#＃@&/\\-\u200b\u200c\u200d\ufe0f⭐✨🌟💗💚🚩🔥🌹👍🎈🏠📌🌈💰"
_HOLES = "xXｘＸ×*＊○□"


@dataclass(frozen=True, repr=False, eq=False)
class BrokenWord:
    """Look for `inserted` words that a mark breaks (党*建), `holed` words with one character masked, and `swap`.

    A hole at a word's end is a blank before a measure word as often (信访x件), so there it counts only in words
    of four characters or more.
    """

    kinds: ClassVar = ("inserted", "hole")
    words: ClassVar = frozenset({"replacement"})

    inserted: tuple[str, ...] = ()
    swap: Mapping[str, str] = None  # type: ignore[assignment]  # a mapping can't be a dataclass default
    holed: tuple[str, ...] = ()

    @cached_property
    def _inserted(self) -> Pattern:
        # Two stars are Markdown's bold.
        marks = rf"(?:\*(?!\*)|[{re.escape(_INSERTED.replace('*', ''))}]){{0,2}}"
        broken = [marks.join(map(re.escape, word)) for word in sorted(self.inserted, key=len, reverse=True)]
        swapped = list(map(re.escape, self.swap or {}))
        return Pattern("|".join(swapped + broken), triggers=tuple(_INSERTED))

    @cached_property
    def _holed(self) -> Pattern:
        hole = f"[{re.escape(_HOLES)}]"
        single = f"(?<![A-Za-z0-9{re.escape(_HOLES)}]){hole}(?![A-Za-z0-9{re.escape(_HOLES)}])"
        forms = []
        for word in sorted(self.holed, key=len, reverse=True):
            letters = list(word)
            last = len(letters) if len(letters) > 3 else len(letters) - 1
            forms += ["".join((*letters[:at], single, *letters[at + 1 :])) for at in range(last)]
        return Pattern("|".join(forms), triggers=_HOLES)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word."""
        text = submission.text
        known = set(self.inserted)
        for match in self._inserted.finditer(text) if self.inserted else ():
            if match[0] not in known:
                whole = (self.swap or {}).get(match[0]) or re.sub(f"[{re.escape(_INSERTED)}]", "", match[0])
                yield self._hit("inserted", submission, match, whole)
        for match in self._holed.finditer(text) if self.holed else ():
            yield self._hit("hole", submission, match, self._whole(match[0]))

    def _whole(self, broken: str) -> str:
        return next(
            word
            for word in self.holed
            if len(word) == len(broken) and sum(a != b for a, b in zip(word, broken, strict=True)) == 1
        )

    def _hit(self, kind: str, submission: Submission, match: re.Match[str], replacement: str) -> Hit:
        span = submission.span_of(match.start(), match.end())
        fix = Fix((Edit(span, replacement),), safe=False)
        return Hit(kind, span, {"replacement": replacement}, {"replacement": replacement}, fix)
