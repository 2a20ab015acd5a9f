"""The texts of an archive as files, and one list of what is known of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable

from summarylint.archive.catalogue import encoded
from summarylint.archive.opening import reading, told
from summarylint.errors import ArchiveError, Said

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
"""In names of files, on one system or another."""
_READ_AS_TEXT = (".txt", ".md", ".markdown")
_LIST = "documents.jsonl"


def export(folder: str, target: str, complain: Callable[[Said], None]) -> int:
    """Write every text below `target`, as UTF-8, by label and path; how many were written.

    Nothing is ever overwritten: raises ArchiveError where `target` is not empty. Damaged documents are complained of.
    """
    with told(target):
        os.makedirs(target, exist_ok=True)
        if os.listdir(target):
            raise ArchiveError(
                Said(f"{target}: not empty; export to a new folder", f"{target}：不是空文件夹；请导出到新文件夹")
            )
    count = 0
    with (
        reading(folder) as catalogue,
        told(target),
        open(os.path.join(target, _LIST), "x", encoding="utf-8", newline="\n") as listed,
    ):
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
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(encoded(texts[0]))
            line = {
                "file": name,
                "label": record.label,
                "path": record.path,
                "title": record.title,
                "date": record.date or None,
                "submissions": [{"title": part.title, "unit": part.unit} for part in record.parts],
            }
            listed.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


def _safe(name: str) -> str:
    """A path that stays below its folder on any system, with the suffix of what it is now: a text."""
    parts = [_UNFIT.sub("_", part).strip(" .") or "_" for part in name.split("/")]
    whole = "/".join(parts)
    return whole if whole.lower().endswith(_READ_AS_TEXT) else f"{whole}.txt"


def _free(target: str, name: str) -> str:
    """The name, or one like it that is not taken."""
    stem, suffix = os.path.splitext(name)
    number = 1
    while os.path.exists(os.path.join(target, name)):
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name
