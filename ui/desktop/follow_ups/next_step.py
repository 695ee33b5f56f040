"""What comes next of a follow-up, asked over whatever shows it: the one after it (Hecho y siguiente), or its new day
(Posponer)."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.texts import _, ngettext
from ui.desktop.fields.ask_day import DayAsker
from ui.desktop.fields.ask_form import AskForm, point_below
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import TextField
from ui.desktop.follow_ups import moves
from ui.desktop.lanes import Ticket
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.follow_up_values import NewFollowUp


class Proposing(Protocol):
    """Where the next one is proposed; runs on a lane."""

    def proposed(self, follow_up: int) -> "NewFollowUp":
        """What comes after a follow-up. Raises NotFound."""
        ...

    def next_day(self, ids: Sequence[int]) -> datetime.date:
        """The day proposed for what is put off. Raises NotFound."""
        ...


class NextForm(AskForm):
    """What and when the next one is. ``saved`` carries a NewFollowUp."""

    saved = Signal(object)

    def __init__(self, window: QWidget, kit: Kit) -> None:
        super().__init__(window, _("Hecho, y el siguiente"), _("Guardar"))
        self._proposed: NewFollowUp | None = None
        self.what = TextField(
            _("Qué sigue"), kit, required=_("Escriba qué sigue, o ciérrelo con Esc y márquelo hecho.")
        )
        self.due = DateField(_("Vence"), kit, placeholder=_("hoy, lunes, +2s, 15/3"))
        self.put("what", self.what)
        self.put("due", self.due)

    def ask(self, proposed: "NewFollowUp", below: QPoint) -> None:
        """Open under a point of the window, with what is proposed; the day is asked for."""
        self._proposed = proposed
        self.open_at({"what": proposed.what, "due": proposed.due}, below, "due")

    def _take(self, values: dict[str, Any]) -> None:
        assert self._proposed is not None
        following = replace(self._proposed, what=values["what"], due=values["due"])
        if not following.due:
            following = replace(following, due_time="", recurrence="")
        self.saved.emit(following)


class NextStep(QObject):
    """Asks for the next one, or for another day, and writes it down; ``failed`` carries the error of what could not be
    read, ``asking`` whether a form is there.
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
        self._put_off: tuple[int, ...] = ()
        self._row: QRect | None = None
        self.day = DayAsker(self, kit)
        self.day.asking.connect(self.asking)

    def ask_day(self, ids: Sequence[int], over: QWidget, row: QRect | None = None) -> None:
        """Ask for the day to which follow-ups are put off, under the widget that shows them, or a row of it."""
        source, chosen = self._source, tuple(ids)
        self._put_off, self._from, self._row = chosen, over, row
        over.destroyed.connect(self._forget)
        self._kit.lane.cancel(self._ticket)
        self._ticket = self._kit.lane.submit(
            lambda _ticket: source.next_day(chosen), self._propose_day, failed=self.failed.emit
        )

    def _propose_day(self, day: datetime.date) -> None:
        self._ticket = None
        if self._from is None:
            return
        number = len(self._put_off)
        title = ngettext("¿Para qué día queda?", "¿Para qué día quedan los {n}?", number).format(n=number)
        self.day.ask(title, self._postpone, self._from, self._row, proposed=day.isoformat())

    def _postpone(self, day: str) -> None:
        moves.postpone(self._writing, self._put_off, datetime.date.fromisoformat(day))

    def ask(self, follow_up: int, over: QWidget, row: QRect | None = None) -> None:
        """Propose what comes after a follow-up, under the widget that shows it, or a row of that."""
        source, self._follow_up, self._from = self._source, follow_up, over
        self._below = point_below(over, self._window, row)
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
        self.day.leave()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.deleteLater()
