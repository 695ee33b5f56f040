"""The place beside the list of contacts: a record with what stands around it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.desktop.documents.pane import DocumentedPane
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.timeline import Timeline
    from ui.desktop.contacts.contact_view import ContactView
    from ui.desktop.contacts.surroundings import Surroundings
    from ui.desktop.contacts.timeline_list import Opens


class ContactPane(DocumentedPane):
    """The signals are those of the view (ui.desktop.contacts.contact_view)."""

    record_wanted = Signal(object)
    follow_up_wanted = Signal(object, str, object)
    follow_up_asked = Signal()
    agreement_asked = Signal()
    timeline_searched = Signal(object, str)
    untie_wanted = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self._made: ContactView | None = None
        self._opener: Opens | None = None
        self._can_add = False

    def set_opener(self, opens: "Opens") -> None:
        """Ask here which kinds of record can be opened."""
        self._opener = opens

    def _opens(self, kind: str) -> bool:
        return self._opener is not None and self._opener(kind)

    def offer_new_follow_up(self, offered: bool) -> None:
        """Whether a follow-up can be written down from a record."""
        self._can_add = offered
        if self._made is not None:
            self._made.offer_new_follow_up(offered)

    def _make_view(self) -> "ContactView":
        from ui.desktop.contacts.contact_view import ContactView

        view = self._made = ContactView(self._theme, self._icons, self._opens)
        view.record_wanted.connect(self.record_wanted)
        view.follow_up_wanted.connect(self.follow_up_wanted)
        view.follow_up_asked.connect(self.follow_up_asked)
        view.agreement_asked.connect(self.agreement_asked)
        view.timeline_searched.connect(self.timeline_searched)
        view.untie_wanted.connect(self.untie_wanted)
        view.offer_new_follow_up(self._can_add)
        return view

    def show_around(self, around: "Surroundings") -> None:
        """What stands around the contact that is, or is about to be, shown."""
        if self.view is self._made:
            self._made.show_around(around)

    def show_found(self, contact: int, timeline: "Timeline") -> None:
        """What was found in the timeline of a contact."""
        if self._made is not None:
            self._made.show_found(contact, timeline)
