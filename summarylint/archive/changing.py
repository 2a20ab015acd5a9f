"""What changes an archive: documents added, removed, and the fingerprints of all made anew."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from summarylint.archive import segments
from summarylint.archive.catalogue import (
    SPARSITY,
    UNITS,
    Catalogue,
    Entry,
    Packed,
    Segment,
    packed,
    refuse_other_fingerprints,
)
from summarylint.archive.opening import reading, writing
from summarylint.errors import ArchiveError, Said
from summarylint.globs import matches
from summarylint.reuse import normalise
from summarylint.reuse.fingerprints import fingerprints
from summarylint.reuse.postings import posted

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOGETHER = 1 << 16
"""Code points that are fingerprinted at once: enough to be worth numpy's calls, few enough for the processor's cache."""
_THREADS = 2
_AHEAD = 4
_ROOM = 1 << 25
"""Postings of a segment as it is first written."""


class Added(NamedTuple):
    """What came of adding documents."""

    added: int
    replaced: int
    unchanged: int
    characters: int
    """Of those added or replaced."""


class Compacted(NamedTuple):
    """What came of making an archive anew."""

    documents: int
    damaged: tuple[str, ...]
    """Why documents could not be fingerprinted; they are still there."""
    before_bytes: int
    after_bytes: int


def add(
    folder: str,
    entries: Iterable[Entry],
    *,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Added:
    """Add documents to the archive, which is made where there is none; all of them or, on an error, none.

    The same content twice is there once; other content under a name replaces what was there. `progress` is told
    the characters of each document that was looked at, `waiting` that another writer must be waited for.
    Raises ArchiveError.
    """
    try:
        with writing(folder, create=True, waiting=waiting) as catalogue:
            refuse_other_fingerprints(catalogue)
            gathered, sieve = _Gathered(catalogue), _Sieve(catalogue)
            replaced = characters = 0
            for group, (contents, postings) in _prepared(sieve.new(entries, progress), _add_prepared, _length):
                ids = []
                for new, content in zip(group, contents, strict=True):
                    if new.former is not None:
                        catalogue.delete([new.former])
                        replaced += 1
                    ids.append(catalogue.insert(new.entry, new.digest, content))
                    characters += len(new.entry.text)
                gathered.add(ids, postings)
            gathered.settle()
    finally:
        _sweep(folder)
    return Added(sieve.new_ones - replaced, replaced, sieve.unchanged, characters)


def remove(folder: str, names: Sequence[str], *, waiting: Callable[[], None] = lambda: None) -> int:
    """Remove documents by `label`, `label/path` or a pattern of the latter; how many were removed.

    Raises ArchiveError, without a change, where a name stands for none.
    """
    with writing(folder, waiting=waiting) as catalogue:
        there = list(catalogue.names())
        chosen: set[int] = set()
        for name in names:
            found = {one for one, label, path in there if _is_named(name, label, path)}
            if not found:
                message = Said(
                    f"{folder}: no document is called '{name}'; 'summarylint archive list' shows the names",
                    f"{folder}：没有名为“{name}”的文档；用 summarylint archive list 查看",
                )
                raise ArchiveError(message)
            chosen |= found
        catalogue.delete(sorted(chosen))
    return len(chosen)


def compact(
    folder: str,
    *,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Compacted:
    """Make all fingerprints anew from the texts, and give back the room of what was removed, erased for good."""
    before = _size(folder)
    damaged: list[str] = []

    def texts(catalogue: Catalogue) -> Iterator[tuple[int, str]]:
        for number in catalogue.ids():
            try:
                found = catalogue.texts(number)
            except ArchiveError as error:
                damaged.append(error.args[0])
                continue
            if found is not None:
                progress(len(found[0]))
                yield number, found[1]

    try:
        with writing(folder, waiting=waiting) as catalogue:
            catalogue.forget_segments()
            catalogue.write_made_with()
            gathered, documents = _Gathered(catalogue), 0
            for group, postings in _prepared(texts(catalogue), _compact_prepared, lambda one: len(one[1])):
                gathered.add([number for number, _ in group], postings)
                documents += len(group)
            gathered.settle()
    finally:
        _sweep(folder)
    with reading(folder) as catalogue:
        catalogue.sql.execute("VACUUM")
    return Compacted(documents, tuple(damaged), before, _size(folder))


class _New(NamedTuple):
    """An entry that the archive lacks, and the id of the document that it replaces."""

    entry: Entry
    digest: bytes
    former: int | None


class _Sieve:
    """Lets through the entries that an archive has not got yet."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.new_ones = self.unchanged = 0

    def new(self, entries: Iterable[Entry], progress: Callable[[int], None]) -> Iterator[_New]:
        names: set[tuple[str, str]] = set()
        digests: set[bytes] = set()
        for entry in entries:
            name = entry.label, entry.path
            if name in names:
                message = Said(
                    f"two documents would be called {entry.label}/{entry.path}; add their folders one by one, each with a --label",
                    f"两份文档都会叫{entry.label}/{entry.path}；请把各文件夹分开加入，各用--label命名",
                )
                raise ArchiveError(message)
            names.add(name)
            digest = entry.digest
            known = self._catalogue.known(*name)
            there = known[1] == digest if known else digest in digests or self._catalogue.holds(digest)
            progress(len(entry.text))
            self.unchanged += there
            if not there:
                self.new_ones += 1
                digests.add(digest)
                yield _New(entry, digest, known[0] if known else None)


