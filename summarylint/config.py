"""`summarylint.toml` and `[tool.summarylint]` in `pyproject.toml`: what holds for a run, and what for each file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from summarylint.errors import ConfigError, Said, did_you_mean, placed, refusal
from summarylint.globs import matches
from summarylint.model import LANGUAGES, SEVERITIES, Source
from summarylint.names import FAMILY_OF, names_in, severity_named
from summarylint.toml import parsed_toml

FAIL_ON = (*SEVERITIES, "never")
MAX_SIZE_BYTES = 20 << 20
OPTIONS = Said("options", "命令行选项")
"""Where settings were written that no config file holds."""


class Settings(NamedTuple):
    """What holds for one file. Hashable, as plans are kept by it: mappings are pairs, option values JSON text."""

    origin: str = OPTIONS
    """Where it was written, for messages."""
    select: tuple[str, ...] = ()
    """Rules and families that run; empty means those that are on by default."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    type: str | None = None
    type_origin: str = ""
    """Where the type was given."""
    encoding: str | None = None
    anonymised: bool = False
    severity: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()


class RunSettings(NamedTuple):
    """What holds for a whole run."""

    lang: str | None = None
    fail_on: str = "error"
    formats: tuple[str, ...] = ("text",)
    rule_packs: tuple[str, ...] = ()
    """Folders; relative ones start at the config file."""
    learned: tuple[str, ...] = ()
    """Files of partitions, as `summarylint learn` writes them; relative ones start at the config file."""
    archive: str | None = None
    """Folder of past submissions to compare with; a relative one starts at the config file."""
    given: tuple[str, ...] = ()
    """Forms and templates that were handed out: files and folders; relative ones start at the config file."""
    compare_with: tuple[str, ...] = ()
    """Patterns of submissions to compare with though they are not checked; relative ones start at the config file."""
    expected: tuple[str, ...] = ()
    """Units that are to hand in a submission."""
    baseline: str | None = None
    """File of findings that were there before; a relative one starts at the config file."""
    jobs: int = 0
    """How many processes; 0: as many as the work is worth."""
    exclude: tuple[str, ...] = ()
    """Patterns of whole paths."""
    max_size: int = MAX_SIZE_BYTES


class ConfigFile(NamedTuple):
    """One config file, checked."""

    path: str
    folder: str
    run: RunSettings
    settings: Settings
    overrides: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...]


class Config:
    """The settings of a run and of each of its files.

    Keys of the run come from the config nearest the current folder, keys of a file from the one nearest
    the file; `changes` are the command line's, which win over both.
    """

    def __init__(
        self,
        config_path: str | None = None,
        *,
        isolated: bool = False,
        changes: Mapping[str, Any] | None = None,
    ) -> None:
        """Raises ConfigError for a config that is missing or wrong."""
        try:
            folder = os.getcwd()
        except FileNotFoundError as error:
            gone = Said("the current folder is no more; change to another", "当前文件夹已不存在；请换一个文件夹")
            raise ConfigError(gone) from error
        self._changes = changes or {}
        self._by_folder: dict[str, ConfigFile | None] = {}
        self._settings: dict[tuple[str, tuple[int, ...]], Settings] = {}
        self._only: ConfigFile | None = None
        self._fixed = isolated or config_path is not None
        if config_path is not None:
            self._only = _read(config_path, required=True)
        here = self._only if self._fixed else self._nearest(folder)
        self._here = here
        self.run = here.run if here else RunSettings()
        self.origin: str = here.path if here else OPTIONS

    def settings_here(self) -> Settings:
        """What holds in the current folder but for overrides: a mistake in it is the run's, and no single file's."""
        return _with(self._here.settings if self._here else Settings(), self._changes, self.origin)

    def settings_of(self, source: Source) -> Settings:
        """What holds for one file; raises ConfigError where its config is wrong."""
        # Standard input has the settings of the file that it says it is.
        path = os.path.abspath(source.name if source.path == "-" else source.path)
        found = self._only if self._fixed else self._nearest(os.path.dirname(path))
        if found is None:
            return self._kept("", (), Settings())
        relative = _seen_from(found.folder, path)
        applied = tuple(
            number
            for number, (files, _) in enumerate(found.overrides)
            if any(matches(pattern, relative) for pattern in files)
        )
        key = (found.path, applied)
        if key in self._settings:
            return self._settings[key]
        settings = found.settings
        for number in applied:
            settings = _with(settings, found.overrides[number][1], found.path)
        return self._kept(*key, settings)

    def written(self) -> Iterator[Settings]:
        """What the config of the run says of files: of all, and of those of each override."""
        found = self._only if self._fixed else self._nearest(os.getcwd())
        if found:
            yield found.settings
            yield from (_with(Settings(), changes, found.path) for _, changes in found.overrides)

    def _kept(self, path: str, applied: tuple[int, ...], settings: Settings) -> Settings:
        key = (path, applied)
        if key not in self._settings:
            self._settings[key] = _with(settings, self._changes, settings.origin)
        return self._settings[key]

    def _nearest(self, folder: str) -> ConfigFile | None:
        if folder not in self._by_folder:
            found = None
            for name in ("summarylint.toml", "pyproject.toml"):
                found = found or _read(os.path.join(folder, name), required=False)
            parent = os.path.dirname(folder)
            if found is None and parent != folder:
                found = self._nearest(parent)
            self._by_folder[folder] = found
        return self._by_folder[folder]


