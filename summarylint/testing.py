"""The examples in rule files, run as tests: `summarylint rules test`, and our own suite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from summarylint.config import Settings
from summarylint.copied import Background
from summarylint.document_types import with_types
from summarylint.errors import Said
from summarylint.learned import Pending, partitions
from summarylint.locate import best_of_each_place
from summarylint.model import DocumentType, Edit, Example, Failure, Rule, Tracked, TypeExample
from summarylint.pipeline import check, unused
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.roll import roll_of
from summarylint.ruleset.select import Ruleset, no_type
from summarylint.sections import survey
from summarylint.submissions import split
from summarylint.suppress import statements

_MARK = re.compile(r"\\\[\[|\[\[|\]\](?!\])")
_NO_FIRING = Example(Said("(no example that fires)", "（没有会报的例子）"), "", 1)
_NO_SILENT = Example(Said("(no example that stays silent)", "（没有不报的例子）"), "", 1)


def examples_of(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Example]]:
    """Every example of `rules`; a rule must have one that fires and one that does not."""
    for rule in rules:
        yield from ((rule, example) for example in rule.examples)
        fires = [bool(unmarked(example.text)[1] or unmarked(example.title or "")[1]) for example in rule.examples]
        if not any(fires):
            yield rule, _NO_FIRING
        if all(fires):
            yield rule, _NO_SILENT


_ADD = Said("add one", "请补一个")


def failure_of(rule: Rule, example: Example, ruleset: Ruleset) -> Said | None:
    """Why `example` of a rule in `ruleset` fails; None where the rule finds exactly what is marked."""
    if example in (_NO_FIRING, _NO_SILENT):
        return _ADD
    text, expected = unmarked(example.text)
    if example.type and example.type not in ruleset.catalogue.types:
        return no_type(example.type, ruleset.catalogue.types)
    if len(expected) != sum(match[0] == "[[" for match in _MARK.finditer(example.text)):
        return Said("a [[ has no ]] of its own", "有一个[[缺少对应的]]")
    if example.title:
        title, marked = unmarked(example.title)
        head = f"{title}\n\n"
        text, expected = head + text, marked + [(start + len(head), end + len(head)) for start, end in expected]
    document = read_text("example.txt", Decoded(text, "utf-8"))._replace(tracked=Tracked(*example.tracked))
    failures: list[Failure] = []
    plan = ruleset.plan(Settings(select=(rule.id,)))
    submissions = with_types(split(document), example.type, "the example", ruleset.catalogue.types)
    hits = list(check(document, submissions, plan, failures))
    for other in example.others:
        read = read_text("other.txt", Decoded(other, "utf-8"))
        parts = with_types(split(read), example.type, "the example", ruleset.catalogue.types)
        hits += [
            (hit, active) for hit, active in check(read, parts, plan, failures) if hit.labels and hit.data["exact"]
        ]
    parts = [part for part in submissions if part.number is not None]
    for active in plan:
        if active.scope == "suppressions":
            hits += [
                (unused(active, one, ruleset.unknown(one.names)), active.rules[""]) for one in statements(document)
            ]
        if active.scope == "run":
            handed_in = [split(read_text("other.txt", Decoded(other, "utf-8"))) for other in example.others]
            there = [(part.unit or "", part.title) for read in handed_in for part in read if part.number]
            roll = roll_of(text.split("\n"), "example.txt")
            hits += [(hit, active.rules[""]) for hit in active.find.absent(roll, there)]
        if active.scope == "batch" and parts:
            others = [
                part for other in example.others for part in split(read_text("other.txt", Decoded(other, "utf-8")))
            ]
            numbered = [*(part for part in others if part.number is not None), *parts]
            first = len(numbered) - len(parts)
            hits += [
                (hit, active.rules[hit.kind])
                for number, hit in active.find.find_in(numbered, Background())
                if number >= first and hit.kind in active.rules
            ]
    learned = partitions(Pending(hit.labels, bool(hit.data["exact"]), "", None) for hit, _ in hits if hit.labels)
    hits = best_of_each_place(
        (hit, active) for hit, active in hits if not hit.labels or (hit.labels in learned and not hit.data["exact"])
    )
    if failures:
        return Said(failures[0].message, failures[0].message)
    found = [(hit.span.start, hit.span.end) for hit, _ in hits]
    if found != expected:
        got, wanted = _quoted(text, found), _quoted(text, expected)
        return Said(f"found {got}, expected {wanted}", f"找到{got.zh}，应为{wanted.zh}")
    fixes = [hit.fix for hit, _ in hits if hit.fix]
    if not fixes:
        return None if example.fixed is None else _NO_FIX
    if example.fixed is None:
        return Said("the rule offers a fix: the example needs 'fixed'", "这条规则会改：例子要写fixed")
    fixed = applied(text, [edit for fix in fixes for edit in fix.edits])
    return None if fixed == example.fixed else Said(f"fixed is {fixed!r}", f"改成了{fixed!r}")


_NO_FIX = Said("the rule offers no fix: the example's 'fixed' says nothing", "这条规则不会改：例子的fixed没有意义")


def type_failures(document_type: DocumentType, types: Mapping[str, DocumentType]) -> Iterator[tuple[int, str, Said]]:
    """The examples of a type that fail, as (line, name, why): what is missing, empty, or not told to be of the type.

    An example in parts must be complete, lack each required part that is left out, and have each empty whose
    text is cut off behind its heading.
    """
    if not document_type.examples:
        yield 1, Said("(no example)", "（没有例子）"), _ADD
    for example in document_type.examples:
        for name, text, missing, empty in _variants(example, document_type):
            why = _type_failure(example, text, missing, empty, document_type, types)
            if why:
                yield example.line, name, why


def _variants(
    example: TypeExample, document_type: DocumentType
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    if not example.parts:
        yield example.name, example.text, example.missing, example.empty
        return
    parts = dict(example.parts)
    yield example.name, "\n".join(parts.values()), example.missing, example.empty
    for section in document_type.sections:
        if section.required and section.id in parts:
            others = {name: text for name, text in parts.items() if name != section.id}
            yield f"{example.name}, without {section.id}", "\n".join(others.values()), (section.id,), ()
            heading, line_feed, body = parts[section.id].strip().partition("\n")
            if line_feed and body.strip():
                emptied = {**parts, section.id: f"{heading}\n"}
                yield f"{example.name}, {section.id} empty", "\n".join(emptied.values()), (), (section.id,)


def _type_failure(
    example: TypeExample,
    text: str,
    missing: tuple[str, ...],
    empty: tuple[str, ...],
    document_type: DocumentType,
    types: Mapping[str, DocumentType],
) -> Said | None:
    whole = f"{example.title}\n\n{text}" if example.title else text
    parts = [part for part in split(read_text("example.txt", Decoded(whole, "utf-8"))) if part.number]
    if len(parts) != 1:
        return Said(f"taken for {len(parts)} submissions", f"被当成了{len(parts)}篇")
    typed = with_types(parts, None, "", types)[0].typed
    if example.detected and (typed is None or typed.type.id != document_type.id):
        told_as = Said(typed.type.id, typed.type.id) if typed else _NOTHING
        return Said(f"told to be {told_as}", f"被认作{told_as.zh}")
    found = survey(parts[0], document_type).findings
    told = {
        "missing": (missing, [one.section.id for one in found if one.section.required and not one.where]),
        "empty": (empty, [one.section.id for one in found if one.section.required and one.empty]),
    }
    for what, (wanted, got) in told.items():
        if sorted(wanted) != sorted(got):
            listed = ", ".join
            return Said(
                f"{what}: found {listed(got) or 'none'}, expected {listed(wanted) or 'none'}",
                f"{what}：找到{listed(got) or '无'}，应为{listed(wanted) or '无'}",
            )
    return None


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


_NOTHING = Said("nothing", "无")


def _quoted(text: str, spans: list[tuple[int, int]]) -> Said:
    if not spans:
        return _NOTHING
    return Said(
        ", ".join(f"{text[start:end]!r} at {start}" for start, end in spans),
        "、".join(f"“{text[start:end]}”（第{start}字起）" for start, end in spans),
    )