class _Postings(NamedTuple):
    """The fingerprints of some documents in a row."""

    values: NDArray[np.uint64]
    bounds: NDArray[np.int64]


class _Gathered:
    """Segments in the making."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._number = catalogue.next_segment()
        self._written: list[Segment] = []
        self._start_anew()

    def _start_anew(self) -> None:
        # Untouched room takes no memory.
        self._values = np.empty(_ROOM, np.uint64)
        self._filled = self._units = 0
        self._ids: list[int] = []
        self._bounds: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]

    def add(self, ids: Sequence[int], postings: _Postings) -> None:
        """Take in the fingerprints of the documents `ids`."""
        end = self._filled + len(postings.values)
        if end > _ROOM:
            self._write()
            end = len(postings.values)
        np.add(postings.values, np.uint64(self._units), out=self._values[self._filled : end])
        self._bounds.append(postings.bounds[1:] + self._units)
        self._ids += ids
        self._filled = end
        self._units += int(postings.bounds[-1])

    def _write(self) -> None:
        ids, bounds = np.array(self._ids, np.int64), np.concatenate(self._bounds)
        values = self._values[: self._filled]
        self._written.append(segments.write(self._catalogue.folder, self._number, values, ids, bounds))
        self._number += 1
        self._start_anew()

    def settle(self) -> None:
        """Make live what was gathered, merged with older segments where that keeps them few."""
        if self._ids:
            self._write()
        catalogue = self._catalogue
        catalogue.replace_segments([], self._written, [])
        removed = catalogue.removed()
        while old := segments.to_merge(catalogue.segments()):
            new = segments.merge(catalogue, old, removed, self._number)
            held = set(np.concatenate([segments.ids_of(one) for one in old]).tolist())
            catalogue.replace_segments([one.id for one in old], [new], [one for one in removed if one in held])
            self._number += 1


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _prepared(
    items: Iterable[_Item], prepare: Callable[[list[_Item]], _Result], length: Callable[[_Item], int]
) -> Iterator[tuple[list[_Item], _Result]]:
    """Items in groups worth a call, in order, with what `prepare` makes of each group in threads.

    What it does in them (numpy, zlib, digests) lets other threads run; the catalogue stays in this one.
    """
    with ThreadPoolExecutor(_THREADS) as pool:
        running: deque[tuple[list[_Item], Future[_Result]]] = deque()
        for group in _groups(items, length):
            running.append((group, pool.submit(prepare, group)))
            if len(running) > _AHEAD:
                first, future = running.popleft()
                yield first, future.result()
        for group, future in running:
            yield group, future.result()


def _groups(items: Iterable[_Item], length: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    group: list[_Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += length(item)
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def _length(new: _New) -> int:
    return len(new.entry.text)


def _add_prepared(group: list[_New]) -> tuple[list[Packed], _Postings]:
    proses = [one.entry.text if one.entry.prose is None else one.entry.prose for one in group]
    return [packed(one.entry) for one in group], _fingerprinted(proses)


def _compact_prepared(group: list[tuple[int, str]]) -> _Postings:
    return _fingerprinted([text for _, text in group])


def _fingerprinted(texts: list[str]) -> _Postings:
    codes, bounds = normalise.joined(texts)
    return _Postings(posted(fingerprints(codes, UNITS, SPARSITY)), bounds)


def _is_named(name: str, label: str, path: str) -> bool:
    return name == label or matches(name, f"{label}/{path}")


def _sweep(folder: str) -> None:
    """Remove what the catalogue does not name, be it of a change that came to nothing.

    Another writer's files have no name yet; where there is one, it is left to sweep when it is done.
    """

    def busy() -> None:
        raise ArchiveError(Said(folder, folder))

    with suppress(ArchiveError), writing(folder, waiting=busy) as catalogue:
        segments.sweep(catalogue)


def _size(folder: str) -> int:
    """Bytes of all files of an archive."""
    return sum(os.path.getsize(os.path.join(parent, name)) for parent, _, names in os.walk(folder) for name in names)
