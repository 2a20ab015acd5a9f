"""Hits to findings: rule, message, place, excerpt, fingerprint; made once and complete."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from summarylint.model import (
    CONTEXT_CODEPOINTS,
    SEVERITIES,
    SPEAKS_FOR_ITSELF,
    Document,
    Explained,
    Finding,
    Hit,
    Position,
    Related,
    Span,
    Submission,
)

if TYPE_CHECKING:
    from summarylint.ruleset.select import ActiveRule

_NAME = re.compile(r"\{(\w+)\}")
_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"\s+")
_BESIDE = 4


class Located:
    """One document while its hits become findings: where its submissions lie, and which excerpts were met before."""

    def __init__(self, document: Document, submissions: Sequence[Submission], lang: str) -> None:
        self.document = document
        self.lang = lang
        self.submissions = submissions
        self._ends = [part.end for part in submissions]
        self._met: dict[tuple[str, str, str, str], int] = {}

    def submission_at(self, offset: int) -> Submission | None:
        """The submission, or stretch of none, that holds `offset`."""
        number = bisect_right(self._ends, offset)
        if number < len(self.submissions) and self.submissions[number].start <= offset:
            return self.submissions[number]
        return None

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        return _position(self.document, offset)

    def fingerprint(self, rule: str, title: str, excerpt: str, beside: str) -> str:
        """What a finding is known by in a baseline; the same words in the same submission are counted.

        A few letters, xx, say nothing without what stands `beside` them: another blank must not take the place of one
        that was filled in.
        """
        # Nine texts of ten in a clean folder have nothing to fingerprint, and hashlib takes 2 ms to import.
        from hashlib import blake2b

        key = (rule, title, _BLANKS.sub(" ", excerpt), beside)
        occurrence = self._met.get(key, 0)
        self._met[key] = occurrence + 1
        return blake2b("\0".join((*key, str(occurrence))).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _place(document: Document, offset: int, lang: str) -> str:
    """Where an offset is in a file that has no lines of its own; empty for one that has."""
    number = bisect_right(document.places, offset, key=lambda place: place[0])
    return document.places[number - 1][1][lang] if number else ""


def _position(document: Document, offset: int) -> Position:
    line = document.line_at(offset)
    return Position(line, offset - document.line_starts[line - 1] + 1, offset)


def best_of_each_place(hits: Iterable[tuple[Hit, ActiveRule]]) -> list[tuple[Hit, ActiveRule]]:
    """The hits in order of place, of overlapping ones in a family only the longest, then the gravest.

    Hits that overlap one whose rule outranks their family are left out.
    """
    best_first = sorted(
        _not_outranked(list(hits)),
        key=lambda pair: (
            pair[0].span.start - pair[0].span.end,
            SEVERITIES.index(_severity(*pair)),
            pair[0].span.start,
            pair[1].rule.id,
            pair[0].about,
        ),
    )
    kept: list[tuple[Hit, ActiveRule]] = []
    starts_of: dict[str, list[int]] = {}
    ends_of: dict[str, list[int]] = {}
    for hit, active in best_first:
        kind = f"{active.rule.family} {hit.about}"
        starts, ends = starts_of.setdefault(kind, []), ends_of.setdefault(kind, [])
        # Kept spans never overlap, so only the last that starts before this one's end can reach into it.
        at = bisect_left(starts, max(hit.span.end, hit.span.start + 1))
        if at and ends[at - 1] > hit.span.start:
            continue
        at = bisect_left(starts, hit.span.start)
        starts.insert(at, hit.span.start)
        ends.insert(at, max(hit.span.end, hit.span.start + 1))
        kept.append((hit, active))
    return sorted(kept, key=lambda pair: (pair[0].span.start, pair[1].rule.family))


def _severity(hit: Hit, active: ActiveRule) -> str:
    """The rule's severity, or the hit's where that is lower."""
    return max(active.severity, hit.severity or active.severity, key=SEVERITIES.index)


def _not_outranked(hits: list[tuple[Hit, ActiveRule]]) -> list[tuple[Hit, ActiveRule]]:
    ranking = [(hit.span, active.rule.outranks) for hit, active in hits if active.rule.outranks]
    if not ranking:
        return hits
    taken = {(family, at) for span, families in ranking for family in families for at in range(span.start, span.end)}
    return [
        (hit, active)
        for hit, active in hits
        if not any((active.rule.family, at) in taken for at in range(hit.span.start, hit.span.end))
    ]


def locate(hit: Hit, active: ActiveRule, located: Located) -> Finding:
    """The finding that a hit is, for the rule it is for."""
    document, lang, rule = located.document, located.lang, active.rule
    span = hit.span
    start, end = located.position(span.start), located.position(span.end)
    part = located.submission_at(span.start)
    excerpt = _LINE_END.sub("\n", document.text[span.start : span.end])
    words = {name: value[lang] if isinstance(value, dict) else value for name, value in hit.words.items()}
    words.setdefault("match", excerpt)
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=_severity(hit, active),
        message=_NAME.sub(lambda name: str(words[name[1]]), rule.message[lang]),
        path=document.name,
        submission=part.number if part else None,
        start=start,
        end=end,
        place=_place(document, span.start, lang),
        excerpt=excerpt,
        context=_context(document, span, start),
        fix=hit.fix,
        fix_title=_fix_title(hit, document, lang),
        related=(
            *(_related(document, *related, lang) for related in hit.related),
            *(_related(*place, lang) for place in hit.elsewhere),
        ),
        data=hit.data,
        fingerprint=located.fingerprint(
            rule.id, part.title if part else "", excerpt + hit.about, _beside(document, span, excerpt, start)
        ),
    )


def explained(submissions: Iterable[Submission], located: Located) -> Iterator[Explained]:
    """Every relation between numbers that the submissions state, whether it holds or not, in order."""
    from summarylint.checks.totals import relations

    document, lang = located.document, located.lang
    for part in submissions:
        for found in sorted(relations(part), key=lambda one: (one.start, one.end)):
            yield Explained(
                rule=f"total/{found.rule}",
                path=document.name,
                submission=part.number,
                start=located.position(found.start),
                end=located.position(found.end),
                excerpt=_LINE_END.sub("\n", document.text[found.start : found.end]),
                arithmetic=found.arithmetic[lang],
                evidence=found.evidence,
                stated=found.stated,
                computed=found.computed,
                holds=found.holds,
            )


def _context(document: Document, span: Span, start: Position) -> str:
    """The excerpt's line from some code points before it to some after it."""
    line_start = document.line_starts[start.line - 1]
    starts = document.line_starts
    # Looking for the line feed anew would read a long line once for each finding in it.
    line_end = starts[start.line] - 1 if start.line < len(starts) else len(document.prose)
    first = max(line_start, span.start - CONTEXT_CODEPOINTS)
    last = min(line_end, max(span.end, span.start) + CONTEXT_CODEPOINTS)
    return document.text[first:last].strip("\r\n")


