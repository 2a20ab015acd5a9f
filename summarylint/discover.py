"""Paths to sources: named files always, folders for the documents in them, in sorted order."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from summarylint.errors import Said, refusal
from summarylint.globs import matches
from summarylint.model import Failure, Source
from summarylint.products import SIDE_FILE, is_own

DOCUMENT_SUFFIXES = (
    ".txt", ".md", ".markdown", ".docx", ".html", ".htm", ".pdf", ".doc", ".wps", ".rtf", ".odt",
)  # fmt: skip


_NO_FILE = Said("not a regular file (a pipe, device or socket)", "不是普通文件（管道、设备或套接字）")


class Discovered(NamedTuple):
    """What the paths stand for."""

    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]
    skipped: dict[str, int]
    """Files in the folders that are no documents, by suffix in lower case."""
    whole: bool = False
    """Whether a folder was among the paths: only then is what is not there known to be lacking."""


def discover(
    paths: Iterable[str], exclude: tuple[str, ...] = (), stdin_name: str = "-", given: Container[str] = ()
) -> Discovered:
    """The sources that `paths` stand for; a path given twice, or in a folder too, counts once.

    `exclude` are patterns of whole paths; `given` real paths of what is no submission where it lies among them.
    """
    sources: dict[str, Source] = {}
    failures: list[Failure] = []
    skipped: dict[str, int] = {}
    whole = False
    for path in paths:
        if path == "-":
            sources.setdefault("-", Source("-", shown(stdin_name)))
            continue
        try:
            status = os.stat(path)
        except OSError as error:
            failures.append(Failure(shown(path), "discover", reason(error)))
            continue
        if stat.S_ISDIR(status.st_mode):
            whole = True
            for found in _documents(path, exclude, skipped, failures):
                place = os.path.realpath(found.path)
                if place in given:
                    skipped["(given)"] = skipped.get("(given)", 0) + 1
                else:
                    sources.setdefault(place, found)
        elif os.fspath(path).endswith(SIDE_FILE):
            # Named with its document by a pattern of the shell.
            skipped[SIDE_FILE] = skipped.get(SIDE_FILE, 0) + 1
        elif stat.S_ISREG(status.st_mode):
            sources.setdefault(os.path.realpath(path), Source(path, shown(path), status.st_size))
        else:
            failures.append(Failure(shown(path), "discover", _NO_FILE))
    ordered = sorted(sources.values(), key=lambda source: source.name)
    return Discovered(tuple(ordered), tuple(failures), dict(sorted(skipped.items())), whole)


def shown(path: str) -> str:
    """A path as reports show it: relative to the current folder where it is inside, with forward slashes.

    Bytes that are no UTF-8 are shown as `\\xNN`.
    """
    here = os.getcwd()
    full = os.path.abspath(path)
    inside = os.path.normcase(full).startswith(os.path.normcase(here) + os.sep)
    name = os.path.relpath(full, here) if inside else path
    name = name.replace(os.sep, "/")
    if os.name == "nt":
        # How Windows takes names of any length.
        name = name.replace("//?/UNC/", "//").removeprefix("//?/")
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def reason(error: OSError) -> Said:
    """Why the system refused, in one clause."""
    if isinstance(error, FileNotFoundError):
        return Said("no such file or folder", "没有这个文件或文件夹")
    if isinstance(error, PermissionError):
        return Said("no permission to read it", "没有读取权限")
    return refusal(error)


def _documents(
    folder: str, exclude: tuple[str, ...], skipped: dict[str, int], failures: list[Failure]
) -> Iterator[Source]:
    def refused(error: OSError) -> None:
        failures.append(Failure(shown(error.filename or folder), "discover", reason(error)))

    found: list[tuple[str, int]] = []
    root = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _excluded(os.path.join(parent, name), exclude)
        )
        for name in folders:
            # A linked folder is not entered; where it leads inside, its files are met there.
            if _leads_outside(os.path.join(parent, name), root):
                skipped["(link outside)"] = skipped.get("(link outside)", 0) + 1
        for name in sorted(names):
            path = os.path.join(parent, name)
            if name.startswith((".", "~$")) or _excluded(path, exclude):
                continue
            suffix = os.path.splitext(name)[1].lower()
            if suffix not in DOCUMENT_SUFFIXES:
                skipped[suffix or "(none)"] = skipped.get(suffix or "(none)", 0) + 1
                continue
            try:
                status = os.stat(path)
            except OSError as error:
                failures.append(Failure(shown(path), "discover", reason(error)))
                continue
            if stat.S_ISREG(status.st_mode) and is_own(path, suffix):
                skipped["(summarylint)"] = skipped.get("(summarylint)", 0) + 1
                continue
            outside = _leads_outside(path, root)
            if stat.S_ISREG(status.st_mode) and not outside:
                found.append((path, status.st_size))
            else:
                skipped["(link outside)" if outside else "(no file)"] = (
                    skipped.get("(link outside)" if outside else "(no file)", 0) + 1
                )
    # Git takes no path that passes through a link, so it is asked by the folder's own place.
    asked = {os.path.normpath(os.path.join(root, os.path.relpath(path, folder))): path for path, _ in found}
    ignored = {asked[path] for path in _git_ignored(root, list(asked))}
    yield from (Source(path, shown(path), size) for path, size in found if path not in ignored)


def _leads_outside(path: str, root: str) -> bool:
    return os.path.islink(path) and not os.path.realpath(path).startswith(os.path.join(root, ""))


def _excluded(path: str, exclude: tuple[str, ...]) -> bool:
    if not exclude:
        return False
    whole = os.path.abspath(path).replace(os.sep, "/").lstrip("/")
    return any(matches(pattern, whole) for pattern in exclude)


def _git_ignored(folder: str, paths: list[str]) -> set[str]:
    """Those of `paths` that git ignores; none outside a repository or where git is not installed."""
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        if above == os.path.dirname(above):
            return set()
        above = os.path.dirname(above)
    import subprocess

    full = {os.fsencode(path): path for path in paths}
    try:
        answer = subprocess.run(  # noqa: S603 (paths go through standard input, not the command line)
            ["git", "-c", "core.fsmonitor=false", "-C", folder, "check-ignore", "--stdin", "-z"],  # noqa: S607 (git is where the user has it)
            input=b"\0".join(full) + b"\0",
            capture_output=True,
            check=False,
        )
    except OSError:
        return set()
    return {full[name] for name in answer.stdout.split(b"\0") if name in full}
