"""Regular expressions that cost nothing until a text holds one of their literals."""

from __future__ import annotations

import re
from collections.abc import Iterator

SHIPPED: list[Pattern] = []
"""Every pattern written in the package, for the test that each is linear."""


class Pattern:
    """A regular expression that is compiled when a text first holds one of its triggers.

    Compiling costs about half a millisecond a pattern, more than checking a page with it, and most
    texts hold no trigger of most patterns. Without triggers it is compiled at its first use.
    """

    __slots__ = ("_compiled", "expression", "flags", "triggers")

    def __init__(self, expression: str, triggers: str | tuple[str, ...] = (), flags: int = 0) -> None:
        """`triggers`: a string means any of its characters, a tuple any of its strings."""
        self.expression = expression
        self.triggers = tuple(triggers)
        self.flags = flags
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
        if not self.triggers:
            return True
        for trigger in self.triggers:
            if trigger in text:
                return True
        return False

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in `text` from `start` on."""
        return self.compiled.search(text, start) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """A match exactly at `start`; triggers are not asked, as the caller stands at one."""
        return self.compiled.match(text, start)


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """An expression for one of the words, the longest first; for no words, one that matches nothing."""
    if not words:
        return "(?!)"
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
