"""HTML: what a browser shows of a page, one block a line, and where in its source each stretch stands.

Left out is only what nobody sees: scripts, styles, templates, `hidden`, `display: none` in a `style` attribute. Menus and
notices stay, as a page that was handed in with them must go back. Style sheets are not followed, and `visibility: hidden`
counts as seen: WeChat's saved articles are marked so until a script has run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from summarylint.comments import COMMENT, without_comments
from summarylint.errors import Said, UnreadableError
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.patterns import HAN, Pattern
from summarylint.readers.decode import Decoded, decode
from summarylint.readers.html_source import BLOCKS, MARK, Piece, Run, Segments, placed, prepared
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.text import BLANKS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = frozenset(
    "head title desc defs metadata template script style noscript iframe object video audio canvas datalist select "
    "noframes noembed".split()
)
_STYLED = re.compile(r"(?:^|;)\s*(display|list-style(?:-type)?)\s*:\s*([^;]{1,100})", re.IGNORECASE)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table", "flow-root")
_WHITE = re.compile(r"[ \t\n\f\r]+")
_MARKS_AND_BLANKS = BLANKS + HIDDEN
_WORD = re.compile(r"[ \t\n\f\r]+|[^ \t\n\f\r]+")
_PRE_LINES = re.compile(r"\n|[^\n]+")
_ELSEWHERE = Pattern(r"(?i)<(?:img|svg|canvas|object|embed|video|frame|iframe|script)[\s/>]")
_NO_TEXT = Said(
    "a page without text: pictures, frames, or what a script brings in; open it in a browser and save its text as .docx",
    "网页里没有文字，只有图片、框架或由脚本载入的内容；请在浏览器中打开，把文字另存为.docx",
)
_LONGEST_CELL = 120
"""Code points of a cell that may stand in a line with others; a form with whole paragraphs in cells is no table."""
_MOST_PADDING = 200_000
_MOST_SPANNED = 50


class _Line:
    """One line of the text to be: its pieces, and what it is."""

    __slots__ = ("kind", "length", "level", "pieces")

    def __init__(self, kind: str, level: int) -> None:
        self.kind = kind
        self.level = level
        self.pieces: list[tuple[Piece, bool]] = []
        self.length = 0

    def add(self, piece: Piece, is_prose: bool = True) -> None:
        self.pieces.append((piece, is_prose))
        self.length += len(piece.text)


class _Cell(NamedTuple):
    lines: list[_Line]
    columns: int
    rows: int


class _Table:
    """One table: how many of its rows are lines, and which columns a cell from above still covers."""

    def __init__(self) -> None:
        self.rows = 0
        self.number = 0
        self.covered: dict[int, int] = {}


class _Inside(NamedTuple):
    """What the elements around a text make of it."""

    heading: int = 0
    quote: bool = False
    item: bool = False
    pre: bool = False
    code: bool = False


class _List:
    """One `ol`: the number of its next item, and how it is written."""

    def __init__(self, first: int, step: int, style: str) -> None:
        self.next = first
        self.step = step
        self.style = style


def read_html(name: str, content: bytes, encoding: str | None) -> Document:
    """The document of an HTML page; its `origin` is an `html_source.Origin`.

    Raises UnreadableError for what is no text at all.
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decoded_page(content, encoding)
    source, runs = prepared(decoded.text, COMMENT.compiled)
    tree = LexborHTMLParser(source)
    if runs:
        # A mark must not have changed what the parser made of the page.
        plain = LexborHTMLParser(MARK.sub("", source))
        if MARK.sub("", tree.html or "") != plain.html:
            tree, runs = plain, []
    root = tree.root
    page = _Page(decoded.text, runs)
    if root is not None:
        # Comments may stand before the page.
        page.walk(root.parent.child if root.parent is not None and root.parent.child is not None else root)
    return page.document(name, decoded)


def refuse_without_text(document: Document, content: bytes, encoding: str | None) -> None:
    """Raises UnreadableError for a page that shows only what is not in it, which is not the same as an empty one."""
    if document.text.strip() or document.problem is not None:
        return
    if _ELSEWHERE.search(decoded_page(content, encoding).text):
        raise UnreadableError(_NO_TEXT)


_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_CHINESE = Pattern(HAN)


def decoded_page(content: bytes, encoding: str | None) -> Decoded:
    """The source of a page: by its byte order mark, what it declares, `encoding`, or its bytes.

    What it declares counts only where its bytes agree: pages saved as UTF-8 often still say gb2312.
    """
    if not content or content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(content)
    declared = _declared(content)
    if declared is None:
        return decode(content, encoding)
    try:
        as_declared = content.decode(declared)
    except (UnicodeError, LookupError):
        return decode(content, encoding)
    if declared in ("utf-8", "ascii") or b"\0" in content:
        return decode(content)
    guessed = decode(content)
    is_certain = guessed.problem is None and not guessed.text.isascii()
    if is_certain and (guessed.encoding == "utf-8" or (declared == "cp1252" and _CHINESE.search(guessed.text))):
        return guessed
    return Decoded(as_declared, declared)


