"""The text of one paragraph, piece by piece: what its author sees of it, and in which element that stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarylint.readers.word.names import (
    ALTERNATIVES,
    BOX,
    CHOICE,
    DELETED,
    FALLBACK,
    ID,
    MATH_RUN,
    MATH_TEXT,
    MOVED_FROM,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    VAL,
    W,
    is_on,
)
from summarylint.readers.word.origin import KINDS
from summarylint.readers.word.styles import NO_LINE, Styles
from summarylint.readers.word.symbols import symbol

if TYPE_CHECKING:
    from lxml import etree

PAGE_END = "\f"
IN_TEXT, IN_TAB, IN_BREAK, IN_HYPHEN, IN_SYMBOL, IN_NUMBER = range(len(KINDS))

_XML_BLANKS = " \t\r\n"
_LINE_CONTROLS = str.maketrans("\t\r\n", "   ")
_MOST_OPEN_FIELDS = 50
"""Within each other; who opens more has written a file to keep us busy."""
_LONGEST_FIELD_NAME = 100
_FORM_FIELD = re.compile(r"\s*FORMTEXT\b", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_FIELD_MARK, _FIELD_TEXT, _SIMPLE_FIELD = W + "fldChar", W + "instrText", W + "fldSimple"
_SKIPPED = frozenset(
    [
        PARAGRAPH_PROPERTIES,
        RUN_PROPERTIES,
        DELETED,
        MOVED_FROM,
        _FIELD_TEXT,
        *(W + name for name in "delText delInstrText rt sdtPr sdtEndPr rubyPr sectPr softHyphen".split()),
    ]
)
_BREAK, _SYMBOL = W + "br", W + "sym"
_SINGLE = {
    W + "tab": ("\t", IN_TAB),
    W + "ptab": ("\t", IN_TAB),
    W + "cr": ("\n", IN_BREAK),
    _BREAK: ("\n", IN_BREAK),
    W + "noBreakHyphen": ("-", IN_HYPHEN),
    _SYMBOL: ("", IN_SYMBOL),
}
_CHOICES = frozenset((CHOICE, FALLBACK))
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_TEXTS = frozenset((TEXT, MATH_TEXT))
_VANISH, _RUN_STYLE, _UNDERLINE = W + "vanish", W + "rStyle", W + "u"


class Piece(NamedTuple):
    """A stretch of text in one element."""

    text: str
    node: int
    """Which element of the paragraph, in document order, the paragraph being 0."""
    offset: int
    kind: int
    is_page_number: bool
    is_underlined: bool = False
    """Or in a field that is to be filled in, which Word shows as such a line."""


class Reference(NamedTuple):
    """The mark of a footnote or endnote."""

    kind: str
    id: str
    paragraph: int
    node: int


class Pieces:
    """Reads paragraphs of one part; fields may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[tuple[bool, str]] = []
        """Of each open field, whether its result has begun, and its instruction so far."""
        self._ignores_fields = False
        self.references: list[Reference] = []
        self.boxes: list[etree._Element] = []
        """Text boxes met and not yet read; their text belongs behind the paragraph's."""

    def of(self, paragraph: etree._Element, index: int, *, is_hidden: bool) -> list[Piece]:
        """The pieces of a paragraph whose style hides its text or not; text boxes and notes are kept for later.

        It goes down the tree without calling itself, so no depth can exhaust the stack.
        """
        found: list[Piece] = []
        node, hidden, underlined, simple_field_at = 0, is_hidden, False, 0
        references, boxes = len(self.references), len(self.boxes)
        open_elements = [iter(paragraph)]
        while open_elements:
            for element in open_elements[-1]:
                node += 1
                tag = element.tag
                if tag in _TEXTS:
                    if element.text and not hidden and self._is_shown():
                        found += _of_text(
                            element,
                            node,
                            is_page_number=simple_field_at > 0 or self._is_in_field(_PAGE_FIELD),
                            is_underlined=underlined or self._is_in_field(_FORM_FIELD),
                        )
                    continue
                if tag == RUN:
                    hidden, underlined = self._look(element, is_hidden)
                elif tag == MATH_RUN:
                    hidden = underlined = False
                elif tag in _SKIPPED or (tag in _CHOICES and is_other_choice(element)):
                    if tag == _FIELD_TEXT and self._fields:
                        begun, instruction = self._fields[-1]
                        self._fields[-1] = (begun, (instruction + (element.text or ""))[:_LONGEST_FIELD_NAME])
                    node += _descendants(element)
                    continue
                elif tag in _SINGLE:
                    if not hidden and self._is_shown():
                        text, kind = _shown(element)
                        found.append(Piece(text, node, 0, kind, is_page_number=False, is_underlined=underlined))
                elif tag == _FIELD_MARK:
                    self._mark(element.get(W + "fldCharType", ""))
                elif tag in _REFERENCES:
                    self.references.append(Reference(_REFERENCES[tag], element.get(ID, ""), index, node))
                elif tag == BOX:
                    if not hidden:
                        self.boxes.append(element)
                    node += _descendants(element)
                    continue
                if len(element):
                    open_elements.append(iter(element))
                    if tag == _SIMPLE_FIELD and not simple_field_at and _PAGE_FIELD.match(element.get(W + "instr", "")):
                        simple_field_at = len(open_elements)
                    break
            else:
                open_elements.pop()
                if len(open_elements) < simple_field_at:
                    simple_field_at = 0
        if self._is_shown():
            return found
        # An instruction that does not end with its paragraph is a broken one, and must not swallow what is seen.
        self._fields = []
        del self.references[references:], self.boxes[boxes:]
        self._ignores_fields = True
        found = self.of(paragraph, index, is_hidden=is_hidden)
        self._ignores_fields = False
        return found

    def _look(self, run: etree._Element, is_hidden: bool) -> tuple[bool, bool]:
        """Whether a run is hidden, and whether it is underlined; `is_hidden` is its paragraph."""
        properties = run[0] if len(run) and run[0].tag == RUN_PROPERTIES else None
        if properties is None or not len(properties):
            return is_hidden, False
        vanish, line, style = properties.find(_VANISH), properties.find(_UNDERLINE), properties.find(_RUN_STYLE)
        hidden, underlined = is_hidden, False
        if style is not None:
            of_style = self._styles.of(style.get(VAL, ""))
            hidden = is_hidden if of_style.is_hidden is None else of_style.is_hidden
            underlined = of_style.is_underlined
        if vanish is not None:
            hidden = is_on(vanish.get(VAL))
        if line is not None:
            underlined = line.get(VAL) not in NO_LINE
        return hidden, underlined

    def _mark(self, kind: str) -> None:
        if self._ignores_fields:
            return
        if kind == "begin":
            del self._fields[_MOST_OPEN_FIELDS:]
            self._fields.append((False, ""))
        elif self._fields and kind == "separate":
            self._fields[-1] = (True, self._fields[-1][1])
        elif self._fields and kind == "end":
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Whether text here is no part of an instruction."""
        return not self._fields or all(begun for begun, _ in self._fields)

    def _is_in_field(self, kind: re.Pattern[str]) -> bool:
        return any(kind.match(instruction) for _, instruction in self._fields)


def _of_text(element: etree._Element, node: int, *, is_page_number: bool, is_underlined: bool) -> list[Piece]:
    """What an element shows of its text: blanks at its ends only where it says so."""
    text, offset = element.text or "", 0
    if element.get(SPACE) != "preserve" and element.tag == TEXT:
        offset = len(text) - len(text.lstrip(_XML_BLANKS))
        text = text.strip(_XML_BLANKS)
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.translate(_LINE_CONTROLS)
    return [Piece(text, node, offset, IN_TEXT, is_page_number, is_underlined)] if text else []


def _shown(element: etree._Element) -> tuple[str, int]:
    """What an element without text stands for, and its kind."""
    if element.tag == _SYMBOL:
        return symbol(element.get(W + "font", ""), element.get(W + "char", "")), IN_SYMBOL
    if element.tag == _BREAK and element.get(W + "type") == "page":
        return PAGE_END, IN_BREAK
    return _SINGLE[str(element.tag)]


def is_other_choice(element: etree._Element) -> bool:
    """Whether an element repeats, for other programs, what a `mc:Choice` before it says."""
    parent = element.getparent()
    first = parent.find(CHOICE) if parent is not None and parent.tag == ALTERNATIVES else None
    return first is not None and first is not element


def _descendants(element: etree._Element) -> int:
    return sum(1 for _ in element.iter()) - 1 if len(element) else 0
