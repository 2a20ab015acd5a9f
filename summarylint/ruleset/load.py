"""Rule files: YAML to Rule, refusing what is wrong with file, line and the word that was meant."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarylint import checks
from summarylint.errors import RuleError, did_you_mean
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
        message = f"{folder}: no rule files (<family>/<slug>.yaml) in this folder"
        raise RuleError(message)
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
                raise self.wrong(f"'{part}' is no slug; write lower-case words joined by hyphens")
        self.refuse_unknown(self.given, KEYS)
        check_name = self.text("check")
        if check_name not in checks.names():
            raise self.wrong(f"there is no check '{check_name}'{did_you_mean(check_name, checks.names())}", "check")
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
            raise self.wrong(f"'{key}' must be a list of families", key)
        return tuple(value)

    def kind(self, check_name: str, check: type) -> str:
        kinds = list(getattr(check, "kinds", ()))
        kind = self.text("kind", "")
        if kinds and kind not in kinds:
            raise self.wrong(f"'{check_name}' needs a kind, one of {', '.join(kinds)}", "kind")
        if kind and not kinds:
            raise self.wrong(f"'{check_name}' has no kinds", "kind")
        return kind

    def options(self, check_name: str, check: type) -> dict[str, Option]:
        given = self.given.get("options", Lined())
        if not isinstance(given, Lined):
            raise self.wrong("'options' must be a mapping", "options")
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
                raise self.wrong(str(error), name, given) from error
            found[name] = Option(value, meaning)
        needed = [name for name in option_fields(check) if name in getattr(check, "required", ()) and name not in found]
        if needed:
            raise self.wrong(f"'{check_name}' needs the option '{needed[0]}'", "options")
        self.refuse_broken_patterns(check, found, given)
        return found

    def refuse_broken_patterns(self, check: type, found: Mapping[str, Option], given: Lined) -> None:
        for name in getattr(check, "expressions", ()):
            if name in found:
                self.expressions(name, tuple(found[name].value.values()), given)

    def words_of(self, file_name: str, option: str, given: Lined) -> list[str]:
        """The words of a list beside the rule, one a line; `#` starts a comment line."""
        if os.path.basename(file_name) != file_name:
            raise self.wrong(f"'{file_name}' must stand beside the rule", option, given)
        try:
            with open(os.path.join(self.folder, file_name), encoding="utf-8-sig") as file:
                lines = [line.strip() for line in file]
        except (OSError, UnicodeDecodeError) as error:
            raise self.wrong(f"'{file_name}' can't be read: {error}", option, given) from error
        return [line for line in lines if line and not line.startswith("#")]

    def examples(self) -> Iterator[Example]:
        given = self.given.get("examples", [])
        if not isinstance(given, list) or not all(isinstance(example, Lined) for example in given):
            raise self.wrong("'examples' must be a list of mappings with name and text", "examples")
        names = set()
        for example in given:
            self.refuse_unknown(example, EXAMPLE_KEYS)
            for key in ("name", "text"):
                if not isinstance(example.get(key), str):
                    raise self.wrong(f"an example needs '{key}'", None, example)
            if example["name"] in names:
                raise self.wrong(f"two examples are named '{example['name']}'", "name", example)
            names.add(example["name"])
            more = {"line": example.line, "others": self.texts("others", example), "tracked": self.tracked(example)}
            yield Example(**{**example, **more})

    def tracked(self, example: Lined) -> tuple[int, int]:
        """The insertions and deletions of an example's Word file."""
        numbers = self.texts("tracked", example) or ("0", "0")
        if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() for one in numbers):
            raise self.wrong("'tracked' must be two whole numbers, [insertions, deletions]", "tracked", example)
        return int(numbers[0]), int(numbers[1])

    def refuse_unknown_words(self, rule: Rule, check: type) -> None:
        supplied = {"match", *getattr(check, "words", ())}
        for message in rule.message.values():
            for name in _NAMES.findall(message):
                if name not in supplied:
                    known = ", ".join(sorted(supplied))
                    raise self.wrong(f"the message names {{{name}}}; '{rule.check}' supplies {known}", "message")
