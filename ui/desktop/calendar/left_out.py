"""What the calendar leaves out, chosen in a menu, said under the days, and remembered."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.desktop.calendar.foot import CalendarFoot
from ui.desktop.calendar.head import CalendarHead
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.settings import Settings

if TYPE_CHECKING:
    from ui.desktop.calendar.kinds_menu import KindsMenu
    from ui.desktop.calendar.source import CalendarSource


class LeftOut(QObject):
    """``changed`` comes when something else is left out. ``codes`` are as ``crm.agenda`` names kinds."""

    changed = Signal()

    def __init__(self, head: CalendarHead, foot: CalendarFoot, lane: Lane, settings: Settings) -> None:
        super().__init__(head)
        self._head = head
        self._foot = foot
        self._lane = lane
        self._settings = settings
        self._ticket: Ticket | None = None
        self._types: dict[str, str] = {}
        self.codes: tuple[str, ...] = settings.calendar_left_out
        self.menu: KindsMenu | None = None
        head.kinds_wanted.connect(self._drop_menu)
        foot.all_wanted.connect(self._show_all)

    def set_source(self, source: "CalendarSource | None") -> None:
        """Ask here what kinds of activities are called."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        if source is not None:
            self._ticket = self._lane.submit(lambda _ticket: source.types(), self._came, failed=self._cannot)

    def _came(self, types: dict[str, str]) -> None:
        self._ticket = None
        self._types = types
        self._say()

    def _cannot(self, _error: Exception) -> None:
        """The days, read from the same base, say what is wrong with it."""
        self._ticket = None

    @property
    def query_terms(self) -> list[str]:
        """What leaves the same kinds of activities out of their list."""
        from crm.agenda import of_type
        from crm.narrowing import written
        from crm.query import Filter

        values = tuple(written(name) for code, name in self._types.items() if of_type(code) in self.codes)
        return [str(Filter("tipo", values, negated=True))] if values else []

    @Slot()
    def _drop_menu(self) -> None:
        from ui.desktop.calendar.kinds_menu import KindsMenu

        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = KindsMenu(self._head, self._types, self.codes)
        self.menu.chosen.connect(self.leave_out)
        button = self._head.kinds
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot()
    def _show_all(self) -> None:
        self.leave_out(())

    @Slot(object)
    def leave_out(self, codes: Collection[str]) -> None:
        """Leave these out from now on."""
        self.codes = self._settings.calendar_left_out = tuple(codes)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        from ui.desktop.calendar.kinds_menu import left_out_words

        self._foot.show_left_out(left_out_words(self.codes, self._types))
