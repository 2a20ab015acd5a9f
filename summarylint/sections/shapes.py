"""Sections that are known by their place and not by words: a lead, several parts, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarylint.model import Block
from summarylint.sections.outline import RANKS, Outline

_SHORTEST_LEAD = 25
_MASTHEAD = re.compile(
    r"[（(〔\[]|第[ ]?[\d一二三四五六七八九十百]+[ ]?期|总第|\d{4}年|.{0,20}(?:编印?|主办|印发)(?:[ 　]|$)|By "
)
_SERIES = re.compile(r"一是|一要|第一，|首先")
_SECOND = re.compile(r"二是|二要|第二，|其次")
_SIGNED = re.compile(
    r"(?:[12]\d{3}|[xX×]{2,4}|二[〇○零]..)\s*[年./-].{1,5}[月./-]|\d{4}-\d{1,2}-\d{1,2}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
    r"|(?:报告人|汇报人|述职人|签名|签字|述职|报送单位|单位|作者)[：:]|盖章|公章|(?:Prepared|Submitted|Signed|Reported|Written) by|^By "
)
_OFFICE = re.compile(
    r"[^，。：:；\d]{2,24}(?:局|委|办|镇|乡|县|区|市|政府|委员会|办公室|党委|支部|总支|工会|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|公司|集团"
    r"|中心|站|所|院|队|社|协会|部|科|处|厅|馆|团委|妇联|工作组|领导小组|Office|Department|Committee|Council|Team)"
)


def has_lead(outline: Outline) -> bool:
    """Whether a paragraph stands before the first heading; a masthead's lines and the author's are no headings."""
    blocks = outline.blocks[outline.first : outline.last]
    bare: list[str] = []
    for number, block in enumerate(blocks):
        if block.form == "bare":
            bare.append(outline.text(block).strip())
        elif block.kind == "heading" and block.form != "run-in":
            return False
        elif block.kind == "heading":
            # A short sentence opens this paragraph: 凝心聚力，共谋发展。 Numbered ones are parts already.
            return block.level == 0
        elif block.kind in ("paragraph", "quote", "item") and block.end - block.start >= _SHORTEST_LEAD:
            heads = bare and not _MASTHEAD.match(bare[-1]) and not _OFFICE.fullmatch(bare[-1])
            if heads and any(_heads_paragraph(blocks, later) for later in range(number + 1, len(blocks))):
                return False
            return not _SERIES.match(outline.prose, block.start)
    return False


def _heads_paragraph(blocks: Sequence[Block], number: int) -> bool:
    """Whether a bare line has a paragraph under it."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return blocks[number].form == "bare" and following is not None and following.end - following.start >= _SHORTEST_LEAD


def has_parts(outline: Outline, *, strict: bool = False) -> bool:
    """Whether there are two parts or more: headings of one form, a series, or paragraphs behind the lead.

    With `strict` paragraphs alone are no parts.
    """
    counts: dict[int, int] = {}
    for label in outline.labels:
        if label.is_heading and (
            label.rank != RANKS["bare"] or (not strict and _heads_paragraph(outline.blocks, label.block))
        ):
            counts[label.rank] = counts.get(label.rank, 0) + 1
    if any(count > 1 for count in counts.values()):
        return True
    blocks = outline.blocks[outline.first : outline.last]
    if not blocks:
        return False
    start, end = blocks[0].start, blocks[-1].end
    first = _SERIES.search(outline.prose, start, end)
    if first and _SECOND.search(outline.prose, first.end(), end):
        return True
    return not strict and sum(block.end - block.start >= _SHORTEST_LEAD for block in blocks) >= 3


def has_signature(outline: Outline) -> bool:
    """Whether an office, a person or a date stands by itself at the end or under the title."""
    blocks = outline.blocks
    first = max(outline.first, 1) if outline.submission.title_span.end else 0
    for number in {*range(first, min(first + 3, len(blocks))), *range(max(first, len(blocks) - 5), len(blocks))}:
        text = outline.text(blocks[number]).strip(" 　（）()*_")
        if len(text) <= 60 and (_SIGNED.search(text) or (len(text) <= 30 and _OFFICE.fullmatch(text))):
            return True
    # A last paragraph may end in the date.
    last = outline.text(blocks[-1])[-30:] if blocks else ""
    return re.search(r"年.{1,5}月.{1,5}日[）)。]?$", last) is not None
