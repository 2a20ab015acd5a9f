"""What is said to people is said in Chinese too: no module raises, tells or reports a message in English alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import summarylint

PACKAGE = Path(summarylint.__file__).parent
ERRORS = {
    "SummarylintError", "ConfigError", "RuleError", "UnreadableError", "ArchiveError", "UnfixableError", "UnwritableError",
    "ClickException", "UsageError", "BadParameter",
}  # fmt: skip
SAYS_IT_LAST = {"UnwritableError", "Failure", "_wrong"}
"""Their message is their last argument; of all others it is the first."""
SPEAKERS = ERRORS | {"Failure", "wrong", "_wrong", "complain", "tell", "note", "show"}
_WORD = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
FREE_OF_LANGUAGE = re.compile(r"summarylint|--[a-z-]+|learned|KiB|MiB")
"""Names that are the same in both."""


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def name_of(call):
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def within(node, *, apart_from):
    """What stands in `node`, without what stands in the parts of it that `apart_from` says."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not apart_from(child):
            yield from within(child, apart_from=apart_from)


def constants(node):
    """The texts that are written out somewhere in an expression, but for the names of languages and keys."""
    parts = within(node, apart_from=lambda one: isinstance(one, ast.Constant) and one.value in ("en", "zh"))
    return " ".join(one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def is_english(text):
    return bool(_WORD.search(FREE_OF_LANGUAGE.sub("", text))) and not _CHINESE.search(text)


def written_out(node, scope):
    """The plain texts that an expression may be, names looked up in the function or module around it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from written_out(node.body, scope)
        yield from written_out(node.orelse, scope)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from written_out(value, scope)
    elif isinstance(node, ast.Name):
        for assigned in own(scope):
            if isinstance(assigned, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == node.id for target in assigned.targets
            ):
                yield from written_out(assigned.value, ast.Module([], []))


def own(scope):
    """What stands in a module outside its functions, or in a function."""
    return within(scope, apart_from=lambda one: isinstance(scope, ast.Module) and isinstance(one, ast.FunctionDef))


def plain(tree):
    """Every message that is no Said but a text of its own, as (line, text)."""
    scopes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]
    for scope in scopes:
        for call in own(scope):
            if isinstance(call, ast.Call) and name_of(call) in SPEAKERS and call.args:
                message = call.args[-1 if name_of(call) in SAYS_IT_LAST else 0]
                yield from ((call.lineno, text) for text in written_out(message, scope) if is_english(text))


@pytest.mark.parametrize("name", [name for name, _ in modules()])
def test_no_message_is_in_english_alone(name):
    tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
    assert [f"{name}:{line}: {text}" for line, text in plain(tree)] == []


@pytest.mark.parametrize("name", [name for name, _ in modules()])
def test_what_is_said_in_both_languages_is(name):
    wrong = []
    tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and name_of(call) == "Said" and len(call.args) == 2:
            en, zh = map(constants, call.args)
            if is_english(en) and not _CHINESE.search(zh):
                wrong.append(f"{name}:{call.lineno}: {en}")
            if _CHINESE.search(en.replace("“", "")) and not _WORD.search(en):
                wrong.append(f"{name}:{call.lineno}: {en}")
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("raise ConfigError(f'{path}: no such file')", id="in place"),
        pytest.param("def f():\n    message = 'is wrong'\n    raise RuleError(message)", id="by a name"),
        pytest.param("raise UnwritableError(path, 'disk full')", id="a reason"),
        pytest.param("failures.append(Failure(name, 'read', why or 'it broke'))", id="a failure"),
        pytest.param("raise self.wrong('must be a text', key)", id="a complaint"),
        pytest.param("tell(f'{count} files')", id="a notice"),
    ],
)
def test_a_message_in_english_alone_is_noticed(source):
    assert list(plain(ast.parse(source)))


def test_every_option_and_command_has_its_help_in_chinese():
    from summarylint.cli import main

    def below(command):
        yield command
        for one in getattr(command, "commands", {}).values():
            yield from below(one)

    for command in below(main):
        assert _CHINESE.search(command.zh), command.name
        for param in command.params:
            if getattr(param, "opts", [""])[0].startswith("-") and "--version" not in param.opts:
                assert _CHINESE.search(param.zh), (command.name, param.opts)
                assert _WORD.search(param.help), (command.name, param.opts)
