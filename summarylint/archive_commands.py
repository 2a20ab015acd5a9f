"""What `summarylint archive …` does: documents into an archive, out of it, and what can be said of one."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from summarylint.archive.catalogue import Entry, Part
from summarylint.archive.opening import reading
from summarylint.config import Config
from summarylint.discover import discover
from summarylint.errors import FAILED, OK, ConfigError, Said, SummarylintError, UnwritableError, placed, said
from summarylint.files import create
from summarylint.model import Source
from summarylint.readers import read
from summarylint.reporters.visible import padded, visible
from summarylint.spoken import language
from summarylint.streams import note, show, tell
from summarylint.submissions import split

_THERE = Said("it is there already", "文件已存在")
_WAITING = Said("waiting for another process that writes to the archive …", "另一个进程正在写入档案库，等待其完成……")
_WHICH = Said(
    "which archive? name its folder: --archive FOLDER, or 'archive' in summarylint.toml",
    "是哪个档案库？请用 --archive 文件夹 指明，或在summarylint.toml里写archive",
)
_SLOW_SECONDS = 1.0
"""A rate is worth telling of work that takes so long."""


class Desk:
    """Where an archive command works: the folder, the config, and the language that it answers in."""

    def __init__(self, folder: str | None, lang: str | None, config_path: str | None, isolated: bool) -> None:
        """Raises ConfigError where neither an option nor the config names a folder."""
        self.config = Config(config_path, isolated=isolated)
        self.lang = language(lang, self.config.run.lang)
        self.failed = False
        named = folder or self.config.run.archive
        if not named:
            raise ConfigError(_WHICH)
        self.folder = named

    def say(self, en: str, zh: str) -> None:
        """One line of the answer."""
        note(visible(zh if self.lang == "zh" else en) + "\n")

    def complain(self, message: object) -> None:
        """One line on standard error: something could not be done, and the command fails."""
        self.failed = True
        tell(f"summarylint: {visible(said(message, self.lang))}")

    def waiting(self) -> None:
        """That another process writes to the archive."""
        tell(said(_WAITING, self.lang))

    @property
    def code(self) -> int:
        """The exit code."""
        return FAILED if self.failed else OK


def run_add(desk: Desk, paths: Sequence[str], label: str | None, date: str) -> int:
    """`archive add`; the exit code, 2 where a file could not be read."""
    from summarylint.archive.changing import add

    sources = _sources(desk, paths)
    started = time.monotonic()
    with _progress(desk, len(sources)) as progress:
        added = add(desk.folder, _entries(desk, sources, label, date), waiting=desk.waiting, progress=progress)
    took = time.monotonic() - started
    rate = added.characters / took / 1e6
    slow = took >= _SLOW_SECONDS
    desk.say(
        f"added {added.added}, replaced {added.replaced}, unchanged {added.unchanged}"
        + (f" ({took:.1f} s, {rate:.2f} million characters a second)" if slow else ""),
        f"新增{added.added}篇，替换{added.replaced}篇，未变{added.unchanged}篇"
        + (f"（{took:.1f}秒，每秒{rate:.2f}百万字）" if slow else ""),
    )
    return desk.code


def _sources(desk: Desk, paths: Sequence[str]) -> list[tuple[Source, str]]:
    """The documents that `paths` stand for, each with the folder that it is added from."""
    found: dict[str, tuple[Source, str]] = {}
    for path in paths:
        folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
        discovered = discover([path], desk.config.run.exclude)
        for failure in discovered.failures:
            desk.complain(placed(failure.path, failure.message))
        for source in discovered.sources:
            found.setdefault(os.path.realpath(source.path), (source, folder))
    if not found and not desk.failed:
        desk.complain(Said("nothing to add: no document in the given folders", "没有可加入的：所给文件夹里没有文档"))
    return list(found.values())


def _entries(desk: Desk, sources: Sequence[tuple[Source, str]], label: str | None, date: str) -> Iterator[Entry]:
    """What is to be added; files that can't be read are complained of."""
    from summarylint.archive.catalogue import place_of

    for source, folder in sources:
        try:
            document = read(source, desk.config.settings_of(source).encoding, desk.config.run.max_size)
        except SummarylintError as error:
            desk.complain(placed(source.name, error))
            continue
        if document.problem is not None:
            # What was decoded wrongly would be compared wrongly ever after.
            desk.complain(placed(source.name, document.problem))
            continue
        parts = [
            Part(one.start, max(one.start, one.title_span.end), one.title, one.unit)
            for one in split(document)
            if one.number is not None
        ]
        stem = os.path.splitext(os.path.basename(source.path))[0]
        yield Entry(
            label=label or os.path.basename(os.path.realpath(folder)) or "archive",
            path=os.path.relpath(source.path, folder).replace(os.sep, "/"),
            place=place_of(desk.folder, source.path),
            title=parts[0].title if len(parts) == 1 and parts[0].title else stem,
            date=date,
            parts=tuple(parts) or (Part(0, 0, stem, None),),
            text=document.text,
            prose=None if document.prose == document.text else document.prose,
        )


