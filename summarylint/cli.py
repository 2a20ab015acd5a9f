"""The command line: options to settings, a report to an exit code; no logic of its own."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

import click

from summarylint.errors import FAILED, FINDINGS, INTERRUPTED, OK, SummarylintError, UnwritableError, said
from summarylint.files import reason
from summarylint.interrupts import ignore, listen
from summarylint.model import LANGUAGES, SEVERITIES
from summarylint.names import severity_named
from summarylint.streams import STDOUT, prepare, show, silence, tell
from summarylint.version import VERSION

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Option(click.Option):
    """An option that says what it is for in Chinese too."""

    def __init__(self, *names: Any, zh: str, **more: Any) -> None:
        super().__init__(*names, **more)
        self.zh = zh


class _Command(click.Command):
    """A command whose help comes in both languages: its docstring, and `zh`."""

    def __init__(self, *arguments: Any, zh: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.zh = zh

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # click forgets it where an option lacks its value, and then names no command to ask for help.
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from summarylint.spoken import language_of_complaints

        if language_of_complaints(ctx.obj or ()) == "en":
            super().format_help(ctx, formatter)
            return
        from summarylint.usage import write_help

        write_help(self, ctx, formatter)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    # click takes a console of few characters for a mistake, and writes UTF-8 to it.
    if wanted and not ctx.resilient_parsing:
        show(f"{ctx.get_help()}\n")
        ctx.exit()


class _Group(_Command, click.Group):
    """A group of such commands."""

    command_class = _Command


class _Exits(_Group):
    """A group whose errors a person can mend are one line and exit code 2, and whose closed pipes are quiet."""

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        given = tuple(args)
        with _exits(given):
            return super().make_context(info_name, args, *more, obj=given, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _exits(ctx.obj):
            return super().invoke(ctx)


@contextmanager
def _exits(given: Sequence[str]) -> Iterator[None]:
    """End the process where its work has come to an end that is no fault of ours; `given` is the command line."""
    try:
        yield
    except click.UsageError as error:
        _complain_of_usage(error, given)
        sys.exit(error.exit_code)
    except SummarylintError as error:
        _complain(error, given)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # `| head` has read enough; click would leave with 1, which says that there are findings.
        silence(sys.stdout, sys.stderr)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        # Of the help, which click prints; what else is written is told by those who write it.
        if error.errno != errno.ENOSPC:
            raise
        silence(sys.stdout)
        _complain(UnwritableError(STDOUT, reason(error)), given)
        sys.exit(FAILED)


def _complain(error: SummarylintError, given: Sequence[str]) -> None:
    from summarylint.reporters.visible import visible
    from summarylint.spoken import language_of_complaints

    tell(f"summarylint: {visible(said(error, language_of_complaints(given)))}")


def _complain_of_usage(error: click.UsageError, given: Sequence[str]) -> None:
    from summarylint.spoken import language_of_complaints

    if language_of_complaints(given) == "en" or isinstance(error, click.exceptions.NoArgsIsHelpError):
        written = io.StringIO()
        error.show(written)
        tell(written.getvalue().rstrip("\n"))
        return
    from summarylint.reporters.visible import visible
    from summarylint.usage import complaint

    tell(f"summarylint: {visible(complaint(error))}")


@click.group(cls=_Exits, context_settings=CONTEXT, zh="指出报送的总结材料哪些要退回作者，为什么。")
@click.version_option(VERSION, prog_name="summarylint")
def main() -> None:
    """Say of submitted summaries which must go back to their author, and why."""


class _Severity(click.Choice[str]):
    """A severity, or what it is called in Chinese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(severity_named(value), param, ctx)


