"""The record of an agreement beside the list: its head with stages and next step, and a tab each for its parts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from crm.texts import _
from ui.desktop.agreements.record_head import AgreementHead
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.contacts.record_view import HISTORY, SHEET, RecordView
from ui.desktop.documents.pane import DocumentedPane
from ui.desktop.documents.view import DocumentedView
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.agreements.agreement_sheet import AgreementSheet
    from ui.desktop.contacts.follow_ups_page import FollowUpsPage

OBLIGATIONS, ACTIVITIES, AMENDMENTS = "obligaciones", "actividades", "modificatorios"
FOLLOW_UPS = "seguimientos"
_LEAST_WIDTH = 440
"""Pixels: narrower than that, dates and figures beside long words are cut."""


class AgreementView(DocumentedView):
    """``wanted`` carries the code of a step (``step_codes``), ``record_wanted`` a Reference, ``print_wanted`` the page
    to be printed; ``activity_wanted`` and ``follow_up_asked`` a Reference to the agreement that a new one is to be
    about; ``follow_up_wanted`` a follow-up's id, what is wanted of it (a word of ui.desktop.day.item) and the widget
    that shows it.
    """

    wanted = Signal(str)
    record_wanted = Signal(object)
    print_wanted = Signal(object)
    activity_wanted = Signal(object)
    follow_up_asked = Signal(object)
    follow_up_wanted = Signal(object, str, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._follow_ups: FollowUpsPage | None = None
        super().__init__(theme, icons)

    def _make_head(self) -> AgreementHead:
        head = AgreementHead(self, self._theme, self._icons)
        head.wanted.connect(self.wanted)
        head.print_wanted.connect(self.print_wanted)
        head.activity_wanted.connect(self._ask_activity)
        head.follow_up_wanted.connect(self._ask_follow_up)
        head.next.opened.connect(self.record_wanted)
        head.next.done.connect(self._finish)
        head.next.tab_wanted.connect(self._open_obligations)
        return head

    def _parts(self, record: ShownAgreement) -> list[tuple[str, str]]:
        whole = record.whole
        return [
            (SHEET, _("Ficha")),
            (OBLIGATIONS, _counted(_("Obligaciones"), len(whole.duties))),
            (ACTIVITIES, _counted(_("Actividades"), len(whole.activities))),
            (AMENDMENTS, _counted(_("Modificatorios"), len(whole.amendments))),
            (FOLLOW_UPS, _counted(_("Seguimientos"), len(whole.follow_ups))),
            self._documents_part(record),
            (HISTORY, _("Historial")),
        ]

    def _make_sheet(self, record: ShownAgreement, tab: str) -> "AgreementSheet":
        from ui.desktop.agreements.record_sheet import RecordSheet
        from ui.desktop.agreements.record_tabs import ActivitiesSheet, AmendmentsSheet, ObligationsSheet

        kinds: dict[str, type[AgreementSheet]] = {
            ACTIVITIES: ActivitiesSheet,
            AMENDMENTS: AmendmentsSheet,
        }
        sheet: AgreementSheet
        if tab == OBLIGATIONS:
            before = self.sheet
            if not isinstance(before, ObligationsSheet) or before.agreement != record.id:
                before = None
            sheet = ObligationsSheet(record, self._theme, self._icons, self._editing, before)
        else:
            sheet = kinds.get(tab, RecordSheet)(record, self._theme, self._icons, self._editing)
        sheet.record_wanted.connect(self.record_wanted)
        sheet.tab_wanted.connect(self.open_tab)
        sheet.wanted.connect(self.wanted)
        return sheet

    @property
    def follow_ups(self) -> "FollowUpsPage":
        """The Seguimientos part."""
        if self._follow_ups is None:
            from ui.desktop.contacts.follow_ups_page import FollowUpsPage

            page = self._follow_ups = FollowUpsPage(self._theme, self._icons, _all_open)
            page.nothing.set_text(_("Nada queda pendiente de este convenio."))
            page.opened.connect(self.record_wanted)
            page.wanted.connect(self.follow_up_wanted)
            page.new_wanted.connect(self._ask_follow_up)
            self._pages.addWidget(page)
        return self._follow_ups

    def _show_tab(self) -> None:
        if self._record is None or self._tab() != FOLLOW_UPS:
            super()._show_tab()
            return
        self._pages.setCurrentWidget(self.follow_ups)
        self.follow_ups.show_rows(self._record.id, self._record.whole.follow_ups)
        self.follow_ups.offer_new(self._editing is not None)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        if self._tab() == FOLLOW_UPS:
            self.follow_ups.take_focus()
        else:
            super().take_focus()

    def _part_of(self, field: str) -> str:
        """What is said in a part of its own is written there."""
        if field == "obligations":
            return OBLIGATIONS if self._tab() == OBLIGATIONS else SHEET
        return {"clauses": OBLIGATIONS, "work": OBLIGATIONS, "amendments": AMENDMENTS}.get(field, SHEET)

    @Slot()
    def _open_obligations(self) -> None:
        self.open_tab(OBLIGATIONS)

    @Slot()
    def _ask_activity(self) -> None:
        if self._record is not None:
            self.activity_wanted.emit(self._record.reference)

    @Slot()
    def _ask_follow_up(self) -> None:
        if self._record is not None:
            self.follow_up_asked.emit(self._record.reference)

    @Slot(object)
    def _finish(self, follow_up: int) -> None:
        from ui.desktop.day.item import DONE

        self.follow_up_wanted.emit(follow_up, DONE, self.head.next)


class AgreementRecordPane(DocumentedPane):
    """The signals are those of the view."""

    wanted = Signal(str)
    record_wanted = Signal(object)
    print_wanted = Signal(object)
    activity_wanted = Signal(object)
    follow_up_asked = Signal(object)
    follow_up_wanted = Signal(object, str, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.setAccessibleName(_("Ficha del convenio"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self.show_nothing("")

    def _make_view(self) -> RecordView:
        view = AgreementView(self._theme, self._icons)
        view.wanted.connect(self.wanted)
        view.record_wanted.connect(self.record_wanted)
        view.print_wanted.connect(self.print_wanted)
        view.activity_wanted.connect(self.activity_wanted)
        view.follow_up_asked.connect(self.follow_up_asked)
        view.follow_up_wanted.connect(self.follow_up_wanted)
        return view


def _all_open(_kind: str) -> bool:
    """From here every record can be opened."""
    return True


def _counted(name: str, total: int) -> str:
    return f"{name}  {total:,}" if total else name
