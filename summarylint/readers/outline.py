"""Lines and paragraphs to blocks: which are headings, of which form and level (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re

from summarylint.model import HIDDEN, Block
from summarylint.patterns import Pattern

_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 30
_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_BETWEEN_LINES = "\f \t　\u00a0\ufeff" + HIDDEN
_STARTS = frozenset("一二三四五六七八九十百零〇（(第0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")

_MARKED = Pattern(
    rf"(?P<ordinal>第{_NUMERAL}(?:章|部分|节|编))(?:[\s　、：:]|(?=[^的、，,]))"
    rf"|(?P<chinese>{_NUMERAL}[、.．](?!{_NUMERAL}、))"
    rf"|(?P<bracketed>[（(]{_NUMERAL}[）)][、.．]?)"
    rf"|(?P<item>[（(]\d{{1,2}}[）)]|[①②③④⑤⑥⑦⑧⑨⑩])"
    rf"|(?P<arabic>\d{{1,2}}(?:[.．、](?!\d)|\.\d{{1,2}}(?:\.\d{{1,2}})?[\s　]))"
    rf"|(?P<runin>[一二三四五六七八九十]{{1,2}}(?:是|要)(?=[^否非]))"
)
_LEVELS = {"ordinal": 1, "chinese": 1, "bracketed": 2, "arabic": 3, "item": 4, "runin": 4}
_SENTENCE_END = Pattern("[。；;！!？?]")
_FIRST_SENTENCE = Pattern(rf"[^。：:；;！!？?\n]{{2,{_LONGEST_RUN_IN}}}[。：:]")


def blocks_of_line(prose: str, start: int, end: int) -> list[Block]:
    """The blocks of one line: a heading, a paragraph, or a run-in heading and the paragraph it opens.

    `start` and `end` leave out surrounding blanks. A bare short line is a heading of level 0; whether it is
    a title only its neighbours tell.
    """
    if prose.find("\f", start, end) >= 0:
        # The end of a page stands between lines, and is part of none.
        line = prose[start:end]
        start += len(line) - len(line.lstrip(_BETWEEN_LINES))
        end -= len(line) - len(line.rstrip(_BETWEEN_LINES))
    if start >= end:
        return []
    if prose[start] in _STARTS:
        match = _MARKED.match(prose, start, end)
        if match and match.end() < end:
            return _numbered(prose, start, end, match)
    if (
        end - start <= _LONGEST_HEADING or (end - start <= 2 * _LONGEST_HEADING and prose[start:end].isascii())
    ) and is_bare_heading(prose[start:end]):
        return [Block("heading", start, end, 0, "bare")]
    return [Block("paragraph", start, end)]


_LIST_LEAD = Pattern(r"[-–—•·●◆■*+>|]|[=_~#＝─━~]{3}|https?://|[\d.%]+$")


def is_bare_heading(line: str) -> bool:
    """Whether a line without a number could be a title or heading: short, and no sentence."""
    if _SENTENCE_END.search(line[:-1]) or line[-1] in "。；;，,、：:…":
        return False
    if line[-1] == "." and " " in line:
        return False
    return not _LIST_LEAD.match(line) and "\t" not in line


def _numbered(prose: str, start: int, end: int, match: re.Match[str]) -> list[Block]:
    form = match.lastgroup or ""
    level = _LEVELS[form]
    name = {"runin": "run-in"}.get(form, form)
    sentence_end = _SENTENCE_END.search(prose, match.end(), end)
    short = end - start <= _LONGEST_HEADING
    if form != "runin" and short and (sentence_end is None or sentence_end.end() == end):
        if form in ("item", "arabic") and sentence_end is not None:
            return [Block("item", start, end, level, name)]
        return [Block("heading", start, end, level, name)]
    first = _FIRST_SENTENCE.match(prose, match.end(), end)
    if first and first.end() < end:
        body = first.end()
        while prose[body] in " 　":
            body += 1
        return [Block("heading", start, first.end(), level, "run-in"), Block("paragraph", body, end)]
    return [Block("item" if form in ("item", "arabic", "runin") else "paragraph", start, end, level, name)]


def with_run_in_headings(prose: str, blocks: list[Block]) -> list[Block]:
    """Paragraphs that open with a short sentence as their siblings do, split into heading and paragraph.

    Authors who number nothing write 以学铸魂转作风。 at the head of each paragraph; one such sentence alone
    is just a short sentence, so two paragraphs in a row must have one.
    """
    openings: list[re.Match[str] | None] = [
        _SHORT_OPENING.match(prose, block.start, block.end) if block.kind == "paragraph" else None for block in blocks
    ]
    if not any(openings):
        return blocks
    found: list[Block] = []
    for number, block in enumerate(blocks):
        opening = openings[number]
        beside = (number > 0 and openings[number - 1]) or (number + 1 < len(blocks) and openings[number + 1])
        if opening and beside:
            found.append(Block("heading", block.start, opening.end(), 0, "run-in"))
            found.append(Block("paragraph", opening.end(), block.end))
        else:
            found.append(block)
    return found


_SHORT_OPENING = Pattern(r"(?:[^\W\d_]|[“”]){4,16}。(?=[^”’\n][^\n]{20})")
