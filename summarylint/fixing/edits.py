"""Which fixes can be made in one go, and the text that they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from summarylint.model import Edit, Finding, Fix, Span


def wanted(findings: Iterable[Finding], text: str, *, unsafe: bool) -> list[Fix]:
    """The fixes of `findings` that are to be made: not suppressed, safe unless `unsafe`, and changing something."""
    return [
        finding.fix
        for finding in findings
        if finding.fix is not None
        and finding.suppressed is None
        and (unsafe or finding.fix.safe)
        and any(text[edit.span.start : edit.span.end] != edit.text for edit in finding.fix.edits)
    ]


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """Of fixes whose edits overlap the first by place, and of those that start together the longest.

    A fix is taken whole or not at all. Two edits that start at one place overlap, even if one only inserts.
    """
    taken: list[Edit] = []
    kept = []
    for fix in sorted(fixes, key=lambda fix: min((edit.span.start, -edit.span.end) for edit in fix.edits)):
        if all(_is_free(edit, taken) for edit in fix.edits):
            taken = sorted([*taken, *fix.edits]) if len(fix.edits) > 1 else _with(taken, fix.edits[0])
            kept.append(fix)
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, which must not overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        assert at <= edit.span.start <= edit.span.end <= len(text), f"an edit at {edit.span} overlaps another"
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def with_lines(edits: Iterable[Edit], text: str) -> list[Edit]:
    """`edits`, those that leave nothing of a line widened to the whole line, and over one of two empty lines about it."""
    made: list[Edit] = []
    group: list[Edit] = []
    end = -1
    for edit in sorted(edits):
        if group and edit.span.start > end:
            made += _with_line(group, text, made[-1].span.end if made else 0)
            group = []
        group.append(edit)
        end = _line_end(text, edit.span.end)
    return made + (_with_line(group, text, made[-1].span.end if made else 0) if group else [])


def _with_line(edits: list[Edit], text: str, least: int) -> list[Edit]:
    """The edits of a line as one, from `least` on, that takes the line too where they leave nothing of it."""
    start, end = _line_start(text, edits[0].span.start), _line_end(text, edits[-1].span.end)
    if any(edit.text for edit in edits) or applied(text[:end], edits)[start:].strip(_BLANKS):
        return edits
    behind = _next_line(text, end)
    before = max(start - (2 if text.startswith("\r\n", start - 2) else 1), 0) if start else 0
    if behind == end:
        # The last line has no end of its own: it takes that of the line before.
        start = max(least, before)
    elif not text[_line_start(text, before) : before].strip():
        following = _line_end(text, behind)
        behind = behind if text[behind:following].strip() else _next_line(text, following)
    return [Edit(Span(start, behind), "")]


_BLANKS = " \t\u3000\xa0"


def _line_start(text: str, at: int) -> int:
    """Where the line starts that `at` stands in."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line ends that `at` stands in, before its line end."""
    ends = [found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0]
    return min(ends, default=len(text))


def _next_line(text: str, end: int) -> int:
    """Where the next line starts behind a line's `end`; there, where it is the last."""
    return end + (2 if text.startswith("\r\n", end) else end < len(text))


def _with(taken: list[Edit], edit: Edit) -> list[Edit]:
    taken.insert(bisect_left(taken, edit), edit)
    return taken


def _is_free(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether `edit` overlaps none of `taken`, which are sorted and don't overlap."""
    at = bisect_left(taken, edit)
    neighbours = taken[max(0, at - 1) : at + 1]
    return all(
        edit.span.start != other.span.start and (edit.span.end <= other.span.start or other.span.end <= edit.span.start)
        for other in neighbours
    )
