"""What is done with the agreements of one base beside reading them: stages, fields, obligations, new ones, drafts."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Slot

from crm.agreement_stages import IN_FORCE
from crm.texts import _
from ui.desktop.agreements.editing import AgreementEditing, matter_id
from ui.desktop.agreements.fields_choices import Choices, read_choices
from ui.desktop.agreements.new_agreement import FORM, NewAgreementForm
from ui.desktop.agreements.step_codes import ADD, CORRECT, FULFIL, STAGE, STATE, TAKE_BACK, parts
from ui.desktop.agreements.step_forms import Corrected, CorrectionForm, FulfilForm, StageForm, Taken
from ui.desktop.contacts.draft_keeper import BaseDrafts, Drafts
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.desk import MatterDesk
from ui.desktop.theme import Theme
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.agreement_values import FulfilmentValues, NewAgreement
    from crm.base import Base
    from crm.contact_values import Kept, Reference
    from crm.drafts import Draft


class AgreementDesk(MatterDesk):
    """Lives as long as the base is open."""

    forms: ClassVar[tuple[str, ...]] = (FORM,)
    editing: AgreementEditing

    def __init__(
        self, page: Any, base: "Base", lanes: Lanes, writing: Writing, kit: Kit, drafts: Drafts
    ) -> None:
        super().__init__(page, base, lanes.counter, writing, kit, drafts)
        self.documents = DocumentsDesk(page, base, lanes, writing, kit.icons)
        page.set_documents_desk(self.documents)
        page.record.wanted.connect(self.do)

    def _make_editing(self) -> AgreementEditing:
        return AgreementEditing(self._writing, self._kit, self._drafts, self)

    def _make_form(self, _kind: str) -> NewAgreementForm:
        return NewAgreementForm(self._kit, self.editing.choices)

    def _read_choices(self, session: Any) -> Choices:
        return read_choices(session, self._writing.today)

    def take_choices(self, choices: Choices) -> None:
        """Offer these in the fields from now on."""
        self.editing.choices = choices
        if isinstance(self._form, NewAgreementForm):
            self._form.take_choices(choices)

    def new_with(self, organization: "Reference") -> None:
        """Show the form for a new agreement with an institution."""
        self.new(FORM)
        form = self._form
        if isinstance(form, NewAgreementForm) and form.is_blank:
            form.write_party(organization)

    def _adder(self, new: "NewAgreement") -> tuple[str, Callable[[Any], int]]:
        from crm import agreements

        def add(session: Any) -> int:
            matter: Any = new.matter
            return agreements.record(session, replace(new, matter=matter_id(session, matter)))

        return agreements.ADD_TITLE, add

    @Slot(str)
    def do(self, wanted: str) -> None:
        """Something is wanted of the agreement that is shown (``step_codes``)."""
        shown = self._pane.record
        if shown is None:
            return
        what, which = parts(wanted)
        if what == STAGE:
            self.take_step(StageForm(self._kit, shown, which[0]), self._take_stage)
        elif what == CORRECT:
            self._ask_correction(shown, int(which[0]))
        elif what == FULFIL:
            self._ask_fulfilment(shown, int(which[0]))
        elif what == STATE:
            self._set_state(int(which[0]), which[1])
        elif what == TAKE_BACK:
            self._take_back(int(which[0]))
        elif what == ADD:
            self._leave_step()
            field, *party = which
            if party:
                self.editing.add_signatory(shown, int(party[0]))
            else:
                self.editing.add(shown, field)

    def _take_stage(self, taken: Taken) -> None:
        from crm import agreement_edit, agreement_steps

        number, today = self._pane.record.id, self._writing.today
        signs = taken.step.stage == IN_FORCE

        def job(session: Any) -> None:
            # The term alone makes a signed agreement be in force: once it is kept there is nothing left to sign. The
            # opinion, though, has to be kept before the step that asks for it.
            if signs:
                agreement_steps.take(session, number, taken.step, today=today)
            for field, before, after in taken.said:
                agreement_edit.save(session, number, field, before, after)
            if not signs:
                agreement_steps.take(session, number, taken.step, today=today)

        self.do_step(agreement_steps.STEP_TITLES[taken.step.stage], job)

    def _ask_correction(self, shown: Any, row: int) -> None:
        kept = next((point.kept for point in shown.whole.way if point.kept and point.kept.row == row), None)
        if kept is None:
            return

        def correct(corrected: Corrected) -> None:
            self._correct(kept, corrected)

        self.take_step(CorrectionForm(self._kit, shown, kept), correct)

    def _correct(self, kept: "Kept", corrected: Corrected) -> None:
        from crm import agreement_steps

        number, today = self._pane.record.id, self._writing.today
        self.do_step(
            agreement_steps.CORRECT_TITLE,
            lambda session: agreement_steps.correct(
                session, number, kept, corrected.after, reason=corrected.reason, today=today
            ),
        )

    def _ask_fulfilment(self, shown: Any, row: int) -> None:
        duty = next((duty for duty in shown.whole.duties if duty.row == row), None)
        if duty is None:
            return

        def fulfil(done: "FulfilmentValues") -> None:
            self._fulfil(row, done)

        self.take_step(FulfilForm(self._kit, shown, duty), fulfil)

    def _fulfil(self, obligation: int, done: "FulfilmentValues") -> None:
        from crm import obligations

        self.do_step(obligations.FULFIL_TITLE, lambda session: obligations.fulfil(session, obligation, done))

    def _set_state(self, obligation: int, state: str) -> None:
        from crm import obligations

        today = self._writing.today
        self.do_step(
            obligations.STATE_TITLE,
            lambda session: obligations.set_state(session, obligation, state, today=today),
        )

    def _take_back(self, fulfilment: int) -> None:
        from crm import obligations

        self.do_step(
            obligations.UNDO_FULFIL_TITLE, lambda session: obligations.take_back(session, fulfilment)
        )

    def leave(self) -> None:
        """The base is left."""
        self._page.set_documents_desk(None)
        super().leave()

    def _left_over_sentence(self, draft: "Draft") -> str:
        name = NewAgreementForm.named(draft) or _("un convenio sin nombre")
        return _(
            "El programa se cerró mientras anotaba «{name}». Lo que escribió está a salvo: puede continuar donde iba."
        ).format(name=name)


def agreement_desk(
    page: Any, base: "Base", lanes: Lanes, writing: Writing, theme: Theme, icons: Icons
) -> AgreementDesk:
    """The desk of an open base."""
    from ui.desktop.agreements.fields_source import BaseAgreementFields

    kit = Kit(theme, icons, lanes.reader, BaseAgreementFields(base, lanes.reader))
    return AgreementDesk(page, base, lanes, writing, kit, BaseDrafts(base, lanes.writer, lanes.reader))
