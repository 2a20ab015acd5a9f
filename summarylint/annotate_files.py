"""Files for the authors: their own with comments, or a return slip; written into a folder, never over anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone

from summarylint.errors import FAILED, OK, ConfigError, Said, SummarylintError, said
from summarylint.model import Document, Finding, Report, Source
from summarylint.readers import content_of
from summarylint.reporters.visible import visible

_ANNOTATED = frozenset(["docx", "pdf"])
_CHECKED, _SLIP = {"zh": "已批注", "en": "checked"}, {"zh": "退改单", "en": "return-slip"}


def authors_files(report: Report, folder: str, lang: str, why: Mapping[str, str], max_size_bytes: int) -> Iterator[str]:
    """Write what `annotate` would for the documents of a report; yields what could not be done."""
    desk = Desk(folder, lang, quiet=True)
    for path in report.documents:
        desk.give_back(Source(path, path), report, why, max_size_bytes)
    yield from desk.complaints


class Desk:
    """Writes into the folder, never over anything, and says what it wrote."""

    def __init__(self, folder: str, lang: str, *, quiet: bool = False) -> None:
        self.lang = lang
        self.complaints: list[str] = []
        self._folder = folder
        self._quiet = quiet

    @property
    def code(self) -> int:
        """The exit code."""
        return FAILED if self.complaints else OK

    def complain(self, message: object) -> None:
        """Say what could not be done."""
        self.complaints.append(said(message, self.lang))
        if not self._quiet:
            print(f"summarylint: {visible(self.complaints[-1])}", file=sys.stderr)  # noqa: T201 (what it is for)

    def give_back(self, source: Source, report: Report, why: Mapping[str, str], max_size_bytes: int) -> None:
        """The author's file with comments, where it is a Word or PDF file; a slip for any other, as Word file and Markdown.

        A PDF file that gets no comments is complained of, and has a slip.
        """
        from summarylint.annotate import slip

        document = report.documents[source.name]
        findings = [finding for finding in report.findings if finding.path == source.name]
        rows = [row for row in report.rows if row.path == source.name]
        stem, suffix = os.path.splitext(os.path.basename(source.path if source.path != "-" else source.name))
        if document.format in _ANNOTATED:
            try:
                content = _annotated(content_of(source, max_size_bytes), document, findings, self.lang, why)
            except SummarylintError as error:
                message = f"{source.name}: {said(error, self.lang)}"
                if document.format != "pdf":
                    self.complain(message)
                    return
                self.complain(Said(f"{message}; a return slip instead", f"{message}；改附退改单"))
            else:
                self._write(f"{stem}.{_CHECKED[self.lang]}{_like(suffix, document.format)}", content)
                return
        name = f"{stem}.{_SLIP[self.lang]}"
        self._write(f"{name}.docx", slip.as_word(rows, findings, self.lang, why))
        self._write(f"{name}.md", slip.as_markdown(rows, findings, self.lang, why).encode("utf-8", "backslashreplace"))

    def clean(self, source: Source, max_size_bytes: int) -> None:
        """The file without our comments."""
        stem, suffix = os.path.splitext(os.path.basename(source.path))
        try:
            content, kind = _cleaned(content_of(source, max_size_bytes))
        except SummarylintError as error:
            self.complain(f"{source.name}: {said(error, self.lang)}")
            return
        self._write(f"{stem}{_like(suffix, kind)}", content)

    def _write(self, name: str, content: bytes) -> None:
        path = os.path.join(self._folder, name)
        try:
            os.makedirs(self._folder, exist_ok=True)
            with open(path, "xb") as file:
                try:
                    file.write(content)
                    file.flush()
                except OSError:
                    # Half a file would be taken for a damaged one, and stand in the way of the next run.
                    os.unlink(path)
                    raise
        except FileExistsError:
            self.complain(
                Said(
                    f"{path}: there already, and left as it is; name another folder",
                    f"{path}：已存在，未覆盖；请换一个文件夹",
                )
            )
        except OSError as error:
            message = f"{path}: can't be written ({error.strerror})"
            raise ConfigError(message) from error
        else:
            if not self._quiet:
                print(visible(path))  # noqa: T201 (what it is for)


def _annotated(
    content: bytes, document: Document, findings: Sequence[Finding], lang: str, why: Mapping[str, str]
) -> bytes:
    if document.format == "pdf":
        from summarylint.annotate.pdf import annotated
    else:
        from summarylint.annotate.word import annotated

    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return annotated(content, document, findings, lang, why, date=now)


def _cleaned(content: bytes) -> tuple[bytes, str]:
    """A file without our comments, and the suffix for its kind."""
    if b"%PDF-" in content[:1024] and not content.startswith(b"PK"):
        from summarylint.annotate.pdf import cleaned

        return cleaned(content), "pdf"
    from summarylint.annotate.word import cleaned

    return cleaned(content), "docx"


def _like(suffix: str, kind: str) -> str:
    """How a file that is given back ends: Word opens one with macros, or a template, under no other name."""
    return suffix if kind == "docx" and suffix.lower() in (".docm", ".dotx", ".dotm") else f".{kind}"
