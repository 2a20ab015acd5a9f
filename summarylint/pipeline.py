"""The street that every document takes: discover → read → split → check → locate → suppress → report.

Each stage is a function from values to values. `check_paths` is the whole of it; `check_source` is what one
file goes through, in this process or in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarylint.background import asked_by, background_of, compared_with, forms_of, handed_out
from summarylint.batch import Batched
from summarylint.batch import findings as batch_findings
from summarylint.config import Config, RunSettings, Settings
from summarylint.discover import Discovered, discover
from summarylint.document_types import with_types
from summarylint.errors import ConfigError, Said, UnreadableError, broken_check, said
from summarylint.learned import Pending, broken, merged, waiting
from summarylint.locate import Located, best_of_each_place, explained, locate
from summarylint.model import Document, Explained, Failure, Finding, Hit, Report, Row, Source, Span, Submission
from summarylint.readers import read
from summarylint.roll import not_submitted
from summarylint.ruleset.select import ActiveCheck, ActiveRule, Plan, Ruleset
from summarylint.submissions import split
from summarylint.suppress import Baseline, Statement, beside, statements, suppress
from summarylint.verdict import recounted, rows_of, with_failure

_NOTHING = Said("nothing to check: no document in the given folders", "没有可检查的：所给文件夹里没有文档")


class Outcome(NamedTuple):
    """What one file came to."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    characters: int
    relations: tuple[Explained, ...] = ()
    pending: tuple[Pending, ...] = ()
    """Sums that only all submissions together can judge."""
    batched: Batched | None = None
    """The document itself, where a check wants it beside all others."""
    idle: tuple[tuple[Statement, Finding], ...] = ()
    """Suppressions, each with what is said of it if it silences nothing in the end."""
    document: Document | None = None
    """Where a format wants more of it than its findings."""


class Task(NamedTuple):
    """All that checking a file needs besides the file."""

    config: Config
    run: RunSettings
    """The config's, changed by the options of the command line."""
    ruleset: Ruleset
    lang: str
    explain_totals: bool = False
    """Whether the report lists every relation between numbers, also those that hold."""
    partitions: Mapping[tuple[str, ...], int] = {}
    """Labels of parts that are known to be all, from reviewed files."""
    baseline: Baseline | None = None
    """Findings that were there before."""
    keep_documents: bool = False
    asked: tuple[str, ...] = ()
    """What the forms that were handed out ask for."""

    def failed(self, source: Source, failure: Failure) -> Outcome:
        """The outcome of a file that could not be checked."""
        return Outcome(rows_of(None, source.name, (), (), failed=True), (), (failure,), 0)


def check_paths(paths: Iterable[str], task: Task, stdin_name: str = "-") -> Report:
    """Check the documents that `paths` stand for; raises SummarylintError for wrong settings."""
    paths = tuple(paths)
    discovered = discover(paths, task.run.exclude, stdin_name, handed_out(task.run, paths))
    failures = [failure._replace(message=said(failure.message, task.lang)) for failure in discovered.failures]
    unfound = dict.fromkeys(failure.path for failure in discovered.failures)
    forms = forms_of(task.run, task.lang, failures) if task.run.given else ()
    outcomes = list(_outcomes(discovered.sources, task._replace(asked=asked_by(forms))))
    rows = [row for path in unfound for row in rows_of(None, path, (), (), failed=True)]
    rows += [row for outcome in outcomes for row in outcome.rows]
    failures += [failure for outcome in outcomes for failure in outcome.failures]
    before = len(failures)
    later = _found_together(outcomes, discovered, forms, rows, task, failures)
    if len(failures) > before:
        rows = with_failure(rows, {one.batched.document.name for one in outcomes if one.batched})
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    if later:
        findings = merged(findings, later, rows)
    if task.baseline:
        findings = list(task.baseline.mark(findings))
    if later or task.baseline:
        rows = recounted(rows, findings)
    if not discovered.sources and not failures:
        failures.append(Failure("", "discover", said(_NOTHING, task.lang)))
    return Report(
        tuple(rows),
        tuple(findings),
        tuple(failures),
        len(discovered.sources),
        sum(outcome.characters for outcome in outcomes),
        discovered.skipped,
        tuple(one for outcome in outcomes for one in outcome.relations) if task.explain_totals else None,
        tuple(one for outcome in outcomes for one in outcome.pending),
        {outcome.document.name: outcome.document for outcome in outcomes if outcome.document},
    )


def _found_together(
    outcomes: Sequence[Outcome],
    discovered: Discovered,
    forms: tuple[str, ...],
    rows: Sequence[Row],
    task: Task,
    failures: list[Failure],
) -> list[Finding]:
    """What no file shows by itself: sums that others have, copies, suppressions that silence nothing, who is absent."""
    found = list(broken([one for outcome in outcomes for one in outcome.pending], task.partitions))
    batch = [outcome.batched for outcome in outcomes if outcome.batched]
    if batch:
        background = background_of(task.run, forms, task.lang, failures)
        batch = [*compared_with(task.run, discovered.sources, task.lang, failures), *batch]
        try:
            found += batch_findings(batch, background, task.lang, failures)
        finally:
            if background.archive:
                background.archive.close()
    silenced = (one for outcome in outcomes for one in (*outcome.findings, *found) if one.suppressed)
    working = {(one.path, one.suppressed.by, one.suppressed.line) for one in silenced if one.suppressed}
    idle = [one for outcome in outcomes for one in outcome.idle]
    found += [
        told
        for statement, told in idle
        if told.data["unknown"] or (told.path, statement.by, statement.line) not in working
    ]
    if task.run.expected and discovered.whole:
        plan = task.ruleset.plan(task.config.settings_here())
        found += not_submitted(task.run.expected, rows, plan, task.config.origin, task.lang)
    return found


