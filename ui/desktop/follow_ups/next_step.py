"""Hecho y siguiente: one follow-up is closed and the next written down, in one step over whatever shows the first."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import TextField
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Ticket
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.follow_up_values import NewFollowUp

_WIDTH = 400


class Proposing(Protocol):
    """Where the next one is proposed; runs on a lane."""

    def proposed(self, follow_up: int) -> "NewFollowUp":
        """What comes after a follow-up. Raises NotFound."""
        ...


class NextForm(QFrame):
    """Two fields over the window. ``saved`` carries a NewFollowUp, ``left`` says it was given up; ``opened`` whether
    it is there: its *Guardar* is then the one primary button.
    """

    saved = Signal(object)
    left = Signal()
    opened = Signal(bool)

    def __init__(self, window: QWidget, kit: Kit) -> None:
        super().__init__(window)
        self._window = window
        self._proposed: NewFollowUp | None = None
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Hecho, y el siguiente"))
        self._title = Prose(_("Hecho, y el siguiente"), semibold=True)
        self.what = TextField(
            _("Qué sigue"), kit, required=_("Escriba qué sigue, o ciérrelo con Esc y márquelo hecho.")
        )
        self.due = DateField(_("Vence"), kit, placeholder=_("hoy, lunes, +2s, 15/3"))
        self.save_button = QPushButton(_("Guardar"))
        self.save_button.setProperty("look", "primary")
        self.save_button.setFont(fonts.font(semibold=True))
        self.save_button.clicked.connect(self._save)
        self.cancel_button = QPushButton(_("Cancelar"))
        self.cancel_button.clicked.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        for field in (self.what, self.due):
            column.addWidget(label(field.name, look="muted"))
            column.addWidget(field)
            field.entered.connect(self._save)
            field.escaped.connect(self.leave)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        column.addSpacing(4)
        column.addLayout(row)
        finish_with(self.save_button, "Ctrl+S")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self.hide()

    def ask(self, proposed: "NewFollowUp", below: QPoint) -> None:
        """Open under a point of the window, with what is proposed; the day is asked for."""
        self._proposed = proposed
        self.what.write(proposed.what)
        self.due.write(proposed.due)
        for field in (self.what, self.due):
            field.show_reason("")
        self.adjustSize()
        x = max(8, min(below.x(), self._window.width() - self.width() - 8))
        y = max(8, min(below.y() + 4, self._window.height() - self.height() - 40))
        self.move(x, y)
        self.show()
        self.raise_()
        self.due.select()

    @Slot()
    def _save(self) -> None:
        wrong: list[Field] = [field for field in (self.what, self.due) if not field.check()]
        if wrong or self._proposed is None:
            self.adjustSize()
            for field in wrong[:1]:
                field.select()
            return
        following = replace(self._proposed, what=self.what.read(), due=self.due.read())
        if not following.due:
            following = replace(following, due_time="", recurrence="")
        self.hide()
        self.saved.emit(following)

    @Slot()
    def leave(self) -> None:
        """Go away; nothing was done."""
        self.hide()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """As high as what it says, whatever is said below a field."""
        result = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return result

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is there."""
        super().showEvent(event)
        self.opened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not."""
        super().hideEvent(event)
        self.opened.emit(False)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Who goes elsewhere in the window has left it."""
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class NextStep(QObject):
    """Asks for the next one and writes it down; ``failed`` carries the error of what could not be read, ``asking``
    whether its form is there.
    """

    failed = Signal(object)
    asking = Signal(bool)

    def __init__(self, window: QWidget, kit: Kit, source: Proposing, writing: Writing) -> None:
        super().__init__(window)
        self._window = window
        self._kit = kit
        self._source = source
        self._writing = writing
        self._ticket: Ticket | None = None
        self._follow_up = 0
        self._from: QWidget | None = None
        self._below = QPoint()
        self.form: NextForm | None = None

    def ask(self, follow_up: int, over: QWidget, row: QRect | None = None) -> None:
        """Propose what comes after a follow-up, under the widget that shows it, or a row of that."""
        source, self._follow_up, self._from = self._source, follow_up, over
        below = QPoint(0, over.height()) if row is None else QPoint(row.left(), row.bottom())
        self._below = over.mapTo(self._window, below)
        over.destroyed.connect(self._forget)
        self._kit.lane.cancel(self._ticket)
        self._ticket = self._kit.lane.submit(
            lambda _ticket: source.proposed(follow_up), self._propose, failed=self.failed.emit
        )

    @Slot()
    def _forget(self) -> None:
        self._from = None

    def _propose(self, proposed: "NewFollowUp") -> None:
        self._ticket = None
        if self.form is None:
            self.form = NextForm(self._window, self._kit)
            self.form.saved.connect(self._save)
            self.form.left.connect(self._go_back)
            self.form.opened.connect(self.asking)
        self.form.ask(proposed, self._below)

    @Slot(object)
    def _save(self, following: "NewFollowUp") -> None:
        from crm import follow_ups

        closed, today = self._follow_up, self._writing.today

        def job(session: Any) -> None:
            follow_ups.finish_and_next(session, closed, following, today=today)

        self._go_back()
        self._writing.run(follow_ups.FINISH_AND_NEXT_TITLE, job)

    @Slot()
    def _go_back(self) -> None:
        if self._from is not None:
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The base is left."""
        self._kit.lane.cancel(self._ticket)
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.deleteLater()
