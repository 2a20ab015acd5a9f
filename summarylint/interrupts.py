"""Ctrl-C, and the word to end that a worker gets: once, not while a step is being made, and without a word from what is left half made."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_IMPATIENCE_SECONDS = 2.0
"""Who presses it again so soon must not cut short the clearing away."""


class _Heard:
    """What this process has heard, and whether it may act on it."""

    last = -_IMPATIENCE_SECONDS
    """When Ctrl-C last ended something."""
    holding = 0
    waiting: int | None = None
    """The signal that came meanwhile."""


def listen() -> None:
    """Raise KeyboardInterrupt at Ctrl-C, unless the process was started not to hear of it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def ignore() -> None:
    """Hear no more of Ctrl-C: the process is ending, or another answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def obey() -> None:
    """Raise SystemExit where the process is told to end, so that it clears away what it has begun."""
    _Heard.holding, _Heard.waiting = 0, None
    signal.signal(signal.SIGTERM, _told_to_end)


@contextmanager
def held() -> Iterator[None]:
    """Let either wait until the end of the block; what is started in it never hears of Ctrl-C."""
    # Blocking alone is not enough: threads of numpy's would hear it for this one.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    _Heard.holding += 1
    try:
        yield
    finally:
        _Heard.holding -= 1
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if _Heard.waiting is not None and not _Heard.holding:
            number, _Heard.waiting = _Heard.waiting, None
            signal.raise_signal(number)


def _interrupted(number: int, _: object) -> None:
    if _Heard.holding:
        _Heard.waiting = number
    elif time.monotonic() - _Heard.last >= _IMPATIENCE_SECONDS:
        _Heard.last = time.monotonic()
        sys.unraisablehook = _unraisable
        raise KeyboardInterrupt


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    if issubclass(what.exc_type, KeyboardInterrupt):
        # It met a destructor, which can't be interrupted; what comes behind that can.
        _Heard.last = -_IMPATIENCE_SECONDS
        signal.raise_signal(signal.SIGINT)


def _told_to_end(number: int, _: object) -> None:
    if _Heard.holding:
        _Heard.waiting = number
        return
    # The pool, seeing that another worker has ended, says it again.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.unraisablehook = lambda _: None
    sys.exit()
