"""The same work in several processes: whole files in chunks, outcomes in the order of the sources."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from summarylint.errors import Said, said
from summarylint.model import Failure, Source

_KILLED = Said("the process that checked it was killed", "检查它的进程被杀掉了")
_CHUNK_BYTES = 1 << 20
_CHUNK_FILES = 64

_here: dict[str, Any] = {}
"""In a worker: what its tasks need, sent once."""


def outcomes(sources: Sequence[Source], task: Any, work: Callable[[Source, Any], Any]) -> Iterator[Any]:
    """`work(source, task)` for each source.

    A worker that is killed makes an outcome with a failure of each file of its chunk, and of those after it.
    """
    jobs = task.run.jobs or os.cpu_count() or 1
    chunks = list(_chunks(sources))
    # Forking starts at once and shares the rules; where it is not to be had, each worker gets them by pickle.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context, initializer=_start, initargs=(task, work))
    try:
        running = [_submitted(pool, chunk) for chunk in chunks]
        for chunk, future in zip(chunks, running, strict=True):
            try:
                # Standard input is this process's own; a worker has none.
                yield from future.result() if future else (work(source, task) for source in chunk)
            except BrokenProcessPool:
                for source in chunk:
                    yield task.failed(source, Failure(source.name, "check", said(_KILLED, task.lang)))
    except KeyboardInterrupt:
        # Nobody waits for what the workers, which don't hear of it, are at.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, chunk: list[Source]) -> Future[list[Any]] | None:
    """The outcomes of a chunk to come; None for standard input."""
    if chunk[0].path == "-":
        return None
    try:
        return pool.submit(_run, chunk)
    except BrokenProcessPool as error:
        # A worker may die while others are still being given their chunks.
        broken: Future[list[Any]] = Future()
        broken.set_exception(error)
        return broken


def _start(task: Any, work: Callable[[Source, Any], Any]) -> None:
    import signal

    # The parent answers Ctrl-C; a worker's traceback would only clutter the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here.update(task=task, work=work)


def _run(chunk: Sequence[Source]) -> list[Any]:
    return [_here["work"](source, _here["task"]) for source in chunk]


def _chunks(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Neighbouring sources, up to a size that keeps every worker busy to the end; standard input alone."""
    chunk: list[Source] = []
    size = 0
    for source in sources:
        if source.path == "-" and chunk:
            yield chunk
            chunk, size = [], 0
        chunk.append(source)
        size += source.size_bytes
        if source.path == "-" or size >= _CHUNK_BYTES or len(chunk) >= _CHUNK_FILES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
