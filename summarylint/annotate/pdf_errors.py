"""Why a PDF file gets no highlights, in one word that passes from the worker to who asked it."""

from __future__ import annotations


class PdfError(Exception):
    """The word: `damaged`, `another`, `protected` or `structure`."""

    @property
    def word(self) -> str:
        """As it was raised with."""
        return str(self.args[0])
