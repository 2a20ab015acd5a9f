"""Files written whole or not at all: in the place of what was there, or only where nothing is."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from summarylint.errors import Said, UnwritableError, refusal
from summarylint.interrupts import held

_REASONS: dict[int, Said] = {
    errno.ENOENT: Said("there is no such folder", "没有这个文件夹"),
    errno.ENOTDIR: Said("there is no such folder", "没有这个文件夹"),
    errno.EISDIR: Said("it is a folder", "这是一个文件夹"),
    errno.EEXIST: Said("it is a file and no folder", "这是文件，不是文件夹"),
    errno.ENAMETOOLONG: Said("the name is too long", "文件名太长"),
    errno.EFBIG: Said("no file may grow so large there", "该处不允许这么大的文件"),
    errno.ENOSPC: Said("the disk is full", "磁盘已满"),
    errno.EROFS: Said("the disk is read-only", "磁盘是只读的"),
}
_DENIED = Said("no permission to write it", "没有写入权限")
_HELD = Said("no permission to write it, or another program has it open", "没有写入权限，或正被其他程序打开")
_CHANGED = Said("someone else changed it meanwhile; run again", "期间文件被他人改动；请重新运行")


def replace(path: str, content: bytes, *, old: bytes | None = None) -> None:
    """Put `content` at `path`: what is there keeps its permissions, and what a link leads to is replaced.

    A device or pipe is written to. Raises UnwritableError, with nothing changed, also where `old` is given and no more there.
    """
    foresee(path)
    with _told(path):
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as file:
                file.write(content)
            return
        whole = os.path.realpath(path)
        there = os.path.exists(whole)
        with _beside(whole, content, private=there, durable=True) as own:
            if there:
                _like(whole, own)
            if old is not None and _read(whole) != old:
                raise UnwritableError(path, _CHANGED)
            os.replace(own, whole)


def create(path: str, content: bytes) -> None:
    """Put `content` at `path`. Raises FileExistsError where anything is there, be it only since, and UnwritableError."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    with _told(path), _beside(path, content) as own:
        if os.name == "nt":
            # There it replaces nothing.
            os.rename(own, path)
            return
        # Not by a link, which some disks don't have: whoever makes the name has it, and may replace what is there.
        with held():
            with open(path, "xb"):
                pass
            try:
                os.replace(own, path)
            except BaseException:
                os.unlink(path)
                raise


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where it is not there. Raises UnwritableError."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path, reason(error)) from error


def foresee(path: str) -> None:
    """Raises the UnwritableError that `replace` would, as far as it can be told before there is anything to write."""
    if os.path.isdir(path):
        raise UnwritableError(path, _REASONS[errno.EISDIR])
    if os.path.exists(path) and not os.path.isfile(path):
        return
    whole = os.path.realpath(path)
    folder = os.path.dirname(whole)
    if not os.path.isdir(folder):
        raise UnwritableError(path, _REASONS[errno.ENOENT])
    # Replacing asks only the folder's permission, but who protects a file means the file.
    if not os.access(whole if os.path.exists(whole) else folder, os.W_OK):
        raise UnwritableError(path, _DENIED)


@contextmanager
def _beside(path: str, content: bytes, *, private: bool = False, durable: bool = False) -> Iterator[str]:
    """A file with `content` in the folder of `path`, which is gone at the end unless it was renamed."""
    # However long the name may be that it is to get.
    own = os.path.join(os.path.dirname(path), f".summarylint-{os.urandom(6).hex()}")

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600 if private else 0o666)

    try:
        with open(own, "xb", opener=opened) as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        yield own
    finally:
        with suppress(OSError):
            os.unlink(own)


def _like(original: str, copy: str) -> None:
    """Give `copy` the owner, permissions and attributes of `original`, but a time of its own."""
    import shutil

    status, made = os.stat(original), os.stat(copy)
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (made.st_uid, made.st_gid):
        # Who may write a colleague's file can't always give it back to them; it must not stay as it is for that.
        with suppress(PermissionError):
            os.chown(copy, status.st_uid, status.st_gid)
    shutil.copystat(original, copy)
    os.utime(copy)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, BrokenPipeError):
        # The one is an answer, the other a reader that has left.
        raise
    except OSError as error:
        raise UnwritableError(path, reason(error)) from error


def reason(error: OSError) -> Said:
    """Why the system would not write, in one clause."""
    if isinstance(error, PermissionError):
        return _HELD if os.name == "nt" else _DENIED
    return _REASONS.get(error.errno or 0) or refusal(error)


_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/|?*\\]')
_DEVICE = re.compile(r" *(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$) *(?:\.|\Z)", re.IGNORECASE)
_LONGEST_BYTES = 255


def safe_name(stem: str, suffix: str = "") -> str:
    """`stem` and `suffix` as a name that every system takes, as files travel; the stem is cut where both are too long.

    Source: "Naming Files, Paths, and Namespaces", Microsoft Learn.
    """
    stem = _UNFIT.sub("_", stem[:_LONGEST_BYTES])
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    while len(f"{stem}{suffix}".encode("utf-8", "surrogatepass")) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem}{suffix}".strip(" .") or "_"
