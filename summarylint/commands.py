"""What the commands do, apart from parsing their options: imported only once one of them runs."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from summarylint.config import Config, Settings, known_encoding
from summarylint.discover import DOCUMENT_SUFFIXES, discover
from summarylint.errors import FAILED, FINDINGS, OK, ConfigError, did_you_mean
from summarylint.model import LANGUAGES, Failure, Report
from summarylint.reporters import FOR_TERMINALS, WITH_DOCUMENTS, Style, reporter
from summarylint.reporters.visible import padded, visible
from summarylint.ruleset.catalogue import Catalogue, catalogue

if TYPE_CHECKING:
    from summarylint.suppress import Baseline


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
    from summarylint.pipeline import Task, check_paths
    from summarylint.ruleset.select import Ruleset

    settings = changes_of(**changes)
    config = Config(config_path, isolated=isolated, changes=settings)
    run = config.run._replace(
        archive=archive or config.run.archive,
        fail_on=fail_on or config.run.fail_on,
        jobs=config.run.jobs if jobs is None else jobs,
        max_size=config.run.max_size if max_size is None else max_size << 20,
        formats=formats or config.run.formats or ("text",),
    )
    lang = language(lang, config.run.lang)
    targets = _targets(run.formats, output, "--format" if formats else config.origin)
    _refuse_to_replace(targets, paths, run.exclude)
    rules = catalogue(run.rule_packs)
    ruleset = Ruleset(rules)
    ruleset.refuse_unknown(Settings()._replace(**settings), "options")
    for written in config.written():
        ruleset.refuse_unknown(written, written.origin)
    ruleset.plan(config.settings_here())
    from summarylint.learned import read

    known = read(run.learned) if run.learned else {}
    there_before = None if write_baseline else baseline or run.baseline
    keeps = any(name in WITH_DOCUMENTS for name, _ in targets)
    task = Task(config, run, ruleset, lang, explain_totals, known, _baseline(there_before), keeps)
    report = check_paths(paths, task, stdin_filename)
    if write_baseline:
        from summarylint.suppress import baseline_text

        _write_file(write_baseline, baseline_text(report.findings))
    if against:
        from summarylint.against import compared

        report = compared(report, against)
    if no_excerpts:
        from summarylint.against import without_excerpts

        report = without_excerpts(report, {rule.id: rule.title[lang] for rule in rules.values()})
    for folder in [path for name, path in targets if name == "docx" and path]:
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


def _baseline(path: str | None) -> Baseline | None:
    """The findings that a baseline names; raises ConfigError where it can't be read."""
    if path is None:
        return None
    from summarylint.suppress import Baseline

    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: the baseline can't be read ({getattr(error, 'strerror', None) or error})"
        raise ConfigError(message) from error
    wrong = [line for line in lines if len(line) < 2 or not re.fullmatch(r"[0-9a-f]{16}", line[0])]
    if wrong:
        message = f"{path}: not a baseline that 'summarylint check --write-baseline' wrote"
        raise ConfigError(message)
    return Baseline(Counter(line[0] for line in lines))


def changes_of(
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    doc_type: str | None,
    encoding: str | None,
) -> dict[str, Any]:
    """The options that change the settings of every file."""
    changes: dict[str, Any] = {}
    for name, value in (("select", select), ("extend_select", extend_select), ("ignore", ignore)):
        names = tuple(part.strip() for item in value for part in item.replace("，", ",").split(",") if part.strip())
        if names:
            changes[name] = names
    if doc_type:
        changes.update(type=doc_type, type_origin="--type")
    if encoding:
        changes["encoding"] = known_encoding(encoding)
        if changes["encoding"] is None:
            message = f"--encoding: there is no encoding '{encoding}'"
            raise ConfigError(message)
    return changes


def language(chosen: str | None, configured: str | None) -> str:
    """The language of messages: the option, SUMMARYLINT_LANG, the config, the locale, else zh."""
    named = chosen or os.environ.get("SUMMARYLINT_LANG") or configured
    if named:
        if named not in LANGUAGES:
            message = f"SUMMARYLINT_LANG must be one of {', '.join(LANGUAGES)}, not '{named}'"
            raise ConfigError(message)
        return named
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "zh"