@contextmanager
def _progress(desk: Desk, length: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where that is a terminal, that also shows how fast it goes."""
    if not sys.stderr.isatty() or not length:
        yield lambda _: None
        return
    started, done = time.monotonic(), 0
    unit = "百万字/秒" if desk.lang == "zh" else "M characters/s"

    def rate(_: Any) -> str:
        return f"{done / max(time.monotonic() - started, 0.001) / 1e6:.2f} {unit}"

    with click.progressbar(length=length, file=sys.stderr, item_show_func=rate) as bar:

        def advance(characters: int) -> None:
            nonlocal done
            done += characters
            bar.update(1, done)

        yield advance


def run_remove(desk: Desk, names: Sequence[str]) -> int:
    """`archive remove`."""
    from summarylint.archive.changing import remove

    count = remove(desk.folder, [name.replace(os.sep, "/") for name in names], waiting=desk.waiting)
    desk.say(
        f"removed {count}; 'summarylint archive compact' erases what is left of them",
        f"移除{count}篇；用 summarylint archive compact 彻底清除",
    )
    return desk.code


def run_list(desk: Desk, output_format: str) -> int:
    """`archive list`: name, date, characters and title of each document."""
    with reading(desk.folder) as catalogue:
        records = list(catalogue.records())
    if output_format == "json":
        lines = []
        for one in records:
            told = {
                "label": one.label,
                "path": one.path,
                "title": one.title,
                "date": one.date or None,
                "characters": one.characters,
                "sha256": one.digest.hex(),
                "submissions": [{"title": part.title, "unit": part.unit} for part in one.parts],
            }
            lines.append(json.dumps(told, ensure_ascii=False) + "\n")
        show("".join(lines).encode("utf-8", "backslashreplace"))
        return desk.code
    names = max((len(one.name) for one in records), default=0)
    dates = max((len(one.date) for one in records), default=0)
    lines = []
    for one in records:
        date = f"{padded(visible(one.date), dates)}  " if dates else ""
        name = padded(visible(one.name), min(names, 60))
        lines.append(f"{name}  {date}{one.characters:>8}  {visible(one.title)}\n")
    show("".join(lines))
    return desk.code


def run_info(desk: Desk) -> int:
    """`archive info`: how much is in it."""
    with reading(desk.folder) as catalogue:
        labels: dict[str, int] = {}
        documents = submissions = characters = 0
        for one in catalogue.records():
            labels[one.label] = labels.get(one.label, 0) + 1
            documents += 1
            submissions += len(one.parts)
            characters += one.characters
        segments, removed = catalogue.segments(), len(catalogue.removed())
        units, sparsity, version = catalogue.made_with()
    index = sum(one.size_bytes + len(one.texts) for one in segments)
    texts = os.path.getsize(os.path.join(desk.folder, "catalogue.sqlite"))
    share = index / characters if characters else 0
    desk.say(
        f"{documents} documents, {submissions} submissions, {characters:,} characters",
        f"{documents}份文档，{submissions}篇，{characters:,}字",
    )
    note("".join(f"  {padded(visible(label), 20)}  {count}\n" for label, count in labels.items()))
    desk.say(
        f"texts {texts / 1e6:.1f} MB; fingerprints {index / 1e6:.1f} MB in {len(segments)} segments, "
        f"{share:.2f} bytes a character",
        f"正文{texts / 1e6:.1f} MB；指纹{index / 1e6:.1f} MB，分{len(segments)}段，每字{share:.2f}字节",
    )
    desk.say(
        f"one in {sparsity} runs of {units} characters, normaliser {version}",
        f"每{sparsity}个{units}字串取一，归一化版本{version}",
    )
    if removed:
        desk.say(
            f"{removed} removed or replaced documents wait for 'summarylint archive compact'",
            f"已移除或替换{removed}份，等待 summarylint archive compact 清除",
        )
    return desk.code


def run_verify(desk: Desk) -> int:
    """`archive verify`: what is damaged; the exit code, 2 where anything is."""
    from summarylint.archive.verifying import damage

    with reading(desk.folder) as catalogue:
        count = len(catalogue.ids())
    with _progress(desk, count) as progress:
        for message in damage(desk.folder, progress):
            desk.complain(message)
    if not desk.failed:
        desk.say(f"{count} documents, all as they were written", f"{count}份文档，全部完好")
    return desk.code


def run_compact(desk: Desk) -> int:
    """`archive compact`; the exit code, 2 where a text is damaged."""
    from summarylint.archive.changing import compact

    with reading(desk.folder) as catalogue:
        count = len(catalogue.ids())
    with _progress(desk, count) as progress:
        done = compact(desk.folder, waiting=desk.waiting, progress=progress)
    for message in done.damaged:
        desk.complain(message)
    sizes = f"{done.before_bytes / 1e6:.1f} → {done.after_bytes / 1e6:.1f} MB"
    desk.say(f"{done.documents} documents, {sizes}", f"{done.documents}份文档，{sizes}")
    return desk.code


def run_export(desk: Desk, folder: str) -> int:
    """`archive export`: every text as a file below `folder`; the exit code, 2 where one is damaged."""
    from summarylint.archive.exporting import export

    with _progress(desk, None):
        count = export(desk.folder, folder, desk.complain)
    desk.say(f"exported {count} documents to {folder}", f"导出{count}份文档到{folder}")
    return desk.code


def run_phrases(desk: Desk, least: int, output: str | None) -> int:
    """`archive phrases`: set phrases to review, one a line, each under how many documents have it."""
    from summarylint.archive.lookup import Archive
    from summarylint.archive.phrases import phrases
    from summarylint.reuse.ordinary import Ordinary
    from summarylint.ruleset.catalogue import catalogue

    rule = catalogue(desk.config.run.rule_packs)["duplicate/copied-passage"]
    known = Ordinary(rule.options["set_phrases"].value)
    archive = Archive(desk.folder)
    head = {
        "zh": "# 多份文档共有的说法，供审阅：留下人人必用的套话，删去其余，再把本文件写进配置的 given",
        "en": "# Wordings that many documents share. Keep what everybody must use, delete the rest, name this file under 'given'",
    }
    lines = [head[desk.lang]]
    for phrase in phrases(archive, least, known):
        count = f"{phrase.documents}份文档" if desk.lang == "zh" else f"{phrase.documents} documents"
        lines += [f"# {count}", visible(phrase.text)]
    for failure in archive.failures:
        desk.complain(failure)
    archive.close()
    text = "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")
    if output is None:
        show(text)
        return desk.code
    try:
        create(output, text)
    except FileExistsError:
        raise UnwritableError(output, _THERE) from None
    return desk.code
