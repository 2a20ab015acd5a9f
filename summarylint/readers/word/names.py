"""Names of elements and relationships in Word files (ECMA-376, transitional)."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OF_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OF_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"

W = f"{{{MAIN}}}"
R = f"{{{OF_DOCUMENT}}}"
VAL = W + "val"
ID = W + "id"

PARAGRAPH, PARAGRAPH_PROPERTIES = W + "p", W + "pPr"
RUN, RUN_PROPERTIES, TEXT = W + "r", W + "rPr", W + "t"
TABLE, ROW, ROW_PROPERTIES, CELL, CELL_PROPERTIES = W + "tbl", W + "tr", W + "trPr", W + "tc", W + "tcPr"
BOX, BODY, SECTION = W + "txbxContent", W + "body", W + "sectPr"
DRAWN = (W + "drawing", W + "pict", W + "object")
DELETED, MOVED_FROM = W + "del", W + "moveFrom"
INSERTED, MOVED_TO = W + "ins", W + "moveTo"
ALTERNATIVES, CHOICE, FALLBACK = (f"{{{_MARKUP}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH_TEXT, MATH_RUN = f"{{{_MATH}}}t", f"{{{_MATH}}}r"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def is_on(value: str | None) -> bool:
    """Whether a switch that stands there is on; it needs no value for that."""
    return value not in ("0", "false", "off")
