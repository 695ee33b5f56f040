"""At the hour of a reminder the desktop tells of it, where it can; what was missed stands in Mi día in any case."""

import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from crm.texts import _, ngettext
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.settings import Settings

if TYPE_CHECKING:
    from crm.base import Base
    from crm.reminders import Reminder

_LOOK_MS = 20_000
_SHOWN_MS = 15_000
_NAMED = 3
"""Reminders told of by name at once; more are counted."""


class Notifier(Protocol):
    """Whatever shows a notice outside the window."""

    def tell(self, title: str, text: str) -> None:
        """Show it, if that can be done here."""
        ...


class TrayNotifier(QObject):
    """Notices through the desktop's tray, which is asked for an icon with the first of them; ``chosen`` comes when one
    is clicked.
    """

    chosen = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> None:
        """Show it; nothing happens on a desktop without a tray."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            from ui.desktop.program_icon import program_icon

            self._tray = QSystemTrayIcon(program_icon(), self)
            self._tray.setToolTip("Vínculo")
            self._tray.messageClicked.connect(self.chosen)
            self._tray.activated.connect(self.chosen)
            self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN_MS)


class Reminding(QObject):
    """Looks at the clock and the base. ``came`` comes when a reminder's hour has come, told of or not."""

    came = Signal()

    def __init__(self, lane: Lane, settings: Settings, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._settings = settings
        self._notifier = notifier
        self._base: Base | None = None
        self._until: datetime.datetime | None = None
        self._ticket: Ticket | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, base: "Base | None") -> None:
        """Tell of this base's reminders from now on; those of before stand in Mi día. None: of none."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        self._base = base
        self._until = base.clock.now() if base is not None else None
        if base is None:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look now; one look at a time."""
        base, since = self._base, self._until
        if base is None or self._ticket is not None:
            return
        until = base.clock.now()

        def read(_ticket: Ticket) -> "tuple[datetime.datetime, tuple[Reminder, ...]]":
            from crm import reminders

            with base.read() as session:
                return until, reminders.between(session, since, until)

        self._ticket = self._lane.submit(read, self._found, failed=self._cannot)

    def _found(self, found: "tuple[datetime.datetime, tuple[Reminder, ...]]") -> None:
        self._ticket = None
        self._until, reminders = found
        if not reminders:
            return
        self.came.emit()
        if self._settings.reminders:
            self._notifier.tell(*notice(reminders))

    def _cannot(self, _error: Exception) -> None:
        """A base that cannot be read is told of by whatever is on the screen; the next look tries again."""
        self._ticket = None


def notice(reminders: "tuple[Reminder, ...]") -> tuple[str, str]:
    """The title and the text of a notice."""
    title = ngettext("Recordatorio", "{n} recordatorios", len(reminders)).format(n=len(reminders))
    named = [one.what for one in reminders[:_NAMED]]
    more = len(reminders) - len(named)
    if more:
        named.append(_("y {n} más, en Mi día").format(n=more))
    return title, "\n".join(named)
