"""One document to its submissions: a compilation holds several, and the rest stays as stretches of none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from summarylint.model import HIDDEN, Block, Document, Span, Submission
from summarylint.patterns import Pattern

_LONGEST_TITLE, _LONGEST_ENGLISH_TITLE = 50, 110
"""Code points."""
_SHORTEST_BODY = 60
"""Code points; less under a title is no submission but a line of a cover or a table of contents."""

_PART = r"(?:第[一二三四五六七八九十百零〇\d]{1,4}篇|(?:篇|范文|材料|文章|样本)[一二三四五六七八九十百零〇\d]{1,4}(?![\d月年]))"
_PART_TITLE = Pattern(rf"[【\[（(]?{_PART}[】\]）)]?[ 　\t]*[：:、.．—\-]*[ 　\t]*")
_PART_STARTS = frozenset("【[（(第篇范材文样")
_NUMBERED_TITLE = Pattern(r"(\d{1,3})[.．、][ 　\t]*(?=\D)")
_COLLECTION = Pattern(r"汇编|合集|汇总|选编|集锦|\d[ 　]?篇|collection|compilation")
_NAMES_A_DOCUMENT = Pattern(
    r"总结|汇报|报告|简报|讲话|材料|综述|方案|纪要|调研|述职|体会|发言|经验|做法|信息|报道|纪实"
    r"|(?i:report|summary|minutes|review|briefing|update)\b"
)
_SECTION_NUMBER = Pattern(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:章|部分|节)"
)
_NAMES_A_SECTION = Pattern(
    r"(?:主要|重点|具体|特色|典型|基本|总体|心得|有关|相关|当前|今后|下一?步|下阶段|存在的?|面临的?|取得的?|工作|活动|项目|情况|一年来)*"
    r"(?:做法|情况|成效|成绩|亮点|问题|不足|短板|困难|打算|计划|安排|思路|建议|措施|目标|任务|概况|背景|原因|经验|启示|体会|举措|进展|附件|前言|结语|引言|目录|案例|数据|概述|总述|回顾|展望)"
    r"(?:[和与及、](?:主要|存在的?|工作)?(?:做法|成效|问题|不足|困难|打算|计划|措施|建议|原因|体会|启示|经验|亮点))*$"
    r"|(?i:(?:executive |project |work |key |main )?(?:summary|overview|introduction|background|abstract|highlights|activities|results|outcomes"
    r"|issues|challenges|risks|next steps|plans?|budget|conclusions?|recommendations?|appendix|references|attendees|participants"
    r"|action items|agenda|decisions|progress|achievements|metrics|lessons learned|timeline|contact|about us|staffing|finances?))$"
)
_TRAILER = Pattern(
    r"素材|会员|客服|公众号|网盘|下载|扫码|关注|代写|代笔|接单|加微|微信|免责|版权|转载|来源[：:]|责任编辑|责编|编辑[：:]|打印|关闭窗口"
    r"|上一篇|下一篇|分享|[#$]{2}\w+[#$]{2}|\[/?(?:hide|reply|vip|pay|login)\]|提取码"
    r"|(?i:subscribe|newsletter|all rights reserved|©|copyright|click here|follow us|sponsored|cookies)"
)
_SIGNS = Pattern(r"\d{4}\s*年|[xX×]{2,4}\s*年|[〇○零一二三四五六七八九]{4}年|签|盖章|单位[：:]|报告人|汇报人")


class _Start(NamedTuple):
    """Where a submission starts: the number of its title's block, and where the title itself stands."""

    block: int
    title_start: int
    title_end: int


