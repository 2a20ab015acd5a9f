"""An earlier report beside this one: which of its findings are mended, which still open, and which are new."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from summarylint.errors import ConfigError, Said, placed, refusal
from summarylint.model import CONTEXT_CODEPOINTS, SPEAKS_FOR_ITSELF, Finding, Mended, Position, Report


def compared(report: Report, earlier: Sequence[Mapping[str, Any]]) -> Report:
    """The report with each finding `open` or `new`, and what an earlier JSON report had and is mended.

    Findings are the same by what stands around them, else by fingerprint, whatever lines they stand on.
    """
    texts = _Told._fields[:-1]
    before = [
        _Told._make([*(str(one.get(key, "")) for key in texts), max(_whole(one.get("start"), "column"), 1)])
        for one in earlier
    ]
    now = [_Told._make([*(getattr(one, key) for key in texts), one.start.column]) for one in report.findings]
    pairs = _paired(before, now)
    still_open = set(pairs.values())
    findings = [
        finding._replace(status="open" if number in still_open else "new")
        for number, finding in enumerate(report.findings)
    ]
    # Of files that were not checked this time nothing is known.
    checked = {row.path for row in report.rows}
    gone = [number for number, one in enumerate(before) if number not in pairs and one.path in checked]
    return report._replace(
        findings=tuple(findings), mended=tuple(_mended(earlier[number], before[number]) for number in gone)
    )


def _mended(told: Mapping[str, Any], known: _Told) -> Mended:
    start = told.get("start")
    line, column, offset = (_whole(start, key) for key in ("line", "column", "offset"))
    at = Position(max(line, 1), max(column, 1), offset)
    place = str(told.get("place") or "")
    return Mended(known.rule, told["severity"], *known[1:4], at, place, *known[4:6])


def _whole(start: object, key: str) -> int:
    value = start.get(key, 0) if isinstance(start, dict) else 0
    return max(value, 0) if isinstance(value, int) else 0


class _Told(NamedTuple):
    """What a finding is known by; a report without excerpts has no more than the first four."""

    rule: str
    path: str
    message: str
    fingerprint: str
    excerpt: str
    context: str
    column: int
    """From 1."""

    @property
    def beside(self) -> tuple[str, str]:
        """What stands right before and behind the excerpt."""
        # A context starts with its line, or so many characters before the excerpt.
        at = min(self.column - 1, CONTEXT_CODEPOINTS)
        end = at + len(self.excerpt)
        return self.context[max(0, at - _BESIDE) : at], self.context[end : end + _BESIDE]


_BESIDE = 2
_MOST_ALIKE = 10_000
"""Pairs of findings of one kind in one file that are compared; more are taken in order."""


def _paired(before: Sequence[_Told], now: Sequence[_Told]) -> dict[int, int]:
    """The numbers of earlier findings, each with that of the same finding now.

    A fingerprint counts alike blanks (xx, and xx again): when the first was filled in the second has its own. What
    stands around them tells which is which.
    """
    pairs: dict[int, int] = {}
    _pair(pairs, before, now, lambda one: (one.rule, one.message, one.excerpt, one.context, one.column))
    _pair(pairs, before, now, lambda one: (one.rule, one.path, one.message, one.excerpt))
    bare = [one if not one.context else one._replace(fingerprint="") for one in before]
    _pair(pairs, bare, now, lambda one: (one.fingerprint,))
    return pairs


def _pair(
    pairs: dict[int, int], before: Sequence[_Told], now: Sequence[_Told], key: Callable[[_Told], tuple[object, ...]]
) -> None:
    """Add to `pairs` those of the others that have the same key, the likeliest first."""
    taken = set(pairs.values())
    groups: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}
    for number, one in enumerate(before):
        if number not in pairs:
            groups.setdefault(key(one), ([], []))[0].append(number)
    for number, one in enumerate(now):
        if number not in taken and key(one) in groups:
            groups[key(one)][1].append(number)
    for olds, news in groups.values():
        ranked = [(0.0, old, new) for old, new in zip(olds, news, strict=False)]
        if len(olds) * len(news) <= _MOST_ALIKE:
            ranked = [(_likeness(before[old], now[new]), old, new) for old in olds for new in news]
        for likeness, old, new in sorted(ranked, key=lambda one: (-one[0], *one[1:])):
            if likeness >= 0 and old not in pairs and new not in taken:
                pairs[old] = new
                taken.add(new)


def _likeness(one: _Told, other: _Told) -> float:
    """Below 0 where what stands around the two shows that they are not the same finding."""
    if not one.context or one[4:] == other[4:]:
        return 0.0
    same = sum(mine == theirs for mine, theirs in zip(one.beside, other.beside, strict=True))
    if not same and len(one.excerpt) < SPEAKS_FOR_ITSELF:
        return -1.0
    from rapidfuzz.fuzz import ratio

    return 100.0 * same + float(ratio(one.context, other.context))


_NO_JSON = Said(
    "not a JSON report; name the file that 'summarylint check --format json=FILE' wrote",
    "不是JSON报告；请指明 summarylint check --format json=文件 写出的那个文件",
)
_NO_REPORT = Said(
    "not a report that 'summarylint check --format json' wrote", "不是 summarylint check --format json 写出的报告"
)


def findings_of(path: str) -> list[dict[str, Any]]:
    """The findings of an earlier JSON report that count; raises ConfigError for what is no such report."""
    try:
        with open(path, "rb") as file:
            told = json.load(file)
    except OSError as error:
        raise ConfigError(placed("--against", placed(path, refusal(error)))) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(placed("--against", placed(path, _NO_JSON))) from error
    keys = ("rule", "severity", "path", "message", "fingerprint")
    findings = told.get("findings") if isinstance(told, dict) and told.get("schema") == "summarylint/1" else None
    if not isinstance(findings, list) or not all(
        isinstance(one, dict) and all(isinstance(one.get(key), str) for key in keys) for one in findings
    ):
        raise ConfigError(placed("--against", placed(path, _NO_REPORT)))
    return [one for one in findings if one.get("suppressed") is None]


def without_excerpts(report: Report, title_of: dict[str, str]) -> Report:
    """The report without a word of the submissions, for logs that anybody reads; rules and places are left.

    `title_of` gives what each rule finds, which takes the place of its messages.
    """
    return report._replace(
        findings=tuple(_bare(finding, title_of) for finding in report.findings),
        rows=tuple(row._replace(title=None, unit=None, type_reason=None) for row in report.rows),
        mended=report.mended
        and tuple(
            one._replace(message=title_of.get(one.rule, one.rule), excerpt="", context="") for one in report.mended
        ),
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
