"""Contacts from an open base. Everything here runs on the reader lane."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base


class BaseSource:
    """The ``ContactSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