def _beside(document: Document, span: Span, excerpt: str, start: Position) -> str:
    """What stands right before and behind a short excerpt on its line; nothing for one that speaks for itself."""
    if len(excerpt) >= SPEAKS_FOR_ITSELF:
        return ""
    before = document.text[max(document.line_starts[start.line - 1], span.start - _BESIDE) : span.start]
    behind = document.text[span.end : span.end + _BESIDE]
    behind = _LINE_END.split(behind, maxsplit=1)[0]
    return _BLANKS.sub("", f"{before}|{behind}")


def _fix_title(hit: Hit, document: Document, lang: str) -> str | None:
    """What the fix does: what stands at the hit's place afterwards."""
    if hit.fix is None:
        return None
    start, parts = hit.span.start, []
    for edit in sorted(hit.fix.edits):
        parts += [document.text[start : edit.span.start], edit.text]
        start = edit.span.end
    text = "".join([*parts, document.text[start : hit.span.end]])
    if not text:
        return {"zh": "删去", "en": "delete it"}[lang]
    if text.lstrip() == document.text[hit.span.start : hit.span.end] and text[0] in "\r\n":
        return {"zh": "另起一行", "en": "start a new line"}[lang]
    return {"zh": f"改为“{text}”", "en": f"replace it with '{text}'"}[lang]


def _related(document: Document, span: Span, message: Mapping[str, str], lang: str) -> Related:
    start, end = _position(document, span.start), _position(document, span.end)
    return Related(document.name, start, end, message[lang], _place(document, span.start, lang))
