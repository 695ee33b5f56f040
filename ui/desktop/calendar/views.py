"""The calendar within Actividades: a month, a week and an agenda in the place of the list, beside the record."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from crm.activity_values import When
from crm.contact_values import Reference
from crm.records import ACTIVITY
from crm.texts import _
from ui.desktop.activities.fields import HOME
from ui.desktop.activities.work import ActivitiesWork
from ui.desktop.calendar.pane import AGENDA, MONTH, WEEK, CalendarPane
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.listing.viewed_pane import LIST
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.writing import Writing

_RECORD_WIDTH = 528
_LEAST_WIDTH = 560


class CalendarViews(QObject):
    """Joins the calendar to the page of activities."""

    def __init__(
        self, work: ActivitiesWork, lane: Lane, theme: Theme, icons: Icons, settings: Settings
    ) -> None:
        super().__init__(work)
        self._work = work
        self._page = work.page
        self._query = ""
        self.calendar = CalendarPane(lane, theme, icons, settings)
        for code, name in ((MONTH, _("Mes")), (WEEK, _("Semana")), (AGENDA, _("Agenda"))):
            self._page.list.add_view(code, name, self.calendar, self.calendar.head_row)
        self._page.list.view_wanted.connect(self._show_view)
        self._page.shown.connect(self._mark_shown)
        self._page.answered.connect(self._searched)
        self.calendar.opened.connect(self._open)
        self.calendar.gone_into.connect(self._go_into)
        self.calendar.asked_new.connect(self._new_on)
        self.calendar.query_wanted.connect(self._list)
        self.calendar.export_wanted.connect(self._page.list.export_wanted)
        self.calendar.failed.connect(self._page.failed)

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Show this base from now on; None: there is none."""
        self.calendar.set_writing(writing)
        if base is None:
            self.calendar.set_source(None)
        else:
            from ui.desktop.calendar.source import BaseCalendar

            self.calendar.set_source(BaseCalendar(base))

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the place of the list."""
        return self._page.list.shown_view in (MONTH, WEEK, AGENDA)

    def show(self, code: str) -> None:
        """Show the list, or a view of the calendar, in its place."""
        self._page.list.show_view(code)
        self._show_view(code)

    @Slot(str)
    def _show_view(self, code: str) -> None:
        if code == LIST:
            self._page.splitter.reset()
        elif code in (MONTH, WEEK, AGENDA):
            self.calendar.show_view(code)
            width = self._page.splitter.width()
            wide = max(_LEAST_WIDTH, width - _RECORD_WIDTH)
            self._page.splitter.setSizes([wide, max(1, width - wide)])
            if not self._page.list.segments.isAncestorOf(QApplication.focusWidget() or self._page):
                self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _searched(self) -> None:
        """What is looked for is listed; the calendar has no place for it."""
        query, before = self._page.query, self._query
        self._query = query
        self.calendar.foot.say_unsearched(bool(query))
        if query and query != before and self.is_shown:
            self.show(LIST)

    @Slot(str)
    def _list(self, query: str) -> None:
        self.show(LIST)
        self._page.query_wanted.emit(query)
        self._page.into_list()

    @Slot()
    def _mark_shown(self) -> None:
        record = self._page.record.record
        self.calendar.choose(record.id if record is not None else 0)

    @Slot(object)
    def _open(self, reference: Reference) -> None:
        if reference.kind == ACTIVITY:
            self._page.show_one(reference.id)
            self._page.show_record_place()
        else:
            self._page.record_wanted.emit(reference)

    @Slot(object)
    def _go_into(self, reference: Reference) -> None:
        if reference.kind == ACTIVITY:
            self._page.open_one(reference.id)
        else:
            self._page.record_wanted.emit(reference)

    @Slot(object, str)
    def _new_on(self, day: datetime.date, time: str) -> None:
        """The form for a new activity, on that day and at that hour; one that was begun already stays as it is."""
        self._work.new()
        form = self._work.desk.form if self._work.desk is not None else None
        if form is not None and form.is_blank:
            form.when.write(When(day.isoformat(), time, zone=HOME))
