"""Asking for the new day of something in the same step that puts it off."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.ask_form import AskForm, point_below
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit


class ComingDayField(DateField):
    """Holds a whole day that is not over, in ISO form."""

    def read(self) -> str:
        """The day. Raises InvalidValue for none, for a month or a year, and for a day that is over."""
        from crm.partial_dates import PartialDate

        text = super().read()
        if not text:
            raise InvalidValue(_("Escriba para qué día queda: hoy, mañana, lunes, +2s o 15/3."))
        date = PartialDate.parse(text)
        if not date.day:
            raise InvalidValue(_("Escriba el día completo, con mes y año."), "", text)
        if date.earliest < self.kit.today:
            raise InvalidValue(_("Ese día ya pasó; escriba uno que esté por venir."), "", text)
        return text


class DayForm(AskForm):
    """One line for a day. ``chosen`` carries it in ISO form, or "" for "not known yet" where that may be said."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, kit: Kit) -> None:
        super().__init__(window, _("Posponer"), _("Posponer"))
        self.day = ComingDayField(_("Nuevo día"), kit, placeholder=_("hoy, lunes, +2s, 15/3"))
        self.put("day", self.day)
        self.without_button = QPushButton(_("Sin fecha todavía"))
        self.without_button.clicked.connect(self._without)
        self.buttons.insertWidget(0, self.without_button)
        QWidget.setTabOrder(self.day, self.without_button)
        QWidget.setTabOrder(self.without_button, self.cancel_button)

    def _take(self, values: dict[str, Any]) -> None:
        self.chosen.emit(values["day"])

    @Slot()
    def _without(self) -> None:
        self.hide()
        self.chosen.emit("")


class DayAsker(QObject):
    """Asks for a day under whatever it is about, in its window. ``asking`` carries whether its form is there."""

    asking = Signal(bool)

    def __init__(self, parent: QObject, kit: Kit) -> None:
        super().__init__(parent)
        self._kit = kit
        self._then: Callable[[str], None] | None = None
        self._from: QWidget | None = None
        self.form: DayForm | None = None

    def ask(
        self,
        title: str,
        then: Callable[[str], None],
        over: QWidget,
        row: QRect | None = None,
        *,
        proposed: str = "",
        may_lack: bool = False,
    ) -> None:
        """Ask under a widget, or a row of it; ``then`` is called with the day in ISO form.

        ``proposed`` stands in the line at first; ``may_lack``: it can be put off to no day at all, which is "". Who
        gives up has the focus back where it was asked.
        """
        if self.form is None:
            self.form = DayForm(over.window(), self._kit)
            self.form.chosen.connect(self._chosen)
            self.form.left.connect(self._go_back)
            self.form.opened.connect(self.asking)
        if self._from is not None:
            self._from.destroyed.disconnect(self._forget)
        self._then, self._from = then, over
        over.destroyed.connect(self._forget)
        self.form.show_title(title)
        self.form.without_button.setVisible(may_lack)
        self.form.open_at({"day": proposed}, point_below(over, over.window(), row), "day")

    @Slot(str)
    def _chosen(self, day: str) -> None:
        self._go_back()
        if self._then is not None:
            self._then(day)

    @Slot()
    def _forget(self) -> None:
        self._from = None

    @Slot()
    def _go_back(self) -> None:
        if self._from is not None:
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The base is left."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.deleteLater()
