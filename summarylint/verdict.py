"""Whether each submission goes back: return, review or accept; unchecked where the file or a rule failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from summarylint.languages import language_of
from summarylint.locate import Located
from summarylint.model import Document, Finding, Row, Submission


def rows_of(
    document: Document | None,
    name: str,
    submissions: Sequence[Submission],
    findings: Sequence[Finding],
    *,
    failed: bool,
    lang: str = "zh",
) -> tuple[Row, ...]:
    """One row a submission; a file that could not be read, or that holds none, has one too."""
    counted = [finding for finding in findings if finding.suppressed is None]
    numbered = [part for part in submissions if part.number is not None]
    if document is None or not numbered:
        verdict = "unchecked" if failed else _verdict({finding.severity for finding in counted})
        encoding = document.encoding if document else None
        return (Row(name, 1, None, None, None, None, None, encoding, None, None, verdict, len(counted)),)
    located = Located(document, submissions, lang)
    counts = Counter(finding.submission for finding in counted)
    severities_of: dict[int | None, set[str]] = {}
    for finding in counted:
        severities_of.setdefault(finding.submission, set()).add(finding.severity)
    return tuple(
        Row(
            path=name,
            number=part.number or 1,
            title=part.title,
            unit=part.unit,
            type=part.typed.type.id if part.typed else None,
            type_reason=part.typed.reason[lang] if part.typed else None,
            lang=language_of(part.text),
            encoding=document.encoding,
            start=located.position(part.start),
            end=located.position(part.end),
            verdict="unchecked" if failed else _verdict(severities_of.get(part.number, set())),
            findings=counts[part.number],
        )
        for part in numbered
    )


def recounted(rows: Sequence[Row], findings: Sequence[Finding]) -> list[Row]:
    """Rows after findings came, or were suppressed: how many count, and the verdict that they leave."""
    severities_of: dict[tuple[str, int | None], list[str]] = {}
    of_file: dict[str, list[str]] = {}
    for one in findings:
        if one.suppressed is None:
            severities_of.setdefault((one.path, one.submission), []).append(one.severity)
            of_file.setdefault(one.path, []).append(one.severity)
    changed = []
    for row in rows:
        mine = severities_of.get((row.path, row.number), []) if row.start else of_file.get(row.path, [])
        verdict = row.verdict if row.verdict == "unchecked" else _verdict(set(mine))
        changed.append(row._replace(findings=len(mine), verdict=verdict))
    return changed


def with_failure(rows: Sequence[Row], paths: Container[str]) -> list[Row]:
    """Rows of which those of the documents `paths` could not be checked by a rule."""
    return [row._replace(verdict="unchecked") if row.path in paths else row for row in rows]


def _verdict(severities: set[str]) -> str:
    if "error" in severities:
        return "return"
    return "review" if "warning" in severities else "accept"
