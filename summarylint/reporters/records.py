"""Findings as plain values with the keys of the JSON report."""

from __future__ import annotations

from typing import Any

from summarylint.model import Finding, Fix, Position


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding, ready for a JSON encoder."""
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        "submission": finding.submission,
        "start": position_record(finding.start),
        "end": position_record(finding.end),
        "place": finding.place,
        "excerpt": finding.excerpt,
        "context": finding.context,
        "fix": fix_record(finding.fix, finding.fix_title),
        "related": [
            {
                "path": other.path,
                "start": position_record(other.start),
                "end": position_record(other.end),
                "message": other.message,
                "place": other.place,
            }
            for other in finding.related
        ],
        "data": dict(finding.data),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed._asdict() if finding.suppressed else None,
        **({} if finding.status is None else {"status": finding.status}),
    }


def position_record(position: Position | None) -> dict[str, int] | None:
    """A position, where there is one."""
    return position._asdict() if position else None


def fix_record(fix: Fix | None, title: str | None) -> dict[str, Any] | None:
    """A fix, where there is one."""
    if fix is None:
        return None
    edits = [{"start_offset": edit.span.start, "end_offset": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"title": title, "safe": fix.safe, "edits": edits}
