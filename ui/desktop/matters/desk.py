"""What is done with the records of a subject beside reading them: fields, steps, new ones, drafts, documents."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from ui.desktop.contacts.contact_desk import FORM_SHOWN, NO_FORM, ContactDesk
from ui.desktop.contacts.draft_keeper import Drafts
from ui.desktop.fields.field import Kit
from ui.desktop.lanes import Lane
from ui.desktop.matters.form import StepForm
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from crm.base import Base


class MatterDesk(ContactDesk):
    """Lives as long as the base is open; ``reader`` is the lane on which what its fields offer is read; without a base
    (in pictures) ``take_choices`` is told.

    A subclass says what that is in ``_read_choices``, and how the form and the steps are made and saved.
    """

    def __init__(
        self, page: Any, base: "Base | None", reader: Lane, writing: Writing, kit: Kit, drafts: Drafts
    ) -> None:
        super().__init__(page, writing, kit, drafts)
        self._base = base
        self._reader = reader
        self._step: StepForm | None = None
        self._state_before = NO_FORM
        self._step_saved: Callable[[Any], None] | None = None
        page.new_wanted.connect(self._new)
        page.record.page_left.connect(self._leave_step)
        self._writing.done.connect(self._read_again)
        self._read_again()

    def _read_choices(self, session: Any) -> Any:
        """What the fields have to choose from."""
        raise NotImplementedError

    def take_choices(self, choices: Any) -> None:
        """Offer these in the fields from now on."""
        raise NotImplementedError

    def _adder(self, new: Any) -> tuple[str, Callable[[Any], int]]:
        """The title of the operation that writes a new record down, and what does it."""
        raise NotImplementedError

    @Slot()
    def _read_again(self, _done: Done | None = None) -> None:
        base, read_choices = self._base, self._read_choices
        if base is None:
            return

        def read(_ticket: object) -> Any:
            with base.read() as session:
                return read_choices(session)

        self._reader.submit(read, self.take_choices, failed=self._tell_error)

    @Slot(object)
    def _tell_error(self, error: Exception) -> None:
        self._page.failed.emit(str(error))

    @Slot()
    def _new(self) -> None:
        self.new(self.forms[0])

    def new(self, kind: str) -> None:
        """Show the form for a new record; a step that was begun is left."""
        self._leave_step()
        super().new(kind)

    def _told(self, _new: Any) -> str:
        return ""  # the title of the operation says it

    def _operation(self, new: Any) -> tuple[str, Callable[[Any], int]]:
        from crm import drafts

        title, add = self._adder(new)
        key = self._form.key if self._form is not None else ""

        def job(session: Any) -> int:
            number = add(session)
            drafts.drop(session, key)
            return number

        return title, job

    def take_step(self, form: StepForm, save: Callable[[Any], None]) -> None:
        """Put a step in the place of the record; ``save`` is called with what it makes."""
        self._leave_step()
        self._step, self._step_saved = form, save
        self._state_before = self.state
        form.saving.connect(self._save_step)
        form.discarded.connect(self._end_step)
        self._pane.show_page(form)
        self._page.show_record_place()
        form.start()
        self._tell(FORM_SHOWN)  # its own button is the one primary one

    @property
    def step(self) -> StepForm | None:
        """The step that is being taken."""
        return self._step

    @Slot(object)
    def _save_step(self, made: Any) -> None:
        if self._step_saved is not None:
            self._step_saved(made)

    def do_step(self, title: str, job: Callable[[Any], Any]) -> None:
        """Take a step as one operation; its form stays, with the reason, where it cannot be."""
        step = self._step
        self._writing.run(
            title,
            job,
            then=lambda _result: self._step_done(step),
            failed=lambda error: self._step_refused(step, error),
        )

    def _step_done(self, step: StepForm | None) -> None:
        if self._step is step:  # another may have been begun while this one waited for its turn
            self._end_step()
        if self._pane.record is not None:
            # What a step adds beside the record is no news of the record itself.
            self._page.read_again(self._pane.record.id)

    def _step_refused(self, step: StepForm | None, error: Exception) -> None:
        if step is not None and self._step is step:
            step.show_refusal(error)
        else:
            self._tell_error(error)

    @Slot()
    def _end_step(self) -> None:
        """The record has its place again, and the focus."""
        if self._leave_step():
            self._pane.take_focus()

    @Slot()
    def _leave_step(self) -> bool:
        """Whether there was one."""
        step, self._step, self._step_saved = self._step, None, None
        if step is None:
            return False
        step.stop()
        if self._pane.page is step:
            self._pane.close_page()
        step.deleteLater()
        self._tell(self._state_before)
        return True

    def leave(self) -> None:
        """The base is left."""
        self._leave_step()
        self._page.disconnect(self)
        super().leave()
