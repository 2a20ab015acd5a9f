"""What the commands do, apart from parsing their options: imported only once one of them runs."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import Any

from summarylint.config import Config, language_written
from summarylint.discover import DOCUMENT_SUFFIXES, discover
from summarylint.errors import FAILED, FINDINGS, OK, ConfigError, Said, placed, said
from summarylint.files import foresee, make_folder, replace
from summarylint.model import Failure, Report
from summarylint.names import names_in, type_named
from summarylint.prepare import task_of, with_known
from summarylint.reporters import FOR_TERMINALS, WITH_DOCUMENTS, Style, reporter
from summarylint.reporters.visible import visible
from summarylint.ruleset.catalogue import Catalogue, catalogue
from summarylint.spoken import language
from summarylint.streams import STDOUT, note, show, tell


def run_check(
    paths: tuple[str, ...],
    *,
    formats: tuple[str, ...],
    output: str | None,
    lang: str | None,
    config_path: str | None,
    isolated: bool,
    archive: str | None,
    fail_on: str | None,
    baseline: str | None,
    write_baseline: str | None,
    against: str | None,
    no_excerpts: bool,
    show_suppressed: bool,
    explain_totals: bool,
    jobs: int | None,
    max_size: int | None,
    stdin_filename: str,
    statistics: bool,
    quiet: bool,
    **changes: Any,
) -> int:
    """`summarylint check`; the exit code."""
    from summarylint.pipeline import check_paths

    task = task_of(
        lang=lang, config_path=config_path, isolated=isolated, archive=archive, fail_on=fail_on, formats=formats,
        jobs=jobs, max_size=max_size, **changes,
    )  # fmt: skip
    run, lang, rules = task.run, task.lang, task.ruleset.catalogue
    targets = _targets(run.formats, output, "--format" if formats else task.config.origin)
    folders = [path for name, path in targets if path and name == "docx"]
    places = [path for name, path in targets if path and name != "docx"]
    refuse_to_replace([*places, *([write_baseline] if write_baseline else [])], paths, run.exclude)
    for folder in folders:
        make_folder(folder)
    task = with_known(task, None if write_baseline else baseline or run.baseline)._replace(
        explain_totals=explain_totals, keep_documents=any(name in WITH_DOCUMENTS for name, _ in targets)
    )
    earlier = None
    if against:
        from summarylint.against import compared, findings_of

        # Before the work of checking, as it may be no report at all.
        earlier = findings_of(against)
    report = check_paths(paths, task, stdin_filename)
    if write_baseline:
        from summarylint.suppress import baseline_text

        replace(write_baseline, _encoded(baseline_text(report.findings)))
    if earlier is not None:
        report = compared(report, earlier)
    if no_excerpts:
        from summarylint.against import without_excerpts

        report = without_excerpts(report, {rule.id: rule.title[lang] for rule in rules.values()})
    for folder in folders:
        from summarylint.annotate_files import authors_files

        why = {rule.id: rule.why[lang] for rule in rules.values()}
        complaints = [Failure(folder, "write", one) for one in authors_files(report, folder, lang, why, run.max_size)]
        report = report._replace(failures=(*report.failures, *complaints))
    targets = [(name, path) for name, path in targets if name != "docx"]
    code = FAILED if report.failures else FINDINGS if report.fails(run.fail_on) else OK
    if quiet and code == OK:
        targets = [(name, path) for name, path in targets if path]
    _write(report, targets, Style(lang, fail_on=run.fail_on, rules=rules, show_suppressed=show_suppressed))
    if statistics:
        _print_statistics(report)
    return code


_Target = tuple[str, str | None]
"""A format, and the file that it goes to; None is standard output."""


def _targets(formats: tuple[str, ...], output: str | None, origin: str) -> list[_Target]:
    """Where each format goes; raises ConfigError for an unknown format, or where two go to one place."""
    targets: list[_Target] = []
    for written in formats:
        name, _, path = written.partition("=")
        if name == "docx" and not path:
            wanted = Said(
                "docx wants a folder for the Word files: --format docx=DIR",
                "docx要写明放Word文件的文件夹：--format docx=文件夹",
            )
            raise ConfigError(placed(origin, wanted))
        try:
            if name != "docx":
                reporter(name)
        except ConfigError as error:
            raise ConfigError(placed(origin, error)) from error
        targets.append((name, path or None))
    if output is not None:
        targets[0] = (targets[0][0], output)
    places = [os.path.realpath(path) if path else None for _, path in targets]
    for (_, given), place in zip(targets, places, strict=True):
        if places.count(place) > 1:
            where, last = given or STDOUT, targets[-1][0]
            both = Said(
                f"two formats go to {where}; name a file: --format {last}=FILE",
                f"两种格式都写到{said(where, 'zh')}；请给一种指明文件：--format {last}=文件",
            )
            raise ConfigError(both)
    return targets


_REPLACES = Said(
    "what is written would replace a file that is being checked", "写出的文件会覆盖正在检查的文件；请换一个文件名"
)


def refuse_to_replace(places: list[str], paths: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    """Raises ConfigError where what is written would replace a file that is read, UnwritableError where it could not be."""
    for place in places:
        foresee(place)
        if not os.path.isfile(place):
            continue
        inputs = {os.path.realpath(path) for path in paths}
        if os.path.splitext(place)[1].lower() in DOCUMENT_SUFFIXES:
            # Only then can it be one of the documents in a folder.
            inputs |= {os.path.realpath(source.path) for source in discover(paths, exclude).sources}
        if os.path.realpath(place) in inputs:
            raise ConfigError(placed(place, _REPLACES))


def _write(report: Report, targets: list[_Target], style: Style) -> None:
    # Files first: a reader of standard output who leaves early must not cost the reports in files.
    for name, path in sorted(targets, key=lambda target: target[1] is None):
        if path is not None:
            written = reporter(name)(report, style)
            # Excel takes a CSV file without a byte order mark for one of the system's own encoding.
            replace(path, _encoded(f"\ufeff{written}" if name == "csv" and isinstance(written, str) else written))
        elif name in FOR_TERMINALS or not hasattr(sys.stdout, "buffer"):
            show(reporter(name)(report, style._replace(color=_colors(sys.stdout))))
        else:
            # Programs read these, and they are UTF-8 whatever the terminal's encoding; `\\U0001f600` would be no JSON.
            show(_encoded(reporter(name)(report, style)))


def _encoded(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def _colors(stream: Any) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and (stream.isatty() and os.environ.get("TERM") != "dumb")


def _print_statistics(report: Report) -> None:
    counts = Counter(finding.rule for finding in report.counted())
    for rule, count in counts.most_common():
        tell(f"{count:6}  {rule}")


def run_explain(name: str, lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint explain`, of a rule or of a family; raises ConfigError where there is neither."""
    from summarylint.manual import page, rules_list
    from summarylint.ruleset.select import Ruleset

    config = Config(config_path, isolated=isolated)
    lang = language(lang, config.run.lang)
    rules = catalogue(config.run.rule_packs)
    (named,) = names_in(name)[:1] or [name]
    of_family = [rule for rule in rules.values() if rule.family == named]
    if named in rules:
        show(page(rules[named], lang))
    elif of_family:
        show(rules_list(of_family, lang))
    else:
        (meant,) = Ruleset(rules).unknown([name]).values()
        raise ConfigError(Said(f"there is no rule '{name}'{meant}", f"没有“{name}”这条规则或这一类{meant.zh}"))


