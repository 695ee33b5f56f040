"""What the calendar shows: a menu with checks that stays open while one chooses."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from crm.agenda import of_type
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark
from ui.desktop.spoken_menu import SpokenMenu

NAMES = {
    ACTIVITY: mark("Actividades"),
    FOLLOW_UP: mark("Seguimientos"),
    REQUEST: mark("Plazos de gestiones"),
    TOUR: mark("Giras"),
}
_TOGGLES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _StayingMenu(SpokenMenu):
    """A check is set or taken without closing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check leaves the menu open."""
        if not _toggled(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Space and Enter."""
        if event.key() not in _TOGGLES or not _toggled(self.activeAction()):
            super().keyPressEvent(event)


def _toggled(action: QAction | None) -> bool:
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True


class KindsMenu(_StayingMenu):
    """``chosen`` carries what is left out now, as ``crm.agenda`` names it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, types: Mapping[str, str], left_out: Collection[str]) -> None:
        """``types`` are the kinds of activities, by code, as the office calls them."""
        super().__init__(parent)
        self.setAccessibleName(_("Qué se ve en el calendario"))
        self._left_out = set(left_out)
        self._checks: dict[str, QAction] = {}
        for kind, name in NAMES.items():
            self._add(self, kind, _(name))
            if kind == ACTIVITY:
                self.types = _StayingMenu(self)
                self.types.setTitle(_("Tipos de actividad"))
                for code, label in types.items():
                    self._add(self.types, of_type(code), label[:1].upper() + label[1:])
                self.addMenu(self.types)
        self.addSeparator()
        self.all = self.addAction(_("Mostrar todo"))
        self.all.triggered.connect(self._show_all)
        self._show_checks()

    def _add(self, menu: QMenu, code: str, name: str) -> None:
        check = menu.addAction(name.replace("&", "&&"))
        check.setCheckable(True)
        check.setData(code)
        check.triggered.connect(self._toggle)
        self._checks[code] = check

    def check(self, code: str) -> QAction:
        """The check of a kind of records, or of activities."""
        return self._checks[code]

    @Slot()
    def _toggle(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._left_out ^= {action.data()}
        self._tell()

    @Slot()
    def _show_all(self) -> None:
        self._left_out.clear()
        self._tell()

    def _tell(self) -> None:
        self._show_checks()
        self.chosen.emit(tuple(sorted(self._left_out)))

    def _show_checks(self) -> None:
        for code, check in self._checks.items():
            check.setChecked(code not in self._left_out)
        self.types.setEnabled(ACTIVITY not in self._left_out)
        self.all.setEnabled(bool(self._left_out))


def left_out_words(left_out: Collection[str], types: Mapping[str, str]) -> str:
    """What is not shown, in a line: "Ocultos: seguimientos, curso"."""
    names = [_(name).lower() for kind, name in NAMES.items() if kind in left_out]
    if ACTIVITY not in left_out:
        names += [label for code, label in types.items() if of_type(code) in left_out]
    return _("Oculto: {names}").format(names=", ".join(names)) if names else ""
