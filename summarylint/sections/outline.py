"""The labels of a submission: its headings in all their forms, and what opens its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from summarylint.model import HIDDEN, Block, Submission, without_matter_behind
from summarylint.sections.substance import holds_a_place

RANKS = {
    "hash": 0,
    "bold": 7,
    "bare": 8,
    "ordinal": 9,
    "chinese": 10,
    "bracketed": 11,
    "arabic": 12,
    "item": 13,
    "run-in": 14,
    "opening": 15,
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
_BOXED = re.compile(r"[\s　]*【([^】\n。]{2,20})】[\s　:：]*")
_SPACED = re.compile(r"(?<=[^\W\x00-\xff])[ 　]+(?=[^\W\x00-\xff])")
"""Between the characters of 时　间."""
_ENTRY = re.compile(r"[.…·\s　]{3,}\d{1,3}\s*$|\t\d{1,3}\s*$")
"""How a line of a table of contents ends."""
_LINES_OF_SIGNATURE = 5
_FEWEST_ENTRIES = 3
_MARKS_BEHIND_LABEL = 3
_CONTENTS = ("目录", "contents", "tableofcontents")
_DATE = r"(?:[12]\d{3}|[xX×]{2,4}|二[〇○零]..)\s*年.{1,5}月(?:.{1,5}日)?"
_LAST_LINES = re.compile(
    rf"{_DATE}|(?:附(?:件|表|录|图)?|发|报|送|抄[送报]|主送|分送|印发)[\d一二三四五六七八九十]?[：:].*|(?:报告人|汇报人|记录人?|撰稿|述职人|签名|签字|单位|负责人|联系人|日期)[：:].*|.*[（(](?:盖章|公章|签章)[）)].*"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|(?:Prepared|Submitted|Signed|Reported) by.*|\d{4}-\d{1,2}-\d{1,2}"
)

_OFFICE_AT_END = re.compile(
    r"[^，。：:；\d\s]{2,20}(?:局|委|办公室|人民?政府|委员会|党委|党组|支部|总支|公司|集团|中心|学校|医院|学院|合作社)"
)
"""An office that signs alone, without a date."""

_WORDS = re.compile(r"\S")


def is_contents_entry(line: str) -> bool:
    """Whether a line ends as those of a table of contents do: in dots and the number of a page."""
    return _ENTRY.search(line) is not None


def is_contents_title(line: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return "".join(line.split()).lower() in _CONTENTS


def _rank_of(number: str) -> int:
    """The rank of a bold line by the number in it; without one it is just bold."""
    if "、" in number and not number[0].isdigit():
        return RANKS["chinese"]
    if number.startswith(("（", "(")):
        return RANKS["bracketed"]
    return RANKS["arabic"] if number[:1].isdigit() else RANKS["bold"]


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
        self.blocks = without_matter_behind(submission.blocks)
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

    def shows(self, start: int, end: int) -> bool:
        """Whether something stands in a stretch that says something without words."""
        pictures = self.submission.document.pictures
        if pictures and end == self.blocks[self.last - 1].end:
            # What stands behind the last words belongs to them, up to the next words of anybody's.
            words = _WORDS.search(self.prose, end)
            end = words.start() if words else len(self.prose) + 1
        return bisect_left(pictures, start) < bisect_left(pictures, end)

    def ends(self, owners: Mapping[int, frozenset[str]]) -> dict[int, int]:
        """Where the text under each label ends, by its block; `owners` says which sections a label's block names.

        It ends at the next heading that is no deeper; of bare lines, most of which are none, only at one that
        names something else.
        """
        found: dict[int, int] = {}
        nearest: dict[int, int] = {}
        bare: list[tuple[frozenset[str], int]] = []
        following: int | None = None
        for label in reversed(self.labels):
            block, owner = self.blocks[label.block], owners.get(label.block)
            if owner is not None and label.is_heading:
                behind = [start for rank, start in nearest.items() if rank <= label.rank]
                if label.rank >= RANKS["bare"]:
                    behind += [start for other, start in bare if other != owner]
                if (
                    label.rank == RANKS["bare"]
                    and following is not None
                    and self.prose[label.end : label.end + 1] in "：:"
                ):
                    # 参会人员： with 主持人：… on the next line was not filled in.
                    behind.append(following)
                found[label.block] = min(behind, default=self.blocks[self.last - 1].end)
            elif owner is not None:
                found[label.block] = block.end
            if self.prose[label.end : label.end + 1] in ("：", ":"):
                following = block.start
            if label.rank == RANKS["bare"]:
                if owner is not None:
                    # Of the two nearest that name different things one is another's than any label's before.
                    bare = [(owner, block.start), *(one for one in bare if one[0] != owner)][:2]
            elif label.is_heading:
                nearest[label.rank] = block.start
        return found

    def _after_numbered_entries(self, first: int) -> int:
        """The first block behind a table of contents whose lines end in numbers of pages."""
        blocks, number = self.blocks, first
        if number < len(blocks) and is_contents_title(self.text(blocks[number])):
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
            and self.labels[row].block == self.labels[0].block + row
            and self._is_line(self.labels[row])
        ):
            row += 1
        texts = [label.text for label in self.labels[:row]]
        named = row > 0 and is_contents_title(texts[0])
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

    def _is_line(self, label: Label) -> bool:
        """Whether a label is all that its block says."""
        return label.is_heading or self.blocks[label.block].end - label.end <= _MARKS_BEHIND_LABEL

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
        for number in range(last - 1, max(self.first, last - _LINES_OF_SIGNATURE) - 1, -1):
            block = self.blocks[number]
            text = self.text(block).strip(" 　*_")
            if block.end - block.start > 60 or (text[-1:] in "。；！？" and not _LAST_LINES.fullmatch(text)):
                break
            if _LAST_LINES.fullmatch(text):
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
        if (
            last == len(self.blocks)
            and before > self.first
            and _OFFICE_AT_END.fullmatch(self.text(self.blocks[before]))
        ):
            last = before
        return last

    def _label(self, number: int) -> Label | None:
        block = self.blocks[number]
        if block.kind in ("code", "matter", "table", "quote"):
            return None
        text = self.prose[block.start : min(block.end, block.start + 140)]
        at = match.end() if (match := _NUMBER.match(text)) else 0
        bold = None
        if "**" in text or "__" in text:
            bold = _BOLD.match(text, at - 2 if text[max(0, at - 2) : at] in ("**", "__") else at) or _BOLD.match(text)
        if bold:
            inner = _NUMBER.match(text, bold.start(2), bold.end(2))
            start = inner.end() if inner and inner.end() < bold.end(2) else bold.start(2)
            return self._made(block, number, start, bold.end(2), _rank_of(text[bold.start(2) : start]))
        if "【" in text and (boxed := _BOXED.match(text)):
            return self._made(block, number, boxed.start(1), boxed.end(1), RANKS["run-in"])
        if block.kind == "heading":
            if _ENTRY.search(text):
                return None
            if block.form != "hash" and (field := _FIELD.match(text, at)):
                return self._made(block, number, at, field.end(), RANKS["opening"])
            if block.form == "bare" and holds_a_place(text):
                return None
            words = text[at:].rstrip(" 　*_:：。.\t" + HIDDEN)
            rank = RANKS[block.form] + (block.level if block.form == "hash" else 0)
            return self._made(block, number, at, at + len(words), rank) if words else None
        opening = _OPENING.match(text, at)
        if opening is None:
            return self._made(block, number, at, len(text), RANKS["opening"]) if len(text) - at <= 60 else None
        alone = len(opening[0]) <= 20 and not text[opening.end() :].strip(" 　：:*_")
        return self._made(block, number, at, opening.end(), RANKS["bare" if alone else "opening"])

    def _made(self, block: Block, number: int, start: int, end: int, rank: int) -> Label:
        """The label from `start` to `end` of a block; 时　间 reads as 时间."""
        words = self.prose[block.start + start : block.start + end]
        if " " in words or "　" in words:
            words = _SPACED.sub("", words)
        return Label(number, block.start + start, block.start + end, words, rank)
