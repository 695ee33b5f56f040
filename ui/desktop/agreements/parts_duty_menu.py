"""What can be done with an obligation where it stands: note that it was fulfilled, say how far it is, take back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from crm.agreement_values import DROPPED, OBLIGATION_STATES
from crm.texts import _
from ui.desktop.agreements.step_codes import FULFIL, STATE, TAKE_BACK, code
from ui.desktop.icons import Icons
from ui.desktop.spoken_menu import SpokenMenu

if TYPE_CHECKING:
    from crm.agreement_row import Duty, FulfilmentRow

_SIZE = 24


def duty_steps(duty: "Duty") -> dict[str, str]:
    """What can be done with an obligation, by the code that asks for it (``step_codes``)."""
    found = {} if duty.state == DROPPED else {code(FULFIL, duty.row): _("Anotar cumplimiento…")}
    states = (state for state in OBLIGATION_STATES if state != duty.state)
    found |= {code(STATE, duty.row, state): _state_words(state) for state in states}
    return found | {code(TAKE_BACK, one.row): _taken_back_words(one) for one in duty.fulfilments}


class DutyMenu(QToolButton):
    """A button beside an obligation; ``wanted`` carries the code of what was chosen. Its menu is made when wanted."""

    wanted = Signal(str)

    def __init__(self, duty: "Duty", icons: Icons) -> None:
        super().__init__()
        self._duty = duty
        self._menu: QMenu | None = None
        self.setProperty("look", "icon")
        self.setIcon(icons.icon("ellipsis"))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(_SIZE, _SIZE)
        self.setToolTip(_("Cumplimiento y estado"))
        self.setAccessibleName(_("Cumplimiento y estado de: {what}").format(what=duty.what))
        self.clicked.connect(self.show_menu)

    @Slot()
    def show_menu(self) -> None:
        """List what can be done, under the button."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu(self) -> QMenu:
        """The list of what can be done."""
        if self._menu is None:
            self._menu = SpokenMenu(self)
            for wanted, words in duty_steps(self._duty).items():
                self._menu.addAction(words).setData(wanted)
            self._menu.triggered.connect(self._chosen)
        return self._menu

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.wanted.emit(action.data())


def _state_words(state: str) -> str:
    return {
        "pendiente": _("Dejar como pendiente"),
        "en curso": _("Marcar en curso"),
        "cumplida": _("Marcar cumplida"),
        "no cumplida": _("Marcar no cumplida"),
        "cancelada": _("Cancelar la obligación"),
    }[state]


def _taken_back_words(done: "FulfilmentRow") -> str:
    from crm.date_words import short_date
    from crm.partial_dates import PartialDate

    day = short_date(PartialDate.parse(done.values.on or "s/f"))
    return (
        _("Quitar el cumplimiento del {day}").format(day=day)
        if done.values.on
        else _("Quitar un cumplimiento")
    )
