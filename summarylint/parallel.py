"""The same work in several processes: whole files in chunks, outcomes in the order of the sources."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from summarylint.errors import Said, said
from summarylint.interrupts import held, ignore, obey
from summarylint.model import Failure, Source
from summarylint.processes import end_tree

_KILLED = Said("the process that checked it was killed", "检查它的进程被杀掉了")
_CHUNK_BYTES = 1 << 20
_CHUNK_FILES = 64
_MOST_WORKERS = 61 if sys.platform == "win32" else 1 << 10
"""Windows can wait for no more at once."""
_PATIENCE_SECONDS = 2

_here: dict[str, Any] = {}
"""In a worker: what its tasks need, sent once."""


def outcomes(sources: Sequence[Source], task: Any, work: Callable[[Source, Any], Any]) -> Iterator[Any]:
    """`work(source, task)` for each source.

    A worker that is killed makes an outcome with a failure of each file of its chunk, and of those after it.
    """
    jobs = task.run.jobs or os.cpu_count() or 1
    chunks = list(_chunks(sources))
    # Forking starts at once and shares the rules; where it is not to be had, each worker gets them by pickle.
    forks = sys.platform == "linux" and hasattr(os, "fork")
    context = multiprocessing.get_context("fork" if forks else "spawn")
    workers = min(jobs, len(chunks), _MOST_WORKERS)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(task, work))
    try:
        with held():
            running = [_submitted(pool, chunk) for chunk in chunks]
        for chunk, future in zip(chunks, running, strict=True):
            try:
                # Standard input is this process's own; a worker has none.
                yield from future.result() if future else (work(source, task) for source in chunk)
            except BrokenProcessPool:
                for source in chunk:
                    yield task.failed(source, Failure(source.name, "check", said(_KILLED, task.lang)))
    except (KeyboardInterrupt, GeneratorExit):
        # Nobody waits for what the workers, which don't hear of it, are at.
        _end(multiprocessing.active_children())
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _end(workers: Sequence[BaseProcess]) -> None:
    """End the workers, and the programs that they run."""
    for worker in workers:
        if sys.platform == "win32":
            end_tree(worker.pid)
        else:
            worker.terminate()
    for worker in workers:
        if not wait([worker.sentinel], _PATIENCE_SECONDS):
            worker.kill()


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
    # The parent answers Ctrl-C; a worker's traceback would only clutter the terminal.
    ignore()
    obey()
    _here.update(task=task, work=work)


def _run(chunk: Sequence[Source]) -> list[Any]:
    try:
        return [_here["work"](source, _here["task"]) for source in chunk]
    except SystemExit:
        # The pool would take it for the outcome of this chunk, and go on with the next.
        os._exit(0)


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
