"""Values that people wrote, turned into what a check's fields want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pytest

from summarylint import checks
from summarylint.ruleset.options import check_options, frozen, option_fields


@dataclass(frozen=True)
class Sample:
    """A check with an option of each type."""

    words: ClassVar = frozenset({"x"})

    text: str = ""
    flag: bool = False
    count: int = 0
    share: float = 0.0
    texts: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    swap: Mapping[str, str] = None  # type: ignore[assignment]
    groups: Mapping[str, tuple[str, ...]] = None  # type: ignore[assignment]
    trusted: bool = True


def converted(**values):
    return check_options(values, Sample, "sample")


def test_the_options_are_the_fields_without_ours():
    assert list(option_fields(Sample)) == ["text", "flag", "count", "share", "texts", "counts", "swap", "groups"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"text": "no"}, {"text": "no"}),
        ({"flag": "true"}, {"flag": True}),
        ({"flag": "off"}, {"flag": False}),
        ({"flag": False}, {"flag": False}),
        ({"count": "3"}, {"count": 3}),
        ({"count": 3}, {"count": 3}),
        ({"share": "0.5"}, {"share": 0.5}),
        ({"texts": ["a", "b"]}, {"texts": ("a", "b")}),
        ({"counts": ["1", "2"]}, {"counts": (1, 2)}),
        ({"swap": {"zf": "政府"}}, {"swap": {"zf": "政府"}}),
        ({"groups": {"a": ["x"]}}, {"groups": {"a": ("x",)}}),
        ({"groups": [["x"], ["y"]]}, {"groups": {"1": ("x",), "2": ("y",)}}),
    ],
    ids=str,
)
def test_a_value_becomes_what_the_field_wants(given, wanted):
    assert converted(**given) == wanted


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": ["a"]}, "option 'text' must be a text, not ['a']"),
        ({"flag": "maybe"}, "option 'flag' must be true or false, not 'maybe'"),
        ({"flag": []}, "option 'flag' must be true or false, not []"),
        ({"count": "many"}, "option 'count' must be a whole number, not 'many'"),
        ({"count": 2.5}, "option 'count' must be a whole number, not 2.5"),
        ({"count": float("inf")}, "option 'count' must be a whole number, not inf"),
        ({"count": True}, "option 'count' must be a whole number, not True"),
        ({"share": "half"}, "option 'share' must be a number, not 'half'"),
        ({"texts": "abc"}, "option 'texts' must be a list, not 'abc'"),
        ({"texts": [["a"]]}, "option 'texts' must be a text, not ['a']"),
        ({"swap": "a"}, "option 'swap' must be a mapping, not 'a'"),
        ({"swap": {"a": ["b"]}}, "option 'swap' must be a text, not ['b']"),
        ({"cuont": "1"}, "'sample' has no option 'cuont'; did you mean 'count'?"),
        ({"trusted": "true"}, "'sample' has no option 'trusted'"),
        ({"words": "x"}, "'sample' has no option 'words'"),
    ],
    ids=str,
)
def test_another_type_or_an_unknown_option_is_refused(given, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 (the whole message is compared)
        converted(**given)
    assert str(error.value).startswith(message)


def test_what_json_gives_back_is_frozen_all_the_way_down():
    assert frozen({"a": ["b", ["c"]], "d": {"e": ["f"]}}) == {"a": ("b", ("c",)), "d": {"e": ("f",)}}


@pytest.mark.parametrize("name", list(checks.CHECKS))
def test_every_check_has_options_that_can_be_written(name):
    for option in option_fields(checks.find(name)).values():
        assert option in (str, bool, int, float) or getattr(option, "__origin__", None) in (tuple, Mapping)
