"""The examples in rule files, run as tests: `summarylint rules test`, and our own suite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarylint.config import Settings
from summarylint.locate import best_of_each_place
from summarylint.model import Edit, Example, Failure, Rule
from summarylint.pipeline import check
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.ruleset.select import Ruleset
from summarylint.submissions import split

_MARK = re.compile(r"\\\[\[|\[\[|\]\](?!\])")
_NO_FIRING = Example("(no example that fires)", "", 1)
_NO_SILENT = Example("(no example that stays silent)", "", 1)


def examples_of(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Example]]:
    """Every example of `rules`; a rule must have one that fires and one that does not."""
    for rule in rules:
        yield from ((rule, example) for example in rule.examples)
        fires = [bool(unmarked(example.text)[1]) for example in rule.examples]
        if not any(fires):
            yield rule, _NO_FIRING
        if all(fires):
            yield rule, _NO_SILENT


def failure_of(rule: Rule, example: Example, ruleset: Ruleset) -> str | None:
    """Why `example` of a rule in `ruleset` fails; None where the rule finds exactly what is marked."""
    if example in (_NO_FIRING, _NO_SILENT):
        return "add one"
    text, expected = unmarked(example.text)
    if len(expected) != sum(match[0] == "[[" for match in _MARK.finditer(example.text)):
        return "a [[ has no ]] of its own"
    if example.title:
        text, expected = _titled(example.title, text, expected)
    document = read_text("example.txt", Decoded(text, "utf-8"))
    failures: list[Failure] = []
    plan = ruleset.plan(Settings(select=(rule.id,)))
    submissions = [part._replace(type=example.type) for part in split(document)]
    hits = best_of_each_place(list(check(document, submissions, plan, failures)))
    if failures:
        return failures[0].message
    found = [(hit.span.start, hit.span.end) for hit, _ in hits]
    if found != expected:
        return f"found {_quoted(text, found)}, expected {_quoted(text, expected)}"
    fixes = [hit.fix for hit, _ in hits if hit.fix]
    if not fixes:
        return None if example.fixed is None else "the rule offers no fix: the example's 'fixed' says nothing"
    if example.fixed is None:
        return "the rule offers a fix: the example needs 'fixed'"
    fixed = applied(text, [edit for fix in fixes for edit in fix.edits])
    return None if fixed == example.fixed else f"fixed is {fixed!r}"


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its `[[…]]`, and the spans that they enclosed; `\\[[` is a literal `[[`."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    start: int | None = None
    for match in _MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[0] == "\\[[":
            parts.append("[[")
            length += 2
        elif match[0] == "[[":
            start = length
        elif start is None:
            parts.append("]]")
            length += 2
        else:
            spans.append((start, length))
            start = None
    return "".join([*parts, marked[at:]]), spans


def applied(text: str, edits: list[Edit]) -> str:
    """`text` with `edits` made, from the last to the first."""
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _titled(title: str, text: str, spans: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    head = f"{title}\n\n"
    return head + text, [(start + len(head), end + len(head)) for start, end in spans]


def _quoted(text: str, spans: list[tuple[int, int]]) -> str:
    return ", ".join(f"{text[start:end]!r} at {start}" for start, end in spans) or "nothing"