_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_option = partial(click.option, cls=_Option)
_OUTPUT = _option(
    "-o",
    "output",
    metavar="FILE",
    help="Write here instead of to standard output.",
    zh="写到这个文件，不写到标准输出。",
)
_LANG = _option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.", zh="提示用哪种语言。")
_CONFIG = _option(
    "--config", "config_path", type=click.Path(), metavar="FILE", help="Read this config file and no other.",
    zh="只读这个配置文件。",
)  # fmt: skip
_ISOLATED = _option("--isolated", is_flag=True, help="Read no config file.", zh="不读任何配置文件。")
_BASELINE = _option(
    "--baseline", type=click.Path(), metavar="FILE", help="Findings that are known and do not count.",
    zh="基线：已知的问题，不再计数。",
)  # fmt: skip
_JOBS = _option(
    "--jobs", type=click.IntRange(min=0), metavar="N", help="Processes; 0: as many as the work is worth.",
    zh="进程数；0为看工作量而定。",
)  # fmt: skip
_STDIN_NAME = _option(
    "--stdin-filename", default="-", metavar="NAME", help="What standard input is called.", zh="标准输入叫什么名字。"
)
_ARCHIVE = _option(
    "--archive", type=click.Path(), metavar="FOLDER", help="Compare with the past submissions kept there.",
    zh="与这个档案库里的往年材料比对。",
)  # fmt: skip