def split(document: Document) -> list[Submission]:
    """The submissions of `document` and the stretches between them, in order; together they hold every block.

    A document in which nothing shows several is one submission.
    """
    blocks = document.blocks
    starts = _several(document) or _one(document)
    found: list[Submission] = []
    at = 0
    for number, start in enumerate(starts):
        first = start.block
        following = starts[number + 1].block if number + 1 < len(starts) else len(blocks)
        if first > at:
            found.append(_stretch(document, at, first))
        last = _without_trailer(document, first, following)
        span = Span(start.title_start, start.title_end)
        if span.end > blocks[last - 1].end:
            # The only line that looked like a title was a seller's, and is cut off.
            span = Span(blocks[first].start, blocks[first].start)
        title = document.text[span.start : span.end] or os.path.splitext(os.path.basename(document.name))[0]
        found.append(
            Submission(
                document,
                number + 1,
                " ".join(title.split()),
                span,
                blocks[first].start,
                blocks[last - 1].end,
                blocks[first:last],
            )
        )
        at = last
    if at < len(blocks):
        found.append(_stretch(document, at, len(blocks)))
    return found


def _stretch(document: Document, first: int, last: int) -> Submission:
    start, end = document.blocks[first].start, document.blocks[last - 1].end
    return Submission(document, None, "", Span(start, start), start, end, document.blocks[first:last])


def _one(document: Document) -> list[_Start]:
    """The whole document as one submission; its title is its first heading, where it opens with one."""
    if not document.blocks:
        return []
    for block in document.blocks[:3]:
        if block.kind == "paragraph" and not _is_short(document, block):
            break
        if (
            block.kind == "heading"
            and not _TRAILER.search(_text(document, block))
            and (block.form == "hash" or (block.form == "bare" and _is_short(document, block)))
        ):
            return [_Start(0, block.start, block.end)]
    start = document.blocks[0].start
    return [_Start(0, start, start)]


def _several(document: Document) -> list[_Start]:
    """Where the submissions of a compilation start; empty where the document is none."""
    for candidates in (_hash_titles, _part_titles, _numbered_titles, _bare_titles):
        starts = _with_bodies(document, list(candidates(document)))
        if len(starts) > 1:
            return starts
    return []


def _hash_titles(document: Document) -> Iterator[_Start]:
    """Markdown headings of the highest level that stands more than once, level 2 only under a collection's title."""
    headings = [(number, block) for number, block in enumerate(document.blocks) if block.form == "hash"]
    top = [(number, block) for number, block in headings if block.level == 1]
    if len(top) == 1 and _COLLECTION.search(_text(document, top[0][1])):
        top = [(number, block) for number, block in headings if block.level == 2]
    if any(_is_section(document, block) or _SECTION_NUMBER.match(document.prose, block.start) for _, block in top):
        return
    for number, block in top:
        yield _Start(number, block.start, block.end)


def _part_titles(document: Document) -> Iterator[_Start]:
    """第一篇, 篇一：, 【篇一】: the title stands behind the mark, or on the next line."""
    for number, block in enumerate(document.blocks):
        if not _is_short(document, block):
            continue
        if document.prose[block.start] not in _PART_STARTS:
            continue
        match = _PART_TITLE.match(document.prose, block.start)
        if not match or match.end() > block.end:
            continue
        after = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        if match.end() == block.end and after and after.form == "bare" and _is_short(document, after):
            yield _Start(number, after.start, after.end)
        else:
            yield _Start(number, match.end() if match.end() < block.end else block.start, block.end)


def _numbered_titles(document: Document) -> Iterator[_Start]:
    """1. 标题, 2. 标题 … at the top: set off by blank lines, in sequence, and headings 一、 under them."""
    expected = 1
    found = []
    for number, block in enumerate(document.blocks):
        if block.form != "arabic" or block.kind != "heading" or not _set_off(document, number):
            continue
        match = _NUMBERED_TITLE.match(document.prose, block.start)
        if match and int(match[1]) == expected:
            found.append((_Start(number, match.end(), block.end), number))
            expected += 1
    bounds = [number for _, number in found] + [len(document.blocks)]
    for (_, first), following in zip(found, bounds[1:], strict=True):
        if not any(block.form == "chinese" for block in document.blocks[first + 1 : following]):
            return
    yield from (start for start, _ in found)


