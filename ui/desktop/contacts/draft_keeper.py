"""Drafts of new contacts, kept in the base within a second of being typed, on the writer lane."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from ui.desktop.lanes import Lane, Ticket

if TYPE_CHECKING:
    from crm.base import Base
    from crm.drafts import Draft

WAIT_MS = 500
"""From the first key typed to the draft in the base: a crash loses less than a second."""


class Drafts(Protocol):
    """Where drafts are kept; each call comes back on the main thread, if somebody waits for it."""

    def keep(self, draft: "Draft", done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Keep a draft in the place of an older one of its key."""
        ...

    def drop(self, key: str) -> None:
        """Forget a draft."""
        ...

    def left_over(self, done: "Callable[[list[Draft]], None]") -> None:
        """Ask for the drafts that a program which is gone has left."""
        ...


class BaseDrafts:
    """Drafts in an open base."""

    def __init__(self, base: "Base", writer: Lane, reader: Lane) -> None:
        self._base = base
        self._writer = writer
        self._reader = reader

    def keep(self, draft: "Draft", done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Keep a draft; done even if the window is closed before its turn."""
        base = self._base

        def job(_ticket: Ticket) -> None:
            from crm import drafts

            with base.write(drafts.TITLE) as session:
                drafts.keep(session, draft, base.actor)

        def kept(_nothing: Any) -> None:
            done()

        self._writer.submit(job, kept, failed=failed, keep=True)

    def drop(self, key: str) -> None:
        """Forget a draft."""
        base = self._base

        def job(_ticket: Ticket) -> None:
            from crm import drafts

            with base.write(drafts.TITLE) as session:
                drafts.drop(session, key)

        self._writer.submit(job, _nothing, failed=_nothing, keep=True)

    def left_over(self, done: "Callable[[list[Draft]], None]") -> None:
        """Ask for the drafts left over."""
        base = self._base

        def job(_ticket: Ticket) -> "list[Draft]":
            from crm import drafts

            with base.read() as session:
                return drafts.left_over(session, base.actor)

        self._reader.submit(job, done, failed=_nothing)


class DraftKeeper(QObject):
    """Keeps the draft of one form: soon after the first change, and at once when it is asked to."""

    def __init__(
        self,
        drafts: Drafts,
        current: "Callable[[], Draft | None]",
        tell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._current = current
        self._tell = tell
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.keep_now)

    @Slot()
    def keep_soon(self) -> None:
        """Somebody typed."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep_now(self) -> None:
        """Keep what stands in the form now."""
        self._timer.stop()
        draft = self._current()
        if draft is not None:
            self._drafts.keep(draft, self._kept, self._not_kept)

    def settle(self) -> None:
        """Keep what has not been kept yet."""
        if self._timer.isActive():
            self.keep_now()

    def stop(self) -> None:
        """The form was saved or discarded: nothing is to be kept any more."""
        self._timer.stop()

    def _kept(self) -> None:
        from crm.texts import _

        self._tell(_("Borrador guardado"))

    def _not_kept(self, error: Exception) -> None:
        self._tell(str(error))


def _nothing(_result: Any) -> None:
    """A draft that cannot be dropped or read is offered another day."""
