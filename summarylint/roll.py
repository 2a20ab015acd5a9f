"""Who was to hand in a submission, and did not: `expected` in the config against the rows of the report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarylint.discover import shown
from summarylint.locate import Located, locate
from summarylint.model import Finding, Position, Row, Span, Submission
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text

if TYPE_CHECKING:
    from summarylint.ruleset.select import Plan

_KEY = re.compile(r"^[ \t]*(?:expected|\"expected\"|'expected'|tool\.summarylint\.expected)[ \t]*=", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*summarylint[ \t]*\]", re.MULTILINE)
_FOLDERS = 2
"""Folders above a file whose names may be the unit's: 白石镇/2024/总结.docx."""


def not_submitted(
    expected: Sequence[str], rows: Sequence[Row], plan: Plan, origin: str, lang: str
) -> Iterator[Finding]:
    """A finding for each unit that no row is of, in the config at `origin` that expects it."""
    path, _, table = origin.partition(" [")
    roll = roll_of(expected, shown(path))
    there = [(row.unit or "", row.title or "", *_names(row.path)) for row in rows if row.start]
    located = Located(roll.document, [roll], lang)
    written = _content(path)
    for active in plan:
        if active.scope == "run":
            for hit in active.find.absent(roll, there):
                found = locate(hit, active.rules[""], located)
                first, end = _place(written, found.excerpt, in_table=bool(table))
                yield found._replace(start=first, end=end, submission=None)


def roll_of(units: Sequence[str], name: str) -> Submission:
    """The units as a document, a line each."""
    document = read_text(name, Decoded("\n".join(units), "utf-8"))
    return Submission(document, None, "", Span(0, 0), 0, len(document.text), document.blocks)


def _names(path: str) -> list[str]:
    """What a file and the folders right above it are called."""
    return os.path.splitext(path)[0].split("/")[-_FOLDERS - 1 :]


def _content(path: str) -> str:
    """The config as it is written; empty where it is gone by now."""
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""


def _place(written: str, unit: str, *, in_table: bool) -> tuple[Position, Position]:
    """From where to where a unit stands in its list, as near as the text of the config shows."""
    table = _TABLE.search(written) if in_table else None
    key = _KEY.search(written, table.end() if table else 0)
    if key is None:
        return Position(1, 1, 0), Position(1, 1, 0)
    for quote in ('"', "'"):
        at = written.find(f"{quote}{unit}{quote}", key.end())
        if at >= 0:
            return _position(written, at + 1), _position(written, at + 1 + len(unit))
    start = key.start() + len(key[0]) - len(key[0].lstrip())
    return _position(written, start), _position(written, key.end())


def _position(written: str, offset: int) -> Position:
    line = written.count("\n", 0, offset)
    return Position(line + 1, offset - written.rfind("\n", 0, offset), offset)
