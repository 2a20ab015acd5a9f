"""Opening a catalogue, to read or for one change, and what SQLite and the system say of it in words to act on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from summarylint.archive.catalogue import FORMAT, NAME, SCHEMA, Catalogue
from summarylint.errors import ArchiveError, Said, placed, refusal

_APPLICATION = 0x736C6172
_PAGE, _CACHE_KIB = 8192, 262_144
"""As long as what a change wrote fits the cache, readers wait for its last moment alone."""
_READER_WAITS, _WRITER_WAITS = 60, 3600
"""Seconds; a writer may have to wait for all that another one adds."""
_PATIENCE = 1


@contextmanager
def reading(folder: str) -> Iterator[Catalogue]:
    """The catalogue of an archive, to read. Raises ArchiveError."""
    with told(folder):
        catalogue = opened(folder)
    try:
        with told(folder):
            yield catalogue
    finally:
        catalogue.close()


@contextmanager
def writing(folder: str, *, create: bool = False, waiting: Callable[[], None] = lambda: None) -> Iterator[Catalogue]:
    """The catalogue, for one change that is wholly made where the block ends well, and not at all otherwise.

    `waiting` is called where another writer must be waited for. Raises ArchiveError.
    """
    with told(folder):
        if create:
            _create(folder)
        catalogue = opened(folder, _PATIENCE)
    try:
        with told(folder):
            _begin(catalogue.sql, waiting)
            yield catalogue
            catalogue.sql.execute("COMMIT")
    finally:
        # Closing takes back what was not committed.
        catalogue.close()


def _begin(sql: sqlite3.Connection, waiting: Callable[[], None]) -> None:
    try:
        sql.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        waiting()
        sql.execute(f"PRAGMA busy_timeout = {_WRITER_WAITS * 1000}")
        sql.execute("BEGIN IMMEDIATE")
    sql.execute(f"PRAGMA busy_timeout = {_WRITER_WAITS * 1000}")


def _create(folder: str) -> None:
    """Make an archive where there is none; two that try at once both end well."""
    path = os.path.join(folder, NAME)
    if os.path.exists(path) and os.path.getsize(path):
        return
    os.makedirs(os.path.join(folder, "segments"), exist_ok=True)
    if os.listdir(os.path.join(folder, "segments")):
        raise ArchiveError(
            Said(
                f"{path}: missing or empty, though the archive is not; restore it from a copy",
                f"{path}：目录文件缺失或为空，而档案库并不空；请用备份恢复",
            )
        )
    others = set(os.listdir(folder)) - {NAME, f"{NAME}-journal", "segments"}
    if others:
        raise ArchiveError(
            Said(
                f"{folder}: not an archive, and not empty; name an empty or a new folder",
                f"{folder}：不是档案库，也不是空文件夹；请指定空的或新的文件夹",
            )
        )
    sql = sqlite3.connect(path, timeout=_WRITER_WAITS, isolation_level=None)
    try:
        sql.execute(f"PRAGMA page_size = {_PAGE}")
        sql.execute("PRAGMA auto_vacuum = NONE")
        sql.execute("BEGIN EXCLUSIVE")
        if not sql.execute("PRAGMA user_version").fetchone()[0]:
            for statement in SCHEMA.split(";\n"):
                sql.execute(statement)
            Catalogue(folder, sql).write_made_with()
            sql.execute(f"PRAGMA application_id = {_APPLICATION}")
            sql.execute(f"PRAGMA user_version = {FORMAT}")
        sql.execute("COMMIT")
    finally:
        sql.close()


def opened(folder: str, patience: float = _READER_WAITS) -> Catalogue:
    """The catalogue of an archive; `patience` are seconds for which another process may hold it. Raises ArchiveError."""
    path = os.path.join(folder, NAME)
    if not os.path.isfile(path):
        raise ArchiveError(
            Said(
                f"{folder}: no archive ({NAME} is missing); 'summarylint archive add' makes one",
                f"{folder}：不是档案库（缺少{NAME}）；用 summarylint archive add 建立",
            )
        )
    if os.path.getsize(path) == 0:
        raise ArchiveError(
            Said(
                f"{path}: empty; 'summarylint archive add' makes an archive of it, or restore it from a copy",
                f"{path}：空文件；请用 summarylint archive add 建立，或用备份恢复",
            )
        )
    uri = f"file:{_quoted(os.path.abspath(path))}?mode=rw"
    sql = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    try:
        _refuse_other_kinds(folder, sql)
        sql.execute("PRAGMA journal_mode = DELETE")
        sql.execute("PRAGMA synchronous = EXTRA")
        sql.execute("PRAGMA secure_delete = ON")
        sql.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except BaseException:
        sql.close()
        raise
    return Catalogue(folder, sql)


def _refuse_other_kinds(folder: str, sql: sqlite3.Connection) -> None:
    (application,) = sql.execute("PRAGMA application_id").fetchone()
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        path = os.path.join(folder, NAME)
        raise ArchiveError(Said(f"{path}: not a catalogue of an archive", f"{path}：不是档案库的目录文件"))
    if version > FORMAT:
        raise ArchiveError(
            Said(
                f"{folder}: written by a newer summarylint (format {version}; this one knows {FORMAT}): update it",
                f"{folder}：由更新版本的summarylint写成（格式{version}，本版本只认{FORMAT}），请升级",
            )
        )


def _quoted(path: str) -> str:
    from urllib.parse import quote

    name = path.replace(os.sep, "/")
    return quote(os.fsencode(name if name.startswith("/") else f"/{name}"))


@contextmanager
def told(folder: str) -> Iterator[None]:
    """What SQLite and the system say, as errors that a person can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(_why(folder, error)) from error
    except OSError as error:
        raise ArchiveError(placed(folder, refusal(error))) from error


_REASONS = (
    ("full", "the disk is full; nothing was changed", "磁盘已满，未作任何改动"),
    ("disk i/o", "the disk refuses (full, or failing); nothing was changed", "磁盘读写失败（已满或故障），未作任何改动"),
    ("readonly", "the folder or its catalogue can't be written", "文件夹或目录文件不可写"),
    ("unable to open", "the catalogue can't be opened; is the folder readable and writable?", "目录文件打不开，请检查文件夹权限"),
    ("locked", "another process holds the catalogue; try again later", "目录文件正被占用，请稍后再试"),
    (
        "malformed",
        "the catalogue is damaged; restore it from a copy, or make the archive anew",
        "目录文件已损坏；请用备份恢复，或重新建立档案库",
    ),
    (
        "not a database",
        "the catalogue is damaged or not one; restore it from a copy, or make the archive anew",
        "目录文件已损坏或不是目录文件；请用备份恢复，或重新建立档案库",
    ),
)  # fmt: skip


def _why(folder: str, error: sqlite3.Error) -> Said:
    said = str(error).lower()
    for sign, en, zh in _REASONS:
        if sign in said:
            return Said(f"{folder}: {en}", f"{folder}：{zh}")
    return Said(f"{folder}: the catalogue: {error}", f"{folder}：目录文件：{error}")
