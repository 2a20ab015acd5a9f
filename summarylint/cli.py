"""The command line: options to settings, a report to an exit code; no logic of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
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
@click.option("--format", "formats", multiple=True, metavar="FMT[=FILE]", help="text, concise or json; repeatable.")
@click.option("-o", "output", metavar="FILE", help="Write the first format here instead of to standard output.")
@click.option("--select", multiple=True, metavar="ID|FAMILY", help="Run these rules only; replaces the config's.")
@click.option("--extend-select", multiple=True, metavar="ID|FAMILY", help="Run these rules too.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILY", help="Do not run these rules.")
@click.option("--type", "doc_type", metavar="TYPE", help="What the submissions are.")
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "info", "never")), help="Exit 1 from this severity on."
)
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    main(standalone_mode=True)


__all__ = ["FAILED", "FINDINGS", "OK", "main", "run"]
