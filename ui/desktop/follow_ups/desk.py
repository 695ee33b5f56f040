"""What is done with the follow-ups of a base beside reading them: editing, writing new ones, keeping drafts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from crm.texts import _
from ui.desktop.contacts.contact_desk import ContactDesk
from ui.desktop.follow_ups.editing import FollowUpEditing
from ui.desktop.follow_ups.new_follow_up import FORM, NewFollowUpForm

if TYPE_CHECKING:
    from crm.drafts import Draft
    from crm.follow_up_values import NewFollowUp


class FollowUpDesk(ContactDesk):
    """As of contacts, with the form for a new follow-up."""

    forms: ClassVar[tuple[str, ...]] = (FORM,)

    def _make_editing(self) -> FollowUpEditing:
        return FollowUpEditing(self._writing, self._kit, self._drafts, self)

    def _make_form(self, _kind: str) -> NewFollowUpForm:
        return NewFollowUpForm(self._kit)

    def _told(self, _new: Any) -> str:
        return ""  # the title of the operation says it

    def _operation(self, new: "NewFollowUp") -> tuple[str, Callable[[Any], int]]:
        from crm import drafts, follow_ups

        key = self._form.key if self._form is not None else ""

        def job(session: Any) -> int:
            drafts.drop(session, key)
            return follow_ups.create(session, new)

        return follow_ups.ADD_TITLE, job

    def _left_over_sentence(self, draft: "Draft") -> str:
        name = NewFollowUpForm.named(draft) or _("un seguimiento")
        return _(
            "El programa se cerró mientras anotaba «{name}». Lo que escribió está a salvo: puede continuar donde iba."
        ).format(name=name)
