"""PDF files with highlights: put over the words of findings, each with a note, and taken out again."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import summarylint
from summarylint.annotate.comments import AUTHOR, MOST_COMMENTS, Remark, clean, gravest, left_out, together
from summarylint.errors import Said, UnreadableError
from summarylint.model import Document, Finding
from summarylint.readers.pdf import FAULTS, MEMORY_BYTES, SECONDS, folder_of, printed_by

_FAULTS = {
    **FAULTS,
    "protected": Said(
        "a protected PDF file, which gets no highlights; save it without protection",
        "PDF文件受保护，无法加批注；请取消保护",
    ),
    "structure": Said(
        "a PDF file that can't be changed without harm; make it again from its source",
        "PDF文件结构不规范，改动可能损坏；请从原文件重新导出",
    ),
    "another": Said(
        "the file has changed since it was checked; check it again",
        "文件在检查之后有改动；请重新检查",
    ),
}
_NOT_INSTALLED = Said(
    'highlights in PDF files need pypdf: pip install "summarylint[pdf]"',
    'PDF加批注需要pypdf：pip install "summarylint[pdf]"',
)


def annotated(
    content: bytes,
    document: Document,
    findings: Sequence[Finding],
    lang: str,
    why: Mapping[str, str] | None = None,
    most: int = MOST_COMMENTS,
    date: str = "",
) -> bytes:
    """The file with a highlight at each finding, and a note that says what a comment in a Word file would.

    All arguments as in `summarylint.annotate.word.annotated`. The file's own bytes come first in what is returned, but
    for highlights of an earlier run; those of others stay. Findings without a place share a note on the first page.
    Raises UnreadableError where pypdf is not installed, where the file is not the one that was read, and where it is
    protected or so unusual that highlights could do harm.
    """
    remarks, more = gravest(together(findings, document.line_starts), most)
    notes = [_note(remark, document, lang, why or {}) for remark in remarks]
    if more:
        notes.insert(0, {"text": left_out(more, lang), "severity": "info", "places": []})
    return _worked(content, notes, f"D:{''.join(filter(str.isdigit, date))}Z" if date else "")


def cleaned(content: bytes) -> bytes:
    """The file without our highlights; the author's very bytes where nobody else has changed the file since.

    Raises UnreadableError as `annotated` does.
    """
    return _worked(content, [], "")


def _note(remark: Remark, document: Document, lang: str, why: Mapping[str, str]) -> dict[str, Any]:
    """What the worker is told of a remark."""
    return {
        "text": "\n".join(map(clean, remark.lines(lang, why))),
        "severity": remark.findings[0].severity,
        "places": [_runs(finding, document) for finding in remark.findings],
    }


def _runs(finding: Finding, document: Document) -> list[tuple[int, int, str]]:
    """The page, first index and text of all that a finding is on; its whole paragraph where it is on no character."""
    if document.origin is None:
        # Of a file with nothing on its pages.
        return []
    start, end = finding.start.offset, finding.end.offset
    if start == end:
        line = document.line_at(start)
        start = document.line_starts[line - 1]
        end = document.line_starts[line] if line < len(document.line_starts) else len(document.text)
    return [
        (run.page, run.first, document.text[run.start : run.start + run.length])
        for run in document.origin.runs(start, end)
    ]


def _worked(content: bytes, notes: Sequence[Mapping[str, Any]], date: str) -> bytes:
    """What the worker makes of the file."""
    if importlib.util.find_spec("pypdf") is None:
        raise UnreadableError(_NOT_INSTALLED)
    worker = os.path.join(os.path.dirname(__file__), "pdf_worker.py")
    ours = os.path.dirname(os.path.dirname(os.path.abspath(summarylint.__file__)))
    folders = [ours, folder_of("pypdfium2"), folder_of("pypdf")]
    asked = json.dumps({"author": AUTHOR, "date": date, "notes": notes}).encode("ascii")
    said, _, out = printed_by(worker, folders, asked + b"\n" + content, (MEMORY_BYTES, SECONDS)).partition(b"\n")
    error = json.loads(said).get("error")
    if error is not None:
        raise UnreadableError(_FAULTS[error])
    return out
