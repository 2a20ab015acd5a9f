"""TOML that people write: as a table, or why it is none, with the place and the sign that was meant."""

from __future__ import annotations

import re
from typing import Any

from summarylint.errors import ConfigError, Said, placed

_FAULTS = {
    "Invalid value": "值的写法不对；文字要加英文引号",
    "Unescaped '\\' in a string": "引号里的 \\ 要写成 \\\\；路径请改用 / 或单引号",
    "Expected '=' after a key": "键名后面应为 =",
    "Invalid initial character for a key part": "键名的第一个字符不对；中文键名要加英文引号",
    "Invalid statement": "应为 键 = 值 或 [表名]",
    "Unterminated string": "引号没有收尾",
    'Expected "\'"': "单引号没有收尾",
    "Unclosed array": "列表缺少 ]，或各项之间缺少逗号",
    "Unclosed inline table": "缺少 }，或各项之间缺少逗号",
    "Expected newline or end of document after a statement": "一行只能写一项，后面有多余的内容",
    "Expected ']": "表名缺少 ]",
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次",
    "Duplicate inline table key": "同一个键写了两次",
    "Illegal character": "引号里不能换行，也不能有控制字符",
    "Invalid date or datetime": "日期不对；请加引号",
    "Found invalid character": "含有不允许的字符",
    "Cannot mutate": "同一个表写了两次",
}
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_MEANT = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "，": ",", "、": ",", "＝": "=", "：": "=", "［": "[", "］": "]", "【": "[",
    "】": "]", "｛": "{", "｝": "}", "＃": "#", "＂": '"', "＇": "'", "\u3000": " ",
}  # fmt: skip
"""Signs of Chinese keyboards, each with the one that TOML knows."""
_IN_QUOTES = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#.*')


def parsed_toml(content: bytes, path: str) -> dict[str, Any]:
    """TOML as a table; raises ConfigError with `path` in front."""
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    text = ""
    try:
        text = content.decode("utf-8-sig")
        table: dict[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError as error:
        bad = Said(f"not UTF-8 (byte {error.start})", f"不是UTF-8编码（第{error.start}字节）；请另存为UTF-8")
        raise ConfigError(placed(path, bad)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(placed(path, _fault(str(error), text))) from error
    except RecursionError:
        raise ConfigError(placed(path, Said("nested too deeply", "嵌套太深"))) from None
    return table


def _fault(message: str, text: str) -> Said:
    """What is wrong at a place, or, where a sign of a Chinese keyboard stands there, which was meant."""
    at = _PLACE.search(message)
    what = message[: at.start()] if at else message
    line, column = (int(at[1] or 0), int(at[2] or 0)) if at else (0, 0)
    lines = text.replace("\r\n", "\n").split("\n")
    where = Said(f"line {line}, column {column}", f"第{line}行第{column}列") if line else Said("at its end", "文件末尾")
    for number in (line, line - 1) if line else range(len(lines), 0, -1):
        sign = _foreign(lines[number - 1]) if 0 < number <= len(lines) else None
        if sign is not None:
            return Said(
                f"line {number}: write {_MEANT[sign]} and not {sign}, which only Chinese texts have",
                f"第{number}行：请把中文的 {sign} 改成英文的 {_MEANT[sign]}",
            )
    zh = next((zh for en, zh in _FAULTS.items() if what.startswith(en)), f"写法不合TOML（{what}）")
    return Said(message, f"{where.zh}：{zh}")


def _foreign(line: str) -> str | None:
    """The first sign of a Chinese keyboard outside quotes and comments."""
    bare = _IN_QUOTES.sub("", line)
    return next((sign for sign in bare if sign in _MEANT), None)
