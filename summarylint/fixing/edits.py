"""Which fixes can be made in one go, and the text that they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from summarylint.model import Edit, Finding, Fix


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
