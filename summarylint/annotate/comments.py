"""The words of comments: which findings share one, what it says, and its XML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from summarylint.model import SEVERITIES, Finding
from summarylint.readers.word.names import ID, MAIN, SPACE, W

AUTHOR, INITIALS = "summarylint", "SL"
MOST_COMMENTS = 300
"""Of one file; a reader of more reads none."""
_MOST_LINES = 12
_UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_SEVERITY = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


class Remark(NamedTuple):
    """One comment: all findings of one rule in one paragraph; it stands at the first."""

    findings: tuple[Finding, ...]

    def lines(self, lang: str, why: Mapping[str, str]) -> list[str]:
        """What it says: each message once, why, and the rule."""
        first = self.findings[0]
        messages = list(dict.fromkeys(finding.message for finding in self.findings))
        more = len(messages) - _MOST_LINES
        lines = messages[:_MOST_LINES]
        if more > 0:
            lines.append(f"……另有{more}条" if lang == "zh" else f"… and {more} more")
        if reason := why.get(first.rule):
            lines.append(reason)
        count = len(self.findings)
        times = "" if count == 1 else f"，本段{count}处" if lang == "zh" else f", {count} places in this paragraph"
        lines.append(f"{_SEVERITY[lang][first.severity]} {first.rule}{times}")
        return lines


def together(findings: Iterable[Finding], starts: Sequence[int]) -> Iterator[Remark]:
    """Findings of one rule in one paragraph as one remark; `starts` are the offsets where paragraphs start.

    Findings that are suppressed are left out.
    """
    found: dict[tuple[str, int], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.start.offset, one.end.offset)):
        if finding.suppressed is None:
            paragraph = bisect_right(starts, finding.start.offset)
            found.setdefault((finding.rule, paragraph), []).append(finding)
    return (Remark(tuple(some)) for some in found.values())


def gravest(remarks: Iterable[Remark], most: int) -> tuple[list[Remark], int]:
    """As many remarks as a file may get, in the order of the text, and how many findings that leaves out."""
    ranked = sorted(remarks, key=lambda one: (SEVERITIES.index(one.findings[0].severity), one.findings[0].start.offset))
    kept = sorted(ranked[:most], key=lambda one: one.findings[0].start.offset)
    return kept, sum(len(one.findings) for one in ranked[most:])


def left_out(count: int, lang: str) -> str:
    """What the last comment says where there would have been too many."""
    if lang == "zh":
        return f"批注太多，另有{count}处问题未加批注；完整清单见检查报告"
    return f"too many comments: {count} more findings have none; the report lists them all"


def comment(number: int, lines: Iterable[str], date: str) -> etree._Element:
    """A `w:comment` whose text is small and upright, whatever the file's usual paragraph is."""
    element = etree.Element(
        W + "comment", {ID: str(number), W + "author": AUTHOR, W + "initials": INITIALS}, {"w": MAIN}
    )
    if date:
        element.set(W + "date", date)
    for count, line in enumerate(lines):
        paragraph = etree.SubElement(element, W + "p")
        properties = etree.SubElement(paragraph, W + "pPr")
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        indent = {"left": "0", "leftChars": "0", "right": "0", "firstLine": "0", "firstLineChars": "0"}
        etree.SubElement(properties, W + "spacing", _attributes(spacing))
        etree.SubElement(properties, W + "ind", _attributes(indent))
        etree.SubElement(properties, W + "jc", _attributes({"val": "left"}))
        if count == 0:
            etree.SubElement(_run(paragraph), W + "annotationRef")
        text = etree.SubElement(_run(paragraph), W + "t", {SPACE: "preserve"})
        text.text = clean(line)
    return element


def clean(text: str) -> str:
    """`text` without what XML cannot hold; a replacement character stands where there was any."""
    return _UNWRITABLE.sub("\ufffd", text).replace("\r", " ").replace("\n", " ")


def _run(paragraph: etree._Element) -> etree._Element:
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(etree.SubElement(run, W + "rPr"), W + "sz", _attributes({"val": "20"}))
    return run


def _attributes(values: Mapping[str, str]) -> dict[str, str]:
    return {W + name: value for name, value in values.items()}
