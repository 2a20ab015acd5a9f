"""Run as a script, in a process of its own: a PDF from standard input to its lines as JSON on standard output.

It imports nothing of summarylint, as it runs without its paths. What it prints is `{"error": …}` or `{"pages": […]}`, each
page with `width`, `height`, `objects` (whether anything is drawn on it), `pictured` (whether a picture takes much of it, asked
where there is little text), `typed` (whether text was put upon it, into a field or a note) and `lines`; a line is its text, the index on
the page of each character (-1 for one that pdfium put in), and its boxes as left and right of each character, bottom and top.
"""

from __future__ import annotations

import json
import sys
from typing import Any

HYPHEN = 2
"""What pdfium makes of a hyphen that parts a word at the end of a line."""
_GENERATED = frozenset((HYPHEN, 32, 160))
"""What pdfium puts in between characters, besides ends of lines."""
_SAMPLE = 200
"""Characters of a page that are asked whether the file gives a letter for them."""


FEW_CHARACTERS = 20
"""A page with fewer may be a scanned one with a number."""
PICTURED_SHARE = 0.3


def main(package_folder: str, memory_bytes: int, seconds: int, most_pages: int, most_characters: int) -> None:
    """Read standard input and print what came of it."""
    limit(memory_bytes, seconds)
    # As a script its folder comes first, which has an html.py too.
    sys.path[:1] = []
    sys.path.append(package_folder)
    content = sys.stdin.buffer.read()
    try:
        result = pages(content, most_pages, most_characters)
    except MemoryError:
        result = {"error": "memory"}
    # In one piece: `json.dump` writes number by number, and takes three times as long.
    sys.stdout.write(json.dumps(result))


def limit(memory_bytes: int, seconds: int) -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            hard = resource.getrlimit(kind)[1]
            soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):
            continue


def pages(content: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """All pages of a file, or the word for why there are none."""
    # It has no types; and where it is not installed, the rest must still be checked.
    import pypdfium2  # type: ignore[import-not-found,import-untyped,unused-ignore]
    import pypdfium2.raw as pdfium  # type: ignore[import-not-found,import-untyped,unused-ignore]

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            return {"error": "password"}
        if code == pdfium.FPDF_ERR_SECURITY:
            return {"error": "security"}
        return {"error": "damaged"}
    if len(document) > most_pages:
        return {"error": "pages", "pages": len(document)}
    form = pdfium.FPDF_GetFormType(document.raw)
    if form == pdfium.FORMTYPE_XFA_FULL:
        return {"error": "xfa"}
    if form != pdfium.FORMTYPE_NONE:
        document.init_forms()
    found = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            found.append({"width": 0, "height": 0, "objects": True, "lines": [], "damaged": True})
            continue
        characters += text.count_chars()
        if characters > most_characters:
            return {"error": "characters"}
        width, height = page.get_size()
        lines, unmapped = lines_of(text.raw, text.count_chars(), pdfium)
        found.append(
            {
                "width": width,
                "height": height,
                "objects": pdfium.FPDFPage_CountObjects(page.raw) > 0,
                "pictured": text.count_chars() < FEW_CHARACTERS and is_pictured(page.raw, width * height, pdfium),
                "typed": has_typed(page.raw, document.formenv, pdfium),
                "lines": lines,
                "unmapped": unmapped,
            }
        )
        text.close()
        page.close()
    return {"pages": found}


def lines_of(text: Any, count: int, pdfium: Any) -> tuple[list[Any], int]:
    """The lines of one page, and how many of its characters the file gives no letter for."""
    import ctypes

    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    lines: list[Any] = []
    line: list[Any] = ["", [], [], [], None, None]
    unmapped = high = 0
    every = 1 + count // _SAMPLE
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            if line[0]:
                lines.append(line)
            line = ["", [], [], [], None, None]
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            # A character beyond U+FFFF comes as two where wide characters have 16 bits.
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if index % every == 0 and pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            unmapped += every
        if code == 0 or code > 0x10FFFF:
            continue
        generated = code in _GENERATED and pdfium.FPDFText_IsGenerated(text, index) == 1
        pdfium.FPDFText_GetLooseCharBox(text, index, pointer)
        line[0] += chr(code)
        line[1].append(-1 if generated else index)
        line[2].append(round(box.left, 1))
        line[3].append(round(box.right, 1))
        if not generated:
            bottom, top = box.bottom, box.top
            line[4] = bottom if line[4] is None or bottom < line[4] else line[4]
            line[5] = top if line[5] is None or top > line[5] else line[5]
        if code == HYPHEN:
            # pdfium goes on with the next line, as if it were the same.
            lines.append(line)
            line = ["", [], [], [], None, None]
    if line[0]:
        lines.append(line)
    return lines, unmapped


def is_pictured(page: Any, area: float, pdfium: Any) -> bool:
    """Whether something other than text takes much of a page."""
    import ctypes

    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) > area * PICTURED_SHARE:
                return True
    return False


def has_typed(page: Any, form: Any, pdfium: Any) -> bool:
    """Whether a page has a field that is filled in, or a note in plain sight: neither is among its characters."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        # Both count the zero bytes that end a text in UTF-16.
        if kind == pdfium.FPDF_ANNOT_FREETEXT:
            length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        elif kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
            field = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
            is_text = field in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX)
            length = pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0) if is_text else 0
        else:
            length = 0
        pdfium.FPDFPage_CloseAnnot(annotation)
        if length > 2:
            return True
    return False


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
