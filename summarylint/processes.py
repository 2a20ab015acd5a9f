"""Processes that never outlive who started them, on any system."""

from __future__ import annotations

import os
import signal
import subprocess

from summarylint.interrupts import held


def run(command: list[str], content: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a command with `content` as standard input. Raises subprocess.TimeoutExpired; it ends with the call in any case."""
    process = None
    try:
        with held():
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 (callers' own commands)
        out, err = process.communicate(content, seconds)
        return subprocess.CompletedProcess(command, process.returncode, out, err)
    finally:
        if process:
            process.kill()
            # Closes its pipes, and waits.
            process.__exit__(None, None, None)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started in a session of its own, and all that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        end_tree(process.pid)
        process.kill()
    process.wait()


def end_tree(pid: int) -> None:
    """End a process of Windows, and all that it started."""
    try:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(pid)], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        # Then its children end by their own time limits.
        return
