"""Whether an archive is what was written: pages, records, texts and segments, each against its digest."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator

import numpy as np

from summarylint.archive import segments
from summarylint.archive.catalogue import NAME, Catalogue, refuse_other_fingerprints
from summarylint.archive.opening import reading
from summarylint.errors import ArchiveError, Said


def damage(folder: str, progress: Callable[[int], None] = lambda _: None) -> Iterator[Said]:
    """What is wrong with an archive, one thing at a time; nothing where all is well.

    `progress` is told the characters of each document. Raises ArchiveError where it can't be opened at all.
    """
    with reading(folder) as catalogue:
        # What others write meanwhile must not look like damage.
        catalogue.sql.execute("BEGIN")
        yield from _pages(catalogue)
        yield from _told_by(refuse_other_fingerprints, catalogue)
        ids = catalogue.ids()
        for number in ids:
            yield from _document(catalogue, number, progress)
        yield from _segments(catalogue, ids)


def _pages(catalogue: Catalogue) -> Iterator[Said]:
    try:
        told = [row[0] for row in catalogue.sql.execute("PRAGMA integrity_check")]
        size = os.path.getsize(os.path.join(catalogue.folder, NAME))
        (page,) = catalogue.sql.execute("PRAGMA page_size").fetchone()
        if size % page or size < page * _pages_of(catalogue.folder):
            told.append(f"truncated to {size} bytes")
    except sqlite3.DatabaseError as error:
        told = [str(error)]
    for line in told:
        if line != "ok":
            yield Said(f"{catalogue.folder}: the catalogue: {line}", f"{catalogue.folder}：目录文件：{line}")


def _pages_of(folder: str) -> int:
    """How many pages the catalogue's head says it has; SQLite believes the file's size where the two differ."""
    with open(os.path.join(folder, NAME), "rb") as file:
        return int.from_bytes(file.read(32)[28:], "big")


def _told_by(check: Callable[[Catalogue], object], catalogue: Catalogue) -> Iterator[Said]:
    try:
        check(catalogue)
    except ArchiveError as error:
        yield error.args[0]


def _document(catalogue: Catalogue, number: int, progress: Callable[[int], None]) -> Iterator[Said]:
    try:
        catalogue.record(number)
        found = catalogue.texts(number)
    except ArchiveError as error:
        yield error.args[0]
        return
    if found is not None:
        progress(len(found[0]))


def _segments(catalogue: Catalogue, ids: list[int]) -> Iterator[Said]:
    try:
        live = catalogue.segments()
    except ArchiveError as error:
        yield error.args[0]
        return
    held: list[int] = []
    for segment in live:
        path = segments.path_of(catalogue.folder, segment.id)
        held += segments.ids_of(segment).tolist()
        if not os.path.isfile(path):
            yield catalogue.damaged(f"{os.path.basename(path)} (missing)").args[0]
        elif segments.digest_of(path) != segment.digest:
            yield catalogue.damaged(os.path.basename(path)).args[0]
    expected = {*ids, *catalogue.removed()}
    lacking = np.setdiff1d(ids, held)
    if len(lacking) or not {*held} <= {*expected, segments.NOBODY}:
        yield catalogue.damaged("which documents have fingerprints").args[0]
