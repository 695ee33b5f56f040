"""The calendar: its head, a month, a week or an agenda, and what stands under them."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm.contact_values import Reference
from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY
from crm.texts import _
from crm.weeks import week_of
from ui.desktop.announcing import announce
from ui.desktop.calendar.agenda_list import AgendaList
from ui.desktop.calendar.days_table import DaysTable
from ui.desktop.calendar.foot import CalendarFoot
from ui.desktop.calendar.head import CalendarHead
from ui.desktop.calendar.left_out import LeftOut
from ui.desktop.calendar.source import CalendarSource
from ui.desktop.calendar.spans import DAYS, ONE, month_on, month_title, week_title, weeks_of_month
from ui.desktop.calendar.week_grid import WeekGrid
from ui.desktop.calendar.words import said_hour
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry, Undated

MONTH, WEEK, AGENDA = "mes", "semana", "agenda"
_LOOK_AT_CLOCK_MS = 30_000


class CalendarPane(QWidget):
    """``opened`` carries a Reference to what was clicked, ``gone_into`` one to what was opened with the keyboard;
    ``asked_new`` a day on which there is to be something new and its hour, "" for none; ``query_wanted`` the query of
    what is counted in the head; ``failed`` the sentence of what could not be read.

    Whoever shows it puts what else the head needs at the end of ``head_row``.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    asked_new = Signal(object, str)
    query_wanted = Signal(str)
    export_wanted = Signal()
    failed = Signal(str)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Calendario"))
        self._lane = lane
        self._settings = settings
        self._begins = settings.week_begins
        self._source: CalendarSource | None = None
        self._writing: Writing | None = None
        self._ticket: Ticket | None = None
        self._day = self._today = datetime.date(2000, 1, 1)
        self._view = MONTH
        self._agenda: Agenda | None = None
        self.head = CalendarHead(icons)
        self.foot = CalendarFoot()
        self.left_out = LeftOut(self.head, self.foot, lane, settings)
        self.month = DaysTable(theme)
        self.week = WeekGrid(theme)
        self.agenda = AgendaList(theme)
        self.views = QStackedWidget()
        for view in (self.month, self.week, self.agenda):
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.views, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.month)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AT_CLOCK_MS)
        self._clock.timeout.connect(self._look_at_clock)
        self._connect()

    def _connect(self) -> None:
        self.head.paged.connect(self.page_by)
        self.head.today_wanted.connect(self.go_to_today)
        self.head.count_pressed.connect(self._list_counted)
        self.head.export_wanted.connect(self.export_wanted)
        self.foot.chosen.connect(self.gone_into)
        self.left_out.changed.connect(self._show_known)
        self.month.moved.connect(self._move_day)
        self.week.moved.connect(self._move)
        self.week.ended.connect(self._end)
        self.week.asked_new_at.connect(self.asked_new)
        for table in (self.month, self.week):
            table.day_wanted.connect(self.go_to)
        for view in (self.month, self.week, self.agenda):
            view.opened.connect(self._open)
            view.gone_into.connect(self._go_into)
            view.asked_new.connect(self._ask_new)
            view.paged.connect(self.page_by)

    @property
    def head_row(self) -> QHBoxLayout:
        """The end of the head."""
        return self.head.end_row

    @property
    def view(self) -> str:
        """What is shown: one of MONTH, WEEK, AGENDA."""
        return self._view

    @property
    def day(self) -> datetime.date:
        """The day that is looked at."""
        return self._day

    @property
    def days_shown(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day that are shown."""
        if self._view == WEEK:
            return week_of(self._day, self._begins)
        first, weeks = weeks_of_month(self._day, self._begins)
        return first, first + ONE * (weeks * DAYS - 1)

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """What the head names and counts: the month itself, or the week."""
        if self._view == WEEK:
            return self.days_shown
        first = self._day.replace(day=1)
        return first, month_on(first, 1) - ONE

    def set_source(self, source: CalendarSource | None) -> None:
        """Read from here from now on, beginning with today; None: from nowhere."""
        self._lane.cancel(self._ticket)
        self._ticket, self._source, self._agenda = None, source, None
        self.left_out.set_source(source)
        if source is not None:
            self._day = source.today
        self._show_days()
        self._look_at_clock()

    def set_writing(self, writing: Writing | None) -> None:
        """Move entries through this from now on, and look anew at what it has changed, or could not."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._refresh)
            writing.refused.connect(self.reload)

    @Slot(object)
    def _refresh(self, _done: Done) -> None:
        self.reload()

    def show_view(self, view: str) -> None:
        """Show a month, a week or the agenda of a month."""
        self._view = view
        shown = {MONTH: self.month, WEEK: self.week, AGENDA: self.agenda}[view]
        before = self.views.currentWidget()
        focused = before is not None and before.hasFocus()
        self.views.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if focused:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_days()

    def choose(self, number: int) -> None:
        """Mark the record that is shown beside; 0 for none."""
        for view in (self.month, self.week, self.agenda):
            view.choose(number)

    @Slot(object)
    def go_to(self, day: datetime.date) -> None:
        """Show a day, and stand on it."""
        first, last = self.period
        self._day = day
        if first <= day <= last and self._agenda is not None:
            self._stand()
        else:
            self._show_days()
            announce(self, self.head.title.plain_text)

    @Slot()
    def go_to_today(self) -> None:
        """Show today."""
        if self._source is not None:
            self.go_to(self._source.today)

    @Slot(int)
    def page_by(self, by: int) -> None:
        """Go some months, or weeks, on."""
        self.go_to(self._standing + ONE * (by * DAYS) if self._view == WEEK else month_on(self._standing, by))

    @property
    def _standing(self) -> datetime.date:
        """The day of the view one is on, if it is of what is shown."""
        first, last = self.period
        day = self.week.current_day if self._view == WEEK else self.month.current_day
        if self._view == AGENDA:
            day = self.agenda.current_day or self._day
        return day if first <= day <= last else self._day

    def _show_days(self) -> None:
        first, last = self.days_shown
        self._today = today = self._source.today if self._source is not None else self._day
        if self._view == WEEK:
            self.week.show_days(first, today)
            self.head.name(week_title(first), week=True)
        else:
            weeks = ((last - first).days + 1) // DAYS
            self.month.show_days(first, weeks, self._day.month, today)
            self.head.name(month_title(self._day), week=False)
        # What is known of these days stands until it has been read: most of it is there already.
        self._show_known()
        self._stand()
        self.reload()

    def _stand(self) -> None:
        shown = self.views.currentWidget()
        assert isinstance(shown, DaysTable | WeekGrid | AgendaList)
        shown.go_to(self._day)

    @Slot()
    def reload(self) -> None:
        """Read what is shown again; one that is under way is stopped."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        if self._source is None:
            return
        if self._source.today != self._today:
            self._day = self._standing
            self._show_days()  # which comes back here
            return
        source, (first, last) = self._source, self.days_shown
        self._ticket = self._lane.submit(
            lambda _ticket: source.days(first, last), self._came, failed=self._cannot
        )

    def _came(self, agenda: "Agenda") -> None:
        self._ticket = None
        fresh = self._agenda is None or (self._agenda.first, self._agenda.last) != (agenda.first, agenda.last)
        standing = self._standing
        self._agenda = agenda
        self._show_known()
        if fresh or self._view == AGENDA:
            self._day = standing if not fresh else self._day
            self._stand()

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        self.failed.emit(str(error))

    @Slot()
    def _show_known(self) -> None:
        """Show what has been read, without what is left out."""
        if self._agenda is None or self._source is None:
            return
        agenda = self._agenda.without(self.left_out.codes)
        first, last = self.period
        if self._view == WEEK:
            self.week.show_agenda(agenda)
        elif self._view == AGENDA:
            self.agenda.show_agenda(agenda, first, last, self._source.today)
        else:
            self.month.days.show_agenda(agenda)
        undated = self._without_day(agenda)
        total = sum(
            entry.kind == ACTIVITY and entry.day <= last and entry.last >= first for entry in agenda.entries
        )
        self.head.say_count(total + len(undated))
        self.foot.show_undated(undated)

    def _without_day(self, agenda: "Agenda") -> "list[Undated]":
        """What is known to be in the month that is shown, and no more; a week has none."""
        month = "" if self._view == WEEK else f"{self._day:%Y-%m}"
        return [item for item in agenda.undated if item.date == month]

    @Slot()
    def _list_counted(self) -> None:
        first, last = self.period
        days = f"{first:%Y-%m}" if self._view != WEEK else f"{first.isoformat()}..{last.isoformat()}"
        self.query_wanted.emit(" ".join((f"fecha:{days}", *self.left_out.query_terms)))

    @Slot(object)
    def _open(self, entry: "Entry") -> None:
        self._day = self._standing
        self.choose(entry.id)
        self.opened.emit(Reference(entry.id, entry.title, entry.kind))

    @Slot(object)
    def _go_into(self, entry: "Entry") -> None:
        self._day = self._standing
        self.choose(entry.id)
        self.gone_into.emit(Reference(entry.id, entry.title, entry.kind))

    @Slot(object)
    def _ask_new(self, day: datetime.date) -> None:
        self.asked_new.emit(day, "")

    @Slot(object, object)
    def _move_day(self, entry: "Entry", day: datetime.date) -> None:
        if day != entry.day:
            self._move(entry, day, None)

    @Slot(object, object, object)
    def _move(self, entry: "Entry", day: datetime.date, time: str | None) -> None:
        writing = self._writing
        if writing is None:
            return
        from crm import agenda_moves

        today = writing.today

        def job(session: Any) -> None:
            agenda_moves.move(session, entry, day, today=today, time=time)

        said = short_date(PartialDate(day.year, day.month, day.day))
        said = _("{day}, {time}").format(day=said, time=said_hour(time)) if time else said
        writing.run(agenda_moves.MOVE_TITLE, job, icon="calendar-days", name=entry.title, day=said)

    @Slot(object, str)
    def _end(self, entry: "Entry", time: str) -> None:
        writing = self._writing
        if writing is None:
            return
        from crm import agenda_moves

        def job(session: Any) -> None:
            agenda_moves.end_at(session, entry, time)

        writing.run(agenda_moves.END_TITLE, job, icon="calendar-days", name=entry.title, time=said_hour(time))

    @Slot()
    def _look_at_clock(self) -> None:
        self.week.show_now(None if self._source is None else self._source.now)

    def showEvent(self, event: QShowEvent) -> None:
        """Weeks may begin on another day since."""
        super().showEvent(event)
        self._clock.start()
        self._look_at_clock()
        if self._begins != self._settings.week_begins:
            self._begins = self._settings.week_begins
            self._show_days()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the clock."""
        super().hideEvent(event)
        self._clock.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T goes to today, PgUp and PgDn by month or week, wherever in the pane the focus is."""
        key = event.key()
        if key == Qt.Key.Key_T and not event.modifiers():
            self.go_to_today()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self.page_by(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)
