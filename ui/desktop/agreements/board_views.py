"""The other ways to look at agreements, in the place of the list: the board by stage and the timeline of terms."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from crm.texts import _
from ui.desktop.agreements.board_pane import BoardPane
from ui.desktop.agreements.board_source import BoardSource
from ui.desktop.agreements.step_codes import STAGE, code
from ui.desktop.agreements.terms_pane import TermsPane
from ui.desktop.lanes import Lane
from ui.desktop.matters.work import MatterWork
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.writing import Writing

BOARD, TERMS = "tablero", "vigencias"


class AgreementViews(QObject):
    """Joins the board and the terms to the page of agreements. They have the whole place until a record is opened."""

    def __init__(self, work: MatterWork, lane: Lane, theme: Theme) -> None:
        super().__init__(work)
        self._work = work
        self._page: Any = work.page
        self._lane = lane
        self._writing: Writing | None = None
        self._step: tuple[int, str] | None = None  # the form that is wanted once its agreement is shown
        self._goes_in = False  # Enter was pressed before what is looked for had come
        self.board = BoardPane(lane, theme)
        self.terms = TermsPane(lane, theme)
        self._views: dict[str, BoardPane | TermsPane] = {BOARD: self.board, TERMS: self.terms}
        for which, name in ((BOARD, _("Tablero")), (TERMS, _("Vigencias"))):
            view = self._views[which]
            self._page.list.add_view(which, name, view, view.head_row)
            view.failed.connect(self._page.failed)
            view.left.connect(self._page.left)
            view.read.connect(self._go_into_found)
        self._page.list.view_wanted.connect(self._show_view)
        self._page.shown.connect(self._shown)
        self._page.answered.connect(self._searched)
        self._page.refused.connect(self._stay)
        self._page.failed.connect(self._stay)
        self.board.table.opened.connect(self._open)
        self.board.table.gone_into.connect(self._go_into)
        self.board.form_wanted.connect(self._open_form)
        self.board.step_wanted.connect(self._take_step)
        self.terms.table.opened.connect(self._open)
        self.terms.table.gone_into.connect(self._go_into)

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Show this base from now on; None: there is none."""
        self._writing, self._step, self._goes_in = writing, None, False
        if writing is not None:
            writing.refused.connect(self.board.reload)
        if base is None:
            self.set_source(None)
        else:
            from ui.desktop.agreements.board_source import BaseBoard

            self.set_source(BaseBoard(base, self._lane))

    def set_source(self, source: BoardSource | None) -> None:
        """Read from here."""
        for view in self._views.values():
            view.set_source(source)

    @property
    def is_shown(self) -> bool:
        """Whether one of them stands in the place of the list."""
        return self._page.list.shown_view in self._views

    def show(self, which: str) -> None:
        """Show the list, or a view in its place."""
        self._page.list.show_view(which)
        self._show_view(which)

    @Slot(str)
    def _show_view(self, which: str) -> None:
        view = self._views.get(which)
        self._page.splitter.set_alone(view is not None)
        if view is None:
            return
        view.come_into_sight(self._page.query, self._page.nothing_found())
        if not self._page.list.segments.isAncestorOf(QApplication.focusWidget() or self._page):
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _searched(self) -> None:
        """What is looked for in the place is looked for in what is shown of it."""
        for view in self._views.values():
            view.show_query(self._page.query, self._page.nothing_found())

    @Slot(str)
    def _shown(self, _title: str) -> None:
        record = self._page.record.record
        number = record.id if record is not None else 0
        self.board.table.choose(number)
        self.terms.table.choose(number)
        if self._step is not None and self._step[0] == number:
            self._ask_step()

    @Slot(object)
    def _open(self, agreement: int) -> None:
        self._page.show_one(agreement)
        self._page.show_record_place()

    @Slot(object)
    def _go_into(self, agreement: int) -> None:
        if self._is_settled:
            self._page.open_one(agreement)
        else:
            self._goes_in = True

    @property
    def _is_settled(self) -> bool:
        """Whether the view in sight shows what is looked for."""
        view = self._views.get(self._page.list.shown_view)
        return self._page.idle and view is not None and view.idle

    @Slot()
    def _go_into_found(self) -> None:
        """Who pressed Enter before the base answered means what it found, unless one has gone elsewhere since."""
        if not self._goes_in or not self._is_settled:
            return
        self._goes_in = False
        table = self._views[self._page.list.shown_view].table
        if table.hasFocus() and table.current:
            self._page.open_one(table.current)

    @Slot()
    def _stay(self) -> None:
        self._goes_in = False

    @Slot(object, str)
    def _open_form(self, agreement: int, stage: str) -> None:
        """The form of a step beside the board, as soon as the record it is about has been read."""
        self._step = (agreement, stage)
        record = self._page.record.record
        if record is not None and record.id == agreement:
            self._ask_step()
        else:
            self._page.show_one(agreement)

    def _ask_step(self) -> None:
        assert self._step is not None
        (_agreement, stage), self._step = self._step, None
        desk: Any = self._work.desk
        if desk is not None:
            desk.do(code(STAGE, stage))

    @Slot(object, str)
    def _take_step(self, agreement: int, stage: str) -> None:
        """A step that needs nothing to be said: taken today, as one operation."""
        if self._writing is None:
            return
        from crm import agreement_steps
        from crm.agreement_values import StepValues

        today = self._writing.today

        def job(session: Any) -> None:
            agreement_steps.take(session, agreement, StepValues(stage, today.isoformat()), today=today)

        self._writing.run(agreement_steps.STEP_TITLES[stage], job, failed=self._refused)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self.board.say(str(error))
