"""The command line: options to settings, a report to an exit code; no logic of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from summarylint.errors import FAILED, FINDINGS, INTERRUPTED, OK, SummarylintError
from summarylint.model import LANGUAGES
from summarylint.version import VERSION

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Exits(click.Group):
    """A group whose errors a person can mend are one line and exit code 2, and whose closed pipes are quiet."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SummarylintError as error:
            from summarylint.reporters.visible import visible

            click.echo(f"summarylint: {visible(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # `| head` has read enough; click would leave with 1, which says that there are findings.
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=_Exits, context_settings=CONTEXT)
@click.version_option(VERSION, prog_name="summarylint")
def main() -> None:
    """Say of submitted summaries which must go back to their author, and why."""


def _run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads a config."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages."),
        click.option("--config", "config_path", type=click.Path(), help="Read this config file and no other."),
        click.option("--isolated", is_flag=True, help="Read no config file."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FMT[=FILE]",
    help="text, json, html, sarif … (README lists them); repeatable.",
)
@click.option("-o", "output", metavar="FILE", help="Write the first format here instead of to standard output.")
@click.option("--select", multiple=True, metavar="ID|FAMILY", help="Run these rules only; replaces the config's.")
@click.option("--extend-select", multiple=True, metavar="ID|FAMILY", help="Run these rules too.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILY", help="Do not run these rules.")
@click.option("--type", "doc_type", metavar="TYPE", help="What the submissions are.")
@click.option("--archive", type=click.Path(), metavar="FOLDER", help="Compare with the past submissions kept there.")
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "info", "never")), help="Exit 1 from this severity on."
)
@click.option("--baseline", type=click.Path(), metavar="FILE", help="Findings that are known and do not count.")
@click.option("--write-baseline", type=click.Path(), metavar="FILE", help="Write what is found as a baseline.")
@click.option("--against", type=click.Path(), metavar="REPORT", help="Say what of an earlier JSON report is mended.")
@click.option("--no-excerpts", is_flag=True, help="Report no word of the submissions, for logs that anybody reads.")
@click.option("--show-suppressed", is_flag=True, help="Show suppressed findings too.")
@click.option("--explain-totals", is_flag=True, help="List every relation between numbers, also those that hold.")
@click.option("--jobs", type=click.IntRange(min=0), help="Processes; 0: as many as the work is worth.")
@click.option("--encoding", metavar="E", help="Encoding of the files, where it can't be told.")
@click.option("--stdin-filename", default="-", metavar="NAME", help="What standard input is called.")
@click.option("--max-size", type=click.IntRange(min=1), metavar="MIB", help="Largest file that is read, in MiB (20).")
@click.option("--statistics", is_flag=True, help="Count findings by rule on standard error.")
@click.option("--quiet", is_flag=True, help="Print nothing where nothing is wrong.")
@_run_options
def check(paths: tuple[str, ...], **given: Any) -> None:
    """Check PATHS: files, folders, or `-` for standard input; without PATHS the current folder."""
    from summarylint.commands import run_check

    sys.exit(run_check(paths or (".",), **given))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("-o", "output", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--config", "config_path", type=click.Path(), help="Read this config file and no other.")
@click.option("--isolated", is_flag=True, help="Read no config file.")
def learn(paths: tuple[str, ...], **given: Any) -> None:
    """Write which parts always add up to their total across PATHS, as YAML for review."""
    from summarylint.commands import run_learn

    sys.exit(run_learn(paths or (".",), **given))


@main.command()
@click.argument("rule_id", metavar="RULE")
@_run_options
def explain(rule_id: str, **given: Any) -> None:
    """Explain RULE: what it finds, why, its options and examples."""
    from summarylint.commands import run_explain

    run_explain(rule_id, **given)


@main.command()
@click.argument("type_id", metavar="[TYPE]", required=False)
@_run_options
def types(type_id: str | None, **given: Any) -> None:
    """List the document types, or show the sections of TYPE."""
    from summarylint.commands import run_types

    run_types(type_id, **given)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--unsafe", is_flag=True, help="Make the fixes too that want to be read.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where something would change.")
@click.option("--select", multiple=True, metavar="ID|FAMILY", help="Run these rules only; replaces the config's.")
@click.option("--extend-select", multiple=True, metavar="ID|FAMILY", help="Run these rules too.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILY", help="Do not run these rules.")
@click.option("--type", "doc_type", metavar="TYPE", help="What the submissions are.")
@click.option("--encoding", metavar="E", help="Encoding of the files, where it can't be told.")
@click.option("--stdin-filename", default="-", metavar="NAME", help="What standard input is called.")
@click.option("--max-size", type=click.IntRange(min=1), metavar="MIB", help="Largest file that is read, in MiB (20).")
@_run_options
def fix(paths: tuple[str, ...], **given: Any) -> None:
    """Apply the safe fixes to PATHS in place; `-` reads standard input and writes standard output."""
    from summarylint.fix_commands import run_fix

    sys.exit(run_fix(paths or (".",), **given))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "output", required=True, metavar="DIR", type=click.Path(), help="Write here; never over anything.")
