"""Markdown: markdown-it's blocks by line; code, front matter, comments and link targets are not prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.text import BLANKS, with_line_feeds

if TYPE_CHECKING:
    from markdown_it.token import Token

    from summarylint.readers.decode import Decoded

_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:[^`]|(?!\1(?!`))`+){1,2000}?)(?<!`)\1(?!`)")
_TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|<[a-z]+:[^\s<>]{1,1000}>")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[^\n]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s+[a-zA-Z][^<>\n]{0,500})?\s*/?>")
_HTML_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "picture",
        "pre",
        "s",
        "source",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "video",
    ]
)
_PAGE_TAG = re.compile(
    r"<!--[ \t]*(?:more|nextpage|pagebreak|noteaser|paid(?:begin|end)?|paywall)[ \t]*-->", re.IGNORECASE
)
_NOT_SHOWN = re.compile(r"[ ]{0,3}<(?:script|style)\b", re.IGNORECASE)
_NOT_LINE_END = re.compile(r"[^\n]")
_MARKS = re.compile(r"(?:[>\s]|[-*+][ \t]|#{1,6}[ \t])*(?:\[[ xX]\][ \t])?")


def read_markdown(name: str, decoded: Decoded) -> Document:
    """The document of a Markdown text."""
    from markdown_it import MarkdownIt

    visible = with_line_feeds(decoded.text)
    starts = line_starts(visible)
    matter = _MATTER.match(visible)
    fields = dict(_FIELD.findall(matter.group(1) or "")) if matter else {}
    parsed = re.sub(r"[^\n]", " ", matter[0]) + visible[matter.end() :] if matter else visible
    parser = MarkdownIt("commonmark").enable("table")
    # Only the blocks are wanted; parsing what is inside lines would double the time.
    parser.disable("inline")
    found = _Blocks(parsed, starts)
    if matter:
        found.hide(0, matter.end())
    found.walk(parser.parse(parsed))
    prose = found.visible()
    assert len(prose) == len(decoded.text)
    blocks = with_run_in_headings(prose, found.blocks)
    pictures = [block.start for block in blocks if block.kind == "code"]
    pictures += [match.start() for match in _PICTURE.finditer(prose)]
    return Document(
        name,
        "md",
        decoded.text,
        prose,
        starts,
        tuple(blocks),
        decoded.encoding,
        fields,
        decoded.problem,
        pictures=tuple(sorted(pictures)),
    )


class _Blocks:
    """Collects the blocks of one document, and what of it is no prose."""

    def __init__(self, text: str, starts: tuple[int, ...]) -> None:
        self.text = text
        self.starts = starts
        self.blocks: list[Block] = []
        self._hidden: list[tuple[int, int]] = []
        self._shown: list[tuple[int, int]] = []

    def hide(self, start: int, end: int) -> None:
        self._hidden.append((start, end))

    def visible(self) -> str:
        """The text with the hidden stretches, and the markup in the others, blanked out.

        Markup is looked for in one paragraph at a time: it ends there, so a stray backtick hides nothing behind it.
        """
        parts, at = [], 0
        for start, end, hidden in sorted(
            {(*span, True) for span in self._hidden} | {(*span, False) for span in self._shown}
        ):
            parts.append(_DEFINITION.sub(_hidden, self.text[at:start]))
            piece = self.text[start:end]
            parts.append(_NOT_LINE_END.sub(HIDDEN, piece) if hidden else _without_markup(piece))
            at = end
        return "".join(parts) + _DEFINITION.sub(_hidden, self.text[at:])

    def walk(self, tokens: list[Token]) -> None:
        """Make blocks of the tokens that hold lines: their map counts lines from 0, the end exclusive."""
        inside: list[str] = []
        level = 0
        for token in tokens:
            if token.nesting == 1:
                inside.append(token.type.removesuffix("_open"))
                level = int(token.tag[1]) if token.type == "heading_open" else level
            elif token.nesting == -1:
                inside.pop()
            if token.map is None:
                continue
            start, end = self.starts[token.map[0]], self._end(token.map[1])
            if token.type in ("fence", "code_block"):
                self.blocks.append(Block("code", start, end))
                self.hide(start, end)
            elif token.type == "html_block":
                self.blocks.append(Block("matter", start, end))
                (self._hidden if _NOT_SHOWN.match(self.text, start, end) else self._shown).append((start, end))
            elif token.type == "inline":
                self._shown.append((start, end))
                self._lines(start, end, inside, level)

    def _lines(self, start: int, end: int, inside: list[str], level: int) -> None:
        if "heading" in inside:
            start = _after_marks(self.text, start, end)
            line_end = start + len(self.text[start:end].rstrip(BLANKS + "#\n"))
            if line_end > start:
                self.blocks.append(Block("heading", start, line_end, level, "hash"))
            return
        if "table" in inside:
            # Cells share a line; one block stands for the row.
            if not self.blocks or self.blocks[-1].start < start:
                self.blocks.append(Block("table", start, end))
            return
        at = start
        for line in self.text[start:end].split("\n"):
            line_start, at = at, at + len(line) + 1
            first = _after_marks(self.text, line_start, line_start + len(line))
            last = line_start + len(line.rstrip(BLANKS))
            if first >= last:
                continue
            if "list_item" in inside or "blockquote" in inside:
                self.blocks.append(Block("item" if "list_item" in inside else "quote", first, last))
            else:
                self.blocks += blocks_of_line(self.text, first, last)

    def _end(self, line: int) -> int:
        return self.starts[line] - 1 if line < len(self.starts) else len(self.text)


def _after_marks(text: str, start: int, end: int) -> int:
    match = _MARKS.match(text, start, end)
    return match.end() if match else start


def _without_markup(text: str) -> str:
    """`text` with code spans, comments, link targets and tags hidden; CMS page tags stay, being residue."""
    if "`" in text:
        text = _CODE_SPAN.sub(_hidden, text)
    if "<!--" in text:
        text = _without_comments(text)
    if "](" in text or "<" in text:
        text = _TARGET.sub(_hidden, text)
    if "<" in text:
        text = _TAG.sub(lambda match: _hidden(match) if _is_html(match[0]) else match[0], text)
    return text


def _without_comments(text: str) -> str:
    # A pattern for a whole comment looks for the end of each that is never closed; this looks once.
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        comment = text[start : end + 3]
        parts += [text[at:start], comment if _PAGE_TAG.fullmatch(comment) else _NOT_LINE_END.sub(HIDDEN, comment)]
        at = end + 3
    return "".join(parts) + text[at:]


def _hidden(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(HIDDEN, match[0])


def _is_html(tag: str) -> bool:
    name = re.match(r"</?([a-zA-Z0-9-]+)", tag)
    return name is not None and name[1].lower() in _HTML_TAGS
