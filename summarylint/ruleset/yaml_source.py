"""YAML files that strangers wrote, as strings, lists and mappings that know their line."""

from __future__ import annotations

from typing import Any

import yaml

from summarylint.errors import RuleError, Said, placed

SIZE_LIMIT_BYTES = 1 << 20
_DEEPEST = 30


class Lined(dict[str, Any]):
    """A mapping that knows the line of itself and of each key."""

    line: int
    lines: dict[str, int]


class _Refusing(yaml.BaseLoader):
    """The base loader: every scalar stays the string it was written as.

    The safe loader reads `no` as False, `12:30` as 750 and `1.10` as 1.1, and so loses words of a rule.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        # A few aliases of aliases become millions of nodes once walked; rules have no use for them.
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # types-PyYAML leaves it out
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not allowed", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read_mapping(content: bytes, name: str) -> Lined:
    """The mapping that `content` holds.

    Raises RuleError, its text starting with `name:line:`, for anything else: broken YAML, a list, a key
    given twice, an alias, a file over 1 MiB.
    """
    if len(content) > SIZE_LIMIT_BYTES:
        kib = SIZE_LIMIT_BYTES // 1024
        large = Said(
            f"larger than {kib} KiB; a rule file is a page of text", f"大于{kib} KiB；规则文件应当只有一页左右"
        )
        raise RuleError(placed(name, large))
    try:
        node = _composed(content.decode("utf-8"))
        value = _value(node, name) if node is not None else None
    except UnicodeDecodeError as error:
        bad = Said(f"not UTF-8 (byte {error.start})", f"不是UTF-8编码（第{error.start}字节）；请另存为UTF-8")
        raise RuleError(placed(name, bad)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(placed(f"{name}:{line}", _fault(str(error.problem or error.context)))) from error
    except yaml.YAMLError as error:
        raise RuleError(placed(name, _fault(str(error).splitlines()[0]))) from error
    except RecursionError:
        raise RuleError(placed(name, Said("nested too deeply", "嵌套太深"))) from None
    if not isinstance(value, Lined):
        wanted = Said("a mapping (key: value) was expected", "应写成 键: 值")
        raise RuleError(placed(f"{name}:1", wanted))
    return value


_FAULTS = {
    "mapping values are not allowed": "冒号后的内容应加引号，或缩进不对",
    "aliases": "不能用别名（*名称）",
    "found character '\\t'": "缩进请用空格，不要用制表符",
    "found character": "有不能出现在这里的字符，请给文字加引号",
    "could not find expected ':'": "缺少英文冒号",
    "expected <block end>": "缩进不齐，或缺少 - ",
    "expected ',' or ']'": "列表缺少 ] 或逗号",
    "expected ',' or '}'": "缺少 } 或逗号",
    "found unexpected end of stream": "引号没有收尾",
    "special characters": "含有控制字符",
    "unacceptable character": "含有控制字符",
}


def _fault(problem: str) -> Said:
    zh = next((zh for en, zh in _FAULTS.items() if problem.startswith(en)), f"写法不合YAML（{problem}）")
    return Said(problem, zh)


def _composed(text: str) -> yaml.Node | None:
    """The node tree of `text`: by libyaml, ten times as fast, where it is there and the text holds nothing to refuse."""
    fast = getattr(yaml, "CBaseLoader", None)
    if fast is not None:
        try:
            if _is_harmless(text, fast):
                return yaml.compose(text, Loader=fast)
        except yaml.YAMLError:
            # The other words the same fault, and every test of a message is of its words.
            pass
    return yaml.compose(text, Loader=_Refusing)


def _is_harmless(text: str, loader: Any) -> bool:
    """Whether there are no aliases, and no nesting that libyaml would follow until the stack ends."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            return False
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > _DEEPEST:
            return False
    return True


def _value(node: yaml.Node, name: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, name) for item in node.value]
    found = Lined()
    found.line = node.start_mark.line + 1
    found.lines = {}
    for key_node, value_node in node.value:
        key, line = _value(key_node, name), key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise RuleError(placed(f"{name}:{line}", Said("a key must be a plain word", "键名应为一个词")))
        if key in found:
            raise RuleError(placed(f"{name}:{line}", Said(f"'{key}' is given twice", f"“{key}”写了两次")))
        found[key] = _value(value_node, name)
        found.lines[key] = line
    return found
