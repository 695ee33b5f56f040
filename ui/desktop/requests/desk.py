"""What is done with the requests of one base beside reading them: steps, fields, documents, new ones, drafts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Slot

from crm.texts import _
from ui.desktop.contacts.draft_keeper import BaseDrafts, Drafts
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.desk import MatterDesk
from ui.desktop.requests.editing import RequestEditing
from ui.desktop.requests.fields import Choices, read_choices
from ui.desktop.requests.forms import (
    FORM,
    AttendForm,
    ChannelForm,
    DropForm,
    NewRequestForm,
    ReminderForm,
)
from ui.desktop.requests.page import RequestsPage
from ui.desktop.requests.record_pane import ATTEND, CHANNEL, DROP, REMIND, REOPEN
from ui.desktop.theme import Theme
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.drafts import Draft
    from crm.follow_up_values import NewFollowUp
    from crm.request_values import Answer, NewRequest


class RequestDesk(MatterDesk):
    """Lives as long as the base is open."""

    forms: ClassVar[tuple[str, ...]] = (FORM,)
    editing: RequestEditing

    def __init__(
        self, page: RequestsPage, base: "Base", lanes: Lanes, writing: Writing, kit: Kit, drafts: Drafts
    ) -> None:
        super().__init__(page, base, lanes.counter, writing, kit, drafts)
        self.documents = DocumentsDesk(page, base, lanes, writing, kit.icons)
        page.set_documents_desk(self.documents)
        page.record.wanted.connect(self._do)

    def _make_editing(self) -> RequestEditing:
        return RequestEditing(self._writing, self._kit, self._drafts, self)

    def _make_form(self, _kind: str) -> NewRequestForm:
        return NewRequestForm(self._kit, self.editing.choices)

    def _read_choices(self, session: Any) -> Choices:
        return read_choices(session)

    def take_choices(self, choices: Choices) -> None:
        """Offer these in the fields from now on."""
        self.editing.choices = choices

    def _adder(self, new: "NewRequest") -> tuple[str, Callable[[Any], int]]:
        from crm import requests

        today = self._writing.today
        return requests.ADD_TITLE, lambda session: requests.create(session, new, today=today)

    @Slot(str)
    def _do(self, step: str) -> None:
        """Something is wanted of the request that is shown."""
        shown = self._pane.record
        if shown is None:
            return
        kit, choices = self._kit, self.editing.choices
        if step == CHANNEL:
            self.take_step(ChannelForm(kit, shown, choices), self._channel)
        elif step == ATTEND:
            self.take_step(AttendForm(kit, shown), self._attend)
        elif step == DROP:
            self.take_step(DropForm(kit), self._drop)
        elif step == REMIND:
            self.take_step(ReminderForm(kit, shown), self._remind)
        elif step == REOPEN:
            self._reopen()

    def _channel(self, asked: dict[str, Any]) -> None:
        from crm import requests

        number, on = self._pane.record.id, self._writing.today
        self.do_step(
            requests.CHANNEL_TITLE, lambda session: requests.channel(session, number, on=on, **asked)
        )

    def _attend(self, answer: "Answer") -> None:
        from crm import requests

        number = self._pane.record.id
        self.do_step(requests.ANSWER_TITLE, lambda session: requests.attend(session, number, answer))

    def _drop(self, reason: str) -> None:
        from crm import requests

        number = self._pane.record.id
        self.do_step(requests.DROP_TITLE, lambda session: requests.drop(session, number, reason))

    def _remind(self, new: "NewFollowUp") -> None:
        from crm import follow_ups

        self.do_step(follow_ups.ADD_TITLE, lambda session: follow_ups.create(session, new))

    def _reopen(self) -> None:
        from crm import requests

        number = self._pane.record.id
        self.do_step(requests.REOPEN_TITLE, lambda session: requests.reopen(session, number))

    def leave(self) -> None:
        """The base is left."""
        self._page.set_documents_desk(None)
        super().leave()

    def _left_over_sentence(self, draft: "Draft") -> str:
        name = NewRequestForm.named(draft) or _("una gestión sin asunto")
        return _(
            "El programa se cerró mientras anotaba «{name}». Lo que escribió está a salvo: puede continuar donde iba."
        ).format(name=name)


def request_desk(
    page: RequestsPage, base: "Base", lanes: Lanes, writing: Writing, theme: Theme, icons: Icons
) -> RequestDesk:
    """The desk of an open base."""
    from ui.desktop.fields.base_source import BaseFieldSource

    kit = Kit(theme, icons, lanes.reader, BaseFieldSource(base, lanes.reader))
    return RequestDesk(page, base, lanes, writing, kit, BaseDrafts(base, lanes.writer, lanes.reader))
