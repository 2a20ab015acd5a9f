"""`catalogue.sqlite`: the documents of an archive with their texts, and which segments of fingerprints are live.

It is the truth about an archive; the segments can be made again from it. Every change is one transaction, so that a
change is wholly there or wholly absent; SQLite's rollback journal works on a network share, where its WAL does not.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarylint.errors import ArchiveError, Said
from summarylint.reuse import normalise

FORMAT = 1
NAME = "catalogue.sqlite"
UNITS, SPARSITY = 8, 4
"""Of a fingerprint, and one in how many is kept: two bytes a character, where a batch can afford more."""


SCHEMA = """
CREATE TABLE fingerprints (units INTEGER NOT NULL, sparsity INTEGER NOT NULL, normaliser INTEGER NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL, place TEXT NOT NULL,
    parts TEXT NOT NULL, characters INTEGER NOT NULL, digest BLOB NOT NULL, checksum BLOB NOT NULL,
    text BLOB NOT NULL, prose BLOB,
    UNIQUE (label, path));
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_place ON documents (place);
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    size INTEGER NOT NULL, digest BLOB NOT NULL, texts BLOB NOT NULL, checksum BLOB NOT NULL);
CREATE TABLE removed (id INTEGER PRIMARY KEY);
"""


class Part(NamedTuple):
    """A submission within a document."""

    start: int
    """In code points of the document."""
    body: int
    """Where its text behind the title starts."""
    title: str
    unit: str | None


class Entry(NamedTuple):
    """A document to add."""

    label: str
    path: str
    """Relative to the folder it was added from, with forward slashes; with the label it names the document."""
    place: str
    """Where it lies, seen from the archive's folder; empty where it lies nowhere."""
    title: str
    date: str
    parts: tuple[Part, ...]
    text: str
    prose: str | None = None
    """Where it differs from the text."""

    @property
    def digest(self) -> bytes:
        """Of the text, whatever its file's encoding was."""
        return hashlib.sha256(encoded(self.text)).digest()


class Record(NamedTuple):
    """A document of the archive, but for its text."""

    id: int
    label: str
    path: str
    title: str
    date: str
    place: str
    parts: tuple[Part, ...]
    characters: int
    digest: bytes

    @property
    def name(self) -> str:
        """What it is called: label and path."""
        return f"{self.label}/{self.path}"


class Segment(NamedTuple):
    """A file of postings: its number, size in bytes, digest, and the ids and bounds of its texts as int64."""

    id: int
    size_bytes: int
    digest: bytes
    texts: bytes


class Packed(NamedTuple):
    """An entry's text and prose, compressed; no prose where it is the text."""

    text: bytes
    prose: bytes | None


def encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which a reader may have had to leave, is kept."""
    return text.encode("utf-8", "surrogatepass")


def packed(entry: Entry) -> Packed:
    """What the catalogue keeps of an entry's texts."""
    # Level 1 takes a third of the time of the usual one, and a tenth more room.
    prose = None if entry.prose is None else zlib.compress(encoded(entry.prose), 1)
    return Packed(zlib.compress(encoded(entry.text), 1), prose)


