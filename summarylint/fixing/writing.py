"""A file's new content in its place: whole or not at all, its permissions kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile

from summarylint.errors import Said
from summarylint.fixing.formats import UnfixableError


def replace(path: str, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old`; raises UnfixableError, and changes nothing, where that can't be done."""
    # What a link leads to is replaced, not the link.
    whole = os.path.realpath(path)
    own = None
    try:
        if not os.access(whole, os.W_OK):
            # Replacing asks only the folder's permission, but who protects a file means the file.
            raise PermissionError
        with tempfile.NamedTemporaryFile(dir=os.path.dirname(whole), prefix=".summarylint-", delete=False) as file:
            own = file.name
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _like(whole, own)
        with open(whole, "rb") as file:
            if file.read() != old:
                message = Said("it was changed by someone else meanwhile; run again", "期间文件被他人改动；请重新运行")
                raise UnfixableError(message)
        os.replace(own, whole)
        own = None
    except OSError as error:
        denied = Said("no permission to write it", "没有写入权限")
        why = error.strerror or type(error).__name__
        other = Said(f"it can't be written ({why})", f"不能写入（{why}）")
        raise UnfixableError(denied if isinstance(error, PermissionError) else other) from error
    finally:
        if own:
            with contextlib.suppress(OSError):
                os.unlink(own)


def _like(original: str, copy: str) -> None:
    """Give `copy` the owner, permissions and attributes of `original`, but a time of its own."""
    status = os.stat(original)
    made = os.stat(copy)
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (made.st_uid, made.st_gid):
        # Who may write a colleague's file can't always give it back to them; it must not stay unmended for that.
        with contextlib.suppress(PermissionError):
            os.chown(copy, status.st_uid, status.st_gid)
    shutil.copystat(original, copy)
    os.utime(copy)
