"""A document seen as a page: its short lines by form, and the gaps and drawn lines between them."""

from __future__ import annotations

from functools import cached_property

from summarylint.model import HIDDEN, Document
from summarylint.splitting.cover import Cover, cover_of
from summarylint.splitting.letterhead import is_above_title
from summarylint.splitting.lines import (
    LONGEST_ENGLISH_TITLE,
    LONGEST_TITLE,
    MARK_STARTS,
    PART_STARTS,
    SEPARATORS,
    Mark,
    author_of,
    is_date,
    is_organisation,
    is_page,
    is_separator,
    is_trailer,
    mark_at,
    names_document,
    unit_in,
    without_date,
)

LONGEST_LINE_OF_COVER = 60
"""Code points; a longer block is a paragraph."""
_FEW = 6


class Layout:
    """Short lines of a document, found in one pass, and questions about single lines, answered when asked."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.prose = prose = document.prose
        self.blocks = document.blocks
        self.bare: list[int] = []
        self.hashes: list[int] = []
        self.drawn: set[int] = set()
        self.marked: list[int] = []
        self._bold: set[int] = set()
        self._authors: dict[int, bool] = {}
        self._signed: dict[int, bool] = {}
        self._outside: dict[int, bool] = {}
        self._above: dict[int, bool] = {}
        for number, block in enumerate(document.blocks):
            kind, start, end, _, form = block
            length = end - start
            if length > LONGEST_TITLE and (
                length > LONGEST_ENGLISH_TITLE or form == "run-in" or not prose[start:end].isascii()
            ):
                continue
            first = prose[start]
            if form == "hash":
                self.hashes.append(number)
            elif form == "bare":
                self.bare.append(number)
                if first in PART_STARTS:
                    self.marked.append(number)
            elif form:
                if kind == "heading" and form != "run-in":
                    self.marked.append(number)
            elif first in SEPARATORS:
                if is_separator(prose[start:end]):
                    self.drawn.add(number)
                elif first == "*":
                    self.marked.append(number)
                    if prose.startswith("**", start) and prose.endswith("**", start, end):
                        # A line in bold is Markdown's heading of those who know no other.
                        self.bare.append(number)
                        self._bold.add(number)
            elif first in MARK_STARTS and kind != "table":
                self.marked.append(number)

    def text(self, number: int) -> str:
        """The prose of a block, without the marks of emphasis around it."""
        block = self.blocks[number]
        if self.prose[block.start] in "*_":
            return self.prose[block.start : block.end].strip("*_") or "*"
        return self.prose[block.start : block.end]

    def length(self, number: int) -> int:
        """Code points of a block."""
        block = self.blocks[number]
        return block.end - block.start

    def gap(self, number: int) -> int:
        """Line feeds before a block: 1 on the next line, 2 after one blank line; many at both ends of the document."""
        if number == 0 or number == len(self.blocks):
            return 9
        return self.prose.count("\n", self.blocks[number - 1].end, self.blocks[number].start)

    def distance(self, number: int) -> int:
        """Line feeds between a block and the last of any author's before it: drawn and sellers' lines count as blank."""
        before = number - 1
        while before >= 0 and number - before < _FEW and self.is_outside(before):
            before -= 1
        if before < 0 or number == len(self.blocks):
            return 9
        return self.prose.count("\n", self.blocks[before].end, self.blocks[number].start)

    def is_short(self, number: int) -> bool:
        """Whether a block is short enough for a title; an English one takes more characters."""
        length = self.length(number)
        return length <= LONGEST_TITLE or (length <= LONGEST_ENGLISH_TITLE and self.text(number).isascii())

    def is_bare(self, number: int) -> bool:
        """Whether a block is a line that could be a title: short, no sentence, nothing drawn, no date."""
        return (
            number < len(self.blocks)
            and (self.blocks[number].form in ("bare", "hash") or number in self._bold)
            and self.is_short(number)
        )

    def mark(self, number: int) -> Mark | None:
        """The number that a block starts with."""
        block = self.blocks[number]
        mark = mark_at(self.prose, block.start, block.end)
        return mark if mark and mark.end <= block.end else None

    def breaks_before(self, number: int) -> bool:
        """Whether a page ends or a line is drawn before a block, with at most page furniture or a seller between."""
        for before in range(number, max(0, number - _FEW), -1):
            previous = before - 1
            if previous in self.drawn or self._break_between(previous, before):
                return True
            if not self.is_outside(previous):
                return False
        return False

    def _break_between(self, before: int, after: int) -> bool:
        start, end = self.blocks[before].end, self.blocks[after].start
        if end - start < 3:
            return "\f" in self.prose[start:end]
        between = self.prose[start:end]
        return "\f" in between or any(is_separator(line.strip()) for line in between.split("\n") if line.strip())

    def is_outside(self, number: int) -> bool:
        """Whether a block is a drawn line, a number of a page or a seller's line."""
        known = self._outside.get(number)
        if known is None:
            text = self.text(number)
            known = self._outside[number] = number in self.drawn or is_page(text) or is_trailer(text)
        return known

    def is_above_title(self, number: int) -> bool:
        """Whether a block belongs above a title: of a letterhead, a masthead or a page's navigation."""
        known = self._above.get(number)
        if known is None:
            known = self._above[number] = is_above_title(self.text(number))
        return known

    def is_author(self, number: int) -> bool:
        """Whether a short line says who wrote, or when."""
        if number >= len(self.blocks) or self.length(number) > LONGEST_LINE_OF_COVER:
            return False
        known = self._authors.get(number)
        if known is None:
            text = self.text(number)
            known = self._authors[number] = (
                is_date(text)
                or author_of(text) is not None
                or (is_organisation(without_date(text)) and not names_document(text))
            )
        return known

    def is_author_alone(self, number: int) -> bool:
        """Whether a line says who wrote, or when, and no title goes on below it, as 2024年工作总结 does below 青石镇."""
        return self.is_author(number) and not self.heads_title(number)

    def heads_title(self, number: int) -> bool:
        """Whether an organisation's line is the first of a title: the next names a document and nobody else's unit."""
        after = number + 1
        if not self.is_bare(after) or not names_document(self.text(after)) or self.mark(after):
            return False
        return (
            is_organisation(self.text(number))
            and unit_in(self.text(after)) is None
            and self.gap(after) <= self.gap(number)
        )

    def is_signed_before(self, number: int) -> bool:
        """Whether the lines before a block are a signature: a date, alone or beside a name."""
        known = self._signed.get(number)
        if known is None:
            known = self._signed[number] = self._is_signed_before(number)
        return known

    def _is_signed_before(self, number: int) -> bool:
        last = number - 1
        while last > 0 and self.is_outside(last):
            last -= 1
        if last < 1 or self.blocks[last].form == "hash":
            return False
        text = self.text(last)
        if is_date(text):
            # A date under a title tells when, and ends nothing.
            return self.length(last - 1) > LONGEST_LINE_OF_COVER or last < 2 or self._ends_text(last - 2)
        if not self.is_short(last):
            return False
        return (
            (author_of(text) is not None or (is_organisation(text) and self.gap(last) < self.gap(number)))
            and not names_document(text)
            and self._ends_text(last - 1)
        )

    def _ends_text(self, number: int) -> bool:
        """Whether a block is a paragraph, or a line that closes one, and no title."""
        return not self.is_bare(number) or self.is_author(number)

    @cached_property
    def breaks(self) -> bool:
        """Whether anything is drawn, or a page ends, anywhere."""
        return bool(self.drawn) or "\f" in self.prose or (self.document.format == "md" and self._has_rule())

    def _has_rule(self) -> bool:
        return any(rule in self.prose for rule in ("\n---", "\n***", "\n* * *", "\n___", "\n- - -"))

    @cached_property
    def cover(self) -> Cover:
        """What the lines before the first paragraph say."""
        return cover_of(self)

    def squeezed(self, number: int) -> str:
        """A line without its mark, blanks, and the dots and number of a page at its end."""
        mark = self.mark(number)
        start = mark.end if mark else self.blocks[number].start
        text = "".join(self.prose[start : self.blocks[number].end].split())
        kept = text.rstrip("0123456789")
        if kept and kept[-1] in ".·…．-—_（(P":
            text = kept
        return text.strip(HIDDEN).rstrip(".·…．-—_（()）*]").lstrip("*[")
