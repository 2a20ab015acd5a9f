"""What reading a rule file and reading a document type have in common: keys, texts, complaints with file and line."""

from __future__ import annotations

from typing import Any, TypeGuard

from summarylint.errors import RuleError, Said, did_you_mean, placed, refusal
from summarylint.model import LANGUAGES
from summarylint.ruleset.options import no_expression
from summarylint.ruleset.yaml_source import Lined, read_mapping


def content_of(path: str, name: str) -> Lined:
    """The mapping in the YAML file at `path`; raises RuleError, calling the file `name`."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise RuleError(placed(name, refusal(error))) from error
    return read_mapping(content, name)


class Reading:
    """One file being read: its mapping, and how to complain about a key of it."""

    what = Said("a rule file", "规则文件")

    def __init__(self, given: Lined, name: str, folder: str) -> None:
        self.given = given
        self.name = name
        self.folder = folder

    def wrong(self, what: Said, key: str | None = None, within: Lined | None = None) -> RuleError:
        """The complaint, at the line of `key`."""
        mapping = self.given if within is None else within
        line = mapping.lines.get(key, mapping.line) if key else mapping.line
        return RuleError(placed(f"{self.name}:{line}", what))

    def refuse_unknown(self, mapping: Lined, known: list[str]) -> None:
        """Raises RuleError for a key that is none of `known`."""
        for key in mapping:
            if key not in known:
                meant = did_you_mean(key, known)
                unknown = Said(
                    f"'{key}' is no key of {self.what}{meant}", f"{self.what.zh}里没有“{key}”这个键{meant.zh}"
                )
                raise self.wrong(unknown, key, mapping)

    def text(self, key: str, default: str | None = None, within: Lined | None = None) -> str:
        """The text that `key` holds."""
        value = (self.given if within is None else within).get(key, default)
        if value is None:
            raise self.wrong(Said(f"'{key}' is missing", f"缺少{key}"), None, within)
        if not isinstance(value, str):
            raise self.wrong(Said(f"'{key}' must be a text", f"{key}应为文字"), key, within)
        return value

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None, within: Lined | None = None) -> str:
        """The text that `key` holds, one of `known`."""
        value = self.text(key, default, within)
        if value not in known:
            wanted = Said(
                f"'{key}' must be one of {', '.join(known)}, not '{value}'",
                f"{key}应为{'、'.join(filter(None, known))}之一，不能是“{value}”",
            )
            raise self.wrong(wanted, key, within)
        return value

    def both(self, key: str, within: Lined | None = None) -> dict[str, str]:
        """A text in both languages; one plain text stands for both."""
        value = (self.given if within is None else within).get(key)
        if is_filled(value):
            return dict.fromkeys(LANGUAGES, value.strip())
        if isinstance(value, Lined) and set(value) == set(LANGUAGES):
            texts = {language: text.strip() for language in LANGUAGES if is_filled(text := value[language])}
            if len(texts) == len(LANGUAGES):
                return texts
        wanted = "a text, or a text for each of zh and en"
        wrong = Said(f"'{key}' is missing or is not {wanted}", f"缺少{key}，或它不是文字（或zh、en各一段文字）")
        raise self.wrong(wrong, key, within)

    def texts(self, key: str, within: Lined | None = None) -> tuple[str, ...]:
        """The list of texts that `key` holds; none where there is no such key."""
        value = (self.given if within is None else within).get(key, [])
        if not isinstance(value, list) or not all(map(is_filled, value)):
            raise self.wrong(Said(f"'{key}' must be a list of texts", f"{key}应为文字的列表"), key, within)
        return tuple(value)

    def expressions(self, key: str, written: tuple[str, ...], within: Lined | None = None) -> tuple[str, ...]:
        """`written`, each of which is a regular expression."""
        import regex

        for expression in written:
            try:
                regex.compile(expression)
            except regex.error as error:
                raise self.wrong(no_expression(expression, error), key, within) from error
        return written


def is_filled(value: Any) -> TypeGuard[str]:
    """Whether a value is a text with something in it."""
    return isinstance(value, str) and bool(value.strip())
