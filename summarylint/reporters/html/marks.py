"""Submitted text as HTML: escaped, what is invisible made visible, and marks around stretches of it, nested."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from summarylint.model import Document
from summarylint.reporters.visible import visible


class Mark(NamedTuple):
    """An element around a stretch of a document, or at one place where `start` is `end`."""

    start: int
    end: int
    opening: str
    """Its start tag, and what stands at its beginning once."""
    again: str
    """Its start tag where another mark or a line end had cut it."""
    closing: str
    behind: str
    """What stands once behind its end."""


class Line(NamedTuple):
    """One line of a document, or the part of it that was asked for."""

    number: int
    """From 1."""
    end: int
    """Offset behind it and its line end."""
    html: str


class _Shown(dict[int, str]):
    """What a character is in HTML, by its code; made when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        seen = visible(character)
        if character in ("\t", seen):
            # Without "##[" in a line, no CI log takes a report on standard output for a command.
            self[code] = "&#35;" if character == "#" else escape(character)
        else:
            self[code] = f'<b class="control">{seen}</b>'
        return self[code]


_SHOWN = _Shown()


def shown(text: str) -> str:
    """Submitted text as the content of an element."""
    if "##" not in text and text.replace("\u3000", "").isprintable():
        return escape(text)
    return text.translate(_SHOWN)


def quoted(text: str) -> str:
    """Submitted text as the value of an attribute, in double quotes."""
    return escape(visible(text))


def lines(document: Document, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Line]:
    """The lines of `document.text[start:end]`; of marks that reach beyond it, only what lies in it.

    Marks may overlap in every way: where one ends inside another that began later, that one is cut in two.
    """
    text, starts = document.text, document.line_starts
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.end > mark.start, -mark.end))
    taken = 0
    opened: list[Mark] = []
    number = bisect_right(starts, start)
    at = start
    while True:
        last = number >= len(starts) or starts[number] >= end
        next_line = end if last else starts[number]
        line_end = at + len(text[at:next_line].rstrip("\r\n"))
        parts = [mark.again for mark in opened]
        while True:
            begins = taken < len(waiting) and (last or waiting[taken].start < next_line)
            ends = min((mark.end for mark in opened), default=None)
            if ends is not None and (last or ends <= next_line) and not (begins and waiting[taken].start < ends):
                place = max(at, min(ends, line_end))
                parts.append(shown(text[at:place]))
                parts += _closed(opened, ends)
                at = place
            elif begins:
                mark = waiting[taken]
                taken += 1
                place = max(at, min(mark.start, line_end))
                parts += [shown(text[at:place]), mark.opening]
                at = place
                if mark.end > mark.start:
                    opened.append(mark)
                else:
                    parts += [mark.closing, mark.behind]
            else:
                break
        parts.append(shown(text[at:line_end]))
        parts += [mark.closing for mark in reversed(opened)]
        yield Line(number, next_line, "".join(parts))
        if last:
            return
        at = next_line
        number += 1


def _closed(opened: list[Mark], end: int) -> list[str]:
    """The tags that close all marks ending at `end`, which leave `opened`; those opened after them are cut."""
    first = next(number for number, mark in enumerate(opened) if mark.end == end)
    cut = opened[first:]
    ended = [mark for mark in cut if mark.end == end]
    kept = [mark for mark in cut if mark.end != end]
    opened[first:] = kept
    return [
        *(mark.closing for mark in reversed(cut)),
        *(mark.again for mark in kept),
        *(mark.behind for mark in ended),
    ]
