"""GitLab's Code Quality report: a JSON array of issues."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import blake2b
from typing import Any

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.escapes import encodable
from summarylint.reporters.problems import FAILURE, Problem, problems

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report, style: Style) -> str:
    """One issue a line; `[]` where there is none.

    GitLab keeps one issue of each fingerprint, so like ones in a file are counted.
    """
    met: Counter[tuple[str, ...]] = Counter()
    issues = []
    for problem in problems(report, style):
        key = (problem.path, problem.rule, problem.fingerprint)
        issues.append(json.dumps(_issue(problem, (*key, str(met[key]))), ensure_ascii=False))
        met[key] += 1
    return "[\n" + ",\n".join(issues) + "\n]\n" if issues else "[]\n"


def _issue(problem: Problem, key: tuple[str, ...]) -> dict[str, Any]:
    return {
        "description": problem.message,
        "check_name": problem.rule,
        "fingerprint": blake2b("\0".join(key).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest(),
        "severity": "critical" if problem.rule == FAILURE else _SEVERITIES[problem.severity],
        "location": {
            "path": encodable(problem.path),
            "lines": {"begin": problem.line, "end": problem.end_line},
        },
    }
