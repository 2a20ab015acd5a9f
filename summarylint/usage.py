"""Help and complaints of the command line in Chinese: what click says of itself in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import click

from summarylint.errors import did_you_mean
from summarylint.names import SEVERITY_OF
from summarylint.reporters.visible import padded, width

_PLACEHOLDERS = {
    "OPTIONS": "选项", "COMMAND": "命令", "ARGS": "参数", "PATHS": "路径", "FOLDERS": "文件夹", "FOLDER": "文件夹", "DIR": "文件夹",
    "FILE": "文件", "REPORT": "报告", "FMT": "格式", "RULE": "规则", "TYPE": "文种", "NAME": "名称", "NAMES": "名称", "DATE": "日期",
    "ID": "规则", "FAMILY": "类", "E": "编码",
}  # fmt: skip
"""What stands in the place of a value."""
_WORD = re.compile(r"(?<![a-z-])[A-Z]+(?![a-z])")
_HELP, _VERSION = "显示这份说明。", "显示版本号。"
_WIDEST = 30
"""Columns of the names of options; what is wider has its meaning on the next line."""
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。；：、）”？！")


def write_help(command: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The help of a command whose own texts are in its `zh` and those of its options."""
    formatter.write(f"{_usage(ctx)}\n\n")
    formatter.write("".join(f"  {line}\n" for line in _wrapped(command.zh, formatter.width - 2)))
    options = [(_named(option.get_help_record(ctx)), _meaning(option)) for option in _options(command, ctx)]
    _write_table("选项", options, formatter)
    commands = [(name, one.zh) for name, one in sorted(getattr(command, "commands", {}).items())]
    _write_table("命令", commands, formatter)


def _usage(ctx: click.Context) -> str:
    return f"用法：{ctx.command_path} {_shown(' '.join(ctx.command.collect_usage_pieces(ctx)))}"


def _shown(metavars: str) -> str:
    return _WORD.sub(lambda word: _PLACEHOLDERS.get(word[0], word[0]), metavars)


def _named(record: tuple[str, str] | None) -> str:
    return _shown(record[0]) if record else ""


def _options(command: click.Command, ctx: click.Context) -> list[click.Option]:
    return [param for param in command.get_params(ctx) if isinstance(param, click.Option)]


def _meaning(option: click.Option) -> str:
    zh = getattr(option, "zh", _VERSION if "--version" in option.opts else _HELP)
    return f"{zh}（必写）" if option.required else str(zh)


def _write_table(title: str, rows: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    if not rows:
        return
    formatter.write(f"\n{title}：\n")
    first = min(max(width(name) for name, _ in rows), _WIDEST) + 2
    for name, meaning in rows:
        lines = list(_wrapped(meaning, max(formatter.width - first - 2, 20)))
        if width(name) + 2 > first:
            lines.insert(0, "")
        formatter.write(f"  {padded(name, first)}{lines[0]}".rstrip() + "\n")
        formatter.write("".join(f"{'':{first + 2}}{line}\n" for line in lines[1:]))


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """The lines of a text by columns of a terminal; Chinese has no blanks to break at."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and width(line) + width(piece) > columns and piece not in _NEVER_FIRST:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line


def complaint(error: click.UsageError) -> str:
    """What is wrong with the command line, in one line, and where help is."""
    command = error.ctx.command_path if error.ctx else "summarylint"
    return f"{_what(error)}（用法见 {command} --help）"


def _what(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [name for option in _options(error.ctx.command, error.ctx) for name in option.opts] if error.ctx else []
        return f"没有 {error.option_name} 这个选项{did_you_mean(error.option_name, known).zh}"
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    for expression, told in _TOLD:
        match = expression.match(error.message)
        if match:
            return told(match, error)
    return error.message


def _no_command(match: re.Match[str], error: click.UsageError) -> str:
    known = getattr(error.ctx.command, "commands", {}) if error.ctx else {}
    meant = did_you_mean(match[1], known).zh or f"；可用：{'、'.join(sorted(known))}"
    return f"没有“{match[1]}”这个命令{meant}"


_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], click.UsageError], str]], ...] = (
    (re.compile(r"No such command ['\"](.*?)['\"]\.?", re.DOTALL), _no_command),
    (re.compile(r"Missing command"), lambda _, __: "缺少命令"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL), lambda found, _: f"多余的参数：{found[1]}"),
    (re.compile(r"Option '([^']+)' requires an? "), lambda found, _: f"选项 {found[1]} 后面要写上值"),
    (re.compile(r"Option '([^']+)' does not take a value"), lambda found, _: f"选项 {found[1]} 后面不能写值"),
)
"""What click says in no class of its own."""


def _missing(error: click.MissingParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        metavar = _shown(param.metavar or "")
        return f"缺少选项 {param.opts[0]} {metavar}".rstrip()
    name = param.human_readable_name if param else ""
    return f"缺少{_shown(name.strip('[].'))}"


_VALUE = re.compile(r"(?:[A-Z][a-z]+ )?(['\"])(.*?)\1", re.DOTALL)


def _bad_value(error: click.BadParameter) -> str:
    param = error.param
    name = param.opts[0] if isinstance(param, click.Option) else _shown(param.human_readable_name if param else "")
    found = _VALUE.match(error.message)
    value = f"“{found[2]}”" if found else error.message.partition(" ")[0]
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        known = [str(one) for one in kind.choices]
        in_chinese = {severity: name for name, severity in SEVERITY_OF.items()}
        meant = did_you_mean(value.strip("“”"), [*known, *(in_chinese[one] for one in known if one in in_chinese)]).zh
        shown = "、".join(f"{one}（{in_chinese[one]}）" if one in in_chinese else one for one in known)
        return f"{name} 不能是{value}，应为{shown}之一{meant}"
    if isinstance(kind, click.IntRange):
        return f"{name} 应为不小于{kind.min}的整数，不能是{value}"
    if isinstance(kind, click.Path):
        return f"{name} {value}是文件，不是文件夹" if "is a file" in error.message else f"没有{name}{value}"
    return f"{name} 的值不对：{error.message}"
