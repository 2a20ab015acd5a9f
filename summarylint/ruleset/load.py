"""Rule files: YAML to Rule, refusing what is wrong with file, line and the word that was meant."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarylint import checks
from summarylint.errors import RuleError, Said, did_you_mean, placed, refusal, said
from summarylint.model import LANGUAGES, SEVERITIES, DocumentType, Example, Option, Rule
from summarylint.ruleset.load_types import load_types
from summarylint.ruleset.options import check_options, option_fields
from summarylint.ruleset.reading import Reading, content_of
from summarylint.ruleset.yaml_source import Lined

KEYS = [
    "title",
    "severity",
    "message",
    "why",
    "check",
    "kind",
    "scope",
    "default",
    "options",
    "examples",
    "source",
    "since",
    "tags",
    "replaces",
    "outranks",
]
EXAMPLE_KEYS = ["name", "text", "fixed", "title", "type", "others", "tracked"]
SCOPES = ("submission", "file", "batch", "suppressions", "run")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NAMES = re.compile(r"\{([^{}]*)\}")


def rule_files(folder: str) -> Iterator[tuple[str, str]]:
    """Each rule file of a pack, as (id, path), sorted by id; `types/` holds no rules."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "types" and not name.startswith((".", "_"))]
        family = os.path.basename(os.path.abspath(parent))
        found += [(f"{family}/{name[:-5]}", os.path.join(parent, name)) for name in names if name.endswith(".yaml")]
    yield from sorted(found)


class Pack(NamedTuple):
    """The rules and document types of one folder, each with the id that it replaces (empty: none)."""

    rules: list[tuple[Rule, str]]
    types: list[tuple[DocumentType, str]]


def load_pack(folder: str, *, trusted: bool) -> Pack:
    """One pack; raises RuleError for the first file that is wrong, or where there is neither rule nor type."""
    rules = [load_rule(path, rule_id, os.path.relpath(path, folder), trusted) for rule_id, path in rule_files(folder)]
    types = load_types(folder, trusted=trusted)
    if not rules and not types:
        none = Said(
            "no rule files (<family>/<slug>.yaml) in this folder", "这个文件夹里没有规则文件（<类>/<规则>.yaml）"
        )
        raise RuleError(placed(folder, none))
    return Pack(rules, types)


def load_rule(path: str, rule_id: str, shown: str, trusted: bool) -> tuple[Rule, str]:
    """One rule file, with the id that it replaces; raises RuleError."""
    name = shown.replace(os.sep, "/")
    return _RuleReading(content_of(path, name), name, os.path.dirname(path)).rule(rule_id, trusted)


