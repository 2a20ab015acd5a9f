"""What the submissions of a run are compared with beside each other: the archive, and what was handed out to them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from summarylint.batch import Batched
from summarylint.config import RunSettings
from summarylint.copied import Background
from summarylint.discover import discover
from summarylint.errors import SummarylintError, said
from summarylint.model import Failure, Source
from summarylint.readers import read
from summarylint.submissions import split


def forms_of(run: RunSettings, lang: str, failures: list[Failure]) -> tuple[str, ...]:
    """The texts of `given`; what can't be read adds to `failures`."""
    given: list[str] = []
    discovered = discover(run.given)
    failures += [one._replace(stage="given", message=said(one.message, lang)) for one in discovered.failures]
    for source in discovered.sources:
        try:
            given.append(read(source, None, run.max_size).prose)
        except SummarylintError as error:
            failures.append(Failure(source.name, "given", said(error, lang)))
    return tuple(given)


def asked_by(forms: Sequence[str]) -> tuple[str, ...]:
    """What forms ask their author for, in their words."""
    if not forms:
        return ()
    from summarylint.blanks.forms import prompts_of

    return tuple(dict.fromkeys(prompt for form in forms for prompt in prompts_of(form)))


def background_of(run: RunSettings, forms: tuple[str, ...], lang: str, failures: list[Failure]) -> Background:
    """The archive, opened, beside the forms; what can't be opened adds to `failures`."""
    archive = None
    if run.archive:
        from summarylint.archive.lookup import Archive

        try:
            archive = Archive(run.archive)
        except SummarylintError as error:
            failures.append(Failure(run.archive, "archive", said(error, lang)))
    return Background(archive, forms)


def handed_out(run: RunSettings, paths: Sequence[str]) -> set[str]:
    """The files of `given`, which are no submissions, unless `paths` name them; as real paths."""
    if not run.given:
        return set()
    given = {os.path.realpath(source.path) for source in discover(run.given).sources}
    return given - {os.path.realpath(path) for path in paths}


def compared_with(run: RunSettings, sources: Sequence[Source], lang: str, failures: list[Failure]) -> Iterator[Batched]:
    """The submissions that `compare-with` names and that are not being checked: others are compared with them."""
    if not run.compare_with:
        return
    from glob import glob

    checked = {os.path.realpath(source.path) for source in sources}
    for path in run.compare_with:
        found = [name for name in sorted(glob(path, recursive=True)) if os.path.isfile(name)]
        for source in discover(found).sources:
            if os.path.realpath(source.path) in checked:
                continue
            checked.add(os.path.realpath(source.path))
            try:
                document = read(source, None, run.max_size)
            except SummarylintError as error:
                failures.append(Failure(source.name, "read", said(error, lang)))
                continue
            yield Batched(document, tuple(split(document)), ())
