"""What stands around a finding on its line, with a mark where the line goes on."""

from __future__ import annotations

from summarylint.model import CONTEXT_CODEPOINTS, Finding, Mended


def around(finding: Finding | Mended) -> tuple[str, str]:
    """Before the excerpt, and behind it."""
    inside = min(CONTEXT_CODEPOINTS, finding.start.column - 1)
    behind = finding.context[inside + len(finding.excerpt) :]
    cut_before = "…" if finding.start.column - 1 > inside else ""
    cut_behind = "…" if len(behind) == CONTEXT_CODEPOINTS else ""
    return f"{cut_before}{finding.context[:inside]}", f"{behind}{cut_behind}"
