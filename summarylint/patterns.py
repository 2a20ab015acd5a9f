"""Regular expressions that cost little until a text holds one of their literals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SHIPPED: list[Pattern] = []
"""Every pattern made, for the test that each is linear."""

_WORTH_COMPILING_CODEPOINTS = 30_000
"""Looking for literals one by one costs 1 ns a character and literal, compiling an expression for them all 1 ms."""


class Triggers:
    """Literals of which a text must hold one; a string means any of its characters."""

    __slots__ = ("_compiled", "_seen_codepoints", "literals")

    def __init__(self, literals: str | Iterable[str]) -> None:
        self.literals = tuple(literals)
        self._compiled: re.Pattern[str] | None = None
        self._seen_codepoints = 0

    def any_in(self, text: str) -> bool:
        """Whether `text` holds one of the literals."""
        if len(self.literals) < 6 or not self._is_worth_compiling(text):
            for literal in self.literals:
                if literal in text:
                    return True
            return False
        return self._expression.search(text) is not None

    def positions(self, text: str) -> list[int]:
        """Where the literals stand in `text`, in order."""
        if self._is_worth_compiling(text):
            return [match.start() for match in self._expression.finditer(text)]
        found = []
        for literal in self.literals:
            at = text.find(literal)
            while at >= 0:
                found.append(at)
                at = text.find(literal, at + 1)
        found.sort()
        return found

    def _is_worth_compiling(self, text: str) -> bool:
        if self._compiled is None:
            self._seen_codepoints += len(text)
        return self._seen_codepoints > _WORTH_COMPILING_CODEPOINTS

    @property
    def _expression(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(any_of(self.literals))
        return self._compiled


class Pattern:
    """A regular expression that is compiled when a text first holds one of its triggers.

    Compiling costs about half a millisecond a pattern, more than checking a page with it, and most
    texts hold no trigger of most patterns. Without triggers it is compiled at its first use.
    With `by_line` it is tried only on the lines that hold a trigger; every match must lie within one.
    """

    __slots__ = ("_compiled", "by_line", "expression", "flags", "triggers")

    def __init__(
        self, expression: str, triggers: str | Iterable[str] = (), flags: int = 0, *, by_line: bool = False
    ) -> None:
        self.expression = expression
        self.triggers = Triggers(triggers)
        self.flags = flags
        self.by_line = by_line
        self._compiled: re.Pattern[str] | None = None
        SHIPPED.append(self)

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.expression, self.flags)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """Whether `text` holds a trigger."""
        return not self.triggers.literals or self.triggers.any_in(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`."""
        if self.by_line:
            return self._in_lines(text)
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def _in_lines(self, text: str) -> Iterator[re.Match[str]]:
        end = -1
        for at in self.triggers.positions(text):
            if at < end:
                continue
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield from self.compiled.finditer(text, start, end)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in `text` from `start` on."""
        return self.compiled.search(text, start) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """A match exactly at `start`; triggers are not asked, as the caller stands at one."""
        return self.compiled.match(text, start)


def any_of(words: Iterable[str]) -> str:
    """An expression for one of the words, the longest first; for no words, one that matches nothing.

    Words are grouped by what they start with: the engine then tries a few branches instead of hundreds.
    """
    words = sorted(set(words))
    if not words:
        return "(?!)"
    return f"(?:{_branches(words, 0)})"


def _branches(words: list[str], depth: int) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        if len(word) > depth:
            groups.setdefault(word[depth], []).append(word)
    parts = []
    for first, members in groups.items():
        if len(members) == 1:
            parts.append(re.escape(members[0][depth:]))
            continue
        rest = _branches(members, depth + 1)
        optional = any(len(word) == depth + 1 for word in members)
        parts.append(re.escape(first) + f"(?:{rest})" + ("?" if optional else ""))
    return "|".join(parts)
