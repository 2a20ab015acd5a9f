"""The numbers that Word puts before paragraphs: no run holds them, but every reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from summarylint.readers.word.names import VAL, W
from summarylint.readers.word.numerals import numeral
from summarylint.readers.word.styles import Style
from summarylint.readers.word.symbols import bullet

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile("%([1-9])")
_LEVELS = 9
_CLOSING = "、．。：）】〉》」"
"""Wide marks have their own gap; after them none is needed for the tab that Word sets."""
_LARGEST = 999_999


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    gap: str
    """Tab, space or nothing."""
    is_legal: bool
    """Whether all numbers in it are decimal."""
    restarts_after: int | None
    """The level (from 1) that starts it anew; 0 for none, `None` for any above it."""
    font: str
    style: str


class Label(NamedTuple):
    """What stands before a paragraph."""

    text: str
    is_bullet: bool


class Numbering:
    """The lists of one file, and how far each has come."""

    def __init__(self, load: Callable[[], etree._Element | None]) -> None:
        self._load: Callable[[], etree._Element | None] | None = load
        """Most files have lists and use none, so they are parsed for the first paragraph that does."""
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, number: str, depth: int | None, style: Style) -> Label | None:
        """The label of the next paragraph in a list; None where it has none."""
        if self._load is not None:
            root, self._load = self._load(), None
            if root is not None:
                self._read(root)
        if number not in self._lists:
            return None
        abstract, levels, overrides = self._lists[number]
        if depth is None:
            depth = next((at for at, one in levels.items() if one.style and one.style in style.list_styles), 0)
        level = levels.get(depth)
        if level is None:
            return None
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        if depth in overrides and (number, depth) not in self._started:
            counters[depth] = None
        start = overrides.get(depth, level.start)
        self._started.add((number, depth))
        current = counters[depth]
        counters[depth] = start if current is None else min(current + 1, _LARGEST)
        for deeper in range(depth + 1, _LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or (after > 0 and depth < after):
                counters[deeper] = None
        if level.form == "bullet":
            shown = bullet(level.font, level.text)
            return Label(shown + " ", is_bullet=True) if shown.strip() else None
        shown = _PLACE.sub(lambda place: self._shown(place, level, levels, counters), level.text)
        shown = shown.replace("\n", " ").replace("\t", " ")
        if not shown.strip():
            return None
        gap = "" if level.gap == "nothing" or (level.gap == "tab" and shown[-1] in _CLOSING) else " "
        return Label(shown + gap, is_bullet=False)

    def _shown(self, place: re.Match[str], level: _Level, levels: dict[int, _Level], counters: list[int | None]) -> str:
        at = int(place[1]) - 1
        if at not in levels:
            return ""
        value = counters[at]
        form = "decimal" if level.is_legal else levels[at].form
        return numeral(levels[at].start if value is None else value, form)

    def _read(self, root: etree._Element) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for element in root.iterchildren(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            self._abstract[name] = dict(map(_level, element.iterchildren(W + "lvl")))
            if (own := element.find(W + "styleLink")) is not None:
                by_style[own.get(VAL, "")] = name
            if (other := element.find(W + "numStyleLink")) is not None:
                linked[name] = other.get(VAL, "")
        for element in root.iterchildren(W + "num"):
            abstract = element.find(W + "abstractNumId")
            name = abstract.get(VAL, "") if abstract is not None else ""
            name = by_style.get(linked.get(name, ""), name)
            levels = self._abstract.get(name, {})
            overrides: dict[int, int] = {}
            for override in element.iterchildren(W + "lvlOverride"):
                at = _whole(override.get(W + "ilvl"))
                if (start := override.find(W + "startOverride")) is not None:
                    overrides[at] = _whole(start.get(VAL))
                if (own_level := override.find(W + "lvl")) is not None:
                    levels = {**levels, at: _level(own_level)[1]}
            self._lists[element.get(W + "numId", "")] = (name, levels, overrides)


def _level(element: etree._Element) -> tuple[int, _Level]:
    def said(name: str) -> str | None:
        found = element.find(W + name)
        return found.get(VAL, "") if found is not None else None

    # Forms that Word 2010 brought stand in mc:AlternateContent.
    form = said("numFmt") or next((one.get(VAL, "") for one in element.iter(W + "numFmt")), "decimal")
    if form == "custom":
        form = "decimalZero"
    fonts = next(element.iter(W + "rFonts"), None)
    font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
    restart = said("lvlRestart")
    start = said("start")
    return min(_whole(element.get(W + "ilvl")), _LEVELS - 1), _Level(
        _whole(start) if start else 0,
        form,
        said("lvlText") or "",
        said("suff") or "tab",
        element.find(W + "isLgl") is not None,
        _whole(restart) if restart is not None else None,
        font,
        said("pStyle") or "",
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 0