@click.option("--clean", is_flag=True, help="Give Word and PDF files back without our comments.")
@_run_options
def annotate(paths: tuple[str, ...], **given: Any) -> None:
    """Give Word and PDF files of PATHS back with a comment at each finding, and a return slip for every other document."""
    from summarylint.annotate_commands import run_annotate

    sys.exit(run_annotate(paths, **given))


@main.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
def init(folder: str) -> None:
    """Write a commented config for FOLDER, and a hook and CI snippet where it is a repository; changes no file."""
    from summarylint.commands import run_init

    run_init(folder)


@main.group()
def archive() -> None:
    """Keep past submissions, to find what new ones copy from them."""


def _archive_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every archive command; it is handed the desk that they make."""

    @wraps(command)
    def at_desk(archive: str | None, lang: str | None, config_path: str | None, isolated: bool, **given: Any) -> None:
        from summarylint.archive_commands import Desk

        sys.exit(command(Desk(archive, lang, config_path, isolated), **given))

    return _run_options(
        click.option("--archive", metavar="FOLDER", type=click.Path(), help="The archive; else the config's.")(at_desk)
    )


@archive.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--label", metavar="NAME", help="What the documents are kept under; else their folder's name.")
@click.option("--date", default="", metavar="DATE", help="When they were handed in, as it is to be shown.")
@_archive_options
def archive_add(desk: Any, paths: tuple[str, ...], label: str | None, date: str) -> int:
    """Add the documents of PATHS, or what has changed of them; makes the archive where there is none."""
    from summarylint.archive_commands import run_add

    return run_add(desk, paths, label, date)


@archive.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_archive_options
def archive_remove(desk: Any, names: tuple[str, ...]) -> int:
    """Remove documents by LABEL, LABEL/PATH, or a pattern such as 2023/*.txt."""
    from summarylint.archive_commands import run_remove

    return run_remove(desk, names)


@archive.command("list")
@click.option(
    "--format", "output_format", type=click.Choice(("text", "json")), default="text", help="json: one a line."
)
@_archive_options
def archive_list(desk: Any, output_format: str) -> int:
    """List the documents."""
    from summarylint.archive_commands import run_list

    return run_list(desk, output_format)


@archive.command("info")
@_archive_options
def archive_info(desk: Any) -> int:
    """Say how much is in the archive, and how it is kept."""
    from summarylint.archive_commands import run_info

    return run_info(desk)


@archive.command("verify")
@_archive_options
def archive_verify(desk: Any) -> int:
    """Find damage: everything is compared with its digest."""
    from summarylint.archive_commands import run_verify

    return run_verify(desk)


@archive.command("compact")
@_archive_options
def archive_compact(desk: Any) -> int:
    """Make the fingerprints anew from the texts, and erase what was removed."""
    from summarylint.archive_commands import run_compact

    return run_compact(desk)


@archive.command("export")
@click.argument("folder", type=click.Path())
@_archive_options
def archive_export(desk: Any, folder: str) -> int:
    """Write all texts below FOLDER, which must be new or empty."""
    from summarylint.archive_commands import run_export

    return run_export(desk, folder)


@archive.command("phrases")
@click.option(
    "--documents", "least", type=click.IntRange(min=2), default=5, help="In how many a wording must stand (5)."
)
@click.option("-o", "output", metavar="FILE", help="Write here instead of to standard output; never overwrites.")
@_archive_options
def archive_phrases(desk: Any, least: int, output: str | None) -> int:
    """Propose set phrases: wordings that many documents have, for review."""
    from summarylint.archive_commands import run_phrases

    return run_phrases(desk, least, output)


@main.group(invoke_without_command=True)
@click.pass_context
def rules(ctx: click.Context) -> None:
    """List the rules, or test them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_rules)


@rules.command("list")
@_run_options
def list_rules(lang: str | None = None, config_path: str | None = None, isolated: bool = False) -> None:
    """List the rules, those of the config's packs too."""
    from summarylint.commands import run_rules_list

    run_rules_list(lang, config_path, isolated)


@rules.command("test")
@click.argument("folders", nargs=-1, type=click.Path())
def test_rules(folders: tuple[str, ...]) -> None:
    """Run the examples of the rules in FOLDERS, or of the shipped ones."""
    from summarylint.commands import run_rules_test

    sys.exit(run_rules_test(folders))


def run() -> None:
    """The entry point: `main`, with standard output that can show any text and may be closed at any time."""
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        # With PYTHONUNBUFFERED, as containers have it, what a pipe or disk does not take at once is lost in silence.
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), encoding=sys.stdout.encoding)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    main(standalone_mode=True)


__all__ = ["FAILED", "FINDINGS", "OK", "main", "run"]
