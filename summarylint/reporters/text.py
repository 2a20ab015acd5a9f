"""The report for people: by submission, the verdict first, repeats folded, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from summarylint.model import SEVERITIES, Explained, Finding, Mended, Report, Row
from summarylint.reporters import Style
from summarylint.reporters.around import around
from summarylint.reporters.visible import cut, padded, visible, width

_WORDS = {
    "zh": {
        "return": "退回", "review": "复核", "accept": "通过", "unchecked": "未能检查",
        "error": "错误", "warning": "警告", "info": "提示", "suppressed": "已豁免", "safe": "[可自动修改]",
        "submission": "第{number}篇《{title}》", "untitled": "无标题", "lines": "第{first}—{last}行",
        "outside": "不属于任何一篇的文字", "fold": "×{count}，另见 {places}", "more": " 等", "comma": "，",
        "reckoned": "核对过的数字关系", "reckoned_total": "核对了{n}组数字关系：{holds}组相符，{fails}组不符，{open}组无法判断",
        "failed": "未能检查的文件", "next": "怎么改",
        "errors": "{n}处错误", "warnings": "{n}处警告", "infos": "{n}条提示",
        "total": "检查了{files}、{submissions}、{characters}：退回{returned}篇，复核{reviewed}篇，通过{accepted}篇",
        "files": "{n}个文件", "submissions": "{n}篇", "characters": "{n}字",
        "unchecked_total": "，未能检查{files}", "findings": "共{n}处", "in_all": "（{counts}）", "none": "没有发现问题",
        "new": "新增", "open": "仍在", "mended": "已改正", "against": "与上次相比：改正{mended}处，仍在{open}处，新增{new}处",
        "tail_suppressed": "，已豁免{suppressed}处", "tail_failures": "；{n}项未能检查", "tail_skipped": "；跳过非文档{skipped}",
    },
    "en": {
        "return": "RETURN", "review": "REVIEW", "accept": "ACCEPT", "unchecked": "UNCHECKED",
        "error": "error", "warning": "warning", "info": "info", "suppressed": "suppressed", "safe": "[fixable]",
        "submission": "submission {number}: {title}", "untitled": "untitled", "lines": "lines {first}-{last}",
        "outside": "text of no submission", "fold": "×{count}, also at {places}", "more": " …", "comma": ", ",
        "reckoned": "relations between numbers", "reckoned_total": "{n} relations reckoned: {holds} hold, {fails} do not, {open} can't be judged",
        "failed": "could not be checked", "next": "what to do",
        "errors": "{n} error{s}", "warnings": "{n} warning{s}", "infos": "{n} info{s}",
        "total": "checked {files}, {submissions}, {characters}: "
        "{returned} to return, {reviewed} to review, {accepted} accepted",
        "files": "{n} file{s}", "submissions": "{n} submission{s}", "characters": "{n} character{s}",
        "unchecked_total": ", {files} unchecked", "findings": "{n} finding{s}", "in_all": " ({counts})", "none": "nothing found",
        "new": "new", "open": "still open", "mended": "mended", "against": "beside the earlier report: {mended} mended, {open} still open, {new} new",
        "tail_suppressed": ", {suppressed} suppressed", "tail_failures": "; {n} failure{s}", "tail_skipped": "; skipped {skipped}",
    },
}  # fmt: skip
_COLORS = {
    "return": "1;31", "error": "31", "unchecked": "1;35", "review": "1;33", "warning": "33", "accept": "32", "info": "36",
    "dim": "2", "bold": "1", "excerpt": "7",
}  # fmt: skip
_PLACES = 4
"""Places of a folded finding that are named, the first among them."""
_LONGEST_EXCERPT = 60


class _Group(NamedTuple):
    """Findings of one rule in one submission that say the same."""

    first: Finding
    all: Sequence[Finding]


def write(report: Report, style: Style) -> str:
    """The whole report."""
    writing = _Writing(style)
    return "".join(line.rstrip() + "\n" for line in writing.report(report))


class _Writing:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.words = _WORDS[style.lang]

    def colored(self, text: str, color: str) -> str:
        return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if self.style.color else text

    def report(self, report: Report) -> Iterator[str]:
        shown = [finding for finding in report.findings if finding.suppressed is None or self.style.show_suppressed]
        of_part: dict[tuple[str, int | None], list[Finding]] = {}
        for finding in shown:
            of_part.setdefault((finding.path, finding.submission), []).append(finding)
        for path, rows in groupby(report.rows, key=lambda row: row.path):
            yield from self.file(path, list(rows), of_part)
        checked = {row.path for row in report.rows}
        for (path, _), found in of_part.items():
            if path not in checked:
                # Of no document: a unit that has not handed in one, which the config says it should.
                yield self.colored(visible(path), "bold")
                yield from self.groups(found)
                yield ""
        if report.failures:
            yield self.colored(self.words["failed"], "unchecked")
            for failure in report.failures:
                yield f"  {visible(failure.path)}{': ' if failure.path else ''}{visible(failure.message)}"
            yield ""
        yield from self.mended(report.mended or ())
        yield from self.next_steps(shown)
        yield from self.relations(report.relations or ())
        yield from self.total(report)

    def mended(self, mended: Sequence[Mended]) -> Iterator[str]:
        """What an earlier report had, and this one has not."""
        if mended:
            yield self.colored(self.words["mended"], "accept")
            for one in mended:
                where = f"{visible(one.path)}  {visible(one.place) or f'{one.start.line}:{one.start.column}'}"
                yield f"  {where}  {visible(one.message)}  {self.colored(one.rule, 'dim')}"
                if one.context:
                    yield f"        {self.neighbourhood(one)}"
            yield ""

    def relations(self, relations: Sequence[Explained]) -> Iterator[str]:
        """What was reckoned, whether it holds or not, and what could not be judged."""
        for path, found in groupby(relations, key=lambda relation: relation.path):
            yield self.colored(f"{self.words['reckoned']}  {visible(path)}", "bold")
            for one in found:
                mark = {True: "=", False: "≠", None: "?"}[one.holds]
                place = f"{one.start.line}:{one.start.column}".rjust(8)
                evidence = f"{one.rule.removeprefix('total/')} {visible(one.evidence)}".rstrip()
                yield f"{place}  {self.colored(mark, 'dim')}  {visible(one.arithmetic)}  {self.colored(evidence, 'dim')}"
            yield ""
        if relations:
            holds = sum(one.holds is True for one in relations)
            fails = sum(one.holds is False for one in relations)
            yield self.words["reckoned_total"].format(
                n=len(relations), holds=holds, fails=fails, open=len(relations) - holds - fails
            )
            yield ""

    def file(self, path: str, rows: list[Row], of_part: dict[tuple[str, int | None], list[Finding]]) -> Iterator[str]:
        outside = of_part.get((path, None), [])
        if len(rows) == 1 and rows[0].verdict == "accept" and not outside and (path, rows[0].number) not in of_part:
            return
        yield self.colored(visible(path), "bold")
        for row in rows:
            found = of_part.get((path, row.number), []) if row.start else outside
            yield from self.submission(row, found)
        if outside and rows[0].start:
            yield f"  {self.colored(self.words['outside'], 'bold')}"
            yield from self.groups(outside)
        yield ""

    def submission(self, row: Row, found: list[Finding]) -> Iterator[str]:
        verdict = self.colored(self.words[row.verdict], row.verdict)
        title = cut(visible(row.title or self.words["untitled"]), 60)
        named = self.words["submission"].format(number=row.number, title=title) if row.start else ""
        lines = ""
        if row.start and row.end:
            lines = self.words["lines"].format(first=row.start.line, last=row.end.line)
        yield "  " + "  ".join(
            part for part in (verdict, named, self.colored(lines, "dim") if lines else "", self.counts(found)) if part
        )
        yield from self.groups(found)

    def counted(self, what: str, number: int) -> str:
        """So many of something; only English has a plural."""
        return self.words[what].format(n=number, s="" if number == 1 else "s")

    def counts(self, found: Sequence[Finding]) -> str:
        counts = Counter(finding.severity for finding in found if finding.suppressed is None)
        return self.words["comma"].join(
            self.counted(f"{severity}s", counts[severity]) for severity in SEVERITIES if counts[severity]
        )

    def groups(self, found: list[Finding]) -> Iterator[str]:
        groups = [_Group(group[0], group) for group in _folded(found)]
        if not groups:
            return
        places = [_place(group.first) for group in groups]
        wide = max(map(width, places))
        severity_width = max(width(self.words[severity]) for severity in SEVERITIES)
        for group, place in zip(groups, places, strict=True):
            first = group.first
            severity = self.colored(padded(self.words[first.severity], severity_width), first.severity)
            yield f"    {' ' * (wide - width(place))}{place}  {severity}  {visible(first.message)}  {self.colored(first.rule, 'dim')}{self.state(first)}"
            margin = " " * (wide + 6)
            yield f"{margin}{self.neighbourhood(first)}"
            if len(group.all) > 1:
                yield margin + self.colored(self.repeats(group), "dim")

    def state(self, finding: Finding) -> str:
        safe = f" {self.colored(self.words['safe'], 'dim')}" if finding.fix and finding.fix.safe else ""
        status = f" ({self.words[finding.status]})" if finding.status else ""
        return safe + status + (f" ({self.words['suppressed']})" if finding.suppressed else "")

    def neighbourhood(self, finding: Finding | Mended) -> str:
        """The excerpt within its line, marked by colour, or by arrows where there is none."""
        before, behind = around(finding)
        marked = cut(visible(finding.excerpt), _LONGEST_EXCERPT)
        marked = self.colored(marked, "excerpt") if self.style.color else f"»{marked}«"
        return f"{visible(before)}{marked}{visible(behind)}"

    def repeats(self, group: _Group) -> str:
        first = _place(group.all[0])
        others = dict.fromkeys(place for finding in group.all[1:_PLACES] if (place := _place(finding)) != first)
        if not others:
            return f"×{len(group.all)}"
        more = self.words["more"] if len(group.all) > _PLACES else ""
        return self.words["fold"].format(count=len(group.all), places=" ".join(others) + more)

    def next_steps(self, shown: list[Finding]) -> Iterator[str]:
        """What each rule that fired asks of the writer, said once for the whole report."""
        rules = dict.fromkeys(finding.rule for finding in shown if finding.severity != "info")
        known = [self.style.rules[rule] for rule in rules if rule in self.style.rules]
        if not known:
            return
        yield self.colored(self.words["next"], "bold")
        for rule in known:
            yield f"  {self.colored(rule.id, 'dim')}  {' '.join(rule.why[self.style.lang].split())}"
        yield ""

    def total(self, report: Report) -> Iterator[str]:
        verdicts = Counter(row.verdict for row in report.rows)
        line = self.words["total"].format(
            files=self.counted("files", report.files),
            submissions=self.counted(
                "submissions", sum(row.start is not None or row.verdict != "unchecked" for row in report.rows)
            ),
            characters=self.counted("characters", report.characters),
            returned=verdicts["return"],
            reviewed=verdicts["review"],
            accepted=verdicts["accept"],
        )
        unchecked = {row.path for row in report.rows if row.verdict == "unchecked"}
        if unchecked:
            line += self.words["unchecked_total"].format(files=self.counted("files", len(unchecked)))
        yield line
        counted = report.counted()
        tail = self.words["none"]
        if counted:
            tail = self.counted("findings", len(counted)) + self.words["in_all"].format(counts=self.counts(counted))
        if len(counted) < len(report.findings):
            tail += self.words["tail_suppressed"].format(suppressed=len(report.findings) - len(counted))
        if report.mended is not None:
            statuses = Counter(finding.status for finding in counted)
            yield self.words["against"].format(mended=len(report.mended), open=statuses["open"], new=statuses["new"])
        if report.failures:
            tail += self.counted("tail_failures", len(report.failures))
        if report.skipped:
            skipped = " ".join(f"{suffix}×{count}" for suffix, count in report.skipped.items())
            tail += self.words["tail_skipped"].format(skipped=visible(skipped))
        yield tail


def _place(finding: Finding) -> str:
    """Where it is: in a file that has no lines, as its reader says; else line and column."""
    return visible(finding.place) or f"{finding.start.line}:{finding.start.column}"


def _folded(found: list[Finding]) -> list[list[Finding]]:
    """Findings that say the same of the same words, together; in the order of the first of each."""
    groups: dict[tuple[str, str, str, str, str, bool], list[Finding]] = {}
    for finding in found:
        key = (
            finding.rule,
            finding.severity,
            finding.message,
            finding.excerpt,
            finding.status or "",
            finding.suppressed is not None,
        )
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
