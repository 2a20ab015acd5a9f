"""What a person can mend, with the exit code it leads to."""

from __future__ import annotations

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


class SummarylintError(Exception):
    """Something the person running the tool can mend; its text says what was wrong, where, and what to do."""

    exit_code = FAILED


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


def did_you_mean(word: str, known: list[str]) -> str:
    """`; did you mean 'known'?` for the nearest known word, or nothing where none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean '{best[0]}'?" if best else ""
