"""Options of checks: what fields a check has, and turning written values into what they want."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

from summarylint.errors import Said, did_you_mean


def option_fields(check: type) -> dict[str, Any]:
    """The options of a check class and their types: its annotated attributes, but for class variables and `trusted`."""
    hints = typing.get_type_hints(check)
    return {
        name: hint
        for name, hint in hints.items()
        if typing.get_origin(hint) is not typing.ClassVar and hint is not typing.ClassVar and name != "trusted"
    }


def check_options(values: Mapping[str, Any], check: type, check_name: str) -> dict[str, Any]:
    """`values` turned into the types that the check's fields have.

    Raises ValueError, its text naming the option, for an unknown one or a value of another type.
    """
    known = option_fields(check)
    for name in values:
        if name not in known:
            meant = did_you_mean(name, known)
            raise ValueError(
                Said(f"'{check_name}' has no option '{name}'{meant}", f"“{check_name}”没有“{name}”这个选项{meant.zh}")
            )
    return {name: _converted(name, value, known[name]) for name, value in values.items()}


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down; what JSON gives back becomes what a check was promised."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, Mapping):
        return {key: frozen(item) for key, item in value.items()}
    return value


def _converted(name: str, value: Any, wanted: Any) -> Any:
    origin = typing.get_origin(wanted)
    if wanted is bool:
        if value in (True, False):
            return value
        if value in ("true", "yes", "on", "false", "no", "off"):
            return value in ("true", "yes", "on")
        raise ValueError(_mismatch(name, _TRUTH, value))
    if wanted in (int, float):
        return _number(name, value, wanted)
    if wanted is str and isinstance(value, str):
        return value
    if origin is tuple and isinstance(value, (list, tuple)):
        inner = typing.get_args(wanted)[0]
        return tuple(_converted(name, item, inner) for item in value)
    if origin is not None and issubclass(origin, Mapping) and isinstance(value, (list, tuple)):
        # Whoever has no use for names writes a list.
        value = {str(number): item for number, item in enumerate(value, 1)}
    if origin is not None and issubclass(origin, Mapping) and isinstance(value, Mapping):
        inner = typing.get_args(wanted)[1]
        return {str(key): _converted(name, item, inner) for key, item in value.items()}
    wanted_name = {str: _TEXT, tuple: _LIST}.get(origin or wanted, _MAPPING)
    raise ValueError(_mismatch(name, wanted_name, value))


def _number(name: str, value: Any, wanted: type) -> Any:
    cut = wanted is int and isinstance(value, float) and not value.is_integer()
    if not isinstance(value, bool) and not cut:
        try:
            return wanted(value)
        except (TypeError, ValueError):
            pass
    raise ValueError(_mismatch(name, _WHOLE if wanted is int else _NUMBER, value))


_TRUTH, _TEXT = Said("true or false", "true或false"), Said("a text", "文字")
_LIST, _MAPPING = Said("a list", "列表"), Said("a mapping", "名称与值的对照")
_WHOLE, _NUMBER = Said("a whole number", "整数"), Said("a number", "数字")


def _mismatch(name: str, wanted: Said, value: Any) -> Said:
    return Said(
        f"option '{name}' must be {wanted}, not {value!r:.60}", f"选项{name}应为{wanted.zh}，不能是{value!r:.60}"
    )


def no_expression(written: str, error: Exception) -> Said:
    """What is said of a regular expression that the engine does not take."""
    return Said(f"'{written}' is no regular expression: {error}", f"“{written}”不是正确的正则表达式：{error}")
