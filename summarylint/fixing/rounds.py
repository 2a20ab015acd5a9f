"""One file: check, fix, check again, until nothing is left to fix."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from summarylint.config import Settings
from summarylint.errors import ConfigError, Said, UnreadableError, said
from summarylint.fixing.edits import applied, compatible, wanted, with_lines
from summarylint.fixing.formats import UnfixableError, fixed
from summarylint.model import Document, Failure, Fix, Source
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
_MADE_OTHERWISE = Said(
    "once fixed it would be read as another text; mend it where it was made",
    "改后会被读成另一种内容，未改；请用制作它的程序修改",
)
_APART = ("docx", "html")
"""Formats of which some fixes can be refused and the others made. Blanks and lines are made by whoever shows them:
a paragraph that is emptied or taken out is the same text."""


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
        asked = wanted(findings, document.text, unsafe=unsafe)
        made = _made(document, content, compatible(asked), settings)
        if not made.fixes:
            # What is refused is found again in every round; the last one says it.
            failures += [Failure(source.name, "fix", said(why, task.lang)) for why in made.refused.values()]
            left = len(wanted(findings, document.text, unsafe=True)) - len(asked)
            return Fixed(source, old, content, before, document.text, count, left, tuple(dict.fromkeys(failures)))
        content, document = made.content, made.document
        count += made.fixes
    raise UnfixableError(_ENDLESS)


class _Made(NamedTuple):
    """What one round came to."""

    content: bytes
    document: Document
    fixes: int
    refused: dict[Fix, Said]


def _made(document: Document, content: bytes, fixes: list[Fix], settings: Settings) -> _Made:
    """The document with those of `fixes` made that can be; in a text it is all or none.

    Raises UnfixableError where none can be made that were asked for, for reasons that are the whole file's.
    """
    if not fixes:
        return _Made(content, document, 0, {})
    edits = sorted(edit for fix in fixes for edit in fix.edits)
    if document.format not in _APART:
        edits = with_lines(edits, document.text)
    try:
        new = fixed(document, content, edits)
        again = _read_again(document, new, applied(document.text, edits), settings)
    except UnfixableError as error:
        why, named = error.why, error.edits
        if document.format not in _APART or not (named or why is _MADE_OTHERWISE):
            raise
    else:
        return _Made(new, again, len(fixes), {})
    refused = {fix: _at(document, fix, why) for fix in fixes if len(fixes) == 1 or not set(fix.edits).isdisjoint(named)}
    if not refused:
        half = len(fixes) // 2
        for some in (fixes[:half], fixes[half:]):
            refused.update(_made(document, content, some, settings).refused)
    if not refused:
        raise UnfixableError(why)
    rest = _made(document, content, [fix for fix in fixes if fix not in refused], settings)
    return rest._replace(refused={**refused, **rest.refused})


def _at(document: Document, fix: Fix, why: Said) -> Said:
    """Why a fix is refused, and where that is."""
    number = bisect_right(document.places, fix.edits[0].span.start, key=lambda one: one[0])
    for _, place in document.places[max(number - 1, 0) :][:1]:
        return Said(f"{place['en']}: {why}", f"{place['zh']}：{why.zh}")
    return why


def _read_again(document: Document, content: bytes, text: str, settings: Settings) -> Document:
    """The document that the new content holds, which must be `text` to the letter; see `_APART`."""
    again = document_of(content, document.name, settings.encoding)
    if document.format in _APART:
        if again.problem is not None or _words(again.text) != _words(text):
            raise UnfixableError(_MADE_OTHERWISE)
    elif again.problem is not None or again.text != text:
        raise UnfixableError(_READ_OTHERWISE)
    return again


def _words(text: str) -> list[str]:
    """The lines of a text that say something, without blanks."""
    lines = ("".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if any(map(str.isalnum, line))]
