"""What `summarylint fix` does: every file in its place, what came of it on standard error, a diff on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarylint.background import handed_out
from summarylint.discover import discover
from summarylint.errors import FAILED, FINDINGS, OK, Said, UnwritableError, said
from summarylint.files import replace
from summarylint.fixing.diff import diff
from summarylint.fixing.rounds import Fixed, fix_source
from summarylint.model import Failure
from summarylint.pipeline import Task
from summarylint.prepare import task_of
from summarylint.reporters.visible import visible
from summarylint.streams import show, tell

_NOTHING = Said("nothing to fix: no document in the given folders", "没有可修改的：所给文件夹里没有文档")


def run_fix(
    paths: Sequence[str],
    *,
    unsafe: bool = False,
    show_diff: bool = False,
    only_check: bool = False,
    lang: str | None = None,
    config_path: str | None = None,
    isolated: bool = False,
    max_size: int | None = None,
    stdin_filename: str = "-",
    **changes: Any,
) -> int:
    """`summarylint fix`; the exit code: with `only_check` 1 where something would change, 2 where something failed.

    `changes` are those of `check`: select, extend_select, ignore, doc_type and encoding.
    """
    task = task_of(lang=lang, config_path=config_path, isolated=isolated, max_size=max_size, **changes)
    discovered = discover(paths, task.run.exclude, stdin_filename, handed_out(task.run, paths))
    desk = _Desk(task.lang, would=show_diff or only_check)
    for failure in discovered.failures:
        desk.complain(failure)
    if not discovered.sources and not discovered.failures:
        desk.complain(Failure("", "discover", _NOTHING))
    # Standard input last: a reader of its text who leaves early must not cost the files.
    for source in sorted(discovered.sources, key=lambda source: source.path == "-"):
        made = fix_source(source, task, unsafe=unsafe)
        if show_diff and made.new != made.old:
            show(diff(source.name, made.before, made.after))
        if not desk.would:
            made = _written(made, task)
        desk.tell(made)
    desk.sum_up(len(discovered.sources))
    if desk.failed:
        return FAILED
    return FINDINGS if only_check and desk.changed else OK


def _written(made: Fixed, task: Task) -> Fixed:
    """`made` once its content is in its place; standard input's goes to standard output, changed or not."""
    if made.source.path == "-":
        if made.before or not made.failures:
            show(made.new)
    elif made.new != made.old:
        try:
            replace(made.source.path, made.new, old=made.old)
        except UnwritableError as error:
            failure = Failure(made.source.name, "write", said(error.why, task.lang))
            return Fixed(made.source, failures=(*made.failures, failure))
    return made


class _Desk:
    """Says what becomes of each file, one line each on standard error, and remembers what the exit code needs."""

    def __init__(self, lang: str, *, would: bool) -> None:
        self._lang = lang
        self.would = would
        self.failed = False
        self.changed = 0
        self._told = False

    def complain(self, failure: Failure) -> None:
        """Something could not be done, and the command fails."""
        self.failed = True
        place = f"{visible(failure.path)}: " if failure.path else ""
        self._say(f"summarylint: {place}{visible(said(failure.message, self._lang))}")

    def tell(self, made: Fixed) -> None:
        """How much was fixed in a file, and how much more could be; nothing where there was nothing to fix."""
        for failure in made.failures:
            self.complain(failure)
        self.changed += made.new != made.old
        parts = []
        if made.fixes:
            en, zh = (" would be fixed", "可改{}处") if self.would else (" fixed", "改好{}处")
            parts.append(Said(f"{made.fixes}{en}", zh.format(made.fixes)))
        if made.unsafe_left:
            more = ("more", "另") if made.fixes else ("to fix", "")
            parts.append(
                Said(f"{made.unsafe_left} {more[0]} with --unsafe", f"{more[1]}有{made.unsafe_left}处须用--unsafe改")
            )
        if parts:
            between = "，" if self._lang == "zh" else ", "
            self._say(f"{visible(made.source.name)}: {between.join(said(part, self._lang) for part in parts)}")

    def sum_up(self, files: int) -> None:
        """One line for several files, or where nothing was said of any."""
        if not self._told:
            self._say(said(Said("nothing to fix", "没有需要改的"), self._lang))
        elif files > 1:
            en, zh = ("would be fixed", "可改") if self.would else ("fixed", "改好")
            total = Said(f"{self.changed} of {files} files {en}", f"共{files}个文件，{zh}{self.changed}个")
            self._say(said(total, self._lang))

    def _say(self, line: str) -> None:
        self._told = True
        # Standard output may be the fixed text, or a diff.
        tell(line)
