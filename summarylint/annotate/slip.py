"""The return slip of a submission: what its author is to mend, as Markdown or as a Word file, ready to be sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from summarylint.annotate.comments import clean
from summarylint.model import Finding, Row
from summarylint.reporters.around import around
from summarylint.reporters.visible import visible

_EXCERPT = 80
_DATE = (2000, 1, 1, 0, 0, 0)
"""Of the members: the same findings make the same bytes."""
_WORDS = {
    "zh": {
        "title": "退改单：{title}", "untitled": "（无标题）", "file": "文件：{path}", "unit": "报送单位：{unit}",
        "return": "结论：退回修改", "review": "结论：请核对", "accept": "结论：通过", "unchecked": "结论：未能检查",
        "count": "共{count}处：", "nothing": "没有需要修改的地方。", "line": "第{line}行", "why": "原因：", "fix": "建议：",
        "error": "【须改】", "warning": "【请核对】", "info": "【供参考】", "semi": "；",
    },
    "en": {
        "title": "Return slip: {title}", "untitled": "(untitled)", "file": "File: {path}", "unit": "From: {unit}",
        "return": "To be mended and sent again", "review": "Please look over", "accept": "Accepted", "unchecked": "Not checked",
        "count": "{count} places:", "nothing": "Nothing to mend.", "line": "line {line}", "why": "Why: ", "fix": "Fix: ",
        "error": "Mend: ", "warning": "Check: ", "info": "Note: ", "semi": "; ",
    },
}  # fmt: skip


class _Item(NamedTuple):
    """One thing to mend: what, where, and the lines below it."""

    head: str
    excerpt: str
    below: tuple[str, ...]


class _Slip(NamedTuple):
    """What a slip says of one submission."""

    title: str
    about: tuple[str, ...]
    items: tuple[_Item, ...]
    nothing: str


def as_markdown(rows: Sequence[Row], findings: Sequence[Finding], lang: str, why: Mapping[str, str]) -> str:
    """The slips of a document's submissions."""
    lines: list[str] = []
    for slip in _slips(rows, findings, lang, why):
        lines += [f"# {_plain(slip.title)}", "", *(f"- {_plain(line)}" for line in slip.about), ""]
        for number, item in enumerate(slip.items, 1):
            lines.append(f"{number}. {_plain(item.head)}")
            lines += [f"   > {_plain(item.excerpt)}"] if item.excerpt else []
            lines += [f"   {_plain(line)}" for line in item.below]
        lines += ["" if slip.items else slip.nothing, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_word(rows: Sequence[Row], findings: Sequence[Finding], lang: str, why: Mapping[str, str]) -> bytes:
    """The same as a Word file."""
    body: list[str] = []
    for slip in _slips(rows, findings, lang, why):
        body.append(_paragraph(slip.title, "Heading1"))
        body += [_paragraph(line) for line in slip.about]
        for number, item in enumerate(slip.items, 1):
            body.append(_paragraph(f"{number}. {item.head}", bold=True))
            body += [_paragraph(item.excerpt, "Quote")] if item.excerpt else []
            body += [_paragraph(line) for line in item.below]
        body += [] if slip.items else [_paragraph(slip.nothing)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/_rels/document.xml.rels", _OF_DOCUMENT),
            ("word/styles.xml", _STYLES),
            ("word/document.xml", _DOCUMENT.format("".join(body))),
        ):
            package.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _slips(rows: Sequence[Row], findings: Sequence[Finding], lang: str, why: Mapping[str, str]) -> Iterator[_Slip]:
    words = _WORDS[lang]
    for row in rows:
        mine = [one for one in findings if one.suppressed is None and one.submission in (row.number, None)]
        about = [words["file"].format(path=row.path), words[row.verdict]]
        about += [words["unit"].format(unit=row.unit)] if row.unit else []
        about += [words["count"].format(count=len(mine))] if mine else []
        explained: set[str] = set()
        items = []
        for one in mine:
            below = [f"{words['fix']}{one.fix_title}"] if one.fix_title else []
            if one.rule in why and one.rule not in explained:
                explained.add(one.rule)
                below.append(f"{words['why']}{' '.join(why[one.rule].split())}")
            place = one.place or words["line"].format(line=one.start.line)
            before, behind = around(one)
            excerpt = one.excerpt if len(one.excerpt) <= _EXCERPT else f"{one.excerpt[:_EXCERPT]}…"
            quoted = f"{before}{excerpt}{behind}" if one.context else excerpt
            items.append(_Item(f"{words[one.severity]}{place}{words['semi']}{one.message}", quoted, tuple(below)))
        title = words["title"].format(title=row.title or words["untitled"])
        yield _Slip(title, tuple(about), tuple(items), words["nothing"])


def _plain(text: str) -> str:
    """Text that is no Markdown, and shows what is invisible."""
    shown = visible(text)
    escaped = "".join(f"\\{character}" if character in "\\`*_[<~" else character for character in shown)
    # These mean something at the start only; escapes are ugly where the file is read as plain text.
    return f"\\{escaped}" if escaped.startswith((">", "#", "-", "+", "=")) else escaped


def _paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{kind}<w:r>{weight}<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p>'


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_OF_DOCUMENT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:ind w:left="480"/></w:pPr><w:rPr><w:color w:val="555555"/></w:rPr></w:style></w:styles>'
)
_DOCUMENT = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{{}}<w:sectPr/></w:body></w:document>'
