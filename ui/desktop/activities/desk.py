"""What is done with the activities of one base beside reading them: states, fields, documents, new ones, drafts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.activity_values import POSTPONED
from crm.texts import _
from ui.desktop.activities.choices import Choices
from ui.desktop.activities.editing import ActivityEditing
from ui.desktop.activities.page import ActivitiesPage
from ui.desktop.contacts.contact_desk import ContactDesk
from ui.desktop.contacts.draft_keeper import BaseDrafts, Drafts
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.fields.ask_day import DayAsker
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.theme import Theme
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.drafts import Draft

FORM, PRODUCTS = "actividad", "productos"


class ActivityDesk(ContactDesk):
    """Lives as long as the base is open. ``asking`` carries whether something is asked for over the page."""

    asking = Signal(bool)
    forms: ClassVar[tuple[str, ...]] = (FORM, PRODUCTS)
    editing: ActivityEditing

    def __init__(
        self,
        page: ActivitiesPage,
        base: "Base",
        lanes: Lanes,
        writing: Writing,
        kit: Kit,
        drafts: Drafts,
    ) -> None:
        super().__init__(page, writing, kit, drafts)
        self.documents = DocumentsDesk(page, base, lanes, writing, kit.icons, "evidencia")
        page.set_documents_desk(self.documents)
        self.asker = DayAsker(self, kit)
        self.asker.asking.connect(self.asking)
        page.record.state_wanted.connect(self._set_state)
        page.list.postpone_wanted.connect(self._postpone_chosen)
        page.new_wanted.connect(self._new)
        page.products_wanted.connect(self._new_products)
        self._writing.done.connect(self._read_choices)
        self._read_choices()

    def _make_editing(self) -> ActivityEditing:
        return ActivityEditing(self._writing, self._kit, self._drafts, self)

    def _make_form(self, kind: str) -> Any:
        if kind == PRODUCTS:
            from ui.desktop.activities.products_form import ProductsForm

            return ProductsForm(self._kit, self.editing.choices)
        from ui.desktop.activities.new_activity import NewActivityForm

        return NewActivityForm(self._kit, self.editing.choices)

    @Slot(object)
    def _save(self, new: Any) -> None:
        if isinstance(new, tuple):
            self._save_products(*new)
        else:
            super()._save(new)

    def _save_products(self, cells: list[dict[str, str]], counts: tuple[int, ...]) -> None:
        from crm import drafts, product_rows

        self._keeper.stop()
        today, form = self._writing.today, self._form
        draft = form.key

        def job(session: Any) -> int:
            rows = product_rows.understand(session, cells, today=today, counts=counts)
            made = product_rows.create(session, rows, today=today)
            drafts.drop(session, draft)
            return made[0] if made else 0

        self._writing.run(
            product_rows.ADD_TITLE,
            job,
            then=lambda first: self._products_saved(form, first),
            failed=lambda error: self._not_saved(form, error),
            n=len(cells),
        )

    def _products_saved(self, form: Any, first: int) -> None:
        if first:
            self._saved(form, first)
        elif self._form is form:
            self._end_form()

    def _told(self, _new: Any) -> str:
        return ""  # the title of the operation says it

    def _operation(self, new: Any) -> tuple[str, Callable[[Any], int]]:
        """The title of the operation that writes an activity down, and what it does."""
        from crm import activities, drafts

        today, draft = self._writing.today, self._form.key

        def job(session: Any) -> int:
            number = activities.create(session, new, today=today)
            drafts.drop(session, draft)
            return number

        return activities.ADD_TITLE, job

    @Slot()
    def _read_choices(self, _done: Done | None = None) -> None:
        source: Any = self._kit.source
        self._kit.lane.submit(lambda _ticket: source.choices(), self._take_choices, failed=self._tell_error)

    def _take_choices(self, choices: Choices) -> None:
        self.editing.choices = choices
        if self._form is not None:
            self._form.take_choices(choices)

    @Slot(object)
    def _tell_error(self, error: Exception) -> None:
        self._page.failed.emit(str(error))

    @Slot(str)
    def _set_state(self, state: str) -> None:
        from crm import activities

        shown = self._pane.record
        if shown is None:
            return
        number, today = shown.id, self._writing.today
        if state == POSTPONED:
            self.ask_day(number, self._pane.view.head.state_buttons[state])
            return
        jobs: dict[str, tuple[str, Callable[[Any], None]]] = {
            "realizada": (
                activities.DONE_TITLE,
                lambda session: activities.mark_done(session, number, today=today),
            ),
            "cancelada": (activities.CANCEL_TITLE, lambda session: activities.cancel(session, number)),
            "planeada": (activities.PLAN_TITLE, lambda session: activities.plan_again(session, number)),
        }
        title, job = jobs[state]
        self._writing.run(title, job)

    @Slot()
    def _postpone_chosen(self) -> None:
        table = self._page.list.table
        if self._page.list.current:
            self.ask_day(self._page.list.current, table, table.visualRect(table.currentIndex()))

    def ask_day(self, activity: int, over: QWidget, row: QRect | None = None) -> None:
        """Put an activity off, to a day that is asked for in the same step, or to one not known yet."""

        def postpone(day: str) -> None:
            self._postpone(activity, day)

        self.asker.ask(_("Posponer la actividad"), postpone, over, row, may_lack=True)

    def _postpone(self, activity: int, day: str) -> None:
        from crm import activities, activity_moves
        from crm.date_words import short_date
        from crm.partial_dates import PartialDate

        today = self._writing.today
        if not day:
            self._writing.run(
                activities.POSTPONE_TITLE, lambda session: activities.postpone(session, activity)
            )
            return
        date = PartialDate.parse(day)
        self._writing.run(
            activity_moves.POSTPONE_TITLE,
            lambda session: activity_moves.postpone(session, activity, date.earliest, today=today),
            icon="calendar-days",
            day=short_date(date),
        )

    def leave(self) -> None:
        """The base is left."""
        self.asker.leave()
        self._page.set_documents_desk(None)
        self._page.disconnect(self)
        super().leave()

    @Slot()
    def _new(self) -> None:
        self.new(FORM)

    @Slot()
    def _new_products(self) -> None:
        self.new(PRODUCTS)

    def _left_over_sentence(self, draft: "Draft") -> str:
        title = draft.values.get("title", "").strip() or _("una actividad sin título")
        return _(
            "El programa se cerró mientras escribía «{title}». Lo que escribió está a salvo: puede continuar donde iba."
        ).format(title=title)


def activity_desk(
    page: ActivitiesPage, base: "Base", lanes: Lanes, writing: Writing, theme: Theme, icons: Icons
) -> ActivityDesk:
    """The desk of an open base."""
    from ui.desktop.activities.field_source import BaseActivityFields

    kit = Kit(theme, icons, lanes.reader, BaseActivityFields(base, lanes.reader))
    return ActivityDesk(page, base, lanes, writing, kit, BaseDrafts(base, lanes.writer, lanes.reader))
