"""What `summarylint annotate` does: the author's own Word or PDF file back with comments, and a return slip for all else."""

from __future__ import annotations

from collections.abc import Sequence

from summarylint.annotate_files import Desk
from summarylint.commands import language
from summarylint.config import Config
from summarylint.discover import discover
from summarylint.pipeline import Task, check_paths
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset


def run_annotate(
    paths: Sequence[str], output: str, lang: str | None, config_path: str | None, *, isolated: bool, clean: bool
) -> int:
    """`summarylint annotate`; the exit code, 2 where a file could not be checked or written."""
    config = Config(config_path, isolated=isolated)
    rules = catalogue(config.run.rule_packs)
    desk = Desk(output, language(lang, config.run.lang))
    sources = discover(paths, config.run.exclude).sources
    if clean:
        for source in sources:
            desk.clean(source, config.run.max_size)
        return desk.code
    task = Task(config, config.run, Ruleset(rules), desk.lang, keep_documents=True)
    report = check_paths(paths, task)
    why = {rule.id: rule.why[desk.lang] for rule in rules.values()}
    for failure in report.failures:
        desk.complain(f"{failure.path}: {failure.message}" if failure.path else failure.message)
    for source in sources:
        if source.name in report.documents:
            desk.give_back(source, report, why, config.run.max_size)
    return desk.code
