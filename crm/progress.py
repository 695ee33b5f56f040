"""How long work tells how far it is, and hears that it should stop."""

from collections.abc import Callable

Progress = Callable[[int, int | None], None]
"""Called now and then with rows done and rows in all (None: not known); raises ``errors.Cancelled`` to stop."""


def silent(_done: int, _total: int | None) -> None:
    """The progress nobody watches."""
