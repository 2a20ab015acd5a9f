"""A zip with some members changed and every other byte for byte as it was, packed data and headers too."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarylint.readers.word.package import Package

_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")
_DESCRIPTOR_MAGIC = b"PK\x07\x08"
_VERSION = 20
_EARLIEST = (0, (1 << 5) | 1)
"""Time and date of new members: 1 January 1980, so that the same input gives the same bytes."""


def patched(package: Package, changed: Mapping[str, bytes | None]) -> bytes:
    """The package with members replaced, added at the end, or (None) left out."""
    found: list[bytes] = []
    entries: list[bytes] = []
    at = 0
    for member in package.zip.infolist():
        name = member.filename
        if name in changed:
            content = changed[name]
            if content is None:
                continue
            stored, entry = _fresh(name, content, at)
        else:
            start, end = member.header_offset, _end(package, member)
            stored, entry = package.content[start:end], _central(member, at)
        found.append(stored)
        entries.append(entry)
        at += len(stored)
    for name, content in changed.items():
        if name not in package.members and content is not None:
            stored, entry = _fresh(name, content, at)
            found.append(stored)
            entries.append(entry)
            at += len(stored)
    directory = b"".join(entries)
    comment = package.zip.comment
    end_record = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), at, len(comment))
    return b"".join([*found, directory, end_record, comment])


def _end(package: Package, member: zipfile.ZipInfo) -> int:
    """Where a member ends, with the sizes that some programs write behind the data."""
    content = package.content
    start = package.data_start(member)
    end = start + member.compress_size
    if member.flag_bits & 8:
        name, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
        extra_start = member.header_offset + 30 + name
        is_zip64 = _has_zip64(content[extra_start : extra_start + extra])
        end += 4 if content[end : end + 4] == _DESCRIPTOR_MAGIC else 0
        end += 20 if is_zip64 else 12
    return end


def _has_zip64(extra: bytes) -> bool:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            return True
        at += 4 + size
    return False


def _central(member: zipfile.ZipInfo, offset: int) -> bytes:
    """A member's entry in the directory: what it was, but for the place; sizes are below 4 GiB, so no zip64."""
    year, month, day, hour, minute, second = member.date_time
    name = member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")
    extra = _without_zip64(member.extra)
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            member.create_version | member.create_system << 8,
            member.extract_version,
            member.flag_bits,
            member.compress_type,
            hour << 11 | minute << 5 | second // 2,
            (year - 1980) << 9 | month << 5 | day,
            member.CRC,
            member.compress_size,
            member.file_size,
            len(name),
            len(extra),
            len(member.comment),
            0,
            member.internal_attr,
            member.external_attr,
            offset,
        )
        + name
        + extra
        + member.comment
    )


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind != 1:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept


def _fresh(name: str, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """A new member, and its entry in the directory."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    is_ascii = name.isascii()
    encoded = name.encode("ascii" if is_ascii else "utf-8")
    flags = 0 if is_ascii else 0x800
    crc = zlib.crc32(content)
    shared = (_VERSION, flags, zipfile.ZIP_DEFLATED, *_EARLIEST, crc, len(packed), len(content), len(encoded), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *shared)
    entry = _CENTRAL.pack(b"PK\x01\x02", _VERSION, *shared, 0, 0, 0, 0, offset)
    return local + encoded + packed, entry + encoded
