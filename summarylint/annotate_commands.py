"""What `summarylint annotate` does: the author's own Word or PDF file back with comments, and a return slip for all else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarylint.annotate_files import Desk
from summarylint.discover import discover
from summarylint.files import make_folder
from summarylint.pipeline import Task, check_paths
from summarylint.prepare import task_of, with_known
from summarylint.reporters.visible import visible
from summarylint.streams import note


def run_annotate(paths: Sequence[str], output: str, baseline: str | None = None, *, clean: bool, **given: Any) -> int:
    """`summarylint annotate`; the exit code, 2 where a file could not be checked or written.

    `given` are those options of `check` that say what is found, so that the comments are the findings of its report.
    """
    task = task_of(**given)
    desk = Desk(output, task.lang)
    try:
        if clean:
            _clean(desk, paths, task)
        else:
            _annotate(desk, paths, with_known(task, baseline or task.run.baseline)._replace(keep_documents=True))
    finally:
        # All at once, as a reader may leave that has seen enough; the files are there all the same.
        note("".join(f"{visible(path)}\n" for path in desk.written))
    return desk.code


def _clean(desk: Desk, paths: Sequence[str], task: Task) -> None:
    discovered = discover(paths, task.run.exclude)
    for failure in discovered.failures:
        desk.complain_of(failure)
    for source in discovered.sources:
        desk.clean(source, task.run.max_size)


def _annotate(desk: Desk, paths: Sequence[str], task: Task) -> None:
    sources = discover(paths, task.run.exclude).sources
    if sources:
        # Before the work of checking them.
        make_folder(desk.folder)
    report = check_paths(paths, task)
    why = {rule.id: rule.why[desk.lang] for rule in task.ruleset.catalogue.values()}
    for failure in report.failures:
        desk.complain_of(failure)
    for source in sources:
        if source.name in report.documents:
            desk.give_back(source, report, why, task.run.max_size)
