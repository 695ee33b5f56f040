"""Settings of agreements: how long before its end each is spoken of, and after how long in a stage it has stalled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.settings_section import SettingsSection

if TYPE_CHECKING:
    from crm.alert_days import AlertDays
    from crm.base import Base, Session
    from ui.desktop.writing import Writing

_WIDTH, _NARROW = 240, 88


class AlertDaysSection(SettingsSection):
    """The days belong to the base; they are kept when one leaves a field. ``changed`` comes once they are others."""

    changed = Signal()

    def __init__(self, lanes: Lanes, icons: Icons) -> None:
        super().__init__(icons)
        self._lanes = lanes
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._reading: Ticket | None = None
        self._kept: AlertDays | None = None
        grid = self.heading(_("Convenios"))
        self.before_end = self._field(_("Avisar antes de que venza"), _WIDTH)
        self.stalled = self._field(_("Días para darlo por detenido"), _NARROW)
        self.row(grid, _("Avisar antes"), self.before_end, label(_("días"), look="muted"))
        self.row(grid, _("Detenido tras"), self.stalled, label(_("días en una etapa"), look="muted"))
        self.told = Prose(look="danger", breaks_words=True)
        self.told.hide()
        self.row(grid, "", self.told)
        note = Prose(
            _(
                "Con comas: 180, 90, 30. Valen para toda la oficina: en Mi día, en la lista, el tablero y las"
                " vigencias, y en la ficha de cada convenio."
            ),
            look="muted",
        )
        self.row(grid, "", note)
        self.usual = QPushButton(_("Volver a los de fábrica"))
        self.usual.clicked.connect(self._go_back_to_usual)
        self.row(grid, "", self.usual)
        self.usual.hide()

    def _field(self, name: str, width: int) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("look", "field")
        field.setFont(fonts.font(tabular=True))
        field.setFixedSize(width, 32)
        field.setAccessibleName(name)
        field.setEnabled(False)
        field.editingFinished.connect(self.keep)
        return field

    def set_base(self, base: "Base | None") -> None:
        """Tell of this base from now on."""
        self._base = base
        self._say("")
        self.show_days(None)
        self.refresh()

    def set_writing(self, writing: "Writing | None") -> None:
        """Change them through this."""
        self._writing = writing

    @Slot()
    def refresh(self) -> None:
        """Read the days of the base."""
        base = self._base
        if base is None or not self.isVisible():
            return

        def job(_ticket: Ticket) -> "AlertDays":
            from crm.alert_days import alert_days

            with base.read() as session:
                return alert_days(session)

        self._lanes.reader.cancel(self._reading)
        self._reading = self._lanes.reader.submit(job, self.show_days, failed=self.tell)

    def show_days(self, days: "AlertDays | None") -> None:
        """Show them; without any there is no base. What is being typed stays."""
        self._kept = days
        self.usual.setVisible(days is not None and days != type(days)())
        for field, text in ((self.before_end, _before(days)), (self.stalled, _stalled(days))):
            field.setEnabled(days is not None)
            if not field.hasFocus() or not field.isModified():
                field.setText(text)

    @Slot()
    def _go_back_to_usual(self) -> None:
        """Settings of a base are not journaled, so that undo does not know them: this is the way back."""
        from crm.alert_days import AlertDays

        self.before_end.setText(_before(AlertDays()))
        self.stalled.setText(_stalled(AlertDays()))
        self.keep()

    @Slot()
    def keep(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        from crm.alert_days import SETTINGS_TITLE, AlertDays, set_alert_days

        if self._writing is None or self._kept is None:
            return
        try:
            before = tuple(_number(part) for part in self.before_end.text().split(",") if part.strip())
            days = AlertDays(tuple(sorted(set(before), reverse=True)), _number(self.stalled.text()))
        except InvalidValue as error:
            self.tell(error)
            return
        self._say("")
        if days == self._kept:
            self.show_days(days)
            return

        def job(session: "Session") -> None:
            set_alert_days(session, days)

        def done(_nothing: None) -> None:
            self._kept_now(days)

        self._writing.run(SETTINGS_TITLE, job, then=done, failed=self.tell)

    def _kept_now(self, days: "AlertDays") -> None:
        for field in (self.before_end, self.stalled):
            field.setModified(False)
        self.show_days(days)
        self.changed.emit()

    def tell(self, error: Exception) -> None:
        """Say why they could not be kept."""
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))


def _before(days: "AlertDays | None") -> str:
    return "" if days is None else ", ".join(str(each) for each in days.before_end)


def _stalled(days: "AlertDays | None") -> str:
    return "" if days is None else str(days.stalled_after)


def _number(text: str) -> int:
    """A number of days as it is typed. Raises InvalidValue."""
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise InvalidValue(_("Escriba números de días, con comas: 180, 90, 30."), "alert_days")
    return int(text)
