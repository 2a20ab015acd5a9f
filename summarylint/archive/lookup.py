"""Which passages of a text the documents of an archive have too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from summarylint.archive import segments
from summarylint.archive.catalogue import SPARSITY, UNITS, Catalogue, Record, place_of, refuse_other_fingerprints
from summarylint.archive.opening import opened, told
from summarylint.errors import ArchiveError, Said
from summarylint.reuse import normalise
from summarylint.reuse.fingerprints import covered, fingerprints
from summarylint.reuse.normalise import Normalised
from summarylint.reuse.passages import Evidence, Passage, passages
from summarylint.reuse.postings import anchors, counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRIES = 5
"""How often a writer may replace segments between reading their names and mapping them."""


class Archive:
    """An archive as it was when it was opened; what is removed meanwhile is not found any more."""

    def __init__(self, folder: str) -> None:
        """Raises ArchiveError where it can't be opened, or its fingerprints say nothing to this version."""
        self.folder = folder
        with told(folder):
            self._catalogue = opened(folder)
            try:
                refuse_other_fingerprints(self._catalogue)
                live = _mapped(self._catalogue)
                removed = self._catalogue.removed()
            except BaseException:
                self._catalogue.close()
                raise
        self.failures: list[Said] = []
        """What could not be compared with since it was opened, being damaged."""
        self.postings = [one.postings for one in live]
        """Of its segments; texts are numbered through all of them."""
        self._ids = np.concatenate([np.zeros(0, np.int64), *(one.ids for one in live)])
        self._removed = np.flatnonzero(np.isin(self._ids, removed))

    def close(self) -> None:
        """Let go of the files."""
        self._catalogue.close()

    def records(self) -> list[Record]:
        """All documents. Raises ArchiveError at a damaged one."""
        with told(self.folder):
            return list(self._catalogue.records())

    def document(self, number: int) -> tuple[Record, str, str] | None:
        """A document with its text and prose; None where it was removed meanwhile, or is damaged."""
        try:
            with told(self.folder):
                record, texts = self._catalogue.record(number), self._catalogue.texts(number)
        except ArchiveError as error:
            self.failures.append(error.args[0])
            return None
        return None if record is None or texts is None else (record, *texts)

    def added_from(self, path: str) -> list[int]:
        """Ids of the documents that were added from the file at `path`."""
        with told(self.folder):
            return self._catalogue.at_place(place_of(self.folder, path))

    def passages(
        self,
        mine: Normalised,
        evidence: Evidence,
        without: Sequence[int] = (),
        ordinary: NDArray[np.bool_] | None = None,
    ) -> Iterator[tuple[int, Passage]]:
        """The passages of a text that the archive's documents have, each with the id of the document.

        Those whose ids are in `without` are passed over; for damaged ones `failures` grows.
        """
        passed_over = np.append(self._removed, np.flatnonzero(np.isin(self._ids, without)))
        found = anchors(fingerprints(mine.codes, UNITS, SPARSITY), self.postings, passed_over)
        for passage in passages(mine, found, self._units, UNITS, evidence, ordinary):
            yield int(self._ids[passage.text]), passage

    def often_said(self, mine: Normalised, few: int) -> NDArray[np.bool_]:
        """Which units of a text stand in a wording that more than `few` places of the archive have."""
        own = fingerprints(mine.codes, UNITS, SPARSITY)
        return covered(own.places[counts(own, self.postings) > few], UNITS, len(mine.codes))

    def text_of(self, number: int) -> tuple[str, Normalised] | None:
        """Prose and units of a text by its number in the postings; None where it was removed, or is damaged."""
        found = self.document(int(self._ids[number]))
        return None if found is None else (found[2], normalise.normalise(found[2]))

    def _units(self, number: int) -> Normalised | None:
        found = self.text_of(number)
        return None if found is None else found[1]


def _mapped(catalogue: Catalogue) -> list[segments.Live]:
    for _ in range(_TRIES):
        try:
            return [segments.mapped(catalogue, segment) for segment in catalogue.segments()]
        except FileNotFoundError:
            # A writer has merged them since, and their names are no more; or they are lost.
            continue
    raise catalogue.damaged("a segment (its file is missing)")