def _read(path: str, *, required: bool) -> ConfigFile | None:
    found = _table(path, required=required)
    return _checked(*found) if found else None


def _table(path: str, *, required: bool) -> tuple[dict[str, Any], str, str] | None:
    """What a config file holds, what it is called, and its folder; None where it says nothing of us."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not required:
            return None
        raise ConfigError(placed(path, Said("no such config file", "没有这个配置文件"))) from error
    except OSError as error:
        raise ConfigError(placed(path, refusal(error))) from error
    whole = os.path.basename(path) != "pyproject.toml"
    if not whole and b"summarylint" not in content:
        return None
    folder = os.path.dirname(os.path.abspath(path))
    table: Any = parsed_toml(content, path)
    if not whole:
        path = f"{path} [tool.summarylint]"
        tools = table.get("tool", {})
        table = tools.get("summarylint", {}) if isinstance(tools, dict) else tools
        if table == {}:
            return None
    if not isinstance(table, dict):
        raise ConfigError(placed(path, Said("a table was expected", "应为一个表")))
    return table, path, folder


def language_written(config_path: str | None = None) -> str | None:
    """The language that a config asks for, be it as wrong as it may otherwise; None where none can be read."""
    with suppress(ConfigError, OSError):
        folder = os.getcwd()
        while True:
            for name in ("summarylint.toml", "pyproject.toml"):
                found = _table(config_path or os.path.join(folder, name), required=False)
                if found or config_path:
                    lang = found[0].get("lang") if found else None
                    return lang if lang in LANGUAGES else None
            if folder == os.path.dirname(folder):
                return None
            folder = os.path.dirname(folder)
    return None


def _checked(table: Mapping[str, Any], path: str, folder: str) -> ConfigFile:
    overrides = table.get("overrides", [])
    if not isinstance(overrides, list) or not all(isinstance(part, dict) for part in overrides):
        raise _wrong("overrides", path, Said("written as [[overrides]]", "写成[[overrides]]"))
    _refuse_unknown(table, (*_RUN_KEYS, *_FILE_KEYS, "overrides"), path)
    run = RunSettings(**{_field(key): _RUN_KEYS[key](table[key], key, path) for key in _RUN_KEYS if key in table})
    run = run._replace(
        rule_packs=tuple(os.path.join(folder, pack) for pack in run.rule_packs),
        learned=tuple(os.path.join(folder, name) for name in run.learned),
        archive=os.path.join(folder, run.archive) if run.archive else None,
        baseline=os.path.join(folder, run.baseline) if run.baseline else None,
        compare_with=tuple(os.path.join(folder, pattern) for pattern in run.compare_with),
        given=tuple(os.path.join(folder, name) for name in run.given),
        exclude=tuple(_below(folder, pattern) for pattern in run.exclude),
    )
    settings = _with(Settings(origin=path), _file_keys(table, path), path)
    checked_overrides = []
    for part in overrides:
        _refuse_unknown(part, (*_FILE_KEYS, "files"), path, Said(" in [[overrides]]", "[[overrides]]里"))
        if "files" not in part:
            lacking = Said(
                "[[overrides]] needs 'files', a list of patterns", "[[overrides]]缺少files（文件名的通配列表）"
            )
            raise ConfigError(placed(path, lacking))
        checked_overrides.append((_patterns(part["files"], "files", path), _file_keys(part, path)))
    return ConfigFile(path, folder, run, settings, tuple(checked_overrides))


_HERE = Said("", "")


def _refuse_unknown(table: Iterable[str], known: tuple[str, ...], path: str, where: Said = _HERE) -> None:
    for key in table:
        if key not in known:
            meant = did_you_mean(key, known)
            unknown = Said(f"unknown key '{key}'{where}{meant}", f"{where.zh}没有“{key}”这个键{meant.zh}")
            raise ConfigError(placed(path, unknown))


def _seen_from(folder: str, path: str) -> str:
    # On Windows nothing leads from one drive to another; patterns for any folder still match.
    with suppress(ValueError):
        path = os.path.relpath(path, folder)
    return path.replace(os.sep, "/")


def _below(folder: str, pattern: str) -> str:
    """A pattern of paths in `folder` as one of whole paths."""
    # A question mark stands for what a pattern would not take literally.
    start = re.sub(r"[*?\[\]]", "?", folder.replace(os.sep, "/")).rstrip("/")
    anywhere = "" if "/" in pattern.rstrip("/") else "**/"
    return f"{start}/{anywhere}{pattern.removeprefix('./').lstrip('/')}"


def _file_keys(table: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {_field(key): _FILE_KEYS[key](table[key], key, path) for key in _FILE_KEYS if key in table}


def _with(settings: Settings, changes: Mapping[str, Any], origin: str) -> Settings:
    """`settings` changed: lists that add and mappings grow, everything else is replaced."""
    changes = dict(changes)
    for grows in ("extend_select", "ignore"):
        if grows in changes:
            changes[grows] = (*getattr(settings, grows), *changes[grows])
    for merged in ("severity", "options"):
        if merged in changes:
            changes[merged] = tuple(sorted({**dict(getattr(settings, merged)), **dict(changes[merged])}.items()))
    if "type" in changes:
        changes.setdefault("type_origin", origin)
    return settings._replace(**changes, origin=origin)


def _field(key: str) -> str:
    return key.replace("-", "_")


def _wrong(key: str, path: str, wanted: Said) -> ConfigError:
    return ConfigError(placed(path, Said(f"'{key}' must be {wanted}", f"{key}应{wanted.zh}")))


def _text(value: Any, key: str, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(key, path, Said("a text", "为文字，加引号"))
    return value


def _texts(value: Any, key: str, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(key, path, Said("a list of texts", '为文字的列表，如 ["…", "…"]'))
    return tuple(value)


def _names(value: Any, key: str, path: str) -> tuple[str, ...]:
    """Rules and families; whoever writes several into one text means each of them."""
    return tuple(name for text in _texts(value, key, path) for name in names_in(text))


def _patterns(value: Any, key: str, path: str) -> tuple[str, ...]:
    """Patterns of paths; whoever writes a backslash means what parts folders on Windows."""
    return tuple(pattern.replace("\\", "/") for pattern in _texts(value, key, path))


def _flag(value: Any, key: str, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, path, Said("true or false", "为true或false"))
    return value


def _count(value: Any, key: str, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _wrong(key, path, Said("a whole number, 0 or more", "为不小于0的整数"))
    return value


def _mebibytes(value: Any, key: str, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _wrong(key, path, Said("a whole number of MiB, 1 or more", "为不小于1的整数（单位MiB）"))
    return value << 20


def known_encoding(name: str) -> str | None:
    """What Python calls the encoding `name`; None where there is none, or none of texts (base64)."""
    import codecs

    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _encoding(value: Any, key: str, path: str) -> str:
    known = known_encoding(_text(value, key, path))
    if known is None:
        raise ConfigError(no_encoding(value, path))
    return known


def no_encoding(name: str, place: str) -> Said:
    """What is said of an encoding that does not exist."""
    return placed(
        place, Said(f"there is no encoding '{name}'", f"没有“{name}”这种编码；常用的是utf-8、gb18030、utf-16")
    )


def _one_of(known: tuple[str, ...]) -> Callable[[Any, str, str], str]:
    def checked(value: Any, key: str, path: str) -> str:
        chosen = severity_named(str(value))
        if chosen not in known:
            meant = did_you_mean(chosen, known)
            wanted = Said(f"one of {', '.join(known)}{meant}", f"为{'、'.join(known)}之一{meant.zh}")
            raise _wrong(key, path, wanted)
        return chosen

    return checked


def _severities(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    given = value.items() if isinstance(value, dict) else [("", None)]
    named = {FAMILY_OF.get(str(name), str(name)): severity_named(str(grade)) for name, grade in given}
    if not all(grade in SEVERITIES for grade in named.values()):
        wanted = f"a table of rule = one of {', '.join(SEVERITIES)}"
        raise _wrong(
            key, path, Said(wanted, f'为一个表：[severity]下写 "规则" = "级别"，级别为{"、".join(SEVERITIES)}之一')
        )
    return tuple(sorted(named.items()))


def _options(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(options, dict) for options in value.values()):
        raise _wrong(key, path, Said('written as [options."family/slug"]', '写成[options."类/规则"]'))
    try:
        return tuple(sorted((name, json.dumps(options, ensure_ascii=False)) for name, options in value.items()))
    except TypeError as error:
        wanted = Said("texts, numbers, lists and tables; put dates in quotes", "为文字、数字、列表和表；日期请加引号")
        raise _wrong(key, path, wanted) from error


_Checker = Callable[[Any, str, str], Any]

_RUN_KEYS: dict[str, _Checker] = {
    "lang": _one_of(LANGUAGES),
    "fail-on": _one_of(FAIL_ON),
    "formats": _texts,
    "rule-packs": _texts,
    "learned": _texts,
    "archive": _text,
    "given": _texts,
    "compare-with": _patterns,
    "expected": _texts,
    "baseline": _text,
    "jobs": _count,
    "exclude": _patterns,
    "max-size": _mebibytes,
}
_FILE_KEYS: dict[str, _Checker] = {
    "select": _names,
    "extend-select": _names,
    "ignore": _names,
    "type": _text,
    "encoding": _encoding,
    "anonymised": _flag,
    "severity": _severities,
    "options": _options,
}
