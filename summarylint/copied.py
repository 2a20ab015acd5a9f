"""Passages that the submissions of a run have from each other, or from the archive, whoever holds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from summarylint.model import Document, Submission, line_starts

if TYPE_CHECKING:
    from summarylint.archive.catalogue import Record
    from summarylint.archive.lookup import Archive
    from summarylint.reuse.passages import Evidence, Passage

UNITS, SPARSITY = 7, 3
"""Of a fingerprint, and one in how many is kept, among the submissions of a run."""


class Background(NamedTuple):
    """What submissions are compared with beside each other."""

    archive: Archive | None = None
    given: tuple[str, ...] = ()
    """Texts that were handed out, forms and templates: what is theirs was not copied."""


class Holder(NamedTuple):
    """A submission that has a passage: of this run, or of a document in the archive."""

    document: Document
    start: int
    """Of the text behind its title, which is alike without being copied."""
    end: int
    number: int
    title: str
    unit: str | None
    record: Record | None = None
    """Of the document, where it is in the archive."""

    @property
    def body(self) -> str:
        """Its text without the title."""
        return self.document.prose[self.start : self.end]


class _Bodies(Sequence[str]):
    """The texts of holders, cut out of their documents when they are asked for."""

    def __init__(self, holders: Sequence[Holder]) -> None:
        self._holders = holders

    def __len__(self) -> int:
        return len(self._holders)

    def __getitem__(self, number: Any) -> Any:
        return self._holders[number].body


class Copy(NamedTuple):
    """A passage of a submission, and who has it too; places are code points of the documents."""

    start: int
    end: int
    holder: Holder
    other_start: int
    other_end: int
    equal: int
    """Units that are the same in both."""
    length: int
    """Units of the longer side."""
    prescribed: bool
    """Whether several have it word for word in one piece, and it is no longer than a sentence."""
    moved: bool
    """Whether its sentences stand in another order."""

    @property
    def similarity(self) -> float:
        """Share of equal units, 0 to 1."""
        return self.equal / self.length


def holder_of(submission: Submission) -> Holder:
    """A submission of the run as a holder of passages."""
    start = max(submission.start, submission.title_span.end)
    return Holder(submission.document, start, submission.end, submission.number or 1, submission.title, submission.unit)


def copies(
    submissions: Sequence[Submission],
    background: Background,
    evidence: Evidence,
    set_phrases: Sequence[str],
    *,
    both: bool,
) -> Iterator[tuple[int, list[Copy]]]:
    """For each submission by number what it has from others.

    Of two submissions of the run the later one has it from the earlier, unless `both` says that either has it from
    the other; the archive was there before.
    """
    from summarylint.reuse.index import Index
    from summarylint.reuse.ordinary import Ordinary

    archive = background.archive
    holders = [holder_of(one) for one in submissions]
    index = Index(_Bodies(holders), UNITS, SPARSITY)
    ordinary = Ordinary([*set_phrases, *background.given])
    shelf = _Shelf(archive, holders) if archive else None
    for number, holder in enumerate(holders):
        mine = index.units(number)
        known = ordinary.units(mine.codes)
        found = []
        if len(holders) > 1:
            often = archive.often_said(mine, evidence.few) if archive else None
            found = [
                _copy(holder, holders[one.text], one)
                for one in index.passages(number, evidence, known, often, earlier=not both)
            ]
        if archive and shelf:
            for document, passage in archive.passages(mine, evidence, shelf.own, known):
                other = shelf.holder(document, passage)
                found += [_copy(holder, other, passage)] if other else []
        yield number, found


def _copy(mine: Holder, other: Holder, found: Passage) -> Copy:
    # In the archive places are those of whole documents, of which a holder is a part.
    base = 0 if other.record else other.start
    return Copy(
        mine.start + found.start,
        mine.start + found.end,
        other,
        base + found.other_start,
        base + found.other_end,
        found.equal,
        found.length,
        is_prescribed(found, mine.body, other.document.prose[base:]),
        found.moved,
    )


def is_prescribed(found: Passage, mine: str, other: str) -> bool:
    """Whether a passage is a wording that both texts have to the letter; a copyist would have changed a number in it."""
    if not found.wording:
        return False
    start, end, other_start, other_end = found.core
    return [*filter(str.isalnum, mine[start:end])] == [*filter(str.isalnum, other[other_start:other_end])]


class _Shelf:
    """The archive's documents that passages were found in."""

    def __init__(self, archive: Archive, holders: Sequence[Holder]) -> None:
        self._archive = archive
        names = dict.fromkeys(one.document.name for one in holders)
        self.own = [one for name in names for one in archive.added_from(name)]
        """Ids of the documents that are being checked: nobody copies from himself."""

    def holder(self, document: int, passage: Passage) -> Holder | None:
        """The submission in an archived document that holds a passage; None where it was removed meanwhile."""
        found = self._archive.document(document)
        if found is None:
            return None
        record, text, prose = found
        number = max(1, bisect_right([one.start for one in record.parts], passage.other_start))
        part = record.parts[number - 1]
        end = record.parts[number].start if number < len(record.parts) else len(text)
        document_found = Document(record.name, "", text, prose, line_starts(prose), ())
        return Holder(document_found, part.body, end, number, part.title, part.unit, record)
