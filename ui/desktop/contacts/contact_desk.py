"""What is done with the contacts of one base beside reading them: editing records, making new ones, keeping drafts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from crm.texts import _
from ui.desktop.contacts import editing_drafts
from ui.desktop.contacts.draft_keeper import DraftKeeper, Drafts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.theme import Theme
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.drafts import Draft
    from ui.desktop.notices import NoticePage


NO_FORM, FORM_SHOWN, FORM_ASIDE = "none", "shown", "aside"


def contact_desk(
    page: ContactsPage, base: "Base", lanes: Lanes, writing: Writing, theme: Theme, icons: Icons
) -> "ContactDesk":
    """The desk of an open base; what its fields will need is loaded meanwhile, on the lane that counts facets."""
    from ui.desktop.contacts.draft_keeper import BaseDrafts
    from ui.desktop.fields.base_source import BaseFieldSource
    from ui.desktop.fields.reach import warm

    kit = Kit(theme, icons, lanes.reader, BaseFieldSource(base, lanes.reader))
    lanes.counter.submit(lambda _ticket: warm(), _warmed)
    return ContactDesk(page, writing, kit, BaseDrafts(base, lanes.writer, lanes.reader))


def _warmed(_nothing: object) -> None:
    """Nobody waits for it."""


class ContactDesk(QObject):
    """Lives as long as the base is open. ``form_changed`` tells how it stands with the form for a new contact: one of
    NO_FORM, FORM_SHOWN, FORM_ASIDE (put aside, or left over, with a draft that can be taken up). ``draft_discarded``
    says that what stood in it was thrown away; ``bring_back`` fetches it.
    """

    form_changed = Signal(str)
    draft_discarded = Signal()

    forms: ClassVar[tuple[str, ...]] = ("person", "organization")
    """What ``crm.drafts`` calls the forms that are filled in here."""

    def __init__(self, page: Any, writing: Writing, kit: Kit, drafts: Drafts) -> None:
        super().__init__(page)
        self._page = page
        self._pane = page.record
        self._writing = writing
        self._kit = kit
        self._drafts = drafts
        self._form: Any = None
        self._begun = ""  # the kind of the form, as it was asked for
        self._offer: NoticePage | None = None
        self._left_over: list[Draft] = []
        self._made_now = 0
        self._discarded: Draft | None = None
        self._state = NO_FORM
        self._keeper = DraftKeeper(drafts, self._draft, self._tell_state, self)
        self.editing = self._make_editing()
        self._pane.set_editing(self.editing)
        self._pane.contact_changed.connect(page.read_again)
        self._pane.unsaved.connect(page.failed)
        self._pane.page_left.connect(self._put_aside)
        page.shown.connect(self._shown)
        drafts.left_over(self._found_left_over)

    def _make_editing(self) -> Editing:
        return Editing(self._writing, self._kit, self._drafts, self)

    @property
    def form(self) -> Any:
        """The form for a new contact, shown or put aside."""
        return self._form

    def new(self, kind: str) -> None:
        """Show the form for a new contact: the one put aside, if there is one, or that of a draft left over.

        One of another kind says why it is there instead.
        """
        if self._form is None and self._left_over:
            self._resume_left_over()
            return
        if self._form is not None and self._form.is_blank and self._form.kind != kind:
            self._end_form()
        if self._form is None:
            self._form = self._made(kind)
        self._show_form()
        if self._begun != kind:
            self._form.show_state(_("Guarde o descarte antes lo que ya empezó"))

    @property
    def state(self) -> str:
        """How it stands with the form, as ``form_changed`` told last."""
        return self._state

    def _tell(self, state: str) -> None:
        self._state = state
        self.form_changed.emit(state)

    def commit(self) -> None:
        """Save what is being typed into a record, and keep the draft of a new one: the window is about to close."""
        self.editing.close()
        self._pane.commit()
        self.editing.keep_unsaved()
        self._keeper.settle()

    def leave(self) -> None:
        """The base is left."""
        self.commit()
        for page in (self._form, self._offer):
            if page is not None:
                if self._pane.page is page:
                    self._pane.close_page()
                page.deleteLater()
        self._form = self._offer = None
        self._pane.set_editing(None)
        self._pane.disconnect(self)
        self._tell(NO_FORM)
        self.deleteLater()

    def _make_form(self, kind: str) -> Any:
        from ui.desktop.contacts.new_contact import NewContactForm

        form = NewContactForm(self._kit, "organization" if kind == "organization" else "person")
        form.contact_wanted.connect(self._open_alike)
        return form

    def _made(self, kind: str) -> Any:
        self._begun = kind
        form = self._make_form(kind)
        form.edited.connect(self._keeper.keep_soon)
        form.saving.connect(self._save)
        form.discarded.connect(self._discard)
        form.put_aside.connect(self._put_aside_and_return)
        return form

    def _show_form(self) -> None:
        assert self._form is not None
        if self._offer is not None:
            offer, self._offer = self._offer, None
            if self._pane.page is offer:
                self._pane.close_page()
            offer.deleteLater()
        if self._pane.page is not self._form:
            self._pane.show_page(self._form)
        self._page.keep_form()
        self._page.show_record_place()
        self._form.start()
        self._tell(FORM_SHOWN)

    def _draft(self) -> "Draft | None":
        form = self._form
        return None if form is None or form.is_blank else form.draft()

    def _tell_state(self, sentence: str) -> None:
        if self._form is not None:
            self._form.show_state(sentence)

    def _operation(self, new: Any) -> tuple[str, Callable[[Any], int]]:
        """The title of the operation that makes what the form holds, and what it does."""
        from crm.new_contact import TITLES, create

        return TITLES[new.card.kind], lambda session: create(session, new)

    @Slot(object)
    def _save(self, new: Any) -> None:
        self._keeper.stop()
        title, job = self._operation(new)
        form = self._form
        self._writing.run(
            title,
            job,
            then=lambda made: self._saved(form, made),
            failed=lambda error: self._not_saved(form, error),
            told=lambda _made: self._told(new),
        )

    def _told(self, new: Any) -> str:
        """What the undo bar says was made, with its name."""
        made = _("Persona nueva: {name}") if new.card.kind == "person" else _("Institución nueva: {name}")
        return made.format(name=new.card.full_name)

    def _saved(self, form: Any, contact: int) -> None:
        if self._form is not form:
            return  # another has been begun while this one waited for its turn
        self._end_form()
        self._made_now = contact
        self._page.show_one(contact)

    @Slot()
    def _shown(self) -> None:
        """The record of who was just made takes the focus: what comes next is typed there."""
        made, self._made_now = self._made_now, 0
        record = self._pane.record
        if record is not None and record.id == made:
            self._page.show_record_place()
            self._pane.take_focus()

    def _not_saved(self, form: Any, error: Exception) -> None:
        if self._form is form and form is not None:
            form.show_trouble(str(error))
            self._keeper.keep_soon()
        else:
            self._page.failed.emit(str(error))

    @Slot()
    def _discard(self) -> None:
        draft = self._draft()
        if self._form is not None:
            self._drafts.drop(self._form.key)
        self._end_form()
        self._page.back()
        if draft is not None:
            self._discarded = draft
            self.draft_discarded.emit()

    def bring_back(self) -> None:
        """Show the form again with what stood in it when it was thrown away."""
        draft, self._discarded = self._discarded, None
        if draft is not None:
            self._put_aside()
            self._left_over.insert(0, draft)
            self._resume_left_over()

    def _end_form(self) -> None:
        self._keeper.stop()
        form, self._form = self._form, None
        if form is None:
            return
        form.stop()
        if self._pane.page is form:
            self._pane.close_page()
        form.deleteLater()
        self._tell(FORM_ASIDE if self._left_over else NO_FORM)

    @Slot()
    def _put_aside(self) -> None:
        """The record takes its place back; what was typed stays, here and in the base."""
        self._keeper.settle()
        if self._offer is not None and self._pane.page is self._offer:
            self._pane.close_page()
        if self._form is None:
            return
        if self._form.is_blank:
            self._end_form()
        elif self._pane.page is self._form:
            self._pane.close_page()
            self._tell(FORM_ASIDE)

    @Slot()
    def _put_aside_and_return(self) -> None:
        self._put_aside()
        self._page.back()

    @Slot(object)
    def _open_alike(self, contact: int) -> None:
        self._put_aside()
        self._page.show_one(contact)

    def _found_left_over(self, found: "list[Draft]") -> None:
        in_records = [draft for draft in found if draft.form == self.editing.form]
        self.editing.take_left_over(in_records)
        if in_records:
            self._page.failed.emit(editing_drafts.sentence(in_records[0]))
        self._left_over = drafts = [draft for draft in found if draft.form in self.forms]
        if drafts:
            self._tell(FORM_ASIDE)
        if drafts and self._form is None and self._pane.record is None:
            self._offer_left_over()

    def _left_over_sentence(self, draft: "Draft") -> str:
        from ui.desktop.contacts.new_contact import NewContactForm

        name = NewContactForm.named(draft) or _("un contacto sin nombre")
        return _(
            "El programa se cerró mientras capturaba a {name}. Lo que escribió está a salvo: puede continuar donde iba."
        ).format(name=name)

    def _offer_left_over(self) -> None:
        from ui.desktop.notices import NoticePage, Offer

        sentence = self._left_over_sentence(self._left_over[0])
        self._offer = NoticePage(
            self._kit.theme,
            self._kit.icons,
            icon="pencil",
            title=_("Hay un borrador sin guardar"),
            sentence=sentence,
            offers=(
                # Not primary: *Nuevo contacto* stands on top.
                Offer(_("Continuar"), "pencil", self._resume_left_over),
                Offer(_("Descartar el borrador"), "trash-2", self._drop_left_over),
            ),
        )
        self._pane.show_page(self._offer)

    def _resume_left_over(self, *_clicked: Any) -> None:
        draft = self._left_over.pop(0)
        self._form = self._made(draft.form)
        self._form.resume(draft)
        self._show_form()
        # From now on it is this program's draft.
        self._keeper.keep_now()

    def _drop_left_over(self, *_clicked: Any) -> None:
        self._drafts.drop(self._left_over.pop(0).key)
        offer, self._offer = self._offer, None
        if offer is not None:
            self._pane.close_page()
            offer.deleteLater()
        if self._left_over:
            self._offer_left_over()
        else:
            self._tell(NO_FORM)
        self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
