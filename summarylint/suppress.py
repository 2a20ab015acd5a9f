"""Comments in a document that say of findings on their line, or the next, that they are meant."""

from __future__ import annotations

import re
from bisect import bisect_right
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
        line = bisect_right(document.line_starts, match.start())
        found.append(Comment(tuple(re.split(r"[,，\s]+", names.strip())), reason or None, line))
    return found


def suppress(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings, those that a comment names marked; none is dropped."""
    of_line: dict[int, list[Comment]] = {}
    for comment in comments(document):
        of_line.setdefault(comment.line, []).append(comment)
    return [_marked(finding, of_line) for finding in findings] if of_line else list(findings)


def _marked(finding: Finding, of_line: dict[int, list[Comment]]) -> Finding:
    for line in (finding.start.line, finding.start.line - 1):
        for comment in of_line.get(line, ()):
            if finding.rule in comment.names or finding.family in comment.names:
                return finding._replace(suppressed=Suppression("comment", comment.reason, comment.line))
    return finding
