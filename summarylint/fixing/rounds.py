"""One file: check, fix, check again, until nothing is left to fix."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.config import Settings
from summarylint.errors import ConfigError, Said, UnreadableError, said
from summarylint.fixing.edits import applied, compatible, wanted
from summarylint.fixing.formats import UnfixableError, fixed
from summarylint.model import Document, Failure, Source
from summarylint.pipeline import Task, findings_of
from summarylint.readers import content_of, document_of
from summarylint.suppress import Statement, beside

MOST_ROUNDS = 10
"""Fixes that overlap, or show what else is wrong, need two or three; more means that they undo each other."""
_ENDLESS = Said(
    f"its fixes make ever new findings ({MOST_ROUNDS} rounds); it is left as it is, please report the rules",
    f"修改{MOST_ROUNDS}轮后仍有新问题，文件未改；请反馈所用规则",
)
_READ_OTHERWISE = Said(
    "once fixed it would be read as another text; name its encoding with --encoding",
    "改后会被读成另一种内容，文件未改；请用--encoding指明编码",
)


class Fixed(NamedTuple):
    """What fixing one source came to; without a change the new content is the old."""

    source: Source
    old: bytes = b""
    new: bytes = b""
    before: str = ""
    """The text of the old content."""
    after: str = ""
    fixes: int = 0
    """How many were made."""
    unsafe_left: int = 0
    """How many unsafe ones there are that were not asked for."""
    failures: tuple[Failure, ...] = ()


def fix_source(source: Source, task: Task, *, unsafe: bool) -> Fixed:
    """The source with its fixes made; what can't be fixed is a failure, never an exception. Writes nothing."""
    try:
        settings = task.config.settings_of(source)
        content = content_of(source, task.run.max_size)
        return _in_rounds(source, content, settings, beside(source), task, unsafe=unsafe)
    except (UnreadableError, ConfigError, TimeoutError) as error:
        return _failed(source, "read", error, task)
    except UnfixableError as error:
        return _failed(source, "fix", error, task)
    except Exception as error:  # noqa: BLE001 (our own fault, but the other files must still be fixed)
        what = f"{type(error).__name__}: {error}"
        broke = Said(
            f"summarylint broke on this file, please report it: {what}", f"程序改这个文件时出错，请反馈：{what}"
        )
        return _failed(source, "fix", broke, task)


def _failed(source: Source, stage: str, message: object, task: Task) -> Fixed:
    return Fixed(source, failures=(Failure(source.name, stage, said(message, task.lang)),))


def _in_rounds(
    source: Source, content: bytes, settings: Settings, meant: list[Statement], task: Task, *, unsafe: bool
) -> Fixed:
    """Raises UnreadableError for what is no text, UnfixableError for what can't be changed safely."""
    document = document_of(content, source.name, settings.encoding)
    if document.problem is not None:
        return _failed(source, "decode", document.problem, task)
    old, before = content, document.text
    failures: list[Failure] = []
    count = 0
    for _ in range(MOST_ROUNDS):
        findings = findings_of(document, settings, meant, task, failures)
        fixes = compatible(wanted(findings, document.text, unsafe=unsafe))
        if not fixes:
            left = len(wanted(findings, document.text, unsafe=True))
            return Fixed(source, old, content, before, document.text, count, left, tuple(dict.fromkeys(failures)))
        edits = sorted(edit for fix in fixes for edit in fix.edits)
        content = fixed(document, content, edits)
        document = _read_again(document, content, applied(document.text, edits), settings)
        count += len(fixes)
    raise UnfixableError(_ENDLESS)


def _read_again(document: Document, content: bytes, text: str, settings: Settings) -> Document:
    """The document that the new content holds, which must be `text` to the letter."""
    again = document_of(content, document.name, settings.encoding)
    if again.problem is not None or again.text != text:
        raise UnfixableError(_READ_OTHERWISE)
    return again
