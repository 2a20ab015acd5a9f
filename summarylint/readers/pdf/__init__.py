"""PDF: the text of its pages, wrapped lines put together into paragraphs, each character with its page and index.

pdfium reads the file in a process of its own with bounds, so that a file made to do harm ends that process only.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from summarylint.errors import Said, UnreadableError
from summarylint.model import Document
from summarylint.processes import run
from summarylint.readers.pdf.lines import PAGE_NUMBER, lines_of, parted
from summarylint.readers.pdf.reflow import Reflow

MEMORY_BYTES = 1 << 30
SECONDS = 60
"""Of processor time; by the clock, twice that."""
MOST_PAGES = 2000
MOST_CHARACTERS = 3_000_000

FAULTS = {
    "password": Said(
        "a PDF file with a password; save it without one and check it again", "PDF文件加了密码；请取消密码后再检查"
    ),
    "security": Said(
        "a PDF file with unknown protection; save it without", "PDF文件的加密方式不支持；请取消加密后再检查"
    ),
    "damaged": Said(
        "a damaged PDF file, or none at all; make it again from its source",
        "PDF文件已损坏，或不是PDF；请从原文件重新导出",
    ),
    "memory": Said(
        f"a PDF file that takes more than {MEMORY_BYTES >> 20} MiB to read",
        f"读这个PDF文件要用{MEMORY_BYTES >> 20} MiB以上内存",
    ),
    "time": Said(f"a PDF file that takes longer than {SECONDS} s to read", f"读这个PDF文件超过{SECONDS}秒"),
    "pages": Said(
        f"a PDF file of more than {MOST_PAGES} pages; check it in parts", f"PDF文件超过{MOST_PAGES}页；请分开检查"
    ),
    "characters": Said(
        f"a PDF file of more than {MOST_CHARACTERS} characters; check it in parts",
        f"PDF文件超过{MOST_CHARACTERS}字；请分开检查",
    ),
    "crash": Said(
        "a PDF file that pdfium can't read; make it again from its source", "PDF文件读取失败；请从原文件重新导出"
    ),
    "xfa": Said(
        "a PDF form (XFA) that only Adobe Acrobat shows; print it there to a PDF file and check that",
        "PDF动态表单（XFA），只有Adobe Acrobat能显示；请在其中打印成PDF后再检查",
    ),
    "unmapped": Said(
        "a PDF file whose fonts do not say which letters they show; check its source instead",
        "PDF文件的字体没有文字对应表，读出的是乱码；请检查原文件",
    ),
    "scanned": Said(
        "a PDF file of pictures, without a text layer (scanned?); check its source, or recognise its text first",
        "PDF文件没有文字层，只有图片（扫描件？）；请检查原文件，或先做文字识别",
    ),
}
_NOT_INSTALLED = Said(
    'a PDF file; install what reads it: pip install "summarylint[pdf]"',
    'PDF文件；请先安装读取组件：pip install "summarylint[pdf]"',
)


def read_pdf(name: str, content: bytes) -> Document:
    """The document of a PDF file; its `origin` is an `Origin`.

    Raises UnreadableError for what is damaged, has a password, no text, or takes too much, and without pypdfium2.
    """
    pages = _pages(content)
    lines = [line for number, page in enumerate(pages) for line in lines_of(number, page)]
    if lines and all(_is_without_text(page) for page in pages):
        raise UnreadableError(FAULTS["scanned"])
    if not lines:
        if any(page["objects"] for page in pages):
            raise UnreadableError(FAULTS["scanned"])
        return Document(name, "pdf", "", "", (0,), ())
    if sum(page.get("unmapped", 0) for page in pages) * 3 > sum(len(line.text) for line in lines):
        raise UnreadableError(FAULTS["unmapped"])
    body, margins = parted(lines, [page["height"] for page in pages])
    return Reflow(body, [page["width"] for page in pages]).document(name, margins, _problem(pages))


def _pages(content: bytes) -> list[dict[str, Any]]:
    """What the worker says of each page."""
    worker = os.path.join(os.path.dirname(__file__), "worker.py")
    limits = (MEMORY_BYTES, SECONDS, MOST_PAGES, MOST_CHARACTERS)
    printed = printed_by(worker, [folder_of("pypdfium2")], content, limits)
    try:
        result: dict[str, Any] = json.loads(printed)
    except ValueError:
        result = {"error": "crash"}
    if "error" in result:
        raise UnreadableError(FAULTS[result["error"]])
    found: list[dict[str, Any]] = result["pages"]
    return found


def folder_of(package: str) -> str:
    """Where an installed package lies; raises UnreadableError, saying how to install it, where it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        raise UnreadableError(_NOT_INSTALLED)
    return os.path.dirname(os.path.dirname(spec.origin))


def printed_by(worker: str, folders: Sequence[str], content: bytes, limits: Sequence[int]) -> bytes:
    """What a script prints that is run by itself: `folders` and `limits` are its arguments, `content` its input.

    Raises UnreadableError where it comes to a bad end.
    """
    command = [sys.executable, "-I", worker, *folders, *map(str, limits)]
    try:
        ran = run(command, content, 2 * SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError(FAULTS["time"]) from None
    if ran.returncode != 0:
        raise UnreadableError(FAULTS[_fault(ran)])
    return ran.stdout


def _fault(ran: subprocess.CompletedProcess[bytes]) -> str:
    import signal

    if ran.returncode == -getattr(signal, "SIGXCPU", 0):
        return "time"
    return "memory" if b"MemoryError" in ran.stderr or ran.returncode in (-5, -6) else "crash"


def _problem(pages: Sequence[Mapping[str, Any]]) -> Said | None:
    """Pages on which something is written that did not come as text."""
    empty = [number for number, page in enumerate(pages, 1) if _is_without_text(page)]
    typed = [number for number, page in enumerate(pages, 1) if page.get("typed")]
    said = []
    if empty:
        shown = _shown(empty)
        said.append(
            (f"page {shown}: pictures without text (scanned?), not checked", f"第{shown}页只有图片（扫描件？），未检查")
        )
    if typed:
        shown = _shown(typed)
        said.append(
            (
                f"page {shown}: form fields or notes with text, not checked; print it to a PDF file and check that",
                f"第{shown}页表单域或文本批注里的文字未检查；请打印成PDF后再检查",
            )
        )
    return Said("; ".join(en for en, _ in said), "；".join(zh for _, zh in said)) if said else None


def _is_without_text(page: Mapping[str, Any]) -> bool:
    """Whether all that a page says is in a picture; a number that the scanner put upon it is no text."""
    lines = [text.strip() for text, *_ in page["lines"]]
    if not any(lines):
        return bool(page["objects"])
    return bool(page.get("pictured")) and all(PAGE_NUMBER.fullmatch(line) for line in lines if line)


def _shown(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
