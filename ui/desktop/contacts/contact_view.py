"""A contact's record with what stands around it: the next step on top, and a tab each for the rest."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.contact_record import ContactRecord
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.contacts.first_follow_up import FirstFollowUp
from ui.desktop.contacts.record_sheet import RecordSheet, RelationsSheet
from ui.desktop.contacts.record_view import HISTORY, RELATIONS, SHEET
from ui.desktop.contacts.sheet import Sheet
from ui.desktop.contacts.surroundings import Surroundings
from ui.desktop.contacts.timeline_list import Opens
from ui.desktop.day.item import DONE
from ui.desktop.documents.view import DOCUMENTS, DocumentedView
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.documents import RecordDocument
    from crm.timeline import Timeline
    from ui.desktop.contacts.follow_ups_page import FollowUpsPage
    from ui.desktop.contacts.timeline_page import TimelinePage

ACTIVITY, AGREEMENTS, FOLLOW_UPS = "actividad", "convenios", "seguimientos"


class ContactView(DocumentedView):
    """``record_wanted`` carries a Reference to a record of any kind, ``follow_up_wanted`` a follow-up's id, what is
    wanted of it (a word of ui.desktop.day.item) and the widget that shows it; ``follow_up_asked`` asks for a new one,
    ``agreement_asked`` for a new agreement with the institution, ``timeline_searched`` carries the contact and what is
    looked for, ``untie_wanted`` the contact and a Reference to what is not to be tied to it any more.
    """

    record_wanted = Signal(object)
    follow_up_wanted = Signal(object, str, object)
    follow_up_asked = Signal()
    agreement_asked = Signal()
    timeline_searched = Signal(object, str)
    untie_wanted = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons, opens: Opens) -> None:
        self._opens = opens
        self._around: Surroundings | None = None
        self._timeline: TimelinePage | None = None
        self._follow_ups: FollowUpsPage | None = None
        self._can_add = False
        super().__init__(theme, icons)
        self.next_step = FirstFollowUp(self, theme, opens)
        self.next_step.done.connect(self._finish)
        self.next_step.opened.connect(self.record_wanted)
        box = QVBoxLayout()
        box.setContentsMargins(24, 12, 24, 0)
        box.addWidget(self.next_step)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(1, box)

    @property
    def timeline(self) -> "TimelinePage":
        """The Actividad tab."""
        if self._timeline is None:
            from ui.desktop.contacts.timeline_page import TimelinePage

            page = self._timeline = TimelinePage(self._theme, self._icons, self._opens)
            page.opened.connect(self.record_wanted)
            page.searched.connect(self._search)
            page.untie_wanted.connect(self._untie)
            self._pages.addWidget(page)
        return self._timeline

    @Slot(object)
    def _untie(self, reference: Reference) -> None:
        if self._record is not None and self._editing is not None and not self._record.trashed:
            self.untie_wanted.emit(self._record.id, reference)

    @property
    def follow_ups(self) -> "FollowUpsPage":
        """The Seguimientos tab."""
        if self._follow_ups is None:
            from ui.desktop.contacts.follow_ups_page import FollowUpsPage

            page = self._follow_ups = FollowUpsPage(self._theme, self._icons, self._opens)
            page.opened.connect(self.record_wanted)
            page.wanted.connect(self.follow_up_wanted)
            page.new_wanted.connect(self.follow_up_asked)
            self._pages.addWidget(page)
        return self._follow_ups

    def offer_new_follow_up(self, offered: bool) -> None:
        """Whether one can be written down from here."""
        self._can_add = offered
        if self._follow_ups is not None:
            self._follow_ups.offer_new(self._adding)

    @property
    def _adding(self) -> bool:
        return self._can_add and self._editing is not None and not (self._record and self._record.trashed)

    def _may_agree(self, record: ContactRecord) -> bool:
        """Whether an agreement with it can be written down: with institutions, not with persons."""
        return (
            self._can_add
            and self._editing is not None
            and record.kind == "organization"
            and not record.trashed
        )

    def show_around(self, around: Surroundings) -> None:
        """What stands around the contact that is, or is about to be, shown."""
        same = self._around is not None and self._around.record == around.record
        before, self._around = self._around, around
        if not same and self._timeline is not None:
            self._timeline.begin()
        if self._record is None or self._record.id != around.record:
            return
        self._show_next_step()
        if not same or before is None:
            return
        self._fill_tabs(self._record, self._tab())
        only_longer = (
            before._replace(timeline=around.timeline) == around
        )  # only more of its timeline has come
        if self._tab() == ACTIVITY or (
            self._tab() in (DOCUMENTS, AGREEMENTS, FOLLOW_UPS) and not only_longer
        ):
            self._show_tab()
        sheet = self.sheet
        if isinstance(sheet, RecordSheet) and not sheet.show_recent(around.timeline):
            focus = self.put_away()
            self._show_tab()
            self._resume(focus)

    def show_record(self, record: Any) -> None:
        """Show a contact; what is to be done next stands above its parts."""
        super().show_record(record)
        self._show_next_step()
        self.offer_new_follow_up(self._can_add)

    def _stops_above(self) -> list[QWidget]:
        return [*super()._stops_above(), self.next_step.circle, self.next_step.sentence]

    def _show_next_step(self) -> None:
        around = self._around_of(self._record)
        if around is None:
            return
        editable = self._editing is not None and not self._record.trashed
        row = around.follow_ups[0] if around.follow_ups else None
        self.next_step.show_row(row, around.today, editable=editable)

    def _around_of(self, record: Any) -> Surroundings | None:
        around = self._around
        return around if around is not None and record is not None and around.record == record.id else None

    def _parts(self, record: ContactRecord) -> list[tuple[str, str]]:
        around = self._around_of(record)
        activity = around.timeline.total if around is not None else 0
        owed = len(around.follow_ups) if around is not None else 0
        parts = [
            (SHEET, _("Ficha")),
            (ACTIVITY, _counted(_("Actividad"), activity)),
            (FOLLOW_UPS, _counted(_("Seguimientos"), owed)),
        ]
        if around is not None and (around.agreements or self._may_agree(record)):
            parts.insert(2, (AGREEMENTS, _counted(_("Convenios"), len(around.agreements))))
        if record.relations:
            parts.append((RELATIONS, _counted(_("Relaciones"), len(record.relations))))
        return [*parts, self._documents_part(record), (HISTORY, _("Historial"))]

    def _documents_of(self, record: Any) -> "tuple[RecordDocument, ...]":
        around = self._around_of(record)
        return around.documents if around is not None else ()

    def _make_sheet(self, record: ContactRecord, tab: str) -> Sheet:
        if tab == RELATIONS:
            return RelationsSheet(record, self._theme, self._icons, self._editing)
        around = self._around_of(record)
        if tab == AGREEMENTS and around is not None:
            from ui.desktop.contacts.agreements_sheet import AgreementsSheet

            agreed = AgreementsSheet(record, around.agreements, self._theme, self._icons)
            agreed.record_wanted.connect(self.record_wanted)
            agreed.new_wanted.connect(self.agreement_asked)
            agreed.new_button.setVisible(self._may_agree(record))
            return agreed
        timeline = around.timeline if around is not None else None
        sheet = RecordSheet(record, self._theme, self._icons, self._editing, timeline, self._opens)
        sheet.record_wanted.connect(self.record_wanted)
        sheet.all_wanted.connect(self._open_activity)
        if sheet.recent is not None:
            sheet.recent.list.untie_wanted.connect(self._untie)
        return sheet

    @Slot()
    def _open_activity(self) -> None:
        self.open_tab(ACTIVITY)
        self.timeline.take_focus()

    def _show_tab(self) -> None:
        around = self._around_of(self._record)
        page = self._page_of(self._tab())
        if page is None:
            super()._show_tab()
            return
        self._pages.setCurrentWidget(page)
        if around is None:
            return
        if page is self._timeline:
            if not self._timeline.text:
                self._timeline.show_timeline(around.timeline)
            else:
                self._search(self._timeline.text)
        else:
            self.follow_ups.show_rows(around.record, around.follow_ups)
            self.follow_ups.offer_new(self._adding)

    def _page_of(self, tab: str) -> QWidget | None:
        if tab == ACTIVITY:
            return self.timeline
        return self.follow_ups if tab == FOLLOW_UPS else None

    def show_found(self, contact: int, timeline: "Timeline") -> None:
        """What was found in the timeline of a contact."""
        if self._record is not None and self._record.id == contact and self._timeline is not None:
            self._timeline.show_timeline(timeline)

    @Slot(str)
    def _search(self, text: str) -> None:
        if self._record is not None:
            self.timeline_searched.emit(self._record.id, text)

    @Slot(object)
    def _finish(self, follow_up: int) -> None:
        self.follow_up_wanted.emit(follow_up, DONE, self.next_step)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        if self._tab() == ACTIVITY:
            self.timeline.take_focus()
        elif self._tab() == FOLLOW_UPS:
            self.follow_ups.take_focus()
        else:
            super().take_focus()


def _counted(name: str, total: int) -> str:
    return f"{name}  {total:,}" if total else name
