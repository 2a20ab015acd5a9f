"""What says of findings that they are meant: comments in a document, the file beside an untouched original, a baseline."""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarylint.comments import COMMENT
from summarylint.errors import Said, UnreadableError, did_you_mean, placed, refusal
from summarylint.model import Document, Finding, Source, Span, Suppression
from summarylint.names import names_in
from summarylint.products import BASELINE_MARK, SIDE_FILE

_SIDE_KEYS = ("rules", "reason", "line", "text", "fingerprint")


class Statement(NamedTuple):
    """That findings of some rules or families are meant."""

    by: str
    """`comment` or `side file`."""
    names: tuple[str, ...]
    reason: str | None
    line: int
    """Where it stands: in the document, or in the side file the number of the entry."""
    first: int = 0
    last: int = 0
    """The lines of the document that it speaks of; 0 where it is not by line."""
    text: str | None = None
    """The excerpt that it speaks of."""
    fingerprint: str | None = None
    span: Span = Span(0, 0)
    """Of the comment."""

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of `finding`."""
        return (
            (finding.rule in self.names or finding.family in self.names)
            and (not self.last or self.first <= finding.start.line <= self.last)
            and self.text in (None, finding.excerpt)
            and self.fingerprint in (None, finding.fingerprint)
        )


def statements(document: Document) -> list[Statement]:
    """The suppression comments of a document: of their line and the next, or from a begin to its end."""
    found: list[Statement] = []
    open_ones: list[int] = []
    code = [(block.start, block.end) for block in document.blocks if block.kind == "code"]
    for match in COMMENT.finditer(document.text):
        if _is_within(match.start(), code) or _is_quoted(document, match):
            # An example of one, which speaks of nothing here.
            continue
        groups = match.groupdict()
        form = next(form for form in "123" if groups[f"names{form}"] or groups[f"ends{form}"])
        line = document.line_at(match.start())
        if groups[f"ends{form}"]:
            if open_ones:
                number = open_ones.pop()
                found[number] = found[number]._replace(last=line)
            continue
        names = tuple(names_in(groups[f"names{form}"]))
        reason = (groups[f"reason{form}"] or "").strip() or None
        last = line + 1
        if groups[f"begins{form}"]:
            open_ones.append(len(found))
            last = len(document.line_starts)
        found.append(Statement("comment", names, reason, line, line, last, span=Span(*match.span())))
    return found


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of `spans`, in order, holds `at`."""
    number = bisect_right(spans, (at, sys.maxsize))
    return number > 0 and at < spans[number - 1][1]


def _is_quoted(document: Document, match: re.Match[str]) -> bool:
    """Whether a comment is shown as code, `so`, in Markdown."""
    beside = document.text[match.start() - 1 : match.start()] + document.text[match.end() : match.end() + 1]
    return document.format == "md" and beside.count("`") == 2


def beside(source: Source) -> list[Statement]:
    """What the side file of a document says. Raises UnreadableError where it is there and wrong."""
    path = source.path + SIDE_FILE
    if source.path == "-" or not os.path.exists(path):
        return []
    from summarylint.toml import parsed_toml

    try:
        with open(path, "rb") as file:
            table = parsed_toml(file.read(), os.path.basename(path))
    except OSError as error:
        raise UnreadableError(placed(os.path.basename(path), refusal(error))) from error
    entries = table.get("ignore")
    if set(table) != {"ignore"} or not isinstance(entries, list):
        alone = Said("each entry is written under [[ignore]], and nothing else", "各条写在[[ignore]]下，不能有别的内容")
        raise _wrong(path, alone)
    return [_entry(entry, number, path) for number, entry in enumerate(entries, 1)]


def _entry(entry: Any, number: int, path: str) -> Statement:
    if not isinstance(entry, dict):
        raise _wrong(path, Said("each entry is written under [[ignore]]", "各条写在[[ignore]]下"))
    for key in entry:
        if key not in _SIDE_KEYS:
            meant = did_you_mean(key, _SIDE_KEYS)
            unknown = Said(f"unknown key '{key}' in entry {number}{meant}", f"第{number}条没有“{key}”这个键{meant.zh}")
            raise _wrong(path, unknown)
    names = entry.get("rules")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        wanted = f"'rules' of entry {number} must be a list of rules or families"
        raise _wrong(path, Said(wanted, f'第{number}条的rules应为规则或类的列表，如 ["占位"]'))
    line = entry.get("line", 0)
    if isinstance(line, bool) or not isinstance(line, int):
        raise _wrong(path, Said(f"'line' of entry {number} must be a number", f"第{number}条的line应为行号"))
    texts = [entry.get(key) for key in ("reason", "text", "fingerprint")]
    if not all(text is None or isinstance(text, str) for text in texts):
        wanted = f"'reason', 'text' and 'fingerprint' of entry {number} must be texts"
        raise _wrong(path, Said(wanted, f"第{number}条的reason、text、fingerprint应为文字"))
    given = tuple(name for written in names for name in names_in(written))
    return Statement("side file", given, texts[0], number, line, line, texts[1], texts[2])


def _wrong(path: str, what: Said) -> UnreadableError:
    return UnreadableError(placed(os.path.basename(path), what))


def suppress(findings: Iterable[Finding], document: Document, more: Sequence[Statement] = ()) -> list[Finding]:
    """The findings, those that a comment or one `more` statement speaks of marked; none is dropped."""
    said = [*statements(document), *more]
    return [_marked(finding, said) for finding in findings] if said else list(findings)


def _marked(finding: Finding, said: Sequence[Statement]) -> Finding:
    for statement in said:
        if statement.covers(finding):
            return finding._replace(suppressed=Suppression(statement.by, statement.reason, statement.line))
    return finding


class Baseline(NamedTuple):
    """Findings that were there before, by fingerprint, and how many of each."""

    counts: Mapping[str, int]

    def mark(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, the first of each fingerprint marked up to its count."""
        left = Counter(self.counts)
        for finding in findings:
            if finding.suppressed is None and left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
                yield finding._replace(suppressed=Suppression("baseline", None, None))
            else:
                yield finding


def baseline_text(findings: Iterable[Finding]) -> str:
    """A baseline of what is found, suppressed by a comment or not at all: sorted, a line each, so that it merges."""
    lines = {
        f"{finding.fingerprint}  {finding.rule}  {finding.path}"
        for finding in findings
        if finding.suppressed is None or finding.suppressed.by == "baseline"
    }
    head = f"{BASELINE_MARK}; a line each: fingerprint, rule, file.\n"
    return head + "".join(f"{line}\n" for line in sorted(lines))