class Catalogue:
    """An open catalogue."""

    def __init__(self, folder: str, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.sql = connection

    def close(self) -> None:
        """Let go of the file."""
        self.sql.close()

    # Documents

    def known(self, label: str, path: str) -> tuple[int, bytes] | None:
        """Id and digest of the document of that name."""
        found: tuple[int, bytes] | None = self.sql.execute(
            "SELECT id, digest FROM documents WHERE label = ? AND path = ?", (label, path)
        ).fetchone()
        return found

    def holds(self, digest: bytes) -> bool:
        """Whether a document of that content is there, whatever its name."""
        return self.sql.execute("SELECT 1 FROM documents WHERE digest = ?", (digest,)).fetchone() is not None

    def insert(self, entry: Entry, digest: bytes, content: Packed) -> int:
        """Write a document; its id, which no other one ever had."""
        parts = json.dumps([list(part) for part in entry.parts], ensure_ascii=False)
        fields = (entry.label, entry.path, entry.title, entry.date, entry.place, parts, len(entry.text))
        cursor = self.sql.execute(
            "INSERT INTO documents (label, path, title, date, place, parts, characters, digest, checksum, text, prose)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *map(_written, fields[:-1]),
                fields[-1],
                digest,
                _checksum(*fields, digest, content.prose or b""),
                content.text,
                content.prose,
            ),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def delete(self, ids: Sequence[int]) -> None:
        """Forget documents; their fingerprints are passed over until the segments are written anew."""
        self.sql.executemany("DELETE FROM documents WHERE id = ?", [(one,) for one in ids])
        self.sql.executemany("INSERT OR IGNORE INTO removed VALUES (?)", [(one,) for one in ids])

    def records(self) -> Iterator[Record]:
        """All documents, by label and path. Raises ArchiveError at a damaged one."""
        for row in self.sql.execute(f"{_SELECT} ORDER BY label, path"):
            yield self._record(row)

    def names(self) -> Iterator[tuple[int, str, str]]:
        """Id, label and path of all documents, be they damaged."""
        yield from self.sql.execute("SELECT id, label, path FROM documents ORDER BY label, path")

    def record(self, number: int) -> Record | None:
        """The document of that id; None where it is no more."""
        row = self.sql.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
        return None if row is None else self._record(row)

    def at_place(self, place: str) -> list[int]:
        """Ids of the documents that were added from that place."""
        return [one for (one,) in self.sql.execute("SELECT id FROM documents WHERE place = ?", (_written(place),))]

    def texts(self, number: int) -> tuple[str, str] | None:
        """Text and prose of a document; None where it is no more. Raises ArchiveError where they are damaged."""
        row = self.sql.execute("SELECT digest, text, prose FROM documents WHERE id = ?", (number,)).fetchone()
        if row is None:
            return None
        digest, text, prose = row
        try:
            raw = zlib.decompress(text)
            if hashlib.sha256(raw).digest() == digest:
                decoded = raw.decode("utf-8", "surrogatepass")
                return decoded, decoded if prose is None else zlib.decompress(prose).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError, TypeError):
            pass
        record = self.record(number)
        name = record.name if record else str(number)
        raise ArchiveError(
            Said(
                f"{self.folder}: the text of '{name}' is damaged; remove it and add it again",
                f"{self.folder}：“{name}”的正文已损坏，请移除后重新加入",
            )
        )

    def ids(self) -> list[int]:
        """Of all documents, in the order in which they were added."""
        return [one for (one,) in self.sql.execute("SELECT id FROM documents ORDER BY id")]

    def _record(self, row: tuple[object, ...]) -> Record:
        """Raises ArchiveError where the row is not what was written."""
        number, label, path, title, date, place, parts, characters, digest, checksum, prose = row
        if checksum != _checksum(label, path, title, date, place, parts, characters, digest, prose or b""):
            raise ArchiveError(
                Said(
                    f"{self.folder}: what the catalogue says of document {number} is damaged; remove it and add it again",
                    f"{self.folder}：目录中第{number}号文档的记录已损坏，请移除后重新加入",
                )
            )
        # The checksum has said that these are the columns as they were written; SQLite's own types are unknown to mypy.
        read = tuple(Part(*part) for part in json.loads(str(parts)))
        return Record(number, label, path, title, date, place, read, characters, digest)  # type: ignore[arg-type]

    # Segments

    def segments(self) -> list[Segment]:
        """Those that are live, oldest first. Raises ArchiveError where a row is not what was written."""
        rows = self.sql.execute("SELECT id, size, digest, texts, checksum FROM segments ORDER BY id").fetchall()
        for number, size, digest, texts, checksum in rows:
            if checksum != _checksum(number, size, digest, texts):
                raise self.damaged(f"segment {number}")
        return [Segment(*row[:4]) for row in rows]

    def removed(self) -> list[int]:
        """Ids of documents that are gone, though segments still hold their fingerprints."""
        return [one for (one,) in self.sql.execute("SELECT id FROM removed")]

    def next_segment(self) -> int:
        """A number that no segment had."""
        last = self.sql.execute("SELECT seq FROM sqlite_sequence WHERE name = 'segments'").fetchone()
        return (last[0] if last else 0) + 1

    def replace_segments(self, old: Sequence[int], new: Sequence[Segment], forgotten: Sequence[int]) -> None:
        """Make `new` live in place of `old`; `forgotten` are ids of removed documents that no segment holds any more."""
        self.sql.executemany("DELETE FROM segments WHERE id = ?", [(one,) for one in old])
        self.sql.executemany(
            "INSERT INTO segments (id, size, digest, texts, checksum) VALUES (?, ?, ?, ?, ?)",
            [(*one, _checksum(*one)) for one in new],
        )
        self.sql.executemany("DELETE FROM removed WHERE id = ?", [(one,) for one in forgotten])

    def made_with(self) -> tuple[int, int, int]:
        """Units and sparsity of the fingerprints, and the version of the normaliser."""
        row: tuple[int, int, int] | None = self.sql.execute(
            "SELECT units, sparsity, normaliser FROM fingerprints"
        ).fetchone()
        if row is None:
            raise self.damaged("how its fingerprints were made")
        return row

    def forget_segments(self) -> None:
        """Name no segment, and no document as removed from one."""
        self.sql.execute("DELETE FROM segments")
        self.sql.execute("DELETE FROM removed")

    def write_made_with(self) -> None:
        """Fingerprints are those of this version."""
        self.sql.execute("DELETE FROM fingerprints")
        self.sql.execute("INSERT INTO fingerprints VALUES (?, ?, ?)", (UNITS, SPARSITY, normalise.VERSION))

    def damaged(self, what: str) -> ArchiveError:
        """That `what` is not what was written, and the segments can be made anew."""
        return ArchiveError(
            Said(
                f"{self.folder}: {what} is damaged; 'summarylint archive compact' makes the fingerprints anew",
                f"{self.folder}：{what}已损坏；请用 summarylint archive compact 重建指纹",
            )
        )


_SELECT = "SELECT id, label, path, title, date, place, parts, characters, digest, checksum, prose FROM documents"


def _written(text: object) -> object:
    """SQLite takes no lone surrogates, which names of files may hold."""
    return text.encode("utf-8", "backslashreplace").decode() if isinstance(text, str) else text


def _checksum(*fields: object) -> bytes:
    digest = hashlib.sha256()
    for field in fields:
        raw = field if isinstance(field, bytes) else str(_written(field)).encode()
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.digest()[:8]


def refuse_other_fingerprints(catalogue: Catalogue) -> None:
    """Raises ArchiveError where the fingerprints are not those that this version makes."""
    if catalogue.made_with() != (UNITS, SPARSITY, normalise.VERSION):
        raise ArchiveError(
            Said(
                f"{catalogue.folder}: its fingerprints are those of another version of summarylint; "
                "'summarylint archive compact' makes them anew",
                f"{catalogue.folder}：指纹由其他版本的summarylint生成；请用 summarylint archive compact 重建",
            )
        )


def place_of(folder: str, path: str) -> str:
    """Where a file lies, seen from the archive's folder, so that both may move together."""
    try:
        place = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
    except ValueError:
        # On Windows nothing leads from one drive to another.
        place = os.path.realpath(path)
    return place.replace(os.sep, "/")
