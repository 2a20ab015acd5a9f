"""Annotations into a PDF file and out of it: which words each is on, and which are ours; only the worker runs this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from pypdf.generic import DictionaryObject, IndirectObject

from summarylint.annotate.pdf_errors import PdfError
from summarylint.annotate.pdf_objects import NAME, About, highlight, look_of_highlight, look_of_note, note
from summarylint.annotate.pdf_places import Pages, Stretch, joined
from summarylint.annotate.pdf_update import Annotation, Update, without_update


class _Marked(NamedTuple):
    """The words that a note is on, of one page."""

    page: int
    stretches: Sequence[Stretch]
    note: Mapping[str, Any]


def annotated(content: bytes, notes: Sequence[Mapping[str, Any]], author: str, date: str) -> bytes:
    """The file with an annotation for each note, and without those that we made before.

    Notes without a place share one on the first page. A note on words of several pages is on each of them.
    Raises PdfError where the file can't be changed without harm, or is not the one that the notes are of.
    """
    original = without_update(content)
    pages = Pages(original)
    try:
        update = Update(original)
        changed = _put(update, pages, notes, About(author, date=date))
        out = update.written()
        _compare(pages, Pages(out), changed)
    except (PdfError, MemoryError):
        raise
    except Exception as error:
        # pypdf raises whatever comes when a file is not what it should be.
        raise PdfError("structure") from error
    return out


def _put(update: Update, pages: Pages, notes: Sequence[Mapping[str, Any]], shared: About) -> dict[int, int]:
    """List the annotations anew of each page where they change; returns how many such a page has then."""
    if len(update) != len(pages):
        raise PdfError("structure")
    added = _added(update, pages, notes, shared)
    changed = {}
    for page in range(len(update)):
        there = update.annotations(page)
        kept = list(_of_others(there, shared.author))
        new = added.get(page, [])
        if new or len(kept) < len(there):
            update.list_annotations(page, kept, new)
            changed[page] = len(kept) + len(new)
    return changed


def _added(update: Update, pages: Pages, notes: Sequence[Mapping[str, Any]], shared: About) -> dict[int, list[str]]:
    """Add the objects of all notes; returns the references of the annotations by page."""
    marked = list(_marked(pages, notes))
    placed = {id(one.note) for one in marked}
    nowhere = [one["text"] for one in notes if id(one) not in placed]
    names = (f"{NAME}{update.digest}-{number}" for number in count(1))
    found: dict[int, list[str]] = {}
    if nowhere:
        frame, quarters = pages.frame(0)
        about = shared._replace(text="\n\n".join(nowhere), name=next(names), page=update.reference(0))
        look = update.add(look_of_note(quarters))
        found[0] = [update.add(note(about, frame, quarters, look))]
    for page, stretches, of in marked:
        about = shared._replace(text=of["text"], name=next(names), page=update.reference(page))
        look = update.add(look_of_highlight(stretches, of["severity"]))
        found.setdefault(page, []).append(update.add(highlight(about, stretches, of["severity"], look)))
    return found


def _marked(pages: Pages, notes: Iterable[Mapping[str, Any]]) -> Iterator[_Marked]:
    """The words of each note by page, page after page, so that each page is opened once."""
    by_page: dict[int, list[tuple[Mapping[str, Any], int, int, str]]] = {}
    for one in notes:
        for place, runs in enumerate(one["places"]):
            for page, first, words in runs:
                by_page.setdefault(page, []).append((one, place, first, words))
    for page, there in sorted(by_page.items()):
        if page >= len(pages):
            raise PdfError("another")
        # What lies between two places of a note is not what it is on, though it be on the same line.
        places: dict[int, dict[int, list[Stretch]]] = {}
        for (one, place, _, _), stretches in zip(there, pages.stretches(page, [row[2:] for row in there]), strict=True):
            places.setdefault(id(one), {}).setdefault(place, []).extend(stretches)
        for one in {id(row[0]): row[0] for row in there}.values():
            lines = [line for place in places[id(one)].values() for line in joined(place)]
            if lines:
                yield _Marked(page, lines, one)


def _of_others(annotations: Sequence[Annotation], author: str) -> Iterator[Annotation]:
    """Annotations that are not ours, nor the windows that a viewer made for ours."""
    ours = {one.number for one in annotations if one.number is not None and _is_ours(one.content, author)}
    for one in annotations:
        parent = None
        if isinstance(one.content, DictionaryObject) and one.content.get("/Subtype") == "/Popup":
            parent = one.content.raw_get("/Parent") if "/Parent" in one.content else None
        is_window = isinstance(parent, IndirectObject) and parent.idnum in ours
        if not is_window and not _is_ours(one.content, author):
            yield one


def _is_ours(content: Any, author: str) -> bool:
    if not isinstance(content, DictionaryObject):
        return False
    return content.get("/T") == author and str(content.get("/NM", "")).startswith(NAME)


def _compare(before: Pages, after: Pages, changed: Mapping[int, int]) -> None:
    """Raise PdfError unless pdfium finds in the new file all pages, their characters, and as many annotations as meant."""
    if len(before) != len(after):
        raise PdfError("structure")
    for page, meant in changed.items():
        if after.look(page) != (meant, before.look(page)[1]):
            raise PdfError("structure")