def _all(*options: _Decorator) -> _Decorator:
    """Several options as one decorator; help lists them in this order."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


_run_options = _all(_LANG, _CONFIG, _ISOLATED)
"""The options of every command that reads a config."""
_settings_options = _all(
    _option(
        "--select", multiple=True, metavar="ID|FAMILY", help="Run these rules only; replaces the config's.",
        zh="只运行这些规则或类（如 占位），取代配置里的。",
    ),
    _option("--extend-select", multiple=True, metavar="ID|FAMILY", help="Run these rules too.", zh="另外运行这些规则或类。"),
    _option("--ignore", multiple=True, metavar="ID|FAMILY", help="Do not run these rules.", zh="不运行这些规则或类。"),
    _option("--type", "doc_type", metavar="TYPE", help="What the submissions are.", zh="是什么材料，如 工作总结。"),
    _option("--encoding", metavar="E", help="Encoding of the files, where it can't be told.", zh="看不出编码时用的编码。"),
    _option(
        "--max-size", type=click.IntRange(min=1), metavar="MIB", help="Largest file that is read, in MiB (20).",
        zh="最大读多大的文件，单位MiB（默认20）。",
    ),
)  # fmt: skip
"""What `check`, `fix` and `annotate` let one say of every file."""


@main.command(zh="检查文件、文件夹，- 为标准输入；不写路径就查当前文件夹。")
@click.argument("paths", nargs=-1, type=click.Path())
@_option(
    "--format", "formats", multiple=True, metavar="FMT[=FILE]",
    help="text, json, html, sarif … (README lists them); repeatable.", zh="报告格式：text、json、html、xlsx……，可写几次。",
)  # fmt: skip
@_option(
    "-o", "output", metavar="FILE", help="Write the first format here instead of to standard output.",
    zh="第一种格式写到这个文件。",
)  # fmt: skip
@_settings_options
@_ARCHIVE
@_option(
    "--fail-on", type=_Severity((*SEVERITIES, "never")), help="Exit 1 from this severity on.",
    zh="从这一级起退出码为1；也可写 错误、警告、提示、从不。",
)  # fmt: skip
@_BASELINE
@_option(
    "--write-baseline",
    type=click.Path(),
    metavar="FILE",
    help="Write what is found as a baseline.",
    zh="把查到的写成基线。",
)
@_option(
    "--against", type=click.Path(), metavar="REPORT", help="Say what of an earlier JSON report is mended.",
    zh="与上次的JSON报告相比，说明改好了哪些。",
)  # fmt: skip
@_option(
    "--no-excerpts", is_flag=True, help="Report no word of the submissions, for logs that anybody reads.",
    zh="报告里不出现材料的一个字，用于公开的日志。",
)  # fmt: skip
@_option("--show-suppressed", is_flag=True, help="Show suppressed findings too.", zh="已豁免的也列出。")
@_option(
    "--explain-totals", is_flag=True, help="List every relation between numbers, also those that hold.",
    zh="列出核算过的全部数字关系，包括对得上的。",
)  # fmt: skip
@_JOBS
@_STDIN_NAME
@_option("--statistics", is_flag=True, help="Count findings by rule on standard error.", zh="在标准错误上按规则计数。")
@_option("--quiet", is_flag=True, help="Print nothing where nothing is wrong.", zh="没有问题就什么也不打印。")
@_run_options
def check(paths: tuple[str, ...], **given: Any) -> None:
    """Check PATHS: files, folders, or `-` for standard input; without PATHS the current folder."""
    from summarylint.commands import run_check

    sys.exit(run_check(paths or (".",), **given))


@main.command(zh="写出在这些材料里总能加成合计的各项（YAML），供审阅。")
@click.argument("paths", nargs=-1, type=click.Path())
@_OUTPUT
@_run_options
def learn(paths: tuple[str, ...], **given: Any) -> None:
    """Write which parts always add up to their total across PATHS, as YAML for review."""
    from summarylint.commands import run_learn

    sys.exit(run_learn(paths or (".",), **given))


@main.command(zh="说明一条规则：查什么、为什么、选项和例子；写类名则列出这一类。")
@click.argument("rule_id", metavar="RULE")
@_run_options
def explain(rule_id: str, **given: Any) -> None:
    """Explain RULE: what it finds, why, its options and examples; of a family, list its rules."""
    from summarylint.commands import run_explain

    run_explain(rule_id, **given)


@main.command(zh="列出全部文种，或一个文种应有的各部分。")
@click.argument("type_id", metavar="[TYPE]", required=False)
@_run_options
def types(type_id: str | None, **given: Any) -> None:
    """List the document types, or show the sections of TYPE."""
    from summarylint.commands import run_types

    run_types(type_id, **given)


@main.command(zh="就地做不会错的修改；- 读标准输入，写标准输出。")
@click.argument("paths", nargs=-1, type=click.Path())
@_option("--unsafe", is_flag=True, help="Make the fixes too that want to be read.", zh="要人过目的修改也做。")
@_option(
    "--diff", "show_diff", is_flag=True, help="Show what would change, and change nothing.", zh="只看会改什么，不改。"
)
@_option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 where something would change.",
    zh="不改；有可改的就以1退出。",
)  # fmt: skip
@_settings_options
@_STDIN_NAME
@_run_options
def fix(paths: tuple[str, ...], **given: Any) -> None:
    """Apply the safe fixes to PATHS in place; `-` reads standard input and writes standard output."""
    from summarylint.fix_commands import run_fix

    sys.exit(run_fix(paths or (".",), **given))


@main.command(zh="Word、PDF文件退回时在每个问题处加批注，其他文件附退改单。")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_option(
    "-o", "output", required=True, metavar="DIR", type=click.Path(), help="Write here; never over anything.",
    zh="写到这个文件夹；不覆盖任何文件。",
)  # fmt: skip
@_option(
    "--clean",
    is_flag=True,
    help="Give Word and PDF files back without our comments.",
    zh="去掉Word、PDF文件里我们加的批注。",
)
@_settings_options
@_ARCHIVE
@_BASELINE
@_JOBS
@_run_options
def annotate(paths: tuple[str, ...], **given: Any) -> None:
    """Give Word and PDF files of PATHS back with a comment at each finding, and a return slip for every other document."""
    from summarylint.annotate_commands import run_annotate

    sys.exit(run_annotate(paths, **given))


@main.command(zh="为一个文件夹写带注释的配置；是代码仓库的，还写钩子和CI片段。不改已有的文件。")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@_LANG
def init(folder: str, lang: str | None) -> None:
    """Write a commented config for FOLDER, and a hook and CI snippet where it is a repository; changes no file."""
    from summarylint.commands import run_init

    run_init(folder, lang)


@main.group(cls=_Group, zh="保存往年材料，用来查新材料抄了什么。")
def archive() -> None:
    """Keep past submissions, to find what new ones copy from them."""


def _archive_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every archive command; it is handed the desk that they make."""

    @wraps(command)
    def at_desk(archive: str | None, lang: str | None, config_path: str | None, isolated: bool, **given: Any) -> None:
        from summarylint.archive_commands import Desk

        sys.exit(command(Desk(archive, lang, config_path, isolated), **given))

    return _run_options(
        _option(
            "--archive",
            metavar="FOLDER",
            type=click.Path(),
            help="The archive; else the config's.",
            zh="档案库所在的文件夹；不写就看配置。",
        )(at_desk)
    )


@archive.command("add", zh="加入文档，或更新有改动的；没有档案库就建一个。")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_option(
    "--label", metavar="NAME", help="What the documents are kept under; else their folder's name.",
    zh="存在哪个标签下；不写就用文件夹名。",
)  # fmt: skip
@_option(
    "--date",
    default="",
    metavar="DATE",
    help="When they were handed in, as it is to be shown.",
    zh="报送日期，照原样显示。",
)
@_archive_options
def archive_add(desk: Any, paths: tuple[str, ...], label: str | None, date: str) -> int:
    """Add the documents of PATHS, or what has changed of them; makes the archive where there is none."""
    from summarylint.archive_commands import run_add

    return run_add(desk, paths, label, date)


