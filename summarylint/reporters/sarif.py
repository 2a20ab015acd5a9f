"""SARIF 2.1.0, for code scanning services and editors; columns are UTF-16 units, as its readers count them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from summarylint.model import Document, Failure, Finding, Position, Report, Suppression
from summarylint.reporters import Style
from summarylint.reporters.columns import UTF16, Columns
from summarylint.reporters.escapes import encodable, uri
from summarylint.reporters.line_hash import line_hashes
from summarylint.reporters.problems import FAILURE, failure_message
from summarylint.reporters.visible import visible
from summarylint.version import VERSION

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LONGEST_DESCRIPTION = 1024
"""That GitHub takes."""
_MOST_LINKS = 3
"""Related places that a message links to, as GitHub shows no others."""
_BASELINE_STATES = {"new": "new", "open": "unchanged"}
_WORDS = {
    "zh": {
        "failure": "有内容未能检查", "failure_why": "文件、规则或档案库未能读取或检查，对它的结论不完整；请按说明排除后重新检查。",
        "see": "（参见{links}）", "comma": "、", "language": "zh-CN",
    },
    "en": {
        "failure": "Something could not be checked",
        "failure_why": "A file, a rule or the archive could not be read or checked, so what is said of it is not all; mend that and check again.",
        "see": " (see {links})", "comma": ", ", "language": "en",
    },
}  # fmt: skip


def write(report: Report, style: Style) -> str:
    """One run, one result a line: failures first, then all findings, suppressed ones marked as such."""
    log = _Log(report, style)
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    results = ",\n".join(map(encoded, log.results()))
    return (
        '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [\n'
        f'{encoded(log.run())[:-1]}, "results": [\n{results}\n]}}\n]}}\n'
    )


class _Log:
    def __init__(self, report: Report, style: Style) -> None:
        self.report = report
        self.style = style
        self.words = _WORDS[style.lang]
        fired = dict.fromkeys(finding.rule for finding in report.findings)
        names = ([FAILURE] if report.failures else []) + list(fired)
        self.index_of = {name: index for index, name in enumerate(names)}
        self.columns_of: dict[str, Columns] = {}
        self.hashes_of: dict[str, list[str]] = {}

    def run(self) -> dict[str, Any]:
        """Everything but the results."""
        failures = self.report.failures
        driver = {
            "name": "summarylint",
            "version": VERSION,
            "informationUri": "https://github.com/summarylint/summarylint",
            "rules": [self.rule(name) for name in self.index_of],
        }
        run: dict[str, Any] = {
            "tool": {"driver": driver},
            "invocations": [
                {
                    "executionSuccessful": not failures,
                    "toolExecutionNotifications": list(map(self.notification, failures)),
                }
            ],
            "language": self.words["language"],
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
        }
        # What an artifact says beside its name is its encoding, which is UTF-8 unless said.
        artifacts = [
            {"location": {"uri": uri(path)}, "encoding": document.encoding.replace("utf-16-", "utf-16")}
            for path, document in self.report.documents.items()
            if document.encoding and document.encoding != "utf-8"
        ]
        if artifacts:
            run |= {"defaultEncoding": "utf-8", "artifacts": artifacts}
        return run

    def rule(self, name: str) -> dict[str, Any]:
        """What is told of a rule; its name alone where nothing more is known of it."""
        lang, rule = self.style.lang, self.style.rules.get(name)
        if rule:
            title, why, level, tags = rule.title[lang], rule.why[lang], rule.severity, [rule.family, *rule.tags]
        elif name == FAILURE:
            title, why, level, tags = self.words["failure"], self.words["failure_why"], "error", []
        else:
            title, why, level, tags = name, name, "warning", []
        why = " ".join(visible(line) for line in why.splitlines())
        source = f" ({visible(rule.source)})" if rule and rule.source else ""
        return {
            "id": visible(name),
            "shortDescription": {"text": visible(title)[:_LONGEST_DESCRIPTION]},
            "fullDescription": {"text": why[:_LONGEST_DESCRIPTION]},
            "help": {"text": (why + source)[:_LONGEST_DESCRIPTION]},
            "defaultConfiguration": {"level": _LEVELS[level]},
            "properties": {"tags": list(dict.fromkeys(map(visible, tags)))},
        }

    def notification(self, failure: Failure) -> dict[str, Any]:
        """A failure as an event of the run."""
        return {
            "associatedRule": {"id": FAILURE, "index": self.index_of[FAILURE]},
            "level": "error",
            "message": {"text": _inert(visible(failure.message))},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(failure.path)}}}],
        }

    def results(self) -> Iterator[dict[str, Any]]:
        """Failures are results too: most readers show nothing else."""
        for failure in self.report.failures:
            region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
            place = {"artifactLocation": {"uri": uri(failure.path)}, "region": region}
            yield {
                "ruleId": FAILURE,
                "ruleIndex": self.index_of[FAILURE],
                "level": "error",
                "message": {"text": _inert(failure_message(failure.message, self.style))},
                "locations": [{"physicalLocation": place}],
                "suppressions": [],
            }
        for finding in self.report.findings:
            yield self.result(finding)

    def result(self, finding: Finding) -> dict[str, Any]:
        """A finding; readers that show one place only find the related ones by links in the message."""
        document = self.report.documents.get(finding.path)
        links = self.words["comma"].join(
            f"[{_link_text(other.message)}]({number})" for number, other in enumerate(finding.related[:_MOST_LINKS], 1)
        )
        message = _inert(visible(finding.message)) + (self.words["see"].format(links=links) if links else "")
        location: dict[str, Any] = {"physicalLocation": self.place(finding.path, finding.start, finding.end)}
        if finding.excerpt:
            text = document.text[finding.start.offset : finding.end.offset] if document else finding.excerpt
            location["physicalLocation"]["region"]["snippet"] = {"text": encodable(text)}
        if finding.place:
            location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.place)}]
        told: dict[str, Any] = {
            "ruleId": visible(finding.rule),
            "ruleIndex": self.index_of[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": message},
            "locations": [location],
            "partialFingerprints": self.fingerprints(finding, document),
            "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        }
        if finding.related:
            told["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": self.place(other.path, other.start, other.end),
                    "message": {"text": _inert(visible(other.message))},
                }
                for number, other in enumerate(finding.related, 1)
            ]
        if finding.status:
            told["baselineState"] = _BASELINE_STATES[finding.status]
        if finding.fix and document and not finding.place:
            told["fixes"] = [self.fix(finding)]
        if finding.submission is not None:
            told["properties"] = {"submission": finding.submission}
        return told

    def place(self, path: str, start: Position, end: Position) -> dict[str, Any]:
        """Columns are code points, which differ only beyond U+FFFF, where the document is not there to count in."""
        columns = self.columns(path)
        first = columns.of(start) if columns else None
        last = columns.of(end) if columns else None
        if first is None or last is None:
            first, last = start.column, end.column
        region = {"startLine": start.line, "startColumn": first, "endLine": end.line, "endColumn": last}
        return {"artifactLocation": {"uri": uri(path)}, "region": region}

    def columns(self, path: str) -> Columns | None:
        """The columns of a document, where it is there."""
        if path not in self.columns_of and path in self.report.documents:
            self.columns_of[path] = Columns(self.report.documents[path], UTF16)
        return self.columns_of.get(path)

    def fingerprints(self, finding: Finding, document: Document | None) -> dict[str, str]:
        """Ours, and the one that GitHub goes by: of the line, or ours again where lines are not those of the file.

        Where it can't be known it is left to the upload action, which reads the file.
        """
        ours = {"summarylint/v1": finding.fingerprint}
        if finding.place:
            return {**ours, "primaryLocationLineHash": f"{finding.fingerprint}:1"}
        if document is None or document.encoding != "utf-8" or document.problem:
            return ours
        if finding.path not in self.hashes_of:
            self.hashes_of[finding.path] = line_hashes(document.text)
        hashes = self.hashes_of[finding.path]
        line = finding.start.line
        return {**ours, "primaryLocationLineHash": hashes[line - 1]} if line <= len(hashes) else ours

    def fix(self, finding: Finding) -> dict[str, Any]:
        """The edits of a fix, which change one file."""
        columns = self.columns(finding.path)
        assert columns
        assert finding.fix
        replacements = []
        for edit in finding.fix.edits:
            region = self.place(finding.path, columns.position(edit.span.start), columns.position(edit.span.end))[
                "region"
            ]
            replacements.append({"deletedRegion": region, "insertedContent": {"text": encodable(edit.text)}})
        change = {"artifactLocation": {"uri": uri(finding.path)}, "replacements": replacements}
        return {"description": {"text": _inert(visible(finding.fix_title or ""))}, "artifactChanges": [change]}


def _suppression(suppression: Suppression) -> dict[str, Any]:
    kind = "inSource" if suppression.by == "comment" else "external"
    told = {"kind": kind, "status": "accepted"}
    return {**told, "justification": visible(suppression.reason)} if suppression.reason else told


def _inert(message: str) -> str:
    """A message in which no submitted text is a link: SARIF reads `[text](target)` as one."""
    return message.replace("](", "] (")


def _link_text(message: str) -> str:
    return visible(message).replace("\\", "\\\\").replace("[", r"\[").replace("]", r"\]")
