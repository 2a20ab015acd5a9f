"""Which language the tool answers in: the option, SUMMARYLINT_LANG, the config, the locale, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Sequence

from summarylint.config import language_written
from summarylint.errors import ConfigError, Said, did_you_mean
from summarylint.model import LANGUAGES


def language(chosen: str | None, configured: str | None) -> str:
    """The language of messages; raises ConfigError where SUMMARYLINT_LANG names another."""
    named = chosen or os.environ.get("SUMMARYLINT_LANG") or configured
    if named and named not in LANGUAGES:
        known, meant = LANGUAGES, did_you_mean(named, LANGUAGES)
        raise ConfigError(
            Said(
                f"SUMMARYLINT_LANG must be one of {', '.join(known)}, not '{named}'{meant}",
                f"SUMMARYLINT_LANG应为{'或'.join(known)}，不能是“{named}”{meant.zh}",
            )
        )
    return named or _of_the_system()


def language_of_complaints(arguments: Sequence[str]) -> str:
    """The language of what is wrong with the command line or the config, as far as either says; raises nothing."""
    chosen = _given("--lang", arguments) or os.environ.get("SUMMARYLINT_LANG")
    if chosen in LANGUAGES:
        return str(chosen)
    if chosen:
        # Whoever asks for a language that is not spoken here reads English rather than Chinese.
        return "zh" if chosen.lower().startswith(("zh", "中")) else "en"
    configured = None if "--isolated" in arguments else language_written(_given("--config", arguments))
    return configured or _of_the_system()


def _given(option: str, arguments: Sequence[str]) -> str | None:
    """What an option is given, in arguments that may be wrong otherwise."""
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == option:
            return value if equals else next(iter(arguments[number + 1 :]), None)
    return None


def _of_the_system() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "zh"
