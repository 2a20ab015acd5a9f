"""What every check is: a frozen value whose fields are its options, with one function that looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from summarylint.copied import Background
from summarylint.errors import Said
from summarylint.model import Hit, Span, Submission


class Check:
    """The base of all checks: its annotated class attributes are the options, their values the defaults.

    It does what a frozen dataclass does, at a tenth of what one costs to define; every run pays for that.
    An instance is made with options by name and never changes.
    """

    kinds: ClassVar[tuple[str, ...]] = ()
    """The kinds of its hits, where several rules share the check."""
    words: ClassVar[frozenset[str]] = frozenset()
    """The names that its hits supply to messages, beside `match`."""
    scope: ClassVar[str] = "submission"
    """`submission`, `file` for the whole document at once, `batch` for all submissions of the run, `run`, `suppressions`."""
    required: ClassVar[tuple[str, ...]] = ()
    """Options without a sensible default."""
    expressions: ClassVar[tuple[str, ...]] = ()
    """Options that hold regular expressions by name."""
    trusted: ClassVar[bool] = True
    """Whether its expressions are shipped ones, tested to be linear; an instance may be told otherwise."""

    def __init__(self, **options: Any) -> None:
        """Raises TypeError where a required option is missing."""
        missing = [name for name in self.required if name not in options]
        if missing:
            message = f"{type(self).__name__} needs {', '.join(missing)}"
            raise TypeError(message)
        vars(self).update(options)

    def __setattr__(self, name: str, value: Any) -> None:
        message = f"a check never changes: {name}"
        raise AttributeError(message)

    def find(self, submission: Submission) -> Iterator[Hit]:
        """Look and yield; print nothing, open nothing, remember nothing."""
        raise NotImplementedError

    def find_in(self, submissions: Sequence[Submission], background: Background) -> Iterator[tuple[int, Hit]]:
        """The same for a check of scope `batch`: hits, each with the number of the submission that it is in.

        `background` is what the submissions are compared with beside each other.
        """
        raise NotImplementedError

    def unused(
        self, names: Sequence[str], span: Span, entry: int | None, unknown: Mapping[str, Said] | None = None
    ) -> Hit:
        """The same for a check of scope `suppressions`: what is said of one that silences nothing.

        It is a comment at `span`, or the entry of that number in a side file.
        """
        raise NotImplementedError

    def absent(self, roll: Submission, there: Sequence[Sequence[str]]) -> Iterator[Hit]:
        """The same for a check of scope `run`: hits in the list of what was expected, given what is `there`."""
        raise NotImplementedError
