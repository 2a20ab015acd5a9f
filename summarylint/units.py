"""Who wrote a submission: by the line under its title, its signature, its letterhead, its title, or its file's name."""

from __future__ import annotations

import os

from summarylint.model import HIDDEN, Block, Document, Span, without_matter_behind
from summarylint.patterns import Pattern
from summarylint.splitting.letterhead import names_issuer
from summarylint.splitting.lines import (
    SURNAMES,
    author_of,
    is_date,
    is_organisation,
    is_section,
    names_document,
    unspaced,
    without_date,
)

_LONGEST_LINE = 60
_LINES_UNDER_TITLE = 3
_LINES_OF_SIGNATURE = 4
_TITLE_OF_DOCUMENT = Pattern(
    r"[\s_—–·-]{0,5}(?:(?:关于)?(?:20\d\d|19\d\d|[二一][〇○零一二三四五六七八九]{3})[ ]?年?(?:度|上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月份?)?"
    r"|上半年|下半年|年度|年终|季度|半年|第?[一二三四]季度|[-_—–]|关于|(?i:annual|final|quarterly|monthly|weekly|progress|year|work|activity|q[1-4])\b|党建|工作|述职|主题|调研|个人|情况|总结|汇报|报告|简报|整改|会议|纪要).*$"
)
_COPY = Pattern(
    r"[ _-]{0,3}(?:[ _-]?(?:[（(]\d{1,2}[）)]|副本|定稿|终稿|最终版?|修改稿|v\d{1,2}|final|copy|\d{1,2})){1,4}$"
)
_NUMBER = Pattern(
    r"[\s_]{0,3}(?:(?:附件|[Nn]o\.?)?\d{1,3}[.、：:_ —–-]{1,4}|[（(]\d{1,3}[）)][ ]{0,3}|(?:附件\d{1,2}|\d{1,2}|0\d\d)(?=[^\W\d_a-zA-Z])(?![中小校号年月日级院路团师连营季]))"
)
"""Of a file among others: 01青石镇, 3-白石镇; 15中学 and 2024年 are none."""
_UNIT = Pattern(
    r"(?!全|我|本|各|某|走进|加强|推进|深入|服务|建设|创建|打造|聚焦|关爱|关于|平安|美丽|智慧|数字|文明|在|对|向|到|赴|对标|农村|城乡|老旧|乡村|基层|做好|抓好|开展|支援|帮扶|援建|援助|共建|情系|爱在)[^\W\d_a-zA-Z]"
    r"[^\W_，。、：]{1,24}(?:[镇乡县区市局厅委]|街道|办事处|办公室|委员会|人民政府|党委|公司|集团|医院|卫生院|学校|中学|小学|大学|学院|幼儿园|支队|大队|总队|法院|检察院|中心|协会|联合会|妇联|残联|工会|银行|支行|[局镇乡院校]?党[委组]|总支|支部|管理处|管理站|水厂|合作社|(?<!乡)村|[村居管]委会)"
)
"""Words that end the names of units, and seldom anything else."""
_NAME_LABEL = Pattern(r"(?:述职人|汇报人|报告人|总结人|署名)[ 　]{0,3}[：:]")
_SEAL = Pattern(r"[ 　]{0,3}[（(][ 　]{0,3}(?:盖章|公章|章|签章|签字|签名)[ 　]{0,3}[）)]$")
_PERSON = Pattern(
    r"[^\W\d_a-zA-Z]{2,3}$|[^\W\d_a-zA-Z][ 　]{1,2}[^\W\d_a-zA-Z]$|(?:欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容)[^\W\d_a-zA-Z]{1,2}$"
)


def unit_of(document: Document, blocks: tuple[Block, ...], title_span: Span) -> str | None:
    """Who wrote the submission made of `blocks`, as it stands there without its label and brackets.

    The line under the title comes first, then the signature, the letterhead, the title, and the name of the file;
    None where none tells.
    """
    return (
        _under_title(document, blocks, title_span)
        or _signed(document, blocks)
        or _of_letterhead(document, blocks, title_span)
        or _in_title(document, title_span)
        or _in_name(document)
    )


