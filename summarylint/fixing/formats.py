"""The formats that can be changed: one module each, whose `fixed` makes the bytes of a file with edits made."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from summarylint.errors import Said, SummarylintError
from summarylint.model import Document, Edit

FORMATS = {
    "txt": "summarylint.fixing.text",
    "md": "summarylint.fixing.text",
    "docx": "summarylint.fixing.word",
    "html": "summarylint.fixing.page",
}


class UnfixableError(SummarylintError):
    """A file can't be changed as its fixes ask; it is left as it is."""

    def __init__(self, why: Said, *edits: Edit) -> None:
        super().__init__(why)
        self.why = why
        self.edits = edits
        """Those that can't be made, where it is for some only."""


def fixed(document: Document, content: bytes, edits: Sequence[Edit]) -> bytes:
    """The file `content`, read as `document`, with `edits` made; nothing else in it changes.

    The edits are in order and don't overlap. Raises UnfixableError, saying why, where the file can't hold them.
    """
    if document.format not in FORMATS:
        message = Said(
            f"a file of format {document.format} can't be changed; mend it where it was made",
            f"不能修改{document.format}格式的文件；请在原文件中改",
        )
        raise UnfixableError(message)
    made: bytes = importlib.import_module(FORMATS[document.format]).fixed(document, content, edits)
    return made
