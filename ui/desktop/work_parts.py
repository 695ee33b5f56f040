"""Convenios; and what other places of work have beside their lists: the calendar and the tours of Actividades, the
requests of Seguimientos. Tours and requests are places of their own, with their own search, under the same name of the
rail.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.place_search import Subject
from ui.desktop.places import ACTIVITIES, AGREEMENTS, FOLLOW_UPS, REQUESTS, TOURS
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.activities.work import ActivitiesWork
    from ui.desktop.calendar.views import CalendarViews
    from ui.desktop.follow_ups.list_pane import FollowUpsPane
    from ui.desktop.matters.list_pane import MatterPane
    from ui.desktop.matters.work import MatterWork
    from ui.desktop.writing import Writing


class WorkParts(QObject):
    """``place_wanted`` asks for a place; ``record_wanted``, ``print_wanted``, ``form_changed`` and ``made`` as of
    ``WorkPlaces``; ``activity_wanted`` and ``follow_up_asked`` carry a Reference that a new one is to be tied to,
    ``follow_up_wanted`` a follow-up, what is wanted of it and the widget that shows it.
    """

    place_wanted = Signal(str)
    print_wanted = Signal(object)
    activity_wanted = Signal(object)
    follow_up_asked = Signal(object)
    follow_up_wanted = Signal(object, str, object)
    record_wanted = Signal(object)
    form_changed = Signal(str)
    made = Signal(str, object, object)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._base: Base | None = None
        self._writing: Writing | None = None
        self.works: dict[str, MatterWork] = {}
        self.calendar: CalendarViews | None = None
        self._panes: dict[str, QWidget] = {}

    def work(self, place: str) -> "MatterWork | None":
        """Agreements, requests or tours, made when first asked for; None for any other place."""
        if place not in self.works and place == AGREEMENTS:
            self._make_agreements()
        elif place not in self.works and place in (REQUESTS, TOURS):
            self._make(place)
        return self.works.get(place)

    def _make_agreements(self) -> None:
        from ui.desktop.agreements.work import agreements_work

        work = agreements_work(self._lanes, self._theme, self._icons, self)
        page: Any = work.page
        page.print_wanted.connect(self.print_wanted)
        page.activity_wanted.connect(self.activity_wanted)
        work.page.record.follow_up_asked.connect(self.follow_up_asked)
        work.page.record.follow_up_wanted.connect(self.follow_up_wanted)
        self._take(AGREEMENTS, work, Subject(_("Buscar convenios"), _("Buscar o filtrar convenios")))

    def _make(self, place: str) -> None:
        if place == REQUESTS:
            from ui.desktop.requests.work import requests_work as make_work

            subject = Subject(_("Buscar gestiones"), _("Asunto, remitente, oficio, estado:…"))
        else:
            from ui.desktop.tours.work import tours_work as make_work

            subject = Subject(_("Buscar giras"), _("Nombre, ciudad, consejería, fecha…"))
        work = make_work(self._lanes, self._theme, self._icons, self)
        work.page.record.print_wanted.connect(self.print_wanted)
        self._put_bar(work.page.list, _follow_up_parts() if place == REQUESTS else _activity_parts(), place)
        self._take(place, work, subject)

    def _take(self, place: str, work: "MatterWork", subject: Subject) -> None:
        self.works[place] = work
        self._panes[place] = work.page.list
        work.page.record_wanted.connect(self.record_wanted)
        work.form_changed.connect(self.form_changed)
        work.set_base(self._base, self._writing)
        self.made.emit(place, work.page, subject)

    def _put_bar(self, list_pane: "FollowUpsPane | MatterPane", parts: dict[str, str], chosen: str) -> None:
        """The same choice as over the list of the other place, with this one down."""
        from ui.desktop.listing.parts_bar import PartsBar
        from ui.desktop.listing.segments import Segments

        segments = Segments(_("Partes de este lugar"))
        for code, name in parts.items():
            segments.add(code, name)
        segments.choose(chosen)
        segments.chosen.connect(self._part_chosen)
        segments.setProperty("part", chosen)
        bar = PartsBar(segments)
        bar.put_over(list_pane)
        if FOLLOW_UPS in parts:
            bar.add(list_pane.export_button)  # this head has room for it, and stays

    @Slot(str)
    def _part_chosen(self, code: str) -> None:
        from ui.desktop.listing.segments import Segments

        segments = self.sender()
        if isinstance(segments, Segments):
            segments.choose(segments.property("part"))  # where one is, once one comes back
        if code in (FOLLOW_UPS, REQUESTS, TOURS):
            self._go_to(code)
            return
        self._go_to(ACTIVITIES)
        if self.calendar is not None:
            self.calendar.show(code)

    def _go_to(self, place: str) -> None:
        """The focus goes along: what it was on is not in sight any more."""
        self.place_wanted.emit(place)
        pane = self._panes.get(place)
        if pane is not None:
            pane.setFocus()

    def join_activities(self, work: "ActivitiesWork") -> None:
        """Give Actividades its calendar, and the way to tours."""
        from ui.desktop.calendar.views import CalendarViews

        self.calendar = CalendarViews(work, self._lanes.reader, self._theme, self._icons, self._settings)
        self._panes[ACTIVITIES] = work.page.list
        work.page.list.add_part(TOURS, _("Giras"))
        work.page.list.view_wanted.connect(self._view_wanted)
        self.calendar.set_base(self._base, self._writing)

    @Slot(str)
    def _view_wanted(self, code: str) -> None:
        if code == TOURS:
            self._go_to(TOURS)

    def join_follow_ups(self, list_pane: "FollowUpsPane") -> None:
        """Give Seguimientos the way to requests."""
        self._panes[FOLLOW_UPS] = list_pane
        self._put_bar(list_pane, _follow_up_parts(), FOLLOW_UPS)

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Work on this base from now on; None: there is none."""
        self._base, self._writing = base, writing
        for work in self.works.values():
            work.set_base(base, writing)
        if self.calendar is not None:
            self.calendar.set_base(base, writing)

    def take_focus(self, place: str) -> bool:
        """Put the focus on the calendar; False where it is not shown in that place."""
        if place != ACTIVITIES or self.calendar is None or not self.calendar.is_shown:
            return False
        self.calendar.calendar.setFocus()
        return True

    def reload(self) -> None:
        """Read the calendar again: something in the base has changed."""
        if self.calendar is not None:
            self.calendar.calendar.reload()

    def commit(self) -> None:
        """Save what is being typed: the window is about to close."""
        for work in self.works.values():
            work.commit()


def _follow_up_parts() -> dict[str, str]:
    return {FOLLOW_UPS: _("Seguimientos"), REQUESTS: _("Gestiones")}


def _activity_parts() -> dict[str, str]:
    return {
        "lista": _("Lista"),
        "mes": _("Mes"),
        "semana": _("Semana"),
        "agenda": _("Agenda"),
        TOURS: _("Giras"),
    }
