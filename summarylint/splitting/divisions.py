"""The ways in which a document could be divided, and the one that its lines bear out, if any does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from summarylint.sections.outline import is_contents_entry, is_contents_title
from summarylint.splitting.evidence import ENOUGH, Division, Evidence
from summarylint.splitting.layout import Layout
from summarylint.splitting.lines import collection_in, is_date, is_section, names_document, unit_in

_LINES_OF_SIGNATURE = 5
_LOCAL = 2.0
"""Points of one line that make it a likely title."""


_SURE_OF = 3
"""A chain that has come so far may lack a number."""


class _Link(NamedTuple):
    """A numbered line, and the one that it goes on from."""

    block: int
    points: float
    before: _Link | None


def starts_of(layout: Layout) -> tuple[int, ...]:
    """The blocks at which the submissions of a compilation start; empty where the document is none."""
    if _is_plain(layout):
        return ()
    evidence = Evidence(layout)
    best = Division((), 0.0)
    seen = set()
    for starts, form in _divisions(layout, evidence):
        if len(starts) < 2 or (form, *starts) in seen:
            continue
        seen.add((form, *starts))
        division = evidence.weigh(starts, form=form)
        if division.points >= ENOUGH and _worth(division) > _worth(best):
            best = division
    return best.starts


def _worth(division: Division) -> float:
    """Points, and a little for each part: of two divisions alike the finer is right."""
    return division.points + 0.15 * min(len(division.starts), 12)


def _is_plain(layout: Layout) -> bool:
    """Whether nothing can come of looking closer: bare lines stand only at the head and in the signature."""
    if layout.hashes:
        return len(layout.hashes) + len(layout.bare) + len(layout.marked) < 2
    prose, blocks, bare = layout.prose, layout.blocks, layout.bare
    first, last = 0, len(bare)
    while first < last and bare[first] == first:
        first += 1
    while last > first and bare[last - 1] == len(blocks) - len(bare) + last - 1:
        last -= 1
    if first < last or first > 3 or layout.breaks:
        return False
    for number in layout.marked:
        start = blocks[number].start
        if prose[start] not in _SECTIONS or (prose[start] == "第" and "篇" in prose[start : start + 6]):
            return False
    return not any(collection_in(layout.text(number)) is not None for number in range(first))


_SECTIONS = frozenset("一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩第")


def _divisions(layout: Layout, evidence: Evidence) -> Iterator[tuple[list[int], str]]:
    """Candidate starts, each list with the form of what its lines have in common."""
    if layout.hashes:
        yield from _by_hashes(layout)
    if layout.cover.recurring:
        yield list(layout.cover.recurring), ""
    yield from _by_marks(layout, evidence)
    yield from _by_bare_lines(layout, evidence)


def _by_hashes(layout: Layout) -> Iterator[tuple[list[int], str]]:
    levels: dict[int, list[int]] = {}
    for number in layout.hashes:
        if not is_contents_title(layout.text(number)):
            levels.setdefault(layout.blocks[number].level, []).append(number)
    for level in sorted(levels)[:2]:
        yield levels[level], "hash"


def _by_marks(layout: Layout, evidence: Evidence) -> Iterator[tuple[list[int], str]]:
    """Chains of 1, 2, 3 … in one form; of several lines with the same number the likelier title counts."""
    chains: dict[str, dict[int, _Link]] = {}
    for number in sorted({*layout.marked, *layout.hashes}):
        mark = layout.mark(number)
        if mark is None or not mark.number or is_contents_entry(layout.text(number)):
            continue
        chain = chains.setdefault(mark.form, {})
        # One number may be written in another form, or forgotten.
        before = chain.get(mark.number - 1) or (chain.get(mark.number - 2) if mark.number > _SURE_OF else None)
        if before is None and mark.number > 1:
            continue
        points = (before.points if before else 0.0) + 0.01 + _local(layout, evidence, number)
        if mark.number not in chain or points > chain[mark.number].points:
            chain[mark.number] = _Link(number, points, before)
    for form, chain in chains.items():
        starts = []
        link = chain[max(chain)] if chain else None
        while link:
            starts.append(link.block)
            link = link.before
        if len(starts) > 1:
            yield starts[::-1], form


def _by_bare_lines(layout: Layout, evidence: Evidence) -> Iterator[tuple[list[int], str]]:
    groups = _openings(layout, evidence)
    if len(groups) < 2:
        return
    after_contents = layout.cover.recurring[0] if layout.cover.recurring else 0
    groups = [number for number in groups if number >= after_contents]
    times = Counter(map(evidence.title, groups))
    local = {number: _local(layout, evidence, number) for number in groups}
    not_sections = [number for number in groups if not is_section(evidence.title(number))]
    yield not_sections, ""
    set_off = [number for number in not_sections if layout.gap(number) >= 2]
    if set_off != not_sections:
        yield set_off, ""
    likely = [number for number in not_sections if local[number] >= _LOCAL]
    yield likely, ""
    kinds: tuple[Callable[[int], bool], ...] = (
        layout.breaks_before,
        lambda number: layout.distance(number) >= 3,
        layout.is_signed_before,
        lambda number: names_document(evidence.title(number)),
        lambda number: evidence.head(number).body > number + 1,
        lambda number: names_document(evidence.title(number)) or evidence.head(number).body > number + 1,
        lambda number: times[evidence.title(number)] == 1,
        lambda number: unit_in(evidence.title(number)) is not None,
    )
    for kind in kinds:
        alike = [number for number in not_sections if kind(number)]
        if not_sections and alike and alike[0] != not_sections[0]:
            # Nothing can stand before the first.
            yield [not_sections[0], *alike], ""
        yield alike, ""


def _openings(layout: Layout, evidence: Evidence) -> list[int]:
    """Bare lines that a text could start with: no second line of a title, no author's line, no signature."""
    found = []
    within = 0
    for number in layout.bare:
        if number < within or number + 1 >= len(layout.blocks) or number in layout.cover.lines:
            continue
        if layout.is_outside(number):
            continue
        if layout.is_author_alone(number) and (closed := _closes(layout, number)):
            # The date below a signature opens nothing either.
            within = closed
            continue
        if is_contents_title(layout.text(number)):
            continue
        if number and layout.is_author(number) and layout.is_short(number - 1) and layout.mark(number - 1):
            # The author of a numbered title.
            continue
        found.append(number)
        within = evidence.head(number).body
    return found


def _closes(layout: Layout, number: int) -> int:
    """The block after the author's lines that close a text: nearer to what is before them, or with a date; 0 else."""
    last = number
    while last - number < _LINES_OF_SIGNATURE and layout.is_author_alone(last + 1) and layout.gap(last + 1) < 3:
        last += 1
    before, behind = layout.gap(number), layout.gap(last + 1)
    dated = before == behind and last > number and is_date(layout.text(number + 1))
    return last + 1 if before < behind or dated else 0


def _local(layout: Layout, evidence: Evidence, number: int) -> float:
    """Points of one line by itself."""
    title = evidence.title(number)
    points = 0.0
    if layout.breaks and layout.breaks_before(number):
        points += 1.5
    gap = layout.distance(number)
    if gap >= 3:
        points += 1
    elif gap >= 2:
        points += 0.3
    if number and layout.is_signed_before(number):
        points += 1.5
    if names_document(title):
        points += 1
    if unit_in(title):
        points += 1
    if layout.is_author(number + 1) and number + 1 < len(layout.blocks):
        points += 1
    if number in layout.cover.recurring:
        points += 2
    if is_section(title):
        points -= 2
    return points
