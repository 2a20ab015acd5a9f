"""Underlined blanks: in a file that is formatted they are what ____ is in plain text."""

from __future__ import annotations

_AS_LINE = {
    **dict.fromkeys(map(ord, "\u3000\u2003\u2001\t"), "＿"),
    **dict.fromkeys(map(ord, " \xa0\u2000\u2002"), "_"),
}
"""Two signs, as one wide blank or tab is enough to write on, and one narrow blank is not."""


class Underlined:
    """The underlined stretches of a text, given in its order."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int, bool]] = []

    def add(self, start: int, text: str) -> None:
        """Note that `text` stands at `start` and has a line under all of it.

        Where words share the line, they are what was written on it, and blanks beside them are none to fill in.
        """
        is_open = text.isspace()
        if self._stretches and self._stretches[-1][1] == start:
            first, _, was_open = self._stretches.pop()
            self._stretches.append((first, start + len(text), is_open and was_open))
        else:
            self._stretches.append((start, start + len(text), is_open))

    def shown_in(self, text: str) -> str:
        """`text` with each underlined blank as a stretch of the line that is seen there; its length stays."""
        parts, at = [], 0
        for start, end, is_open in self._stretches:
            if is_open:
                parts += [text[at:start], text[start:end].translate(_AS_LINE)]
                at = end
        return "".join(parts) + text[at:] if parts else text
