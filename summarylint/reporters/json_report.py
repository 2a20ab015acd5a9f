"""The JSON report, schema `summarylint/1`; its JSON Schema is docs/report.schema.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from summarylint.model import SEVERITIES, Explained, Failure, Mended, Report, Row
from summarylint.reporters import Style
from summarylint.reporters.records import finding_record, position_record
from summarylint.version import VERSION


def write(report: Report, style: Style) -> str:
    """The report as one JSON object, one submission, finding or error a line.

    Names that are no UTF-8 leave surrogates in it; whoever writes it to a file escapes them.
    """
    # Without indentation json's own C encoder writes a finding in a tenth of the time; encoded one at a time and
    # joined once, a report of 100,000 findings takes a third of the memory.
    parts = []
    lead = "{\n"
    for key, value in _report(report, style).items():
        parts.append(f"{lead} {_encoded(key)}: ")
        lead = ",\n"
        if isinstance(value, Iterator):
            opening = "[\n  "
            for item in value:
                parts += [opening, _encoded(item)]
                opening = ",\n  "
            parts.append("[]" if opening.startswith("[") else "\n ]")
        else:
            parts.append(_encoded(value))
    return "".join([*parts, "\n}\n"])


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _report(report: Report, style: Style) -> dict[str, Any]:
    counted = report.counted()
    by_severity = Counter(finding.severity for finding in counted)
    by_rule = Counter(finding.rule for finding in counted)
    whole = {
        "schema": "summarylint/1",
        "tool": {"name": "summarylint", "version": VERSION},
        "summary": {
            "files": report.files,
            "submissions": sum(row.start is not None for row in report.rows),
            "characters": report.characters,
            "findings": len(counted),
            "suppressed": len(report.findings) - len(counted),
            "by_severity": {severity: by_severity[severity] for severity in SEVERITIES},
            "by_rule": dict(sorted(by_rule.items())),
            "failures": len(report.failures),
            "skipped": dict(report.skipped),
            "passed": not report.failures and not report.fails(style.fail_on),
        },
        "submissions": map(_row, report.rows),
        "findings": map(finding_record, report.findings),
        "errors": map(Failure._asdict, report.failures),
    }
    if report.mended is not None:
        whole["mended"] = map(_mended, report.mended)
    if report.relations is not None:
        whole["relations"] = map(_relation, report.relations)
    return whole


def _mended(mended: Mended) -> dict[str, Any]:
    return {**mended._asdict(), "start": position_record(mended.start)}


def _relation(relation: Explained) -> dict[str, Any]:
    return {**relation._asdict(), "start": position_record(relation.start), "end": position_record(relation.end)}


def _row(row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "index": row.number,
        "title": row.title,
        "unit": row.unit,
        "type": row.type,
        "type_reason": row.type_reason,
        "lang": row.lang,
        "encoding": row.encoding,
        "start": position_record(row.start),
        "end": position_record(row.end),
        "verdict": row.verdict,
        "findings": row.findings,
    }