def _outcomes(sources: Sequence[Source], task: Task) -> Iterator[Outcome]:
    """The outcome of each source, in order, from as many processes as the work is worth."""
    size = sum(source.size_bytes for source in sources)
    if task.run.jobs == 1 or len(sources) < 2 or (task.run.jobs == 0 and size < 4 << 20):
        return (check_source(source, task) for source in sources)
    from summarylint.parallel import outcomes

    return outcomes(sources, task, check_source)


def check_source(source: Source, task: Task) -> Outcome:
    """Read, split, check, locate and suppress one file; what can't be checked is a failure, never an exception."""
    try:
        settings = task.config.settings_of(source)
        plan = task.ruleset.plan(settings)
        document = read(source, settings.encoding, task.run.max_size)
        document = document._replace(asked=task.asked) if task.asked else document
        more = beside(source)
        submissions = with_types(split(document), settings.type, settings.type_origin, task.ruleset.catalogue.types)
    except (UnreadableError, ConfigError, TimeoutError) as error:
        return task.failed(source, Failure(source.name, "read", said(error, task.lang)))
    except Exception as error:  # noqa: BLE001 (our own fault, but the other files must still be checked)
        what = f"{type(error).__name__}: {error}"
        broke = Said(
            f"summarylint broke on this file, please report it: {what}", f"程序读这个文件时出错，请反馈：{what}"
        )
        return task.failed(source, Failure(source.name, "read", said(broke, task.lang)))
    failures = [] if document.problem is None else [Failure(source.name, "decode", said(document.problem, task.lang))]
    hits = list(check(document, submissions, plan, failures))
    failures = [failure._replace(message=said(failure.message, task.lang)) for failure in failures]
    located = Located(document, submissions, task.lang)
    pending = [waiting(hit, active, located, more) for hit, active in hits if hit.labels]
    hits = [(hit, active) for hit, active in hits if not hit.labels]
    findings = [locate(hit, active, located) for hit, active in best_of_each_place(hits)]
    findings = suppress(findings, document, more)
    rows = rows_of(document, source.name, submissions, findings, failed=bool(failures), lang=task.lang)
    relations = tuple(explained(submissions, located)) if task.explain_totals else ()
    together = tuple(active for active in plan if active.scope == "batch")
    batched = Batched(document, tuple(submissions), together, tuple(more)) if together else None
    return Outcome(
        rows,
        tuple(findings),
        tuple(failures),
        len(document.text),
        relations,
        tuple(pending),
        batched,
        tuple(_idle([*statements(document), *more], plan, task.ruleset, located)),
        document if task.keep_documents else None,
    )


def _idle(
    said: Sequence[Statement], plan: Plan, ruleset: Ruleset, located: Located
) -> Iterator[tuple[Statement, Finding]]:
    """Each suppression with what is said of it if it silences nothing, or names no rule; not of rules that do not run."""
    judge = next((active for active in plan if active.scope == "suppressions"), None)
    if judge is None or not said:
        return
    running = {name for active in plan for one in active.rules.values() for name in (one.rule.id, one.rule.family)}
    for statement in said:
        unknown = ruleset.unknown(statement.names)
        if unknown or all(name in running for name in statement.names):
            yield statement, locate(unused(judge, statement, unknown), judge.rules[""], located)


def unused(judge: ActiveCheck, statement: Statement, unknown: Mapping[str, Said]) -> Hit:
    """What is said of a suppression that silences nothing, or names rules that do not exist."""
    entry = statement.line if statement.by == "side file" else None
    return judge.find.unused(statement.names, statement.span, entry, unknown)


def findings_of(
    document: Document, settings: Settings, meant: Sequence[Statement], task: Task, failures: list[Failure]
) -> list[Finding]:
    """What the rules find in a document by itself; a check that breaks adds to `failures`.

    `meant` is what the document's side file says; its comments speak for themselves.
    """
    submissions = with_types(split(document), settings.type, settings.type_origin, task.ruleset.catalogue.types)
    hits = check(document, submissions, task.ruleset.plan(settings), failures)
    located = Located(document, submissions, task.lang)
    found = best_of_each_place((hit, active) for hit, active in hits if not hit.labels)
    return suppress([locate(hit, active, located) for hit, active in found], document, meant)


def check(
    document: Document, submissions: Sequence[Submission], plan: Plan, failures: list[Failure]
) -> Iterator[tuple[Hit, ActiveRule]]:
    """What the checks of `plan` hit, each with the rule it is for; a check that breaks adds to `failures`."""
    whole = Submission(document, None, "", Span(0, 0), 0, len(document.text), document.blocks)
    for active in plan:
        if active.scope not in ("submission", "file"):
            continue
        for part in (whole,) if active.scope == "file" else submissions:
            try:
                hits = list(active.find.find(part))
            except Exception as error:  # noqa: BLE001 (a check may be anybody's; that it broke must not pass in silence)
                names = ", ".join(rule.rule.id for rule in active.rules.values())
                failures.append(Failure(document.name, "check", broken_check(names, error)))
                continue
            yield from ((hit, active.rules[hit.kind]) for hit in hits if hit.kind in active.rules)
