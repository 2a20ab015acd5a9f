"""What `summarylint annotate` does: the author's own Word or PDF file back with comments, and a return slip for all else."""

from __future__ import annotations

from collections.abc import Sequence

from summarylint.annotate_files import Desk
from summarylint.commands import language
from summarylint.config import Config
from summarylint.discover import discover
from summarylint.files import make_folder
from summarylint.pipeline import Task, check_paths
from summarylint.reporters.visible import visible
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset
from summarylint.streams import note


def run_annotate(
    paths: Sequence[str], output: str, lang: str | None, config_path: str | None, *, isolated: bool, clean: bool
) -> int:
    """`summarylint annotate`; the exit code, 2 where a file could not be checked or written."""
    config = Config(config_path, isolated=isolated)
    desk = Desk(output, language(lang, config.run.lang))
    try:
        (_clean if clean else _annotate)(desk, paths, config)
    finally:
        # All at once, as a reader may leave that has seen enough; the files are there all the same.
        note("".join(f"{visible(path)}\n" for path in desk.written))
    return desk.code


def _clean(desk: Desk, paths: Sequence[str], config: Config) -> None:
    discovered = discover(paths, config.run.exclude)
    for failure in discovered.failures:
        desk.complain_of(failure)
    for source in discovered.sources:
        desk.clean(source, config.run.max_size)


def _annotate(desk: Desk, paths: Sequence[str], config: Config) -> None:
    rules = catalogue(config.run.rule_packs)
    sources = discover(paths, config.run.exclude).sources
    if sources:
        # Before the work of checking them.
        make_folder(desk.folder)
    report = check_paths(paths, Task(config, config.run, Ruleset(rules), desk.lang, keep_documents=True))
    why = {rule.id: rule.why[desk.lang] for rule in rules.values()}
    for failure in report.failures:
        desk.complain_of(failure)
    for source in sources:
        if source.name in report.documents:
            desk.give_back(source, report, why, config.run.max_size)
