"""Comments in a document that say of findings on their line, or the next, that they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarylint.comments import COMMENT
from summarylint.model import Document, Finding, Suppression


class Comment(NamedTuple):
    """One suppression comment: what it names, why, and the line it stands on."""

    names: tuple[str, ...]
    reason: str | None
    line: int


def comments(document: Document) -> list[Comment]:
    """The suppression comments of a document."""
    found = []
    for match in COMMENT.finditer(document.text):
        groups = match.groupdict()
        names = next(groups[key] for key in ("names1", "names2", "names3") if groups[key])
        reason = next((groups[key].strip() for key in ("reason1", "reason2", "reason3") if groups[key]), "")
        line = document.prose.count("\n", 0, match.start()) + 1
        found.append(Comment(tuple(re.split(r"[,，\s]+", names.strip())), reason or None, line))
    return found


def suppress(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings, those that a comment names marked; none is dropped."""
    known = comments(document)
    return [_marked(finding, known) for finding in findings] if known else list(findings)


def _marked(finding: Finding, known: list[Comment]) -> Finding:
    for comment in known:
        on_line = comment.line in (finding.start.line, finding.start.line - 1)
        if on_line and (finding.rule in comment.names or finding.family in comment.names):
            return finding._replace(suppressed=Suppression("comment", comment.reason, comment.line))
    return finding