def _bare_titles(document: Document) -> Iterator[_Start]:
    """Short lines without a number, set off by blank lines, that are titles and not names of sections."""
    candidates = [
        number
        for number, block in enumerate(document.blocks)
        if block.form == "bare"
        and block.end - block.start >= 4
        and _is_short(document, block)
        and _set_off(document, number)
    ]
    if len(candidates) < 2:
        return
    sections = sum(_is_section(document, document.blocks[number]) for number in candidates)
    if sections * 3 > len(candidates):
        return
    titles = [number for number in candidates if not _is_section(document, document.blocks[number])]
    # A cover, or a seller's line between two submissions, has no text of its own, and must not outvote the titles.
    starts = _with_bodies(
        document, [_Start(number, document.blocks[number].start, document.blocks[number].end) for number in titles]
    )
    titles = [start.block for start in starts]
    if titles and (_stand_apart(document, titles) or _are_titles(document, titles)):
        yield from starts


def _stand_apart(document: Document, titles: list[int]) -> bool:
    """Whether wide gaps stand before the titles and before nothing else but a last stretch."""
    wide = [number for number in range(1, len(document.blocks)) if _gap_before(document, number) >= 3]
    before_titles = set(titles).intersection(wide)
    elsewhere = [number for number in wide if number < titles[-1] and number not in before_titles]
    return len(before_titles) >= max(1, len(titles) - 1) and not elsewhere


def _are_titles(document: Document, titles: list[int]) -> bool:
    """Whether most lines name a kind of document, or most bodies start their numbering anew."""
    if len(titles) < 2:
        return False
    named = sum(_NAMES_A_DOCUMENT.search(_text(document, document.blocks[number])) is not None for number in titles)
    bounds = [*titles, len(document.blocks)]
    restarts = 0
    for first, following in zip(titles, bounds[1:], strict=False):
        body = document.blocks[first + 1 : following]
        restarts += any(block.form == "chinese" and document.prose.startswith("一", block.start) for block in body)
    return named * 5 >= len(titles) * 4 or (restarts >= 2 and restarts * 2 >= len(titles))


def _with_bodies(document: Document, starts: list[_Start]) -> list[_Start]:
    """Those starts with a text under them; a collection's own title has none."""
    kept = []
    for number, start in enumerate(starts):
        following = starts[number + 1].block if number + 1 < len(starts) else len(document.blocks)
        body = document.blocks[start.block + 1 : following]
        if sum(block.end - block.start for block in body) >= _SHORTEST_BODY:
            kept.append(start)
    return kept


def _without_trailer(document: Document, first: int, following: int) -> int:
    """The number of the block after the submission's last, advertising and page furniture at its end left out."""
    last = following
    while last - 1 > first:
        block = document.blocks[last - 1]
        text = _text(document, block).strip(HIDDEN)
        if text and (not _TRAILER.search(text) or _SIGNS.search(text) is not None):
            break
        last -= 1
    # A trailer is set off by a blank line; without one, the words belong to the author's last paragraph.
    while last < following and _gap_before(document, last) < 2:
        last += 1
    return last


def _is_section(document: Document, block: Block) -> bool:
    return _NAMES_A_SECTION.match(_text(document, block)) is not None


def _is_short(document: Document, block: Block) -> bool:
    """Whether a block is short enough for a title; an English one takes more characters."""
    length = block.end - block.start
    return length <= _LONGEST_TITLE or (length <= _LONGEST_ENGLISH_TITLE and _text(document, block).isascii())


def _text(document: Document, block: Block) -> str:
    return document.prose[block.start : block.end]


def _gap_before(document: Document, number: int) -> int:
    """Line feeds before a block: 1 on the next line, 2 after one blank line; many at the start of the document."""
    if number == 0:
        return 9
    between = document.prose[document.blocks[number - 1].end : document.blocks[number].start]
    return between.count("\n")


def _set_off(document: Document, number: int) -> bool:
    """Whether blank lines stand before and behind a block, and something follows."""
    after = number + 1
    return after < len(document.blocks) and _gap_before(document, number) >= 2 and _gap_before(document, after) >= 2
