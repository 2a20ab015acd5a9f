"""What tests of the outside share: a folder to work in, the command line in this process, and in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator

# The first example of a property may read all rules; time is tested elsewhere.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
ABOUT_THE_RUN = ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "SUMMARYLINT_LANG", "PYTHONIOENCODING")


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rules of tests are kept for one session, and not among the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARYLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one; messages are English and colours are the terminal's choice."""
    for name in ABOUT_THE_RUN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUMMARYLINT_LANG", "en")
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def write(folder: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of the folder, its parents too; a text as UTF-8 with the line ends that it has."""

    def written(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """The command line in this process; a traceback is the test's."""
    from summarylint.cli import main

    def ran(*arguments: object, stdin: str | bytes = b"") -> Ran:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments], prog_name="summarylint")
        code = stop.value.code
        return Ran(code if isinstance(code, int) else 0, *capsys.readouterr())

    return ran


@pytest.fixture
def report(run: Callable[..., Ran]) -> Callable[..., dict[str, Any]]:
    """The JSON report of `summarylint check`, checked against its schema; `code` is the exit code."""

    def reported(*arguments: object, stdin: str | bytes = b"") -> dict[str, Any]:
        ran = run("check", "--format", "json", *arguments, stdin=stdin)
        assert ran.out, ran.err
        found: dict[str, Any] = json.loads(ran.out)
        Draft202012Validator(SCHEMA).validate(found)
        assert found["summary"]["passed"] == (ran.code == 0)
        return {**found, "code": ran.code}

    return reported


@pytest.fixture
def process(folder: Path) -> Callable[..., Ran]:
    """`python -m summarylint` in a process of its own, which never shows a traceback."""

    def ran(*arguments: object, stdin: bytes | None = b"", env: dict[str, str] | None = None, **more: Any) -> Ran:
        command = [sys.executable, "-m", "summarylint", *map(os.fsencode, map(str, arguments))]
        piped = {"input": stdin} if stdin is not None else {}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **piped, **more}
        done = subprocess.run(command, check=False, timeout=60, env={**os.environ, **(env or {})}, **streams)
        out, err = ((stream or b"").decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Ran(done.returncode, out, err)

    return ran
