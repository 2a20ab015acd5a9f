"""Markdown: markdown-it's blocks by line; code, front matter, comments and link targets are not prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarylint.model import HIDDEN, Block, Document
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.text import BLANKS, line_starts, with_line_feeds

if TYPE_CHECKING:
    from markdown_it.token import Token

    from summarylint.readers.decode import Decoded

_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:[^`\n]|\n(?!\n)|(?!\1(?!`))`+){1,2000}?)(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S]){0,5000}-->")
_TARGET = re.compile(r"(?<=\])\([^()\n]{0,1000}\)|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*$|<[a-z]+:[^\s<>]{1,1000}>", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>()（）\u3000-\u303f\u4e00-\uffef]{1,2000}")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s+[a-zA-Z][^<>\n]{0,500})?\s*/?>")
_HTML_TAGS = frozenset(
    "a abbr b blockquote br code dd details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img kbd li ol p picture pre s "
    "source span strong sub summary sup table tbody td th thead tr u ul video".split()
)
_PAGE_TAGS = ("<!--more-->", "<!--nextpage-->")
_MARKS = re.compile(r"(?:[>\s]|[-*+][ \t]|#{1,6}[ \t])*(?:\[[ xX]\][ \t])?")


def read_markdown(name: str, decoded: Decoded) -> Document:
    """The document of a Markdown text."""
    from markdown_it import MarkdownIt

    visible = with_line_feeds(decoded.text)
    starts = line_starts(visible)
    matter = _MATTER.match(visible)
    fields = dict(_FIELD.findall(matter.group(1) or "")) if matter else {}
    parsed = " " * matter.end() + visible[matter.end() :] if matter else visible
    if matter:
        parsed = re.sub(r"[^\n]", " ", visible[: matter.end()]) + visible[matter.end() :]
    parser = MarkdownIt("commonmark").enable("table")
    # Only the blocks are wanted; parsing what is inside lines would double the time.
    parser.disable("inline")
    found = _Blocks(parsed, starts)
    if matter:
        found.hide(0, matter.end())
    found.walk(parser.parse(parsed))
    prose = _without_markup(found.visible(), parsed)
    blocks = with_run_in_headings(prose, found.blocks)
    return Document(
        name, "md", decoded.text, prose, starts, tuple(blocks), decoded.encoding, fields, decoded.problem
    )


class _Blocks:
    """Collects the blocks of one document, and what of it is no prose."""

    def __init__(self, text: str, starts: tuple[int, ...]) -> None:
        self.text = text
        self.starts = starts
        self.blocks: list[Block] = []
        self._hidden: list[tuple[int, int]] = []

    def hide(self, start: int, end: int) -> None:
        self._hidden.append((start, end))

    def visible(self) -> str:
        """The text with the hidden stretches blanked out."""
        parts, at = [], 0
        for start, end in sorted(self._hidden):
            parts += [self.text[at:start], re.sub(r"[^\n]", HIDDEN, self.text[start:end])]
            at = end
        return "".join(parts) + self.text[at:]

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
            elif token.type == "inline":
                self._lines(start, end, inside, level)

    def _lines(self, start: int, end: int, inside: list[str], level: int) -> None:
        if "heading" in inside:
            start = _after_marks(self.text, start, end)
            line_end = start + len(self.text[start:end].split("\n")[0].rstrip(BLANKS + "#"))
            self.blocks.append(Block("heading", start, max(line_end, start), level, "hash"))
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


def _without_markup(visible: str, text: str) -> str:
    """`visible` with code spans, comments, link targets and tags hidden; CMS page tags stay, being residue."""
    for pattern in (_CODE_SPAN, _COMMENT, _TARGET, _URL, _TAG):
        parts, at = [], 0
        for match in pattern.finditer(visible):
            if match[0].replace(" ", "") in _PAGE_TAGS or (pattern is _TAG and not _is_html(match[0])):
                continue
            parts += [visible[at : match.start()], re.sub(r"[^\n]", HIDDEN, match[0])]
            at = match.end()
        visible = "".join(parts) + visible[at:]
    assert len(visible) == len(text)
    return visible


def _is_html(tag: str) -> bool:
    name = re.match(r"</?([a-zA-Z0-9-]+)", tag)
    return name is not None and name[1].lower() in _HTML_TAGS
