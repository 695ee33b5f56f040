"""Errors a use case raises for the user: one Spanish sentence that says what is wrong and what to do.

The faces show ``str(error)`` as it is. Anything else that escapes a use case is a bug of ours.
"""

from collections.abc import Sequence


class UserError(Exception):
    """Something the user asked cannot be done as asked; nothing was changed."""


class InvalidValue(UserError):
    """A value typed or imported is not valid.

    ``field`` is the field's name in a card (``"phones"``, ``"emails"`` …), or empty.
    """

    def __init__(self, message: str, field: str = "", value: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.value = value


class NotFound(UserError):
    """No record has that id."""


class ChangedMeanwhile(UserError):
    """Somebody else changed a value after it was opened to be edited; ``now`` is what it says."""

    def __init__(self, message: str, now: object) -> None:
        super().__init__(message)
        self.now = now


class QueryError(UserError):
    """A query cannot be understood; ``start`` and ``end`` mark the offending characters."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class FileProblem(UserError):
    """A file given by the user cannot be read or written."""


class Blocked(UserError):
    """An operation cannot be undone or done again; ``operations`` are the ids of those in the way.

    ``first`` is the one to undo first; None when they wait to be done again. The message names each by the number that
    the log shows; ``in_words`` says the same by who did it and when, for a window in which there are no numbers.
    """

    def __init__(
        self, message: str, operations: Sequence[int] = (), first: int | None = None, in_words: str = ""
    ) -> None:
        super().__init__(message)
        self.operations = tuple(operations)
        self.first = first
        self.in_words = in_words or message


class Cancelled(UserError):
    """A long job was cancelled by the user; it left nothing behind."""


class BaseProblem(Exception):
    """The base cannot be opened or used: missing, locked, wrong key, newer, damaged. Nothing changed."""
