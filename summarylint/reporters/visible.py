"""Submitted text on its way to a terminal: made harmless, and measured in columns."""

from __future__ import annotations

import re
import unicodedata

from summarylint.patterns import Pattern

_HARMFUL = Pattern("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_COMMAND = Pattern(r"\A(\s*):(?=:)|#(?=#[a-z]*\[)")
"""What the log of a CI service could take for a command to it: `::error::` at the start of a line, `##[error]`."""
_NAMES = {"\n": "⏎", "\t": " "}


def visible(text: str) -> str:
    """`text` with controls, bidi marks and invisible characters as `\\xNN` or `\\uNNNN`, line ends as ⏎."""
    if not text.replace("\u3000", "").isprintable():
        text = _HARMFUL.compiled.sub(_escaped, text)
    if "::" in text or "##" in text:
        text = _COMMAND.compiled.sub(lambda match: r"\x23" if match[0] == "#" else rf"{match[1]}\x3a", text)
    return text


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _NAMES.get(match[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def padded(text: str, columns: int) -> str:
    """`text` with blanks behind it to fill `columns`."""
    return text + " " * max(0, columns - width(text))


def cut(text: str, columns: int) -> str:
    """`text` cut to `columns`, an ellipsis at its end where something is missing."""
    if width(text) <= columns:
        return text
    taken, used = [], 1
    for character in text:
        used += _width(character)
        if used > columns:
            break
        taken.append(character)
    return "".join(taken) + "…"


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
