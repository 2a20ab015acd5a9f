"""Known words with a mark put into them, or with one character replaced by a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from summarylint.model import Edit, Fix, Hit, Submission
from summarylint.patterns import Pattern

_INSERTED = r"""[·•・.．_~^|｜/\\\-]|[^\w\s，。、；：！？（）“”‘’《》〈〉【】〔〕「」『』—…～％＋,;:!?()\[\]{}<>'"%+=`*￼]|\*(?!\*)"""
_SYMBOL = Pattern(r"""[^\w\s，。、；：！？（）“”‘’《》〈〉【】〔〕「」『』—…～％＋,;:!?()\[\]{}<>'"%+=`￼]""")
_HOLES = "xXｘＸ×*＊○□"


@dataclass(frozen=True, repr=False, eq=False)
class BrokenWord:
    """Look for `inserted` words that a mark breaks (党*建), `holed` words with one character masked, and words
    in which a mark (`swap`) or the first letter of its sound (`lettered`) stands for a character.

    A hole at a word's end is a blank before a measure word as often (信访x件), so there it counts only in words
    of four characters or more.
    """

    kinds: ClassVar = ("inserted", "hole")
    words: ClassVar = frozenset({"replacement"})

    inserted: tuple[str, ...] = ()
    swap: Mapping[str, str] = None  # type: ignore[assignment]  # a mapping can't be a dataclass default
    holed: tuple[str, ...] = ()
    lettered: Mapping[str, str] = None  # type: ignore[assignment]

    @cached_property
    def _inserted(self) -> Pattern:
        # One star breaks a word, two are Markdown's bold.
        marks = rf"(?:{_INSERTED}){{0,2}}"
        broken = [marks.join(map(re.escape, word)) for word in sorted(self.inserted, key=len, reverse=True)]
        swapped = list(map(re.escape, self.swap or {}))
        return Pattern("|".join(swapped + broken))

    @cached_property
    def _holed(self) -> Pattern:
        hole = f"[{re.escape(_HOLES)}]"
        single = f"(?<![A-Za-z0-9.{re.escape(_HOLES)}]){hole}(?![A-Za-z0-9{re.escape(_HOLES)}])"
        forms = []
        for word in sorted(self.holed, key=len, reverse=True):
            letters = list(word)
            last = len(letters) if len(letters) > 3 else len(letters) - 1
            forms += ["".join((*letters[:at], single, *letters[at + 1 :])) for at in range(last)]
        lettered = tuple(self.lettered or {})
        forms += [rf"{re.escape(word)}(?![A-Za-z0-9])" for word in lettered]
        return Pattern("|".join(forms), triggers=(*_HOLES, *lettered))

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each word."""
        text = submission.text
        known = set(self.inserted)
        suspicious = self.inserted and _SYMBOL.search(text) is not None
        for match in self._inserted.finditer(text) if suspicious else ():
            if match[0] not in known:
                whole = (self.swap or {}).get(match[0]) or re.sub(r"[\W_]", "", match[0])
                yield self._hit("inserted", submission, match, whole)
        for match in self._holed.finditer(text) if self.holed else ():
            yield self._hit("hole", submission, match, self._whole(match[0]))

    def _whole(self, broken: str) -> str:
        lettered = (self.lettered or {}).get(broken)
        return lettered or next(
            word
            for word in self.holed
            if len(word) == len(broken) and sum(a != b for a, b in zip(word, broken, strict=True)) == 1
        )

    def _hit(self, kind: str, submission: Submission, match: re.Match[str], replacement: str) -> Hit:
        span = submission.span_of(match.start(), match.end())
        fix = Fix((Edit(span, replacement),), safe=False)
        return Hit(kind, span, {"replacement": replacement}, {"replacement": replacement}, fix)