@archive.command("remove", zh="按 标签、标签/路径 或 2023/*.txt 这样的通配移除文档。")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_archive_options
def archive_remove(desk: Any, names: tuple[str, ...]) -> int:
    """Remove documents by LABEL, LABEL/PATH, or a pattern such as 2023/*.txt."""
    from summarylint.archive_commands import run_remove

    return run_remove(desk, names)


@archive.command("list", zh="列出文档。")
@_option(
    "--format", "output_format", type=click.Choice(("text", "json")), default="text", help="json: one a line.",
    zh="json为每行一份文档。",
)  # fmt: skip
@_archive_options
def archive_list(desk: Any, output_format: str) -> int:
    """List the documents."""
    from summarylint.archive_commands import run_list

    return run_list(desk, output_format)


@archive.command("info", zh="说明有多少材料，怎么存的。")
@_archive_options
def archive_info(desk: Any) -> int:
    """Say how much is in the archive, and how it is kept."""
    from summarylint.archive_commands import run_info

    return run_info(desk)


@archive.command("verify", zh="查有没有损坏：逐一核对摘要。")
@_archive_options
def archive_verify(desk: Any) -> int:
    """Find damage: everything is compared with its digest."""
    from summarylint.archive_commands import run_verify

    return run_verify(desk)


@archive.command("compact", zh="由正文重建指纹，彻底清除已移除的。")
@_archive_options
def archive_compact(desk: Any) -> int:
    """Make the fingerprints anew from the texts, and erase what was removed."""
    from summarylint.archive_commands import run_compact

    return run_compact(desk)


@archive.command("export", zh="把全部正文导出到一个新的或空的文件夹。")
@click.argument("folder", type=click.Path())
@_archive_options
def archive_export(desk: Any, folder: str) -> int:
    """Write all texts below FOLDER, which must be new or empty."""
    from summarylint.archive_commands import run_export

    return run_export(desk, folder)


@archive.command("phrases", zh="提出许多文档都有的套话，供审阅。")
@_option(
    "--documents", "least", type=click.IntRange(min=2), default=5, metavar="N",
    help="In how many a wording must stand (5).", zh="至少在几份文档里出现（默认5）。",
)  # fmt: skip
@_option(
    "-o", "output", metavar="FILE", help="Write here instead of to standard output; never overwrites.",
    zh="写到这个文件，不覆盖已有的。",
)  # fmt: skip
@_archive_options
def archive_phrases(desk: Any, least: int, output: str | None) -> int:
    """Propose set phrases: wordings that many documents have, for review."""
    from summarylint.archive_commands import run_phrases

    return run_phrases(desk, least, output)


@main.group(cls=_Group, invoke_without_command=True, zh="列出规则，或运行它们的例子。")
@click.pass_context
def rules(ctx: click.Context) -> None:
    """List the rules, or test them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_rules)


@rules.command("list", zh="列出规则，配置里的规则包也在内。")
@_run_options
def list_rules(lang: str | None = None, config_path: str | None = None, isolated: bool = False) -> None:
    """List the rules, those of the config's packs too."""
    from summarylint.commands import run_rules_list

    run_rules_list(lang, config_path, isolated)


@rules.command("test", zh="把规则的例子当测试运行：这些文件夹里的，不写就是自带的。")
@click.argument("folders", nargs=-1, type=click.Path())
@_LANG
def test_rules(folders: tuple[str, ...], lang: str | None) -> None:
    """Run the examples of the rules in FOLDERS, or of the shipped ones."""
    from summarylint.commands import run_rules_test

    sys.exit(run_rules_test(folders, lang))


def run() -> None:
    """The entry point: `main`, with streams that can show any text and may be closed at any time."""
    try:
        with _exits(sys.argv[1:]):
            if os.name == "nt":
                # A `git.exe` that lies among the submissions is not the one that was installed.
                os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
            listen()
            prepare()
            main(standalone_mode=True)
    finally:
        ignore()


__all__ = ["FAILED", "FINDINGS", "OK", "main", "run"]