class _RuleReading(Reading):
    """One rule file being read."""

    def rule(self, rule_id: str, trusted: bool) -> tuple[Rule, str]:
        for part in rule_id.split("/"):
            if not _SLUG.fullmatch(part):
                wrong = Said(
                    f"'{part}' is no slug; write lower-case words joined by hyphens",
                    f"“{part}”不能作名称；请用小写英文单词，以连字符相连",
                )
                raise self.wrong(wrong)
        self.refuse_unknown(self.given, KEYS)
        check_name = self.text("check")
        if check_name not in checks.names():
            meant = did_you_mean(check_name, checks.names())
            unknown = Said(f"there is no check '{check_name}'{meant}", f"没有“{check_name}”这种检查{meant.zh}")
            raise self.wrong(unknown, "check")
        check = checks.find(check_name)
        rule = Rule(
            id=rule_id,
            title=self.both("title"),
            severity=self.one_of("severity", SEVERITIES),
            message=self.both("message"),
            why=self.both("why"),
            check=check_name,
            kind=self.kind(check_name, check),
            scope=self.one_of("scope", SCOPES, getattr(check, "scope", "submission")),
            on=self.one_of("default", ("on", "off"), "on") == "on",
            options=self.options(check_name, check),
            examples=tuple(self.examples()),
            source=self.text("source", ""),
            since=self.text("since", ""),
            tags=self.texts("tags"),
            outranks=self.families("outranks"),
            path=self.name,
            trusted=trusted,
        )
        self.refuse_unknown_words(rule, check)
        return rule, self.text("replaces", "")

    def families(self, key: str) -> tuple[str, ...]:
        value = self.given.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and _SLUG.fullmatch(item) for item in value):
            raise self.wrong(Said(f"'{key}' must be a list of families", f"{key}应为类名的列表"), key)
        return tuple(value)

    def kind(self, check_name: str, check: type) -> str:
        kinds = list(getattr(check, "kinds", ()))
        kind = self.text("kind", "")
        if kinds and kind not in kinds:
            needed = Said(
                f"'{check_name}' needs a kind, one of {', '.join(kinds)}",
                f"“{check_name}”要写明kind，为{'、'.join(kinds)}之一",
            )
            raise self.wrong(needed, "kind")
        if kind and not kinds:
            raise self.wrong(Said(f"'{check_name}' has no kinds", f"“{check_name}”不分kind，请删去"), "kind")
        return kind

    def options(self, check_name: str, check: type) -> dict[str, Option]:
        given = self.given.get("options", Lined())
        if not isinstance(given, Lined):
            raise self.wrong(Said("'options' must be a mapping", "options应写成 名称: 值"), "options")
        found = {}
        for name, written in given.items():
            value, meaning = written, {}
            if isinstance(written, Lined) and "value" in written and set(written) <= {"value", *LANGUAGES}:
                value, meaning = written["value"], {key: written[key] for key in LANGUAGES if key in written}
            if isinstance(value, str) and value.endswith(".txt"):
                value = self.words_of(value, name, given)
            try:
                value = check_options({name: value}, check, check_name)[name]
            except ValueError as error:
                raise self.wrong(Said(str(error), said(error, "zh")), name, given) from error
            found[name] = Option(value, meaning)
        needed = [name for name in option_fields(check) if name in getattr(check, "required", ()) and name not in found]
        if needed:
            lacking = Said(f"'{check_name}' needs the option '{needed[0]}'", f"“{check_name}”缺少选项{needed[0]}")
            raise self.wrong(lacking, "options")
        self.refuse_broken_patterns(check, found, given)
        return found

    def refuse_broken_patterns(self, check: type, found: Mapping[str, Option], given: Lined) -> None:
        for name in getattr(check, "expressions", ()):
            if name in found:
                self.expressions(name, tuple(found[name].value.values()), given)

    def words_of(self, file_name: str, option: str, given: Lined) -> list[str]:
        """The words of a list beside the rule, one a line; `#` starts a comment line."""
        if os.path.basename(file_name) != file_name:
            elsewhere = Said(f"'{file_name}' must stand beside the rule", f"{file_name}应放在规则文件旁边")
            raise self.wrong(elsewhere, option, given)
        try:
            with open(os.path.join(self.folder, file_name), encoding="utf-8-sig") as file:
                lines = [line.strip() for line in file]
        except (OSError, UnicodeDecodeError) as error:
            why = refusal(error).zh if isinstance(error, OSError) else "不是UTF-8编码"
            unread = Said(f"'{file_name}' can't be read: {error}", f"{file_name}读不了：{why}")
            raise self.wrong(unread, option, given) from error
        return [line for line in lines if line and not line.startswith("#")]

    def examples(self) -> Iterator[Example]:
        given = self.given.get("examples", [])
        if not isinstance(given, list) or not all(isinstance(example, Lined) for example in given):
            wanted = Said(
                "'examples' must be a list of mappings with name and text", "examples应为列表，每项有name和text"
            )
            raise self.wrong(wanted, "examples")
        names = set()
        for example in given:
            self.refuse_unknown(example, EXAMPLE_KEYS)
            for key in ("name", "text"):
                if not isinstance(example.get(key), str):
                    raise self.wrong(Said(f"an example needs '{key}'", f"例子缺少{key}"), None, example)
            if example["name"] in names:
                name = example["name"]
                raise self.wrong(Said(f"two examples are named '{name}'", f"两个例子都叫“{name}”"), "name", example)
            names.add(example["name"])
            more = {"line": example.line, "others": self.texts("others", example), "tracked": self.tracked(example)}
            yield Example(**{**example, **more})

    def tracked(self, example: Lined) -> tuple[int, int]:
        """The insertions and deletions of an example's Word file."""
        numbers = self.texts("tracked", example) or ("0", "0")
        if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() for one in numbers):
            wanted = Said(
                "'tracked' must be two whole numbers, [insertions, deletions]", "tracked应为两个整数：[插入数, 删除数]"
            )
            raise self.wrong(wanted, "tracked", example)
        return int(numbers[0]), int(numbers[1])

    def refuse_unknown_words(self, rule: Rule, check: type) -> None:
        supplied = {"match", *getattr(check, "words", ())}
        for message in rule.message.values():
            for name in _NAMES.findall(message):
                if name not in supplied:
                    known = ", ".join(sorted(supplied))
                    unknown = Said(
                        f"the message names {{{name}}}; '{rule.check}' supplies {known}",
                        f"message里用了{{{name}}}；“{rule.check}”只提供{known}",
                    )
                    raise self.wrong(unknown, "message")