_Target = tuple[str, str | None]
"""A format, and the file that it goes to; None is standard output."""


def _targets(formats: tuple[str, ...], output: str | None, origin: str) -> list[_Target]:
    """Where each format goes; raises ConfigError for an unknown format, or where two go to one place."""
    targets: list[_Target] = []
    for written in formats:
        name, _, path = written.partition("=")
        if name == "docx" and not path:
            message = f"{origin}: docx wants a folder for the Word files: --format docx=DIR"
            raise ConfigError(message)
        try:
            if name != "docx":
                reporter(name)
        except ConfigError as error:
            message = f"{origin}: {error}"
            raise ConfigError(message) from error
        targets.append((name, path or None))
    if output is not None:
        targets[0] = (targets[0][0], output)
    places = [os.path.realpath(path) if path else None for _, path in targets]
    for (_, given), place in zip(targets, places, strict=True):
        if places.count(place) > 1:
            message = f"two formats go to {given or 'standard output'}; name a file: --format {targets[-1][0]}=FILE"
            raise ConfigError(message)
    return targets


def _refuse_to_replace(targets: list[_Target], paths: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    """Raises ConfigError where a report would replace a file that is to be checked."""
    for _, place in targets:
        if not place or not os.path.isfile(place):
            continue
        inputs = {os.path.realpath(path) for path in paths}
        if os.path.splitext(place)[1].lower() in DOCUMENT_SUFFIXES:
            # Only then can it be one of the documents in a folder.
            inputs |= {os.path.realpath(source.path) for source in discover(paths, exclude).sources}
        if os.path.realpath(place) in inputs:
            message = f"{place}: the report would replace a file that is being checked"
            raise ConfigError(message)


def _write(report: Report, targets: list[_Target], style: Style) -> None:
    # Files first: a reader of standard output who leaves early must not cost the reports in files.
    for name, path in sorted(targets, key=lambda target: target[1] is None):
        if path is not None:
            written = reporter(name)(report, style)
            # Excel takes a CSV file without a byte order mark for one of the system's own encoding.
            _write_file(path, f"\ufeff{written}" if name == "csv" and isinstance(written, str) else written)
        elif name in FOR_TERMINALS or not hasattr(sys.stdout, "buffer"):
            show(reporter(name)(report, style._replace(color=_colors(sys.stdout))))
        else:
            # Programs read these, and they are UTF-8 whatever the terminal's encoding; `\\U0001f600` would be no JSON.
            show(_encoded(reporter(name)(report, style)))


def _encoded(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def show(output: str | bytes) -> None:
    """Print; raises ConfigError where standard output can't take it, BrokenPipeError where its reader left."""
    if sys.stdout is None:
        message = "standard output is closed; name a file: -o FILE"
        raise ConfigError(message)
    try:
        if isinstance(output, bytes):
            sys.stdout.buffer.write(output)
        else:
            sys.stdout.write(output)
        sys.stdout.flush()
    except OSError as error:
        # What is left of the buffer must not complain at shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        message = f"standard output: the report can't be written ({error.strerror})"
        raise ConfigError(message) from error


def _write_file(path: str, written: str | bytes) -> None:
    """Write whole or not at all; raises ConfigError where the place can't be written."""
    import tempfile

    content = _encoded(written)
    own = None
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            # A device or pipe can't be replaced, only written to.
            with open(path, "wb") as file:
                file.write(content)
            return
        # What a link leads to is replaced, not the link, be it /dev/stdout.
        whole = os.path.realpath(path)
        with tempfile.NamedTemporaryFile(dir=os.path.dirname(whole), delete=False) as file:
            own = file.name
            file.write(content)
        # A temporary file is for its owner's eyes; a report is as readable as any new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(own, 0o666 & ~mask)
        os.replace(own, whole)
    except OSError as error:
        if own and os.path.exists(own):
            os.unlink(own)
        message = f"{path}: the report can't be written ({error.strerror})"
        raise ConfigError(message) from error


def _colors(stream: Any) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and (stream.isatty() and os.environ.get("TERM") != "dumb")


def _print_statistics(report: Report) -> None:
    counts = Counter(finding.rule for finding in report.counted())
    for rule, count in counts.most_common():
        print(f"{count:6}  {rule}", file=sys.stderr)  # noqa: T201 (what --statistics is for)


def run_explain(rule_id: str, lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint explain`; raises ConfigError where there is no such rule."""
    config = Config(config_path, isolated=isolated)
    rules = catalogue(config.run.rule_packs)
    if rule_id not in rules:
        message = f"there is no rule '{rule_id}'{did_you_mean(rule_id, list(rules))}"
        raise ConfigError(message)
    from summarylint.manual import page

    show(page(rules[rule_id], language(lang, config.run.lang)))


def run_rules_list(lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint rules`: id, severity and title of each."""
    config = Config(config_path, isolated=isolated)
    rules = catalogue(config.run.rule_packs)
    lang = language(lang, config.run.lang)
    wide = max(map(len, rules))
    lines = []
    for rule in rules.values():
        off = "" if rule.on else " (off)"
        lines.append(f"{padded(rule.id, wide)}  {rule.severity:7}  {visible(rule.title[lang])}{off}\n")
    show("".join(lines))


def run_learn(paths: tuple[str, ...], output: str | None, config_path: str | None, isolated: bool) -> int:
    """`summarylint learn`: the partitions that hold across PATHS as YAML; the exit code, 2 where a file was not read."""
    from summarylint.learned import written
    from summarylint.pipeline import Task, check_paths
    from summarylint.ruleset.select import Ruleset

    config = Config(config_path, isolated=isolated, changes={"select": ("total/learned-sum",)})
    lang = language(None, config.run.lang)
    report = check_paths(paths, Task(config, config.run, Ruleset(catalogue(config.run.rule_packs)), lang), "-")
    text = written(report.pending)
    if output is None:
        show(text)
    else:
        _write_file(output, text)
    for failure in report.failures:
        print(f"summarylint: {visible(failure.path)}: {visible(failure.message)}", file=sys.stderr)  # noqa: T201
    return FAILED if report.failures else OK


def run_init(folder: str) -> None:
    """`summarylint init`; raises ConfigError where a file can't be written."""
    from summarylint.beginning import begin

    begun = begin(folder)
    lines = [f"wrote {name}" for name in begun.written]
    for name, content in begun.snippets:
        lines += [f"{name} is there already and was left as it is; it may want:", *content.splitlines(), ""]
    show("".join(visible(line) + "\n" for line in lines))


def run_types(type_id: str | None, lang: str | None, config_path: str | None, isolated: bool) -> None:
    """`summarylint types`: all of them, or one with its sections; raises ConfigError where there is none such."""
    config = Config(config_path, isolated=isolated)
    types = catalogue(config.run.rule_packs).types
    lang = language(lang, config.run.lang)
    from summarylint.manual import type_page, types_list

    if type_id is None:
        show(types_list(types, lang))
        return
    if type_id not in types:
        message = f"there is no document type '{type_id}'{did_you_mean(type_id, list(types))}"
        raise ConfigError(message)
    show(type_page(types[type_id], lang))


def run_rules_test(folders: tuple[str, ...]) -> int:
    """`summarylint rules test`: one line for each example that fails, then a count; the exit code."""
    from summarylint.ruleset.select import Ruleset
    from summarylint.testing import examples_of, failure_of, type_failures

    rules = catalogue(folders)
    shipped = catalogue() if folders else Catalogue()
    chosen = [rule for rule in rules.values() if rule.id not in shipped or rule != shipped[rule.id]]
    ruleset = Ruleset(rules)
    passed = 0
    failures = []
    for rule, example in examples_of(chosen):
        wrong = failure_of(rule, example, ruleset)
        if wrong:
            failures.append(f"{rule.path}:{example.line}: {example.name}: {wrong}")
        else:
            passed += 1
    known = shipped.types if folders else {}
    for document_type in rules.types.values():
        if known.get(document_type.id) == document_type:
            continue
        broken = list(type_failures(document_type, rules.types))
        failures += [f"{document_type.path}:{line}: {name}: {wrong}" for line, name, wrong in broken]
        passed += max(0, len(document_type.examples) - len({line for line, _, _ in broken}))
    show("".join(visible(line) + "\n" for line in failures) + f"{passed} passed, {len(failures)} failed\n")
    return FINDINGS if failures else OK
