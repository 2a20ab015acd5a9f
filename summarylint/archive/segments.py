"""`segments/*.npy`: sorted postings of many documents in one file each, written once and mapped to be read.

A file that the catalogue does not name is rubbish that a crash, or a reader on Windows, left behind.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.archive.catalogue import Catalogue, Segment
from summarylint.reuse.postings import Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FOLDER = "segments"
_MOST = 8
"""Segments are looked through one by one, so that each costs; more are merged."""
_GROWTH = 2
_LARGEST = 1 << 27
"""Units of a merged segment; a merge holds its postings in memory, two bytes a unit and as much to sort them."""
_LOWER = np.uint64(0xFFFFFFFF)
NOBODY = 0
"""Id of texts whose postings are no more."""


class Live(NamedTuple):
    """A segment, mapped."""

    segment: Segment
    postings: Postings
    ids: NDArray[np.int64]


def path_of(folder: str, number: int) -> str:
    """Where a segment's file is."""
    return os.path.join(folder, _FOLDER, f"{number:08}.npy")


def mapped(catalogue: Catalogue, segment: Segment) -> Live:
    """A segment to look things up in. Raises FileNotFoundError, and ArchiveError where it is not what was written."""
    path = path_of(catalogue.folder, segment.id)
    try:
        values = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise catalogue.damaged(os.path.basename(path)) from error
    if os.path.getsize(path) != segment.size_bytes or values.dtype != np.uint64 or values.ndim != 1:
        raise catalogue.damaged(os.path.basename(path))
    bounds = np.frombuffer(segment.texts, np.int64).reshape(2, -1)[1]
    return Live(segment, Postings(np.asarray(values), bounds), ids_of(segment))


def write(
    folder: str, number: int, values: NDArray[np.uint64], ids: NDArray[np.int64], bounds: NDArray[np.int64]
) -> Segment:
    """Sort postings in place and write them durably; the segment that they are."""
    values.sort(kind="stable")
    path = path_of(folder, number)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(f"{path}.part", "wb") as file:
            np.save(file, values, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(f"{path}.part", path)
    finally:
        with suppress(OSError):
            os.unlink(f"{path}.part")
    sync_folder(os.path.dirname(path))
    texts = np.vstack((np.append(ids, NOBODY), bounds)).astype(np.int64)
    return Segment(number, os.path.getsize(path), digest_of(path), texts.tobytes())


def digest_of(path: str) -> bytes:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.digest()


def sync_folder(path: str) -> None:
    """Make the names in a folder durable, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(path, os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def ids_of(segment: Segment) -> NDArray[np.int64]:
    """Ids of a segment's documents, in its order."""
    return np.frombuffer(segment.texts, np.int64).reshape(2, -1)[0, :-1]


def to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """The newest segments, if any, that should become one: each keeps twice the size of what came after it."""
    chosen: list[Segment] = []
    size = units = 0
    for segment in reversed(segments):
        held = _units(segment)
        many = len(segments) - len(chosen) + 1 > _MOST
        if units + held > _LARGEST or (chosen and not many and segment.size_bytes > _GROWTH * size):
            break
        chosen.append(segment)
        size += segment.size_bytes
        units += held
    return chosen[::-1] if len(chosen) > 1 else []


def _units(segment: Segment) -> int:
    return int(np.frombuffer(segment.texts, np.int64)[-1])


def merge(catalogue: Catalogue, old: Sequence[Segment], removed: Sequence[int], number: int) -> Segment:
    """One segment of what several hold, without the postings of removed documents.

    Raises ArchiveError where one is damaged: what is read here is written anew as sound.
    """
    live = [mapped(catalogue, segment) for segment in old]
    for one in live:
        if digest_of(path_of(catalogue.folder, one.segment.id)) != one.segment.digest:
            raise catalogue.damaged(os.path.basename(path_of(catalogue.folder, one.segment.id)))
    values = np.empty(sum(len(one.postings.values) for one in live), np.uint64)
    ids, bounds = [], [np.zeros(1, np.int64)]
    filled = units = 0
    for one in live:
        gone = np.isin(one.ids, removed)
        kept = one.postings.values
        if gone.any():
            text = np.searchsorted(one.postings.bounds, (kept & _LOWER).astype(np.int64), side="right") - 1
            kept = kept[~gone[text]]
        np.add(kept, np.uint64(units), out=values[filled : filled + len(kept)])
        filled += len(kept)
        ids.append(np.where(gone, NOBODY, one.ids))
        bounds.append(one.postings.bounds[1:] + units)
        units += int(one.postings.bounds[-1])
    return write(catalogue.folder, number, values[:filled], np.concatenate(ids), np.concatenate(bounds))


def sweep(catalogue: Catalogue) -> None:
    """Remove the files that the catalogue does not name."""
    named = {os.path.basename(path_of(catalogue.folder, segment.id)) for segment in catalogue.segments()}
    folder = os.path.join(catalogue.folder, _FOLDER)
    for name in strays(folder, named):
        try:
            os.unlink(os.path.join(folder, name))
        except PermissionError:
            # Windows keeps a file that a reader has mapped; a later change finds it again.
            continue


def strays(folder: str, named: set[str]) -> list[str]:
    """Files in the folder of segments that are none of those `named`."""
    return sorted(set(os.listdir(folder)) - named) if os.path.isdir(folder) else []
