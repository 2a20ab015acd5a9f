"""Files for the authors: their own with comments, or a return slip; written into a folder, never over anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone

from summarylint.errors import FAILED, OK, Said, SummarylintError, placed, said
from summarylint.files import create, make_folder, safe_name
from summarylint.model import Document, Failure, Finding, Report, Source
from summarylint.products import CHECKED, SLIP
from summarylint.readers import content_of
from summarylint.reporters.visible import visible
from summarylint.streams import tell

_ANNOTATED = frozenset(["docx", "pdf"])


def authors_files(report: Report, folder: str, lang: str, why: Mapping[str, str], max_size_bytes: int) -> Iterator[str]:
    """Write what `annotate` would for the documents of a report; yields what could not be done."""
    desk = Desk(folder, lang, quiet=True)
    for path in report.documents:
        desk.give_back(Source(path, path), report, why, max_size_bytes)
    yield from desk.complaints


class Desk:
    """Writes into the folder, never over anything."""

    def __init__(self, folder: str, lang: str, *, quiet: bool = False) -> None:
        self.lang = lang
        self.complaints: list[str] = []
        self.written: list[str] = []
        self.folder = folder
        self._quiet = quiet
        self._names: set[str] = set()

    @property
    def code(self) -> int:
        """The exit code."""
        return FAILED if self.complaints else OK

    def complain(self, message: object) -> None:
        """Say what could not be done."""
        self.complaints.append(said(message, self.lang))
        if not self._quiet:
            tell(f"summarylint: {visible(self.complaints[-1])}")

    def complain_of(self, failure: Failure) -> None:
        """Say which file failed, where it is one, and why."""
        self.complain(placed(failure.path, failure.message) if failure.path else failure.message)

    def give_back(self, source: Source, report: Report, why: Mapping[str, str], max_size_bytes: int) -> None:
        """The author's file with comments, where it is a Word or PDF file; a slip for any other, as Word file and Markdown.

        Of what nothing is found in, nothing goes back. A PDF file that gets no comments is complained of, and has a slip.
        """
        from summarylint.annotate import slip

        document = report.documents[source.name]
        findings = [finding for finding in report.findings if finding.path == source.name]
        if all(finding.suppressed for finding in findings):
            self._remark(
                Said(f"{source.name}: nothing found, nothing to send back", f"{source.name}：没有问题，不必退回")
            )
            return
        rows = [row for row in report.rows if row.path == source.name]
        if document.format in _ANNOTATED:
            try:
                content = _annotated(content_of(source, max_size_bytes), document, findings, self.lang, why)
            except SummarylintError as error:
                message = placed(source.name, error)
                if document.format != "pdf":
                    self.complain(message)
                    return
                self.complain(Said(f"{message}; a return slip instead", f"{message.zh}；改附退改单"))
            else:
                ending = f".{CHECKED[self.lang]}{_like(_suffix(source), document.format)}"
                self._write(self._stem(source, ending), ending, content)
                return
        ending = f".{SLIP[self.lang]}"
        stem = self._stem(source, ending)
        self._write(stem, f"{ending}.docx", slip.as_word(rows, findings, self.lang, why))
        markdown = slip.as_markdown(rows, findings, self.lang, why)
        self._write(stem, f"{ending}.md", markdown.encode("utf-8", "backslashreplace"))

    def clean(self, source: Source, max_size_bytes: int) -> None:
        """The file without our comments."""
        try:
            content, kind = _cleaned(content_of(source, max_size_bytes))
        except SummarylintError as error:
            self.complain(placed(source.name, error))
            return
        ending = _like(_suffix(source), kind)
        self._write(self._stem(source, ending), ending, content)

    def _remark(self, message: object) -> None:
        if not self._quiet:
            tell(visible(said(message, self.lang)))

    def _stem(self, source: Source, ending: str) -> str:
        """What a file's own name gives to that of what goes back; where another of this run has it, with suffix or folder."""
        base = _name(source)
        stem = os.path.splitext(base)[0]
        folder = os.path.basename(os.path.dirname(os.path.abspath(source.path)))
        stems = (stem, base, f"{folder}-{stem}", f"{folder}-{base}")
        found = next((one for one in stems if one + ending not in self._names), base)
        self._names.add(found + ending)
        return found

    def _write(self, stem: str, suffix: str, content: bytes) -> None:
        path = os.path.join(self.folder, safe_name(stem, suffix))
        make_folder(self.folder)
        try:
            create(path, content)
        except FileExistsError:
            self.complain(
                Said(
                    f"{path}: there already, and left as it is; name another folder",
                    f"{path}：已存在，未覆盖；请换一个文件夹",
                )
            )
        else:
            self.written.append(path)


def _name(source: Source) -> str:
    return os.path.basename(source.path if source.path != "-" else source.name)


def _suffix(source: Source) -> str:
    return os.path.splitext(_name(source))[1]


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
