"""An earlier report beside this one: which of its findings are mended, which still open, and which are new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from summarylint.errors import ConfigError
from summarylint.model import Finding, Mended, Report


def compared(report: Report, path: str) -> Report:
    """The report with each finding `open` or `new`, and what an earlier JSON report had and is mended.

    Findings are the same by fingerprint, whatever lines they stand on. Raises ConfigError for what is no such report.
    """
    earlier = _read(path)
    left = Counter(one["fingerprint"] for one in earlier)
    findings = []
    for finding in report.findings:
        was_there = left[finding.fingerprint] > 0
        left[finding.fingerprint] -= was_there
        findings.append(finding._replace(status="open" if was_there else "new"))
    checked = {row.path for row in report.rows}
    return report._replace(findings=tuple(findings), mended=tuple(_mended(earlier, left, checked)))


def _mended(earlier: list[dict[str, Any]], left: Counter[str], checked: set[str]) -> Iterator[Mended]:
    """Of files that were not checked this time nothing is known."""
    for one in earlier:
        if left[one["fingerprint"]] > 0 and one["path"] in checked:
            left[one["fingerprint"]] -= 1
            yield Mended(one["rule"], one["severity"], one["path"], one["message"], one["fingerprint"])


def _read(path: str) -> list[dict[str, Any]]:
    try:
        with open(path, "rb") as file:
            told = json.load(file)
    except OSError as error:
        message = f"--against: {path}: {error.strerror}"
        raise ConfigError(message) from error
    except ValueError as error:
        message = f"--against: {path}: not a JSON report ({error})"
        raise ConfigError(message) from error
    keys = ("rule", "severity", "path", "message", "fingerprint")
    findings = told.get("findings") if isinstance(told, dict) and told.get("schema") == "summarylint/1" else None
    if not isinstance(findings, list) or not all(
        isinstance(one, dict) and all(isinstance(one.get(key), str) for key in keys) for one in findings
    ):
        message = f"--against: {path}: not a report that 'summarylint check --format json' wrote"
        raise ConfigError(message)
    return [one for one in findings if one.get("suppressed") is None]


def without_excerpts(report: Report, title_of: dict[str, str]) -> Report:
    """The report without a word of the submissions, for logs that anybody reads; rules and places are left.

    `title_of` gives what each rule finds, which takes the place of its messages.
    """
    return report._replace(
        findings=tuple(_bare(finding, title_of) for finding in report.findings),
        rows=tuple(row._replace(title=None, unit=None, type_reason=None) for row in report.rows),
        mended=report.mended and tuple(one._replace(message=title_of.get(one.rule, one.rule)) for one in report.mended),
        relations=None,
        documents={},
    )


def _bare(finding: Finding, title_of: dict[str, str]) -> Finding:
    return finding._replace(
        message=title_of.get(finding.rule, finding.rule),
        excerpt="",
        context="",
        fix=None,
        fix_title=None,
        data={},
        related=tuple(one._replace(message="") for one in finding.related),
    )
