"""The annotations as PDF objects: highlights over words, a note at the top of a page, and how each is drawn.

Source: ISO 32000-1, 12.5.5 (appearance) and 12.5.6 (text and highlight annotations).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarylint.annotate.pdf_places import Box, Stretch, turned

NAME = "summarylint-"
"""What the name of each of our annotations starts with."""
_COLOURS = {"error": (1.0, 0.68, 0.66), "warning": (1.0, 0.9, 0.35), "info": (0.7, 0.87, 1.0)}
_ICON_SIZE, _ICON_INSET = 20, 12
"""Points; of the note, and from the corner of the page to it."""
_PRINTED = 4
"""The flag of an annotation that is printed with its page."""


class About(NamedTuple):
    """What an annotation says, and what else all have."""

    author: str
    text: str = ""
    name: str = ""
    """By which a page knows it."""
    page: str = ""
    """The reference of the page."""
    date: str = ""
    """As PDF writes it; empty for none."""

    def entries(self) -> str:
        """As entries of the dictionary of an annotation."""
        dates = f"/CreationDate{string(self.date)}/M{string(self.date)}" if self.date else ""
        return (
            f"/Type/Annot/F {_PRINTED}/T{string(self.author)}/Contents{string(self.text)}"
            f"/NM{string(self.name)}{dates}/P {self.page}"
        )


def highlight(about: About, stretches: Sequence[Stretch], severity: str, look: str) -> bytes:
    """A highlight over stretches of a page; `look` is the reference of what draws it."""
    colour = _numbers(_COLOURS[severity])
    corners = _numbers(value for stretch in stretches for value in stretch.corners())
    edges = _numbers(_around(stretches))
    return (
        f"<<{about.entries()}/Subtype/Highlight/Rect[{edges}]/QuadPoints[{corners}]/C[{colour}]/AP<</N {look}>>>>"
    ).encode("ascii")


def look_of_highlight(stretches: Sequence[Stretch], severity: str) -> bytes:
    """What draws a highlight, for viewers that do not draw them by themselves; the words show through."""
    drawn = ["/G gs", f"{_numbers(_COLOURS[severity])} rg"]
    for stretch in stretches:
        x, y, upper_x, upper_y, lower_x, lower_y, last_x, last_y = (_number(value) for value in stretch.corners())
        drawn.append(f"{x} {y} m {upper_x} {upper_y} l {last_x} {last_y} l {lower_x} {lower_y} l h")
    drawn.append("f")
    resources = "/Resources<</ExtGState<</G<</Type/ExtGState/BM/Multiply>>>>>>"
    return _form(f"/BBox[{_numbers(_around(stretches))}]{resources}", "\n".join(drawn))


def note(about: About, frame: Box, quarters: int, look: str) -> bytes:
    """A note in the upper left corner of what a page shows, which is turned by `quarters` clockwise."""
    left, _, _, top = frame.turned(-quarters)
    left, top = left + _ICON_INSET, top - _ICON_INSET
    edges = Box(left, top - _ICON_SIZE, left + _ICON_SIZE, top).turned(quarters)
    colour = _numbers(_COLOURS["warning"])
    return (
        f"<<{about.entries()}/Subtype/Text/Name/Comment/Open false/Rect[{_numbers(edges)}]/C[{colour}]/AP<</N {look}>>>>"
    ).encode("ascii")


def look_of_note(quarters: int) -> bytes:
    """What draws a note upright on a page that is turned by `quarters` clockwise: a slip of paper with lines on it."""
    lines = " ".join(f"5 {height} m 15 {height} l S" for height in (6, 10, 14))
    matrix = (*turned(1, 0, quarters), *turned(0, 1, quarters), 0, 0)
    drawn = f"{_numbers(_COLOURS['warning'])} rg 0.3 0.3 0.3 RG 1 w 1 1 18 18 re B {lines}"
    return _form(f"/BBox[0 0 {_ICON_SIZE} {_ICON_SIZE}]/Matrix[{_numbers(matrix)}]", drawn)


def string(text: str) -> str:
    """A text string; in hexadecimal, as nothing needs to be escaped so."""
    if text.isascii():
        return f"<{text.encode('ascii').hex()}>"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _form(entries: str, drawn: str) -> bytes:
    return f"<</Type/XObject/Subtype/Form{entries}/Length {len(drawn)}>>\nstream\n{drawn}\nendstream".encode("ascii")


def _around(stretches: Iterable[Stretch]) -> Box:
    boxes = [stretch.box.turned(stretch.quarters) for stretch in stretches]
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _numbers(values: Iterable[float]) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