def run_rules_list(lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint rules`: id, severity and title of each."""
    from summarylint.manual import rules_list

    config = Config(config_path, isolated=isolated)
    show(rules_list(catalogue(config.run.rule_packs).values(), language(lang, config.run.lang)))


def run_learn(
    paths: tuple[str, ...], output: str | None, lang: str | None, config_path: str | None, isolated: bool
) -> int:
    """`summarylint learn`: the partitions that hold across PATHS as YAML; the exit code, 2 where a file was not read."""
    from summarylint.learned import written
    from summarylint.pipeline import check_paths

    task = task_of(lang=lang, config_path=config_path, isolated=isolated, select=("total/learned-sum",))
    if output is not None:
        refuse_to_replace([output], paths, task.run.exclude)
    report = check_paths(paths, task, "-")
    text = written(report.pending, task.lang)
    for failure in report.failures:
        place = f"{visible(failure.path)}: " if failure.path else ""
        tell(f"summarylint: {place}{visible(failure.message)}")
    if output is None:
        show(_encoded(text))
    else:
        replace(output, _encoded(text))
    return FAILED if report.failures else OK


def run_init(folder: str, lang: str | None) -> None:
    """`summarylint init`; raises UnwritableError."""
    from summarylint.beginning import begin

    lang = language(lang, language_written())
    begun = begin(folder, lang)
    lines = [said(Said(f"wrote {name}", f"已写入{name}"), lang) for name in begun.written]
    for name, content in begun.snippets:
        there = Said(
            f"{name} is there already and was left as it is; it may want:", f"{name}已存在，未改动；可自行加入："
        )
        lines += [said(there, lang), *content.splitlines(), ""]
    note("".join(visible(line) + "\n" for line in lines))


def run_types(name: str | None, lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint types`: all of them, or one with its sections; raises ConfigError where there is none such."""
    config = Config(config_path, isolated=isolated)
    lang = language(lang, config.run.lang)
    types = catalogue(config.run.rule_packs).types
    from summarylint.manual import type_page, types_list
    from summarylint.ruleset.select import no_type

    if name is None:
        show(types_list(types, lang))
        return
    found = type_named(types, name)
    if found is None:
        raise ConfigError(no_type(name, types))
    show(type_page(found, lang))


def run_rules_test(folders: tuple[str, ...], lang: str | None) -> int:
    """`summarylint rules test`: one line for each example that fails, then a count; the exit code."""
    from summarylint.ruleset.select import Ruleset
    from summarylint.testing import examples_of, failure_of, type_failures

    lang = language(lang, language_written())
    rules = catalogue(folders)
    shipped = catalogue() if folders else Catalogue()
    chosen = [rule for rule in rules.values() if rule.id not in shipped or rule != shipped[rule.id]]
    ruleset = Ruleset(rules)
    passed = 0
    failures = []
    for rule, example in examples_of(chosen):
        wrong = failure_of(rule, example, ruleset)
        if wrong:
            failures.append(f"{rule.path}:{example.line}: {said(example.name, lang)}: {said(wrong, lang)}")
        else:
            passed += 1
    known = shipped.types if folders else {}
    for document_type in rules.types.values():
        if known.get(document_type.id) == document_type:
            continue
        broken = list(type_failures(document_type, rules.types))
        failures += [
            f"{document_type.path}:{line}: {said(name, lang)}: {said(wrong, lang)}" for line, name, wrong in broken
        ]
        passed += max(0, len(document_type.examples) - len({line for line, _, _ in broken}))
    count = Said(f"{passed} passed, {len(failures)} failed", f"{passed}个通过，{len(failures)}个未通过")
    show("".join(visible(line) + "\n" for line in failures) + f"{said(count, lang)}\n")
    return FINDINGS if failures else OK
