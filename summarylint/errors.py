"""What a person can mend, with the exit code it leads to."""

from __future__ import annotations

import errno
from collections.abc import Iterable

OK, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes of the command line; FAILED beats FINDINGS."""


class Said(str):
    """A message in English that knows itself in Chinese too."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Said:  # noqa: PYI034 (typing has no Self before 3.11)
        """Both languages; as a string it is the English one."""
        said = super().__new__(cls, en)
        said.zh = zh
        return said

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # one more than a plain string has
        """What a copy in another process is made of."""
        return str(self), self.zh


def said(message: object, lang: str) -> str:
    """A message, or what an error says, in `lang` as far as it knows it."""
    text = message.args[0] if isinstance(message, Exception) and message.args else message
    return text.zh if lang == "zh" and isinstance(text, Said) else str(text)


def placed(place: object, message: object) -> Said:
    """`place: message` in both languages, of what knows either or both."""
    return Said(f"{said(place, 'en')}: {said(message, 'en')}", f"{said(place, 'zh')}：{said(message, 'zh')}")


class SummarylintError(Exception):
    """Something the person running the tool can mend; its text says what was wrong, where, and what to do."""

    exit_code = FAILED

    def __init__(self, message: Said) -> None:
        super().__init__(message)


class ConfigError(SummarylintError):
    """A config file, or an option that plays the part of one, is wrong."""


class RuleError(SummarylintError):
    """A rule file is wrong; the text starts with `file:line:`."""


class UnreadableError(SummarylintError):
    """A document can't be read at all; the text goes into the report's `errors`."""


class ArchiveError(SummarylintError):
    """An archive can't be opened, read or written; the text names its folder and says what to do."""


class UnwritableError(SummarylintError):
    """A file can't be written, and is as it was; the text names it. `why` is the reason alone."""

    def __init__(self, path: str, why: Said) -> None:
        super().__init__(Said(f"{path}: can't be written ({why})", f"{said(path, 'zh')}：不能写入（{why.zh}）"))
        self.why = why


def broken_check(rules: str, error: Exception) -> Said:
    """What is said of the check of some rules that did not come to its end."""
    kind = type(error).__name__
    zh = said(error, "zh")
    fault = zh if isinstance(error, TimeoutError) else f"检查时出错，请反馈（{kind}：{zh}）"
    return Said(f"{rules}: {kind}: {error}", f"{rules}：{fault}")


_REFUSALS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "系统不允许",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EINVAL: "名称或内容不合系统的规矩",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘或网络读写出错",
}


def refusal(error: OSError) -> Said:
    """Why the system refused, in one clause, as the system says it."""
    why = error.strerror or type(error).__name__
    return Said(why, _REFUSALS.get(error.errno or 0, why))


def did_you_mean(word: str, known: Iterable[str]) -> Said:
    """`; did you mean 'known'?` for the nearest known word, or nothing where none is near.

    Of `family/slug` the slug alone is compared too.
    """
    from rapidfuzz import fuzz

    # One wrong character of two leaves half of a Chinese word.
    least = 60 if word.isascii() else 50

    def likeness(one: str) -> float:
        return max(fuzz.ratio(word, one), fuzz.ratio(word, one.rpartition("/")[2]))

    best = max(known, key=likeness, default="")
    return Said(f"; did you mean '{best}'?", f"；是否指“{best}”？") if likeness(best) >= least else Said("", "")
