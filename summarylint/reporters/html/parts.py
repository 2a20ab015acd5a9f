"""A report cut into what the page shows one below another: files, their submissions, and the text between these."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarylint.model import FAMILIES, Document, Finding, Related, Report, Row
from summarylint.reporters import Style
from summarylint.reporters.html.words import FAMILY_WORDS, OTHER_MARK, WORDS
from summarylint.reporters.visible import visible
from summarylint.ruleset.catalogue import Catalogue


class Noted(NamedTuple):
    """A finding and the number that the page gives it."""

    number: int
    finding: Finding


class Part(NamedTuple):
    """A submission, or a stretch of a file that belongs to none."""

    id: str
    """Of its element: `s1`, and `o1` for a stretch."""
    row: Row | None
    """None for a stretch."""
    start: int
    end: int
    """Of the text that is shown, whole lines where possible; both 0 where there is none."""
    noted: Sequence[Noted]
    absent: bool = False
    """Whether it stands for a document that is not there: one that should have been handed in."""


class Paper(NamedTuple):
    """A file with its parts in order."""

    id: str
    path: str
    document: Document | None
    parts: Sequence[Part]


class Page(NamedTuple):
    """All that the parts of the page are written from."""

    report: Report
    style: Style
    papers: Mapping[str, Paper]
    """By path, in order."""
    words: Mapping[str, str]

    def counted(self, what: str, number: int) -> str:
        """So many of something; only English has a plural."""
        return self.words[what].format(n=number, s="" if number == 1 else "s")

    def family(self, family: str) -> tuple[str, str, str]:
        """Class, mark and name of a family, harmless."""
        known = FAMILY_WORDS[self.style.lang].get(family)
        if known:
            return f"f-{family}", *known
        return "f-other", OTHER_MARK, visible(family)

    def type_name(self, row: Row) -> str:
        """The name of a submission's type, else its id; empty where it has none."""
        types = self.style.rules.types if isinstance(self.style.rules, Catalogue) else {}
        if row.type in types:
            return types[row.type].name[self.style.lang]
        return row.type or ""

    def source_of(self, finding: Finding, related: Related) -> Document | None:
        """The document that a related place is in; None where it is not at hand, as all that is archived."""
        source = finding.data.get("source")
        if isinstance(source, Mapping) and source.get("archived"):
            return None
        return self.report.documents.get(related.path)


def page_of(report: Report, style: Style) -> Page:
    """The report, its shown findings numbered in order."""
    shown = [finding for finding in report.findings if finding.suppressed is None or style.show_suppressed]
    noted_of: dict[str, list[Noted]] = {}
    for number, finding in enumerate(shown, 1):
        noted_of.setdefault(finding.path, []).append(Noted(number, finding))
    rows_of: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(report.rows, 1):
        rows_of.setdefault(row.path, []).append((number, row))
    papers = {}
    for number, path in enumerate(dict.fromkeys((*rows_of, *noted_of)), 1):
        document, noted = report.documents.get(path), noted_of.get(path, [])
        parts = list(_parts(number, rows_of.get(path, []), noted, document))
        placed = {one.number for part in parts for one in part.noted}
        rest = [one for one in noted if one.number not in placed]
        if rest:
            parts.append(Part(f"o{number}-rest", None, 0, 0, rest, absent=path not in rows_of))
        papers[path] = Paper(f"d{number}", path, document, parts)
    return Page(report, style, papers, WORDS[style.lang])


def in_order(families: Iterable[str]) -> list[str]:
    """Families as reports list them, those of user packs behind the shipped ones."""
    rank = {family: number for number, family in enumerate(FAMILIES)}
    return sorted(set(families), key=lambda family: (rank.get(family, len(rank)), family))


def _parts(
    paper: int, rows: Sequence[tuple[int, Row]], noted: Sequence[Noted], document: Document | None
) -> Iterator[Part]:
    of_number: dict[int | None, list[Noted]] = {}
    for one in noted:
        of_number.setdefault(one.finding.submission, []).append(one)
    outside = of_number.get(None, [])
    if document is None or any(row.start is None or row.end is None for _, row in rows):
        # Without places of submissions there is one row, of the whole file.
        length = len(document.text) if document else 0
        for number, row in rows:
            yield Part(f"s{number}", row, 0, length, of_number.get(row.number if row.start else None, []))
            length = 0
        return
    reached = 0
    bounds = list(_bounds([row for _, row in rows], document))
    for count, ((number, row), (start, end)) in enumerate(zip(rows, bounds, strict=True)):
        yield from _between(f"o{paper}-{count}", document, reached, start, outside)
        yield Part(f"s{number}", row, start, end, of_number.get(row.number, []))
        reached = end
    yield from _between(f"o{paper}-{len(rows)}", document, reached, len(document.text), outside)


def _bounds(rows: Sequence[Row], document: Document) -> Iterator[tuple[int, int]]:
    """From where to where each submission is shown: the marks of a Markdown heading stand before its start."""
    text, starts = document.text, document.line_starts
    reached = 0
    for row in rows:
        assert row.start
        assert row.end
        line_start = starts[bisect_right(starts, row.start.offset) - 1]
        start = line_start if line_start >= reached else row.start.offset
        line = bisect_right(starts, max(start, row.end.offset - 1))
        line_end = starts[line] if line < len(starts) else len(text)
        reached = row.end.offset if text[row.end.offset : line_end].strip() else line_end
        yield start, reached


def _between(name: str, document: Document, start: int, end: int, outside: Sequence[Noted]) -> Iterator[Part]:
    """The stretch of a file between two submissions, where there is anything to read in it."""
    last = end == len(document.text)
    noted = [
        one for one in outside if start <= one.finding.start.offset < end or (last and one.finding.start.offset >= end)
    ]
    if noted or any(map(str.isalnum, document.text[start:end])):
        yield Part(name, None, start, end, noted)