def _declared(content: bytes) -> str | None:
    """The codec of what a page says of itself; None where it says nothing that Python knows."""
    import codecs

    match = _DECLARED.search(content[:_HEAD_BYTES])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    if label.startswith("utf-16"):
        # Read as ASCII so far, it cannot be that (HTML standard, 13.2.3.2).
        return "utf-8"
    label = {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "gb_2312-80": "gb18030",
        "x-gbk": "gb18030",
        "big5": "big5hkscs",
    }.get(label, label)
    label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}.get(label, label)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


class _Page:
    """Makes lines of a tree, element by element and without recursion: pages may be nested as deep as they like."""

    def __init__(self, source: str, runs: list[Run]) -> None:
        self.source = source
        self.runs = runs
        self.lines: list[_Line] = []
        self.line: _Line | None = None
        self.gap: Piece | None = None
        self.inside = _Inside()
        self.lists: list[_List | None] = []
        self.tables: list[_Table] = []
        self.rows: list[list[_Cell]] = []
        self.marker = ""
        self.padding = 0
        self.numbered_tables = 0

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
            return self.cell(attributes)
        if tag == "tr" and self.tables:
            return self.row()
        if tag == "table":
            self.end_line()
            self.tables.append(_Table())
            return self.end_table
        if tag in ("ol", "ul", "menu", "dir"):
            self.end_line()
            self.lists.append(_list(attributes, style) if tag == "ol" else None)
            return self.end_list
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
        else:
            return None

        def leave() -> None:
            if tag not in ("x-code", "kbd", "samp"):
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
                self.line = _Line("heading", inside.heading)
            else:
                self.line = _Line(
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
        self.line.add(piece, not self.inside.code)

    def end_line(self) -> None:
        """End the line that stands there, if one does."""
        self.gap = None
        if self.line is not None:
            (self.rows[-1][-1].lines if self.rows and self.rows[-1] else self.lines).append(self.line)
            self.line = None

    def break_line(self) -> None:
        """End the line, be it empty."""
        if self.line is None:
            self.line = _Line("", 0)
        self.end_line()

    def end_list(self) -> None:
        self.end_line()
        self.lists.pop()

    def number(self, attributes: Mapping[str, str | None], style: str) -> str:
        """What a browser sets before an item."""
        numbered = self.lists[-1] if self.lists else None
        if numbered is None:
            return ""
        value = _whole(attributes.get("value"), numbered.next)
        numbered.next = value + numbered.step
        return _numbered(value, style or numbered.style)

    def end_table(self) -> None:
        self.end_line()
        self.tables.pop()

    def row(self) -> Callable[[], None]:
        self.end_line()
        self.rows.append([])
        table = self.tables[-1]
        inside, self.inside = self.inside, self.inside._replace(item=False)

        def leave() -> None:
            self.end_line()
            self.inside = inside
            cells = self.rows.pop()
            lines = self.joined(cells, table)
            (self.rows[-1][-1].lines if self.rows and self.rows[-1] else self.lines).extend(lines)

        return leave

    def cell(self, attributes: Mapping[str, str | None]) -> Callable[[], None]:
        self.end_line()
        columns = min(max(_whole(attributes.get("colspan"), 1), 1), _MOST_SPANNED)
        rows = min(_whole(attributes.get("rowspan"), 1) or 1000, 1000)
        self.rows[-1].append(_Cell([], columns, max(rows, 1)))
        return self.end_line

    def joined(self, cells: list[_Cell], table: _Table) -> list[_Line]:
        """A row as one line between bars, or the lines of its cells where they hold more than a few words."""
        plain = [line for cell in cells for line in cell.lines]
        filled = sum(any(line.length for line in cell.lines) for cell in cells)
        is_wide = any(
            sum(line.length for line in cell.lines) > _LONGEST_CELL or any(line.kind == "table" for line in cell.lines)
            for cell in cells
        )
        covered = {column for column, rows in table.covered.items() if rows > 0}
        # 单位：万元 over all columns stands above the table and not in it.
        divides = len(cells) == 1 and cells[0].columns > 1 and table.rows > 0
        if is_wide or not filled or (len(cells) + len(covered) < 2 and not divides):
            self.cover(cells, table)
            return plain
        if not table.number:
            self.numbered_tables += 1
            table.number = self.numbered_tables
        table.rows += 1
        row = _Line("table", table.number << 32 | table.rows)
        for cell in self.cover(cells, table):
            row.add(Piece(" | " if row.length else "| ", -1, -1))
            is_first = True
            for line in cell.lines if cell else ():
                if not line.length:
                    continue
                if not is_first:
                    row.add(Piece(" ", -1, -1))
                is_first = False
                row.pieces += line.pieces
                row.length += line.length
        row.add(Piece(" |", -1, -1))
        return [row]

    def cover(self, cells: list[_Cell], table: _Table) -> list[_Cell | None]:
        """The cells of a row by column, None where one reaches over from the left or from above."""
        placed: list[_Cell | None] = []

        def pass_covered() -> None:
            while table.covered.get(len(placed), 0) > 0 and self.padding < _MOST_PADDING:
                table.covered[len(placed)] -= 1
                self.padding += 1
                placed.append(None)

        for cell in cells:
            pass_covered()
            for number in range(cell.columns if self.padding < _MOST_PADDING else 1):
                if cell.rows > 1:
                    table.covered[len(placed)] = cell.rows - 1
                self.padding += number > 0
                placed.append(None if number else cell)
        pass_covered()
        return placed

    def document(self, name: str, decoded: Decoded) -> Document:
        """All that was taken, as a document."""
        texts: list[str] = []
        proses: list[str] = []
        segments = Segments()
        at = 0
        for line in self.lines:
            for piece, is_prose in line.pieces:
                texts.append(piece.text)
                shown = piece.text if is_prose else HIDDEN * len(piece.text)
                if line.kind == "table" and piece.start >= 0:
                    shown = shown.replace("|", HIDDEN)
                proses.append(shown)
                if piece.start >= 0:
                    segments.add(at, piece)
                at += len(piece.text)
            texts.append("\n")
            proses.append("\n")
            at += 1
        # A text that ends with its last line, as a file ends: without one more that is empty.
        text = "".join(texts)
        prose = without_comments("".join(proses))
        starts = line_starts(prose)
        blocks, places = self.blocks_and_places(prose, starts)
        return Document(
            name,
            "html",
            text,
            prose,
            starts,
            tuple(with_run_in_headings(prose, blocks)),
            decoded.encoding,
            {},
            decoded.problem,
            tuple(places),
            segments.origin,
        )

    def blocks_and_places(
        self, prose: str, starts: tuple[int, ...]
    ) -> tuple[list[Block], list[tuple[int, Mapping[str, str]]]]:
        """What each line is, and what to call it."""
        blocks: list[Block] = []
        places: list[tuple[int, Mapping[str, str]]] = []
        paragraphs = 0
        for number, line in enumerate(self.lines):
            start = starts[number]
            written = prose[start : starts[number + 1] - 1]
            kept = written.strip(BLANKS if line.kind == "code" else _MARKS_AND_BLANKS)
            if not kept:
                continue
            first = start + written.index(kept)
            last = first + len(kept)
            if line.kind == "table":
                table, row = line.level >> 32, line.level & 0xFFFFFFFF
                places.append((start, {"zh": f"表{table}第{row}行", "en": f"table {table}, row {row}"}))
                blocks.append(Block("table", first, last))
                continue
            paragraphs += 1
            places.append((start, {"zh": f"第{paragraphs}段", "en": f"paragraph {paragraphs}"}))
            if line.kind == "heading":
                blocks.append(Block("heading", first, last, line.level, "hash"))
            elif line.kind:
                blocks.append(Block(line.kind, first, last))
            else:
                blocks += blocks_of_line(prose, first, last)
        return blocks, places


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


_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE_STYLES = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")


def _list(attributes: Mapping[str, str | None], style: str) -> _List:
    is_reversed = "reversed" in attributes
    first = _whole(attributes.get("start"), 1)
    return _List(first, -1 if is_reversed else 1, style or _TYPES.get(attributes.get("type") or "", "decimal"))


def _whole(value: str | None, otherwise: int) -> int:
    match = re.match(r"[ \t\n\f\r]*([+-]?[0-9]{1,9})", value or "")
    return int(match[1]) if match else otherwise


def _numbered(value: int, style: str) -> str:
    """The number of an item as a browser writes it, with what parts it from the words."""
    words = style.split()
    if "none" in words or any(word in ("disc", "circle", "square") for word in words):
        return ""
    if any(word in _CHINESE_STYLES for word in words) and 0 < value < 100:
        tens, ones = divmod(value, 10)
        digits = "零一二三四五六七八九"
        return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}、"
    for word in words:
        if word in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and value > 0:
            letters = ""
            while value > 0:
                value, rest = divmod(value - 1, 26)
                letters = chr(97 + rest) + letters
            return f"{letters.upper() if word.startswith('upper') else letters}. "
        if word in ("lower-roman", "upper-roman") and 0 < value < 4000:
            roman = _roman(value)
            return f"{roman if word.startswith('upper') else roman.lower()}. "
    return f"{value}. "


def _roman(value: int) -> str:
    written = ""
    for number, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        count, value = divmod(value, number)
        written += letters * count
    return written
