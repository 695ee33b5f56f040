"""The calendar with its head: which month or week, back and on, today, how many activities, and the days."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crm.contact_values import Reference
from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.calendar.agenda_list import AgendaList
from ui.desktop.calendar.days_table import DaysTable
from ui.desktop.calendar.source import CalendarSource
from ui.desktop.calendar.spans import DAYS, ONE, month_on, month_title, week_of, week_title, weeks_of_month
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.pane import bare_button, export_button
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Theme
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry, Undated

_NARROW_UNDER = 780
MONTH, WEEK, AGENDA = "mes", "semana", "agenda"


class CalendarPane(QWidget):
    """``opened`` carries a Reference to what was clicked, ``gone_into`` one to what was opened with the keyboard;
    ``asked_new`` a day on which
    there is to be something new; ``query_wanted`` the query of what is counted in the head; ``failed`` the sentence
    of what could not be read.

    Whoever shows it puts what else the head needs at the end of ``head_row``.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    asked_new = Signal(object)
    query_wanted = Signal(str)
    export_wanted = Signal()
    failed = Signal(str)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Calendario"))
        self._lane = lane
        self._source: CalendarSource | None = None
        self._writing: Writing | None = None
        self._ticket: Ticket | None = None
        self._day = datetime.date(2000, 1, 1)
        self._view = MONTH
        self._agenda: Agenda | None = None
        self._undated_menu: SpokenMenu | None = None
        self.title = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.earlier = bare_button(icons, "chevron-left", "")
        self.later = bare_button(icons, "chevron-right", "")
        self.to_today = QPushButton(_("Hoy"))
        self.to_today.setToolTip(_("Ir a hoy (T)"))
        self.count = QPushButton()
        self.count.setProperty("look", "link")
        self.export = export_button(icons)
        self.undated = QPushButton()
        self.undated.setProperty("look", "link")
        self.month = DaysTable(theme, roomy=False)
        self.week = DaysTable(theme, roomy=True)
        self.agenda = AgendaList(theme)
        self.views = QStackedWidget()
        for view in (self.month, self.week, self.agenda):
            self.views.addWidget(view)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head_row = QHBoxLayout()
        about = QHBoxLayout()
        about.setSpacing(4)
        about.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        about.addSpacing(4)
        for button in (self.earlier, self.later, self.to_today):
            about.addWidget(button)
        about.addStretch(1)
        about.addWidget(self.count)
        about.addWidget(self.export)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(20, 12, 16, 8)
        self._head.setSpacing(12)
        self._head.addLayout(about, 1)
        self._head.addLayout(self.head_row)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 4, 16, 4)
        foot.addWidget(self.undated)
        foot.addStretch()
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.views, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self.month)

    def _connect(self) -> None:
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.to_today.clicked.connect(self.go_to_today)
        self.count.clicked.connect(self._list_counted)
        self.export.clicked.connect(self.export_wanted)
        self.undated.clicked.connect(self._drop_undated)
        for table in (self.month, self.week):
            table.opened.connect(self._open)
            table.gone_into.connect(self._go_into)
            table.asked_new.connect(self.asked_new)
            table.moved.connect(self._move)
            table.day_wanted.connect(self.go_to)
            table.paged.connect(self.page_by)
        self.agenda.opened.connect(self._open)
        self.agenda.gone_into.connect(self._go_into)
        self.agenda.asked_new.connect(self.asked_new)
        self.agenda.paged.connect(self.page_by)

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
            first = week_of(self._day)
            return first, first + ONE * (DAYS - 1)
        first, weeks = weeks_of_month(self._day)
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
        if source is not None:
            self._day = source.today
        self._show_days()

    def set_writing(self, writing: Writing | None) -> None:
        """Move entries through this from now on, and look anew at what it has changed."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._refresh)

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
        same = (
            week_of(day) == week_of(self._day)
            if self._view == WEEK
            else ((day.year, day.month) == (self._day.year, self._day.month))
        )
        self._day = day
        if same and self._agenda is not None:
            self._stand()
        else:
            self._show_days()
            announce(self, self.title.plain_text)

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

    @Slot()
    def _go_earlier(self) -> None:
        self.page_by(-1)

    @Slot()
    def _go_later(self) -> None:
        self.page_by(1)

    def _show_days(self) -> None:
        first, last = self.days_shown
        today = self._source.today if self._source is not None else self._day
        weeks = ((last - first).days + 1) // DAYS
        if self._view == WEEK:
            self.week.show_days(first, 1, 0, today)
            self._name(week_title(first))
        else:
            self.month.show_days(first, weeks, self._day.month, today)
            self._name(month_title(self._day))
        steps = (
            (_("Semana anterior (Re Pág)"), _("Semana siguiente (Av Pág)"))
            if self._view == WEEK
            else (_("Mes anterior (Re Pág)"), _("Mes siguiente (Av Pág)"))
        )
        for button, name in zip((self.earlier, self.later), steps, strict=True):
            button.setToolTip(name)
            button.setAccessibleName(name)
        if self._agenda is not None:
            # What is known of these days stands until it has been read: most of it is there already.
            self._show_agenda()
        self._stand()
        self.reload()

    def _name(self, title: str) -> None:
        """Say on top which days are shown, in a line whatever the room."""
        self.title.set_text(title)
        self.title.setFixedWidth(self.title.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the choice of a view stands in a line of its own, as over the list."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        self._head.setDirection(
            direction.BottomToTop if self.width() < _NARROW_UNDER else direction.LeftToRight
        )

    def _stand(self) -> None:
        shown = self.views.currentWidget()
        assert isinstance(shown, DaysTable | AgendaList)
        shown.go_to(self._day)

    @Slot()
    def reload(self) -> None:
        """Read what is shown again; one that is under way is stopped."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        if self._source is None:
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
        self._show_agenda()
        if fresh or self._view == AGENDA:
            self._day = standing if not fresh else self._day
            self._stand()

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        self.failed.emit(str(error))

    def _show_agenda(self) -> None:
        assert self._agenda is not None
        assert self._source is not None
        agenda = self._agenda
        first, last = self.period
        if self._view == WEEK:
            self.week.days.show_agenda(agenda)
        elif self._view == AGENDA:
            self.agenda.show_agenda(agenda, first, last, self._source.today)
        else:
            self.month.days.show_agenda(agenda)
        total = sum(
            entry.kind == ACTIVITY and entry.day <= last and entry.last >= first for entry in agenda.entries
        )
        total += len(self._without_day)
        self.count.setText(
            ngettext("{n} actividad", "{n} actividades", total).format(n=f"{total:,}")
            if total
            else _("Sin actividades")
        )
        self.count.setEnabled(bool(total))
        self.count.setToolTip(_("Verlas en la lista") if total else "")
        self._show_undated()

    @property
    def _without_day(self) -> "list[Undated]":
        """What is known to be in the month that is shown, and no more; a week has none."""
        if self._agenda is None or self._view == WEEK:
            return []
        return [item for item in self._agenda.undated if item.date == f"{self._day:%Y-%m}"]

    def _show_undated(self) -> None:
        found = len(self._without_day)
        words = ngettext("{n} actividad de este mes, sin día", "{n} actividades de este mes, sin día", found)
        self.undated.setText(words.format(n=found))
        self._foot.setVisible(bool(found))

    @Slot()
    def _drop_undated(self) -> None:
        """What is known by its month only, to choose from."""
        if self._undated_menu is not None:
            self._undated_menu.deleteLater()
        menu = self._undated_menu = SpokenMenu(self)
        menu.setAccessibleName(self.undated.text())
        for item in self._without_day:
            reference = Reference(item.id, item.title, ACTIVITY)
            menu.addAction(item.title.replace("&", "&&")).setData(reference)
        menu.triggered.connect(self._undated_chosen)
        menu.popup(self.undated.mapToGlobal(self.undated.rect().topLeft()))

    def _undated_chosen(self, action: QAction) -> None:
        self.gone_into.emit(action.data())

    @Slot()
    def _list_counted(self) -> None:
        first, last = self.period
        days = f"{first:%Y-%m}" if self._view != WEEK else f"{first.isoformat()}..{last.isoformat()}"
        self.query_wanted.emit(f"fecha:{days}")

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

    @Slot(object, object)
    def _move(self, entry: "Entry", day: datetime.date) -> None:
        writing = self._writing
        if writing is None or day == entry.day:
            return
        from crm import agenda_moves

        today = writing.today

        def job(session: Any) -> None:
            agenda_moves.move(session, entry, day, today=today)

        said = short_date(PartialDate(day.year, day.month, day.day))
        writing.run(agenda_moves.MOVE_TITLE, job, icon="calendar-days", name=entry.title, day=said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T goes to today, PgUp and PgDn by month or week, wherever in the pane the focus is."""
        key = event.key()
        if key == Qt.Key.Key_T and not event.modifiers():
            self.go_to_today()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self.page_by(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)
