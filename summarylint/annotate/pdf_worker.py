"""Run as a script, in a process of its own: a PDF from standard input comes back with annotations for our notes.

What it reads is a line of JSON and then the file. The line has `author`, `date` and `notes`, each note with `text`,
`severity` and `places`; a place is a list of runs, each a page, the index of the first character there, and the text.
What it prints is a line of JSON, `{}` or `{"error": …}`, and then the file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence


def main(folders: Sequence[str], memory_bytes: int, seconds: int) -> None:
    """Read standard input and print what came of it; in `folders` lie summarylint, pypdfium2 and pypdf."""
    # Behind Python's own modules, and before other versions of the same.
    at = next((number for number, place in enumerate(sys.path) if place.endswith("-packages")), len(sys.path))
    sys.path[at:at] = folders
    from summarylint.annotate.pdf_errors import PdfError
    from summarylint.readers.pdf.worker import limit

    limit(memory_bytes, seconds)
    # What reads the file is loaded within the bounds.
    from summarylint.annotate.pdf_annotations import annotated

    line, _, content = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(line)
    said: dict[str, str] = {}
    try:
        content = annotated(content, asked["notes"], asked["author"], asked["date"])
    except PdfError as error:
        said, content = {"error": error.word}, b""
    except MemoryError:
        said, content = {"error": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n" + content)


if __name__ == "__main__":
    main(sys.argv[1:4], *map(int, sys.argv[4:6]))
