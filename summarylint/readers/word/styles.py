"""What a paragraph or run gets from its style: heading level, number, and whether it is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarylint.readers.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, W, is_on

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|überschrift|titre|título|titolo|заголовок|제목)[ _]?([1-9])(?: ?(?:char|字符))?",
    re.IGNORECASE,
)
_TITLES = frozenset(("title", "标题", "文档标题", "公文标题", "大标题", "主标题", "文章标题", "標題", "titel", "titre"))
NO_LINE = (None, "none", "words")
"""Of `w:u`: what draws no line under blanks; `words` underlines all but these."""
BODY_LEVEL = 10
"""What `w:outlineLvl` says of text that is no heading, counted from 1."""


_STYLE, _STYLE_END = b"<w:style ", b"</w:style>"
_LATENT, _LATENT_END = b"<w:latentStyles", b"</w:latentStyles>"


def without_table_styles(content: bytes) -> bytes:
    """The styles that a text can have; those of tables are nine tenths of what there would be to parse."""
    if b"<!" in content:
        # In comments and CDATA, which no program writes there, this would see styles that are none.
        return content
    start, *styles = content.split(_STYLE)
    if _LATENT_END in start:
        start = start.partition(_LATENT)[0] + start.partition(_LATENT_END)[2]
    kept = [start]
    for style in styles:
        head = style[: style.find(b">")]
        if (b'w:type="table"' in head or b'w:type="numbering"' in head) and not head.endswith(b"/"):
            kept.append(style.partition(_STYLE_END)[2])
        else:
            kept += (_STYLE, style)
    return b"".join(kept)


class Style(NamedTuple):
    """What a style gives, what it is based on included."""

    level: int = 0
    """1 to 9 of a heading, 10 of what says that it is none, -1 of a title, 0 where nothing is said."""
    numbering: tuple[str, int | None] | None = None
    """Number of a list, and the level in it; `None` as a level where only the list knows."""
    is_hidden: bool | None = None
    breaks_page: bool = False
    list_styles: tuple[str, ...] = ()
    """The ids of the style and of those it is based on: levels of a list may name one."""
    is_underlined: bool = False


class Styles:
    """The styles of one file, looked up when asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in root.iterchildren(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            self._elements[name] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def of(self, name: str | None) -> Style:
        """The style of that id; of a paragraph that names none, the file's usual one."""
        key = self._default if name is None else name
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, name: str) -> Style:
        chain: list[etree._Element] = []
        met = set()
        while (element := self._elements.get(name)) is not None and name not in met:
            met.add(name)
            chain.append(element)
            base = element.find(W + "basedOn")
            name = base.get(VAL, "") if base is not None else ""
        style = Style()
        for element in reversed(chain):
            style = _added(style, element)
        return style


def _added(style: Style, element: etree._Element) -> Style:
    """`style` with what one that is based on it says besides."""
    name = element.find(W + "name")
    level = _level_by_name(name.get(VAL, "") if name is not None else "")
    numbering, breaks_page, is_hidden = style.numbering, style.breaks_page, style.is_hidden
    properties = element.find(PARAGRAPH_PROPERTIES)
    if properties is not None:
        level = level or outline_level(properties)
        numbering = numbering_in(properties, numbering)
        breaks = properties.find(W + "pageBreakBefore")
        breaks_page = is_on(breaks.get(VAL)) if breaks is not None else breaks_page
    is_underlined = style.is_underlined
    properties = element.find(RUN_PROPERTIES)
    if properties is not None:
        if (vanish := properties.find(W + "vanish")) is not None:
            is_hidden = is_on(vanish.get(VAL))
        if (line := properties.find(W + "u")) is not None:
            is_underlined = line.get(VAL) not in NO_LINE
    styles = (element.get(W + "styleId", ""), *style.list_styles)
    return Style(level or style.level, numbering, is_hidden, breaks_page, styles, is_underlined)


def _level_by_name(name: str) -> int:
    name = name.strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    return -1 if name.lower() in _TITLES else 0


def outline_level(properties: etree._Element) -> int:
    """What a paragraph's properties say of its level, from 1; 0 where they say nothing."""
    level = properties.find(W + "outlineLvl")
    return _whole(level.get(VAL)) + 1 if level is not None else 0


def numbering_in(properties: etree._Element, inherited: tuple[str, int | None] | None) -> tuple[str, int | None] | None:
    """The list that properties name, or what is inherited."""
    found = properties.find(W + "numPr")
    if found is None:
        return inherited
    number, level = found.find(W + "numId"), found.find(W + "ilvl")
    if number is None and inherited is None:
        return None
    name = number.get(VAL, "") if number is not None else inherited[0] if inherited else ""
    depth = min(_whole(level.get(VAL)), 8) if level is not None else inherited[1] if inherited else None
    return name, depth


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
