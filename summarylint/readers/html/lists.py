"""The numbers that a browser sets before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarylint.readers.word.numerals import numeral

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE_STYLES = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")


class NumberedList:
    """One `ol`: the number of its next item, and how it is written."""

    def __init__(self, first: int, step: int, style: str) -> None:
        self._next = first
        self._step = step
        self._style = style

    @classmethod
    def of(cls, attributes: Mapping[str, str | None], style: str) -> NumberedList:
        """The list of an element with these attributes, and what its `style` says of numbers."""
        step = -1 if "reversed" in attributes else 1
        return cls(
            whole(attributes.get("start"), 1), step, style or _TYPES.get(attributes.get("type") or "", "decimal")
        )

    def next_number(self, attributes: Mapping[str, str | None], style: str) -> str:
        """What stands before its next item, which has these attributes, with what parts it from the words."""
        value = whole(attributes.get("value"), self._next)
        self._next = value + self._step
        return _numbered(value, style or self._style)


def whole(value: str | None, otherwise: int) -> int:
    """An attribute as a whole number; `otherwise` where it is none."""
    match = re.match(r"[ \t\n\f\r]*([+-]?[0-9]{1,9})", value or "")
    return int(match[1]) if match else otherwise


def _numbered(value: int, style: str) -> str:
    """The number of an item as a browser writes it, with what parts it from the words."""
    words = style.split()
    if "none" in words or any(word in ("disc", "circle", "square") for word in words):
        return ""
    if any(word in _CHINESE_STYLES for word in words) and 0 < value < 100:
        return f"{numeral(value, 'chineseCountingThousand')}、"
    for word in words:
        if word in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and value > 0:
            letters = ""
            while value > 0:
                value, rest = divmod(value - 1, 26)
                letters = chr(97 + rest) + letters
            return f"{letters.upper() if word.startswith('upper') else letters}. "
        if word in ("lower-roman", "upper-roman") and 0 < value < 4000:
            return f"{numeral(value, 'upperRoman' if word.startswith('upper') else 'lowerRoman')}. "
    return f"{value}. "
