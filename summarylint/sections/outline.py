"""The labels of a submission: its headings in all their forms, and what opens its paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarylint.model import HIDDEN, Block, Submission

RANKS = {
    "hash": 0,
    "bare": 7,
    "bold": 7,
    "ordinal": 8,
    "chinese": 9,
    "bracketed": 10,
    "arabic": 11,
    "item": 12,
    "run-in": 13,
    "opening": 14,
}
"""A lower rank holds the higher ones; a hash heading adds its level."""

_NUMBER = re.compile(
    r"[#*_\s　>]*(?:第?[一二三四五六七八九十百]{1,4}(?:[、.．:：]|部分|章|节|编|是|要|，)|[（(][一二三四五六七八九十\d]{1,4}[）)]"
    r"|\d{1,2}(?:\.\d{1,2}){0,2}[.、．:：)）]?(?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]|[IVX]{1,4}\.|[A-Z][.)]|[-•·●◆■▲]|"
    r"首先|其次|再次|最后|此外|另外)?[\s　、.．:：，*_]*"
)
_OPENING = re.compile(r"[^。：:，,；;！？!?\n]{2,60}(?=[。：:，,；;！？!?])")
_FIELD = re.compile(r"[^。：:，,\n]{2,20}(?=[：:] ?[^\s])")
"""时间：5月9日 is no heading but says what it is about."""
_BOLD = re.compile(r"[\s>]*(\*\*|__)([^*_\n]{2,60})\1[\s:：。.]*")
_ENTRY = re.compile(r"[.…·\s　]{3,}\d{1,3}\s*$|\t\d{1,3}\s*$")
"""How a line of a table of contents ends."""
_FEWEST_ENTRIES = 3
_CONTENTS = ("目录", "contents", "tableofcontents")
_DATE = r"(?:[12]\d{3}|[xX×]{2,4}|二[〇○零]..)\s*年.{1,5}月(?:.{1,5}日)?"
_LAST_LINES = re.compile(
    rf"{_DATE}|(?:报告人|汇报人|述职人|签名|签字|单位|负责人|联系人|日期)[：:].*|.*[（(](?:盖章|公章|签章)[）)].*"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|(?:Prepared|Submitted|Signed|Reported) by.*|\d{4}-\d{1,2}-\d{1,2}"
)


class Label(NamedTuple):
    """A heading, or what stands where one would: the opening of a paragraph."""

    block: int
    """Number of its block in the submission."""
    start: int
    end: int
    """Of the words without number, in the document."""
    text: str
    rank: int

    @property
    def is_heading(self) -> bool:
        """Whether it stands by itself, and does not just open a paragraph."""
        return self.rank != RANKS["opening"]


class Outline:
    """The labels of one submission and the stretches of text under them; all offsets are the document's."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.prose = submission.document.prose
        self.blocks = submission.blocks
        self.first = self._after_numbered_entries(self._after_title())
        self.last = self._before_signature()
        """Blocks from `first` to before `last` are the body."""
        self.labels = [label for number in range(self.first, self.last) if (label := self._label(number))]
        if entries := self._entries():
            self.first = self.labels[entries - 1].block + 1
            self.labels = self.labels[entries:]

    def text(self, block: Block) -> str:
        """The words of a block."""
        return self.prose[block.start : block.end]

    def body_end(self, label: Label, *, is_boundary: frozenset[int]) -> int:
        """Where the text under `label` ends: at the next label that is no deeper, bare lines only where they count.

        `is_boundary` holds the blocks whose bare or bold line is known to head a section.
        """
        if not label.is_heading:
            return self.blocks[label.block].end
        for other in self.labels:
            if other.block <= label.block or not other.is_heading or other.rank > label.rank:
                continue
            if other.rank != RANKS["bare"] or other.block in is_boundary:
                return self.blocks[other.block].start
        return self.blocks[self.last - 1].end

    def _after_numbered_entries(self, first: int) -> int:
        """The first block behind a table of contents whose lines end in numbers of pages."""
        blocks, number = self.blocks, first
        if number < len(blocks) and "".join(self.text(blocks[number]).split()).lower() in _CONTENTS:
            number += 1
        entries = number
        while (
            number < len(blocks)
            and blocks[number].end - blocks[number].start < 120
            and _ENTRY.search(self.text(blocks[number]))
        ):
            number += 1
        return number if number - entries >= _FEWEST_ENTRIES else first

    def _entries(self) -> int:
        """How many of the first labels are lines of a table of contents: headings in a row that recur further down."""
        row = 0
        while (
            row < len(self.labels)
            and self.labels[row].is_heading
            and self.labels[row].block == self.labels[0].block + row
        ):
            row += 1
        texts = [label.text for label in self.labels[:row]]
        named = row > 0 and "".join(texts[0].split()).lower() in _CONTENTS
        if row - named < _FEWEST_ENTRIES:
            return 0
        later = {label.text for label in self.labels[row:] if label.is_heading}
        if texts[named] in texts[named + 1 :]:
            # The row runs on into the first heading of the text, which is the first entry again.
            row = texts.index(texts[named], named + 1)
        elif texts[named] not in later:
            return 0
        entries = texts[named + 1 : row]
        recurring = sum(text in later for text in entries)
        return row if named or (len(entries) > 1 and recurring * 3 >= 2 * len(entries)) else 0

    def _after_title(self) -> int:
        end = self.submission.title_span.end
        if self.submission.title_span.start == end:
            return 0
        number = 0
        while number < len(self.blocks) and self.blocks[number].start < end:
            number += 1
        return number

    def _before_signature(self) -> int:
        """The number of the first block of the signature, or of blocks in all."""
        last = len(self.blocks)
        for number in range(last - 1, max(self.first, last - 5) - 1, -1):
            block = self.blocks[number]
            if block.end - block.start <= 60 and _LAST_LINES.fullmatch(self.text(block).strip()):
                last = number
        before = last - 1
        if (
            last < len(self.blocks)
            and before > self.first
            and self.blocks[before].end - self.blocks[before].start <= 25
            and self.blocks[before].form in ("bare", "")
            and self.text(self.blocks[before])[-1] not in "。；;：:！!？?."
        ):
            last = before
        return last

    def _label(self, number: int) -> Label | None:
        block = self.blocks[number]
        if block.kind in ("code", "matter", "table", "quote"):
            return None
        text = self.prose[block.start : min(block.end, block.start + 140)]
        at = match.end() if (match := _NUMBER.match(text)) else 0
        bold = _BOLD.match(text, at - 2 if text[max(0, at - 2) : at] in ("**", "__") else at)
        if bold:
            return Label(number, block.start + bold.start(2), block.start + bold.end(2), bold[2], RANKS["bold"])
        if block.kind == "heading":
            if _ENTRY.search(text):
                return None
            if block.form == "bare" and (field := _FIELD.match(text, at)):
                return Label(number, block.start + at, block.start + field.end(), field[0], RANKS["opening"])
            words = text[at:].rstrip(" 　*_:：。.\t" + HIDDEN)
            rank = RANKS[block.form] + (block.level if block.form == "hash" else 0)
            return Label(number, block.start + at, block.start + at + len(words), words, rank) if words else None
        opening = _OPENING.match(text, at)
        if opening is None:
            if len(text) - at > 60:
                return None
            return Label(number, block.start + at, block.start + len(text), text[at:], RANKS["opening"])
        alone = len(opening[0]) <= 20 and not text[opening.end() :].strip(" 　：:*_")
        rank = RANKS["bare" if alone else "opening"]
        return Label(number, block.start + at, block.start + opening.end(), opening[0], rank)