def _under_title(document: Document, blocks: tuple[Block, ...], title: Span) -> str | None:
    if title.end == title.start:
        return None
    first = next((number for number, block in enumerate(blocks) if block.start >= title.end), len(blocks))
    seen = 0
    for block in blocks[first : first + _LINES_UNDER_TITLE + 2]:
        if (
            block.end - block.start > _LONGEST_LINE
            or seen == _LINES_UNDER_TITLE
            or block.form in ("chinese", "ordinal")
        ):
            return None
        seen += 1
        line = _plain(document.prose[block.start : block.end])
        if not line or is_date(line):
            continue
        author = _author_in(line)
        if author:
            return author
        if seen == 1 and is_person(line):
            return line
        if block.form != "bare":
            return None
    return None


def is_person(line: str) -> bool:
    """Whether a line is a Chinese name and nothing else."""
    return len(line) <= 4 and line[0] in SURNAMES and _PERSON.match(line) is not None and not is_section(line)


def _author_in(line: str) -> str | None:
    """The author that a line names by a label, in brackets, or by an organisation's bare name."""
    line = without_date(line)
    author = author_of(line) if line else None
    if author:
        return _SEAL.compiled.sub("", author).strip()
    if is_organisation(line) and not names_document(line):
        return _SEAL.compiled.sub("", line).strip()
    return None


def _signed(document: Document, blocks: tuple[Block, ...]) -> str | None:
    """The organisation or person named beside the date at the end."""
    blocks = without_matter_behind(blocks)
    last = len(blocks)
    lines: list[str] = []
    for block in reversed(blocks[-_LINES_OF_SIGNATURE:]):
        if block.end - block.start > _LONGEST_LINE or len(lines) + 1 == last:
            break
        lines.append(_plain(document.prose[block.start : block.end]))
    dated = any(line and (is_date(line) or without_date(line) != line) for line in lines)
    for line in lines:
        if not line or is_date(line) or line[-1] in "。；：!！":
            continue
        author = author_of(line)
        if author and (dated or _NAME_LABEL.match(line) or not line.startswith(("（", "("))):
            return _SEAL.compiled.sub("", author).strip()
        if not dated:
            continue
        author = _author_in(line)
        if author:
            return author
        if is_person(line):
            return line
    return None


def _of_letterhead(document: Document, blocks: tuple[Block, ...], title: Span) -> str | None:
    """Whose letterhead stands above the title, or who is the title's first line."""
    for block in blocks:
        if block.start >= title.end or block.end == title.end:
            break
        line = _plain(document.prose[max(block.start, title.start if block.end > title.start else 0) : block.end])
        if not line or line[-1] in "。.：":
            continue
        issuer = names_issuer(line) or author_of(line) or line
        if (
            _UNIT.fullmatch(issuer)
            or (block.end > title.start and is_person(line))
            or (issuer.isascii() and (issuer != line or is_organisation(issuer)))
        ):
            return issuer
    return None


def _in_title(document: Document, title: Span) -> str | None:
    """The unit that a title starts with, where all before the kind of document is its name."""
    line = unspaced("".join(document.prose[title.start : title.end].split("\n")).strip())
    match = _TITLE_OF_DOCUMENT.search(line)
    unit = line[: match.start()].strip(" 　") if match else ""
    return unit if _UNIT.fullmatch(unit) and is_organisation(unit) else None


def _in_name(document: Document) -> str | None:
    """What the file's name says before it comes to the kind of document: 青山镇2024年工作总结.txt."""
    if document.name == "-" or document.name.startswith("<"):
        return None
    name = os.path.splitext(os.path.basename(document.name))[0]
    if name.isascii():
        return None
    number = _NUMBER.match(name)
    name = _COPY.compiled.sub("", name[number.end() if number else 0 :])
    match = _TITLE_OF_DOCUMENT.search(name)
    for part in (name[: match.start()] if match else name, name.replace("_", "-").rpartition("-")[2]):
        unit = part.strip(" _-—–·（()）【】")
        if len(unit) >= 2 and is_organisation(unit):
            return unit
    return None


def _plain(line: str) -> str:
    return line.strip(f"*_ 　{HIDDEN}")
