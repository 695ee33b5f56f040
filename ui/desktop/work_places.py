"""The places of the office's work beside Contactos: their pages are made when one first goes there."""

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
from ui.desktop.work_parts import WorkParts

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_values import Reference
    from ui.desktop.activities.work import ActivitiesWork
    from ui.desktop.day.page import DayPage
    from ui.desktop.follow_ups.next_step import NextStep
    from ui.desktop.follow_ups.work import FollowUpsWork
    from ui.desktop.writing import Writing

DAY = "mi-dia"
_PLACES = {
    "follow_up": FOLLOW_UPS,
    "activity": ACTIVITIES,
    "agreement": AGREEMENTS,
    "request": REQUESTS,
    "tour": TOURS,
}
"""Where records of a kind are worked on."""


class WorkPlaces(QObject):
    """``record_wanted`` carries a Reference to open, ``list_wanted`` a Wanted, ``print_wanted`` the page to be printed,
    ``new_wanted`` the place in which something is to be written down; ``failed`` a sentence; ``made`` the code of a
    place that is a list, its page and the Subject of its search, once it is made; ``form_changed`` how it stands with
    the form of the place one is in; ``place_wanted`` asks for a place.
    """

    record_wanted = Signal(object)
    list_wanted = Signal(object)
    print_wanted = Signal(object)
    new_wanted = Signal(str)
    failed = Signal(str)
    made = Signal(str, object, object)
    asking = Signal(bool)
    form_changed = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, window: QWidget, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._next: NextStep | None = None
        self._day: DayPage | None = None
        self._activities: ActivitiesWork | None = None
        self._follow_ups: FollowUpsWork | None = None
        self.parts = WorkParts(lanes, theme, icons, settings, self)
        self.parts.place_wanted.connect(self.place_wanted)
        self.parts.record_wanted.connect(self.record_wanted)
        self.parts.print_wanted.connect(self.print_wanted)
        self.parts.activity_wanted.connect(self._new_activity_under)
        self.parts.follow_up_asked.connect(self._new_follow_up_of)
        self.parts.follow_up_wanted.connect(self._change_follow_up)
        self.parts.form_changed.connect(self.form_changed)
        self.parts.made.connect(self.made)

    def page_of(self, place: str) -> QWidget | None:
        """The page of a place that is made here, None for any other."""
        if place == ACTIVITIES:
            return self.activities.page
        if place == FOLLOW_UPS:
            return self.follow_ups.page
        part = self.parts.work(place)
        if part is not None:
            return part.page
        return self.day if place == DAY else None

    @property
    def activities(self) -> "ActivitiesWork":
        """Actividades."""
        if self._activities is None:
            from ui.desktop.activities.work import ActivitiesWork

            self._activities = work = ActivitiesWork(self._lanes, self._theme, self._icons, self)
            work.page.record_wanted.connect(self.record_wanted)
            work.page.print_wanted.connect(self.print_wanted)
            work.form_changed.connect(self.form_changed)
            work.asking.connect(self.asking)
            work.set_base(self._base, self._writing)
            self.parts.join_activities(work)
            subject = Subject(_("Buscar actividades"), _("Título, institución, tipo, fecha…"))
            self.made.emit(ACTIVITIES, work.page, subject)
        return self._activities

    @property
    def follow_ups(self) -> "FollowUpsWork":
        """Seguimientos."""
        if self._follow_ups is None:
            from ui.desktop.follow_ups.work import FollowUpsWork

            self._follow_ups = work = FollowUpsWork(
                self._lanes, self._theme, self._icons, self._settings, self
            )
            work.page.record_wanted.connect(self.record_wanted)
            work.form_changed.connect(self.form_changed)
            work.set_base(self._base, self._writing, self._next_step())
            self.parts.join_follow_ups(work.page.list)
            subject = Subject(_("Buscar seguimientos"), _("Qué, a quién, estado:vencido, responsable:…"))
            self.made.emit(FOLLOW_UPS, work.page, subject)
        return self._follow_ups

    def offer(self, place: str) -> str:
        """What is written down in a place, in the words of its button; empty where nothing of its own is."""
        return {
            ACTIVITIES: _("Nueva actividad"),
            FOLLOW_UPS: _("Nuevo seguimiento"),
            AGREEMENTS: _("Nuevo convenio"),
            REQUESTS: _("Nueva gestión"),
            TOURS: _("Nueva gira"),
        }.get(place, "")

    def new(self, place: str) -> bool:
        """Show the form for a new record of a place; False where there is none."""
        part = self.parts.work(place)
        if place == ACTIVITIES:
            self.activities.new()
        elif place == FOLLOW_UPS:
            self.follow_ups.new()
        elif part is not None:
            part.new()
        return bool(self.offer(place))

    def new_follow_up_about(self, about: "Reference") -> None:
        """Show the form for a new follow-up about a record."""
        self.follow_ups.new_about(about)

    def new_agreement_with(self, organization: "Reference") -> None:
        """Show the form for a new agreement with an institution."""
        work: Any = self.parts.work(AGREEMENTS)
        work.new_with(organization)

    @Slot(object)
    def _new_follow_up_of(self, about: "Reference") -> None:
        self.place_wanted.emit(FOLLOW_UPS)
        self.new_follow_up_about(about)

    @Slot(object)
    def _new_activity_under(self, agreement: "Reference") -> None:
        self.place_wanted.emit(ACTIVITIES)
        self.activities.new_under(agreement)

    @Slot(object, str, object)
    def _change_follow_up(self, follow_up: int, wanted: str, over: QWidget) -> None:
        from ui.desktop.day.item import DONE, NEXT
        from ui.desktop.follow_ups import moves

        if self._writing is None:
            return
        if wanted == NEXT:
            self.ask_next(follow_up, over)
        elif wanted == DONE:
            moves.finish(self._writing, (follow_up,))
        else:
            self.ask_day(follow_up, over)

    def form_state(self, place: str) -> str:
        """How it stands with the form of a place; empty where it has none of its own."""
        if place == FOLLOW_UPS:
            return self.follow_ups.form_state
        part = self.parts.work(place)
        if part is not None:
            return part.form_state
        return self.activities.form_state if place == ACTIVITIES else ""

    @property
    def day(self) -> "DayPage":
        """Mi día."""
        if self._day is None:
            from ui.desktop.day.page import DayPage

            page = DayPage(self._lanes.reader, self._theme, self._icons)
            page.record_wanted.connect(self.record_wanted)
            page.list_wanted.connect(self.list_wanted)
            page.new_wanted.connect(self._new_follow_up)
            page.failed.connect(self.failed)
            self._day = page
            self._give_day()
        return self._day

    @Slot()
    def _new_follow_up(self) -> None:
        self.new_wanted.emit(FOLLOW_UPS)

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Work on this base from now on; None: there is none."""
        self._base, self._writing = base, writing
        if self._next is not None:
            self._next.leave()
            self._next = None
        if self._day is not None:
            self._give_day()
        if self._activities is not None:
            self._activities.set_base(base, writing)
        if self._follow_ups is not None:
            self._follow_ups.set_base(base, writing, self._next_step())
        self.parts.set_base(base, writing)

    def _give_day(self) -> None:
        assert self._day is not None
        base = self._base
        self._day.set_writing(self._writing, self._next_step())
        if base is None:
            self._day.set_source(None)
        else:
            from ui.desktop.day.source import BaseDay

            self._day.set_source(BaseDay(base, self._settings.week_begins))

    def _next_step(self) -> "NextStep | None":
        base, writing = self._base, self._writing
        if self._next is None and base is not None and writing is not None:
            from ui.desktop.fields.base_source import BaseFieldSource
            from ui.desktop.fields.field import Kit
            from ui.desktop.follow_ups.base_source import BaseFollowUps
            from ui.desktop.follow_ups.next_step import NextStep

            reader = self._lanes.reader
            kit = Kit(self._theme, self._icons, reader, BaseFieldSource(base, reader))
            self._next = NextStep(self._window, kit, BaseFollowUps(base, reader), writing)
            self._next.failed.connect(self._tell)
            self._next.asking.connect(self.asking)
        return self._next

    @Slot(object, object)
    def ask_next(self, follow_up: int, over: QWidget) -> None:
        """Ask what comes after a follow-up that is done, under the widget that shows it."""
        step = self._next_step()
        if step is not None:
            step.ask(follow_up, over)

    @Slot(object, object)
    def ask_day(self, follow_up: int, over: QWidget) -> None:
        """Ask for which day a follow-up is left, under the widget that shows it."""
        step = self._next_step()
        if step is not None:
            step.ask_day((follow_up,), over)

    def arrived(self, place: str) -> None:
        """The window went to a place."""
        if place == DAY and self._day is not None:
            self._day.week_begins(self._settings.week_begins)
            self._day.reload()
        elif place == FOLLOW_UPS:
            self.follow_ups.lay_out()

    def place_of(self, kind: str) -> str:
        """Where records of a kind are worked on; empty for contacts."""
        return _PLACES.get(kind, "")

    def is_list(self, place: str) -> bool:
        """Whether a place that is made here is a list with a query."""
        return bool(self.offer(place))

    def open_one(self, place: str, record: int) -> None:
        """Show a record in its place, which has been gone to."""
        page = self._lists().get(place)
        if page is not None:
            page.open_one(record)

    def shown(self, place: str) -> int:
        """The record that is shown in a place; 0 for none, and where there are none."""
        page = self._lists().get(place)
        record = None if page is None else page.record.record
        return 0 if record is None else record.id

    def take_focus(self, place: str) -> bool:
        """Put the focus on the page of a place; False where it is not one of these, or has no page yet."""
        if place == DAY and self._day is not None:
            self._day.take_focus()
            return True
        return self.parts.take_focus(place)

    def set_narrow(self, narrow: bool) -> None:
        """Room for list or record only, or for both."""
        for page in self._lists().values():
            page.set_narrow(narrow)

    def commit(self) -> None:
        """Save what is being typed: the window is about to close."""
        if self._activities is not None:
            self._activities.commit()
        if self._follow_ups is not None:
            self._follow_ups.commit()
        self.parts.commit()

    def _lists(self) -> dict[str, Any]:
        works = {ACTIVITIES: self._activities, FOLLOW_UPS: self._follow_ups, **self.parts.works}
        return {place: work.page for place, work in works.items() if work is not None}

    @Slot(object)
    def _tell(self, error: Exception) -> None:
        self.failed.emit(str(error))

    @Slot()
    def reload(self) -> None:
        """Ask for everything in sight again: something in the base has changed."""
        for page in self._pages():
            page.reload()
        self.parts.reload()

    def _pages(self) -> list[Any]:
        return [page for page in (self._day, *self._lists().values()) if page is not None]


__all__ = ["ACTIVITIES", "DAY", "FOLLOW_UPS", "WorkPlaces"]
