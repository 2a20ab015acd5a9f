"""An update behind the bytes of a PDF file: new objects, and pages with other annotations; nothing before it changes.

pypdf finds the objects; what is written is the author's own bytes with one entry of each page exchanged. pypdf can
write updates too, but then copies every object of the file, spells names again (those in GBK come out as others,
and what they name is no longer found), and leaves out where title and author of the file stand.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, read_object

from summarylint.annotate.pdf_errors import PdfError

_BLANKS = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*")
_HEADER = re.compile(rb"[\0\t\n\f\r ]*(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+obj")
_START = re.compile(rb"startxref[\0\t\n\f\r ]+(\d{1,12})")
_MARK = b"%summarylint-update "
"""Our update starts with this and how many bytes the file had without it."""
_MOST_OBJECTS = 8_388_607
"""The highest number that an object may have in Acrobat."""


class Annotation(NamedTuple):
    """One entry of a page's list of annotations."""

    written: bytes
    number: int | None
    """Of the object; None where it stands in the list itself."""
    content: Any


class _Page(NamedTuple):
    """The dictionary of a page as it is written, and the part of it that lists annotations (empty: there is none)."""

    source: bytes
    start: int
    end: int
    entry: tuple[int, int]
    annotations: tuple[Annotation, ...]


class Update:
    """What is to be added to a file.

    Raises PdfError where the file is protected, or its table of objects is not what it should be.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._reader = PdfReader(io.BytesIO(content), strict=False)
        if self._reader.is_encrypted:
            raise PdfError("protected")
        self._before, self._has_table = _table_of(content)
        numbers = [number for known in self._reader.xref.values() for number in known]
        size = self._reader.trailer.get("/Size", 0)
        self._next = max([int(size), 1, *(number + 1 for number in (*numbers, *self._reader.xref_objStm))])
        if self._next > _MOST_OBJECTS:
            raise PdfError("structure")
        self._objects: dict[int, tuple[int, bytes]] = {}
        """By number: the generation, and the object as it is written."""
        self._pages = [page.indirect_reference for page in self._reader.pages]
        self._unpacked: dict[int, tuple[bytes, dict[int, int]]] = {}
        self.digest = hashlib.sha256(content).hexdigest()[:12]
        """Tells the file from others."""

    def __len__(self) -> int:
        return len(self._pages)

    def reference(self, page: int) -> str:
        """How other objects name a page."""
        number, generation = self._number(page)
        return f"{number} {generation} R"

    def annotations(self, page: int) -> tuple[Annotation, ...]:
        """What a page has already."""
        return self._page(page).annotations

    def add(self, written: bytes) -> str:
        """A new object; returns its reference."""
        self._objects[self._next] = (0, written)
        self._next += 1
        return f"{self._next - 1} 0 R"

    def list_annotations(self, page: int, kept: Iterable[Annotation], added: Iterable[str]) -> None:
        """Give a page these annotations, and no others."""
        found = self._page(page)
        listed = b" ".join([*(one.written for one in kept), *(reference.encode("ascii") for reference in added)])
        start, end = found.entry
        number, generation = self._number(page)
        written = b"".join(
            (found.source[found.start : start], b"/Annots[", listed, b"]", found.source[end : found.end])
        )
        self._objects[number] = (generation, written)

    def written(self) -> bytes:
        """The file with the update behind it; the file itself where there is nothing to add."""
        if not self._objects:
            return self._content
        parts = [b"" if self._content.endswith((b"\n", b"\r")) else b"\n"]
        parts.append(b"%s%d\n" % (_MARK, len(self._content)))
        at = len(self._content) + sum(map(len, parts))
        places: dict[int, tuple[int, int]] = {}
        for number, (generation, content) in sorted(self._objects.items()):
            parts.append(b"%d %d obj\n%s\nendobj\n" % (number, generation, content))
            places[number] = (at, generation)
            at += len(parts[-1])
        parts.append(self._table(places) if self._has_table else self._stream(places, at))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join((self._content, *parts))

    def _table(self, places: dict[int, tuple[int, int]]) -> bytes:
        # Some readers take a table that does not start at 0 for one that is numbered wrong.
        parts = [b"xref\n0 1\n0000000000 65535 f \n"]
        for first, count in _runs(places):
            parts.append(b"%d %d\n" % (first, count))
            parts += [b"%010d %05d n \n" % places[number] for number in range(first, first + count)]
        return b"".join((*parts, b"trailer\n<<", self._trailer(self._next), b">>\n"))

    def _stream(self, places: dict[int, tuple[int, int]], at: int) -> bytes:
        number = self._next
        every = {**places, number: (at, 0)}
        runs = " ".join(f"{first} {count}" for first, count in _runs(every)).encode("ascii")
        rows = [b"\x01" + every[one][0].to_bytes(4, "big") + every[one][1].to_bytes(2, "big") for one in sorted(every)]
        packed = zlib.compress(b"".join(rows))
        head = b"/Type/XRef/W[1 4 2]/Index[%s]/Filter/FlateDecode/Length %d" % (runs, len(packed))
        entries = self._trailer(number + 1)
        return b"%d 0 obj\n<<%s%s>>\nstream\n%s\nendstream\nendobj\n" % (number, head, entries, packed)

    def _trailer(self, size: int) -> bytes:
        found = [b"/Size %d/Prev %d" % (size, self._before)]
        trailer = self._reader.trailer
        for key in ("/Root", "/Info"):
            reference = trailer.raw_get(key) if key in trailer else None
            if isinstance(reference, IndirectObject):
                found.append(b"%s %d %d R" % (key.encode("ascii"), reference.idnum, reference.generation))
            elif key == "/Root":
                raise PdfError("structure")
        names = trailer.get("/ID")
        if isinstance(names, ArrayObject) and len(names) == 2:
            # The first stays what the file is known by, the second is that of this state of it.
            changed = hashlib.sha256(self._content + repr(sorted(self._objects.items())).encode("ascii")).digest()[:16]
            first = getattr(names[0], "original_bytes", b"")
            found.append(b"/ID[<%s><%s>]" % (first.hex().encode("ascii"), changed.hex().encode("ascii")))
        return b"".join(found)

    def _number(self, page: int) -> tuple[int, int]:
        reference = self._pages[page]
        if reference is None:
            raise PdfError("structure")
        return reference.idnum, reference.generation

    def _page(self, page: int) -> _Page:
        source, at = self._place(*self._number(page))
        stream = io.BytesIO(source)
        start = _past_blanks(source, at)
        entry = (start + 2, start + 2)
        annotations: tuple[Annotation, ...] = ()
        end = start
        for key, first, last, value in _entries(source, stream, start, self._reader):
            if key == "/Annots":
                entry = (first, last)
                annotations = tuple(self._listed(source, stream, value, last))
            end = last
        closing = _past_blanks(source, max(end, start + 2))
        return _Page(source, start, closing + 2, entry, annotations)

    def _listed(self, source: bytes, stream: io.BytesIO, value: tuple[int, Any], last: int) -> Iterator[Annotation]:
        """The entries of a list of annotations, which stands there or is named there."""
        at, listed = value
        if isinstance(listed, IndirectObject):
            if listed.get_object() is None:
                return
            source, at = self._place(listed.idnum, listed.generation)
            stream = io.BytesIO(source)
            at = _past_blanks(source, at)
            stream.seek(at)
            listed = read_object(stream, self._reader)
            last = stream.tell()
        if not isinstance(listed, ArrayObject):
            return
        at += 1
        while True:
            at = _past_blanks(source, at)
            if source[at : at + 1] == b"]" or at >= last:
                return
            stream.seek(at)
            one = read_object(stream, self._reader)
            written = source[at : stream.tell()].strip()
            at = stream.tell()
            number = one.idnum if isinstance(one, IndirectObject) else None
            yield Annotation(written, number, one.get_object() if one is not None else None)

    def _place(self, number: int, generation: int) -> tuple[bytes, int]:
        """The bytes that hold an object, and where in them it starts."""
        packed = self._reader.xref_objStm.get(number) if generation == 0 else None
        if packed is not None:
            if packed[0] not in self._unpacked:
                self._unpacked[packed[0]] = _unpacked(self._reader, packed[0])
            content, places = self._unpacked[packed[0]]
            return content, places[number]
        offset = self._reader.xref.get(generation, {}).get(number)
        header = _HEADER.match(self._content, offset) if offset is not None else None
        if header is None or (int(header[1]), int(header[2])) != (number, generation):
            raise PdfError("structure")
        return self._content, header.end()


def without_update(content: bytes) -> bytes:
    """The file without our update, where that is the last thing that was done to it: the very bytes it had."""
    at = content.rfind(_MARK)
    if at < 0 or content.count(b"%%EOF", at) != 1 or not content.endswith(b"%%EOF\n"):
        return content
    length = re.compile(rb"(\d{1,12})\n").match(content, at + len(_MARK))
    if length is None or int(length[1]) not in (at, at - 1):
        return content
    return content[: int(length[1])]


def _past_blanks(source: bytes, at: int) -> int:
    """Where the next word starts, from `at` on."""
    blanks = _BLANKS.match(source, at)
    return blanks.end() if blanks else at


def _table_of(content: bytes) -> tuple[int, bool]:
    """Where the newest table of objects starts, and whether it is a table (else a stream)."""
    found = _START.match(content, max(content.rfind(b"startxref"), 0))
    if found is None:
        raise PdfError("structure")
    at = int(found[1])
    if at < len(content) and re.compile(rb"[\0\t\n\f\r ]*xref").match(content, at):
        return at, True
    if at < len(content) and _HEADER.match(content, at):
        return at, False
    raise PdfError("structure")


def _entries(
    source: bytes, stream: io.BytesIO, at: int, reader: PdfReader
) -> Iterator[tuple[str, int, int, tuple[int, Any]]]:
    """Each entry of the dictionary at `at`: its key, where it starts and ends, and where its value starts and is."""
    if source[at : at + 2] != b"<<":
        raise PdfError("structure")
    at += 2
    while True:
        first = _past_blanks(source, at)
        if source[first : first + 2] == b">>":
            return
        stream.seek(first)
        key = read_object(stream, reader)
        value_at = _past_blanks(source, stream.tell())
        stream.seek(value_at)
        value = read_object(stream, reader)
        at = stream.tell()
        if not isinstance(key, str) or at <= first:
            raise PdfError("structure")
        yield str(key), first, at, (value_at, value)


def _unpacked(reader: PdfReader, stream_number: int) -> tuple[bytes, dict[int, int]]:
    """The content of a stream of objects, and where in it each of them starts, by number."""
    packed = reader.get_object(IndirectObject(stream_number, 0, reader))
    if not isinstance(packed, DictionaryObject):
        raise PdfError("structure")
    content: bytes = packed.get_data()  # type: ignore[attr-defined]  # a stream, which is a dictionary with data
    first: int = packed["/First"]  # type: ignore[assignment]  # a number, or what follows fails
    numbers = [int(one) for one in content[:first].split()]
    return content, {number: first + at for number, at in zip(numbers[::2], numbers[1::2], strict=True)}


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers as runs of neighbours: the first, and how many."""
    first, count = -1, 0
    for number in sorted(numbers):
        if number == first + count and count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = number, 1
    if count:
        yield first, count
