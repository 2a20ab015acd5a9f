"""What `check`, `fix` and `annotate` need before they read a file: options and configs as a task, or why they are wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from summarylint.config import OPTIONS, Config, Settings, known_encoding, no_encoding
from summarylint.errors import ConfigError, Said, placed, refusal
from summarylint.names import names_in
from summarylint.pipeline import Task
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset
from summarylint.spoken import language

if TYPE_CHECKING:
    from summarylint.suppress import Baseline


def task_of(
    *,
    lang: str | None = None,
    config_path: str | None = None,
    isolated: bool = False,
    archive: str | None = None,
    fail_on: str | None = None,
    formats: tuple[str, ...] = (),
    jobs: int | None = None,
    max_size: int | None = None,
    **changes: Any,
) -> Task:
    """The task that options and config make; raises SummarylintError where either is wrong.

    `changes` are those of the settings of every file: select, extend_select, ignore, doc_type and encoding.
    """
    settings = _changes(**changes)
    config = Config(config_path, isolated=isolated, changes=settings)
    run = config.run._replace(
        archive=archive or config.run.archive,
        fail_on=fail_on or config.run.fail_on,
        jobs=config.run.jobs if jobs is None else jobs,
        max_size=config.run.max_size if max_size is None else max_size << 20,
        formats=formats or config.run.formats or ("text",),
    )
    lang = language(lang, run.lang)
    ruleset = Ruleset(catalogue(run.rule_packs))
    ruleset.refuse_unknown(Settings()._replace(**settings), OPTIONS)
    for written in config.written():
        ruleset.refuse_unknown(written, written.origin)
    ruleset.plan(config.settings_here())
    return Task(config, run, ruleset, lang)


def with_known(task: Task, baseline: str | None) -> Task:
    """The task with the sums and the findings that its files know; raises ConfigError where one can't be read."""
    from summarylint.learned import read

    known = read(task.run.learned) if task.run.learned else {}
    return task._replace(partitions=known, baseline=_baseline(baseline))


def _changes(
    select: tuple[str, ...] = (),
    extend_select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    doc_type: str | None = None,
    encoding: str | None = None,
) -> dict[str, Any]:
    """The options that change the settings of every file."""
    changes: dict[str, Any] = {}
    for key, value in (("select", select), ("extend_select", extend_select), ("ignore", ignore)):
        names = tuple(name for item in value for name in names_in(item))
        if names:
            changes[key] = names
    if doc_type:
        changes.update(type=doc_type, type_origin="--type")
    if encoding:
        changes["encoding"] = known_encoding(encoding)
        if changes["encoding"] is None:
            raise ConfigError(no_encoding(encoding, "--encoding"))
    return changes


_NO_BASELINE = Said(
    "not a baseline that 'summarylint check --write-baseline' wrote",
    "不是 summarylint check --write-baseline 写出的基线",
)


def _baseline(path: str | None) -> Baseline | None:
    """The findings that a baseline names; raises ConfigError where it can't be read."""
    if path is None:
        return None
    from summarylint.suppress import Baseline

    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        why = refusal(error) if isinstance(error, OSError) else Said(str(error), "不是UTF-8编码的文本")
        unread = Said(f"the baseline can't be read ({why})", f"基线读不了（{why.zh}）")
        raise ConfigError(placed(path, unread)) from error
    wrong = [line for line in lines if len(line) < 2 or not re.fullmatch(r"[0-9a-f]{16}", line[0])]
    if wrong:
        raise ConfigError(placed(path, _NO_BASELINE))
    return Baseline(Counter(line[0] for line in lines))
