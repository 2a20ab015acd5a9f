"""The texts of an archive as files, and one list of what is known of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

from summarylint.archive.catalogue import encoded
from summarylint.archive.opening import reading, told
from summarylint.errors import ArchiveError, Said
from summarylint.files import create, make_folder, safe_name

_READ_AS_TEXT = (".txt", ".md", ".markdown")
_LIST = "documents.jsonl"


def export(folder: str, target: str, complain: Callable[[Said], None]) -> int:
    """Write every text below `target`, as UTF-8, by label and path; how many were written.

    Nothing is ever overwritten: raises ArchiveError where `target` is not empty. Damaged documents are complained of.
    """
    make_folder(target)
    with told(target):
        if os.listdir(target):
            raise ArchiveError(
                Said(f"{target}: not empty; export to a new folder", f"{target}：不是空文件夹；请导出到新文件夹")
            )
    lines = []
    with reading(folder) as catalogue, told(target):
        for number in catalogue.ids():
            try:
                record, texts = catalogue.record(number), catalogue.texts(number)
            except ArchiveError as error:
                complain(error.args[0])
                continue
            if record is None or texts is None:
                continue
            name = _free(target, _safe(record.name))
            path = os.path.join(target, name)
            make_folder(os.path.dirname(path))
            create(path, encoded(texts[0]))
            line = {
                "file": name,
                "label": record.label,
                "path": record.path,
                "title": record.title,
                "date": record.date or None,
                "submissions": [{"title": part.title, "unit": part.unit} for part in record.parts],
            }
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
        create(os.path.join(target, _LIST), "".join(lines).encode("utf-8", "backslashreplace"))
    return len(lines)


def _safe(name: str) -> str:
    """A path that stays below its folder on any system, with the suffix of what it is now: a text."""
    *folders, last = name.split("/")
    stem, suffix = os.path.splitext(last)
    named = (stem, suffix) if suffix.lower() in _READ_AS_TEXT else (last, ".txt")
    return "/".join([*map(safe_name, folders), safe_name(*named)])


def _free(target: str, name: str) -> str:
    """The name, or one like it that is not taken."""
    stem, suffix = os.path.splitext(name)
    number = 1
    while os.path.exists(os.path.join(target, name)):
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name
