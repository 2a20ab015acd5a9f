"""A walk over the elements of a page that makes lines of what is seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from summarylint.comments import COMMENT
from summarylint.readers.html.lines import CODE, PLAIN, UNDERLINED, Line
from summarylint.readers.html.lists import NumberedList, whole
from summarylint.readers.html.source import BLOCKS, Piece, Run, placed
from summarylint.readers.html.tables import Cell, Table, Tables

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = frozenset(
    "head title desc defs metadata template script style noscript iframe object video audio canvas datalist select "
    "noframes noembed".split()
)
PICTURES = frozenset("img svg picture object video canvas iframe math".split())
_STYLED = re.compile(r"(?:^|;)\s*(display|list-style(?:-type)?)\s*:\s*([^;]{1,100})", re.IGNORECASE)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table", "flow-root")
_INLINE = frozenset("span font b i em strong ins a".split())
_WITHIN_LINES = _INLINE | {"x-code", "kbd", "samp", "x-u"}
_UNDERLINE = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}\bunderline", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\f\r]+")
_WORD = re.compile(r"[ \t\n\f\r]+|[^ \t\n\f\r]+")
_PRE_LINES = re.compile(r"\n|[^\n]+")
_MOST_SPANNED = 50


class _Inside(NamedTuple):
    """What the elements around a text make of it."""

    heading: int = 0
    quote: bool = False
    item: bool = False
    pre: bool = False
    code: bool = False
    underlined: bool = False


class Page:
    """Makes lines of a tree, element by element and without recursion: pages may be nested as deep as they like."""

    def __init__(self, source: str, runs: list[Run]) -> None:
        self.source = source
        self.runs = runs
        self.lines: list[Line] = []
        self.pictures: list[int] = []
        """The number of lines before each."""
        self.line: Line | None = None
        self.gap: Piece | None = None
        self.inside = _Inside()
        self.lists: list[NumberedList | None] = []
        self.tables: list[Table] = []
        self.rows: list[list[Cell]] = []
        self.marker = ""
        self.all_tables = Tables()

    def walk(self, root: LexborNode) -> None:
        """Take every node in the order of the page."""
        node: LexborNode | None = root
        leaving: list[tuple[LexborNode, Callable[[], None] | None]] = []
        while node is not None:
            below = None
            if node.is_element_node:
                enters, leave = self.enter(node)
                below = node.child if enters else None
                if below is None and leave:
                    leave()
                elif below is not None:
                    leaving.append((node, leave))
            elif node.is_text_node:
                self.text(node.text_content or "")
            elif node.is_comment_node:
                self.comment(node.comment_content or "")
            if below is None:
                while node.next is None and leaving:
                    node, leave = leaving.pop()
                    if leave:
                        leave()
                below = node.next if leaving or node.next is not None else None
            node = below
        self.end_line()

    def enter(self, node: LexborNode) -> tuple[bool, Callable[[], None] | None]:
        """Begin an element: whether what is in it is seen, and what its end calls for."""
        tag = node.tag or ""
        if tag in PICTURES:
            self.pictures.append(len(self.lines))
        if tag in _UNSEEN:
            return False, None
        if tag == "br":
            self.break_line()
            return False, None
        attributes = node.attributes
        display, style = _styled(attributes) if attributes else ("", "")
        if display == "none" or "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
            return False, None
        is_block = tag in BLOCKS or tag == "hr"
        if display:
            is_block = display in _BLOCK_DISPLAYS or (is_block and not display.startswith("inline"))
        special = self.special(tag, attributes, style)
        if not is_block:
            return True, special
        if special is None:
            self.end_line()
            return True, self.end_line
        return True, special

    def special(self, tag: str, attributes: Mapping[str, str | None], style: str) -> Callable[[], None] | None:
        """What an element is besides a block; None for most."""
        inside = self.inside
        if tag in ("td", "th") and self.rows:
            return self._cell(attributes)
        if tag == "tr" and self.tables:
            return self._row()
        if tag == "table":
            self.end_line()
            self.tables.append(Table())
            return self._end_table
        if tag in ("ol", "ul", "menu", "dir"):
            self.end_line()
            self.lists.append(NumberedList.of(attributes, style) if tag == "ol" else None)
            return self._end_list
        if tag == "li":
            self.end_line()
            self.marker = self.number(attributes, style)
            self.inside = inside._replace(item=True)
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.end_line()
            self.inside = inside._replace(heading=int(tag[1]))
        elif tag == "blockquote":
            self.end_line()
            self.inside = inside._replace(quote=True)
        elif tag in ("pre", "textarea", "xmp", "listing", "plaintext"):
            self.end_line()
            self.inside = inside._replace(pre=True)
        elif tag in ("x-code", "kbd", "samp"):
            self.inside = inside._replace(code=True)
        elif tag == "x-u" or (tag in _INLINE and _UNDERLINE.search(attributes.get("style") or "")):
            self.inside = inside._replace(underlined=True)
        else:
            return None

        def leave() -> None:
            if tag not in _WITHIN_LINES:
                self.end_line()
            if tag == "li":
                self.marker = ""
            self.inside = inside

        return leave

    def text(self, text: str) -> None:
        """Take a text node."""
        if self.line is None and not self.inside.pre and not text.strip(" \t\n\f\r"):
            return
        for piece in placed(text, self.source, self.runs):
            if self.inside.pre:
                self.kept(piece)
            else:
                self.collapsed(piece)

    def collapsed(self, piece: Piece) -> None:
        """Add a text of which white space is one blank, and none where a line of Chinese was only wrapped."""
        parts: Iterable[Piece] = (piece,)
        if _WHITE.search(piece.text):
            parts = (_part(piece, match.start(), match.end()) for match in _WORD.finditer(piece.text))
        for part in parts:
            if part.text[0] in " \t\n\f\r":
                self.gap = _together(self.gap, part)
                continue
            if self.line is not None and self.gap is not None and self.line.length:
                before = self.line.pieces[-1][0].text[-1]
                if not ("\n" in self.gap.text and _are_wide(before, part.text[0])) and before != "\n":
                    self.add(self.gap._replace(text=" "))
            self.gap = None
            self.add(part._replace(text=part.text.replace("\u00a0", " ")) if "\u00a0" in part.text else part)

    def kept(self, piece: Piece) -> None:
        """Add a text of which every blank and line end counts."""
        for match in _PRE_LINES.finditer(piece.text):
            if match[0] == "\n":
                self.break_line()
            else:
                part = _part(piece, match.start(), match.end())
                self.add(part._replace(text=part.text.replace("\f", " ").replace("\u00a0", " ")))

    def comment(self, content: str) -> None:
        """Take a comment: those of summarylint go with the text, on the line where they stand."""
        whole = f"<!--{_WHITE.sub(' ', content)}-->"
        if COMMENT.compiled.fullmatch(whole):
            self.add(Piece(whole, -1, -1))

    def add(self, piece: Piece) -> None:
        """Put a piece on the line, which may start with it."""
        if self.line is None:
            inside = self.inside
            if inside.heading:
                self.line = Line("heading", inside.heading)
            else:
                self.line = Line(
                    "code"
                    if inside.code and inside.pre
                    else "quote"
                    if inside.quote
                    else "item"
                    if inside.item
                    else "",
                    0,
                )
            if self.marker:
                self.line.add(Piece(self.marker, -1, -1))
                self.marker = ""
        self.line.add(piece, CODE if self.inside.code else UNDERLINED if self.inside.underlined else PLAIN)

    def end_line(self) -> None:
        """End the line that stands there, if one does."""
        self.gap = None
        if self.line is not None:
            (self.rows[-1][-1].lines if self.rows and self.rows[-1] else self.lines).append(self.line)
            self.line = None

    def break_line(self) -> None:
        """End the line, be it empty."""
        if self.line is None:
            self.line = Line("", 0)
        self.end_line()

    def _end_list(self) -> None:
        self.end_line()
        self.lists.pop()

    def number(self, attributes: Mapping[str, str | None], style: str) -> str:
        """What a browser sets before an item."""
        numbered = self.lists[-1] if self.lists else None
        return "" if numbered is None else numbered.next_number(attributes, style)

    def _end_table(self) -> None:
        self.end_line()
        self.tables.pop()

    def _row(self) -> Callable[[], None]:
        self.end_line()
        self.rows.append([])
        table = self.tables[-1]
        inside, self.inside = self.inside, self.inside._replace(item=False)

        def leave() -> None:
            self.end_line()
            self.inside = inside
            cells = self.rows.pop()
            lines = self.all_tables.lines(cells, table)
            (self.rows[-1][-1].lines if self.rows and self.rows[-1] else self.lines).extend(lines)

        return leave

    def _cell(self, attributes: Mapping[str, str | None]) -> Callable[[], None]:
        self.end_line()
        columns = min(max(whole(attributes.get("colspan"), 1), 1), _MOST_SPANNED)
        rows = min(whole(attributes.get("rowspan"), 1) or 1000, 1000)
        self.rows[-1].append(Cell([], columns, max(rows, 1)))
        return self.end_line


def _part(piece: Piece, start: int, end: int) -> Piece:
    """A stretch of a piece; what stands otherwise in the source is not parted."""
    if start == 0 and end == len(piece.text):
        return piece
    if piece.start < 0 or len(piece.text) != piece.end - piece.start:
        return Piece(piece.text[start:end], -1, -1)
    return Piece(piece.text[start:end], piece.start + start, piece.start + end)


def _together(gap: Piece | None, part: Piece) -> Piece:
    """White space that goes on; all that is told of it later is whether a line ends in it."""
    if gap is None:
        return Piece("\n" if "\n" in part.text else " ", part.start, part.end)
    text = "\n" if "\n" in gap.text + part.text else " "
    return Piece(text, gap.start, part.end if gap.end == part.start else gap.end)


def _are_wide(before: str, after: str) -> bool:
    """Whether a line end between two characters only wraps a text of Chinese (CSS Text 3, 4.1.3)."""
    is_wide = [unicodedata.east_asian_width(character) in "WF" for character in (before, after)]
    quotes = "“”‘’…—·"
    return all(is_wide) or (is_wide[0] and after in quotes) or (is_wide[1] and before in quotes)


def _styled(attributes: Mapping[str, str | None]) -> tuple[str, str]:
    """What a `style` attribute says of display and of numbers."""
    display = numbers = ""
    for name, value in _STYLED.findall(attributes.get("style") or ""):
        if name.lower() == "display":
            display = value.partition("!")[0].strip().lower()
        else:
            numbers = value.strip().lower()
    return display, numbers
