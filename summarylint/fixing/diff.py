"""Two texts as a unified diff that a terminal can show."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from summarylint.reporters.visible import visible

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end; `str.splitlines` would also part at form feeds and U+2028."""


def diff(name: str, before: str, after: str) -> str:
    """What changed, with three lines around it; line ends, which no fix changes, are not shown."""
    return "".join(_lines(visible(name), before, after))


def _lines(name: str, before: str, after: str) -> Iterator[str]:
    made = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), name, name)
    for number, line in enumerate(made):
        if number < 2 or line.startswith("@@"):
            yield line
            continue
        bare = line[1:].rstrip("\r\n")
        yield f"{line[0]}{visible(bare)}\n"
        if len(bare) == len(line) - 1:
            yield "\\ No newline at end of file\n"
