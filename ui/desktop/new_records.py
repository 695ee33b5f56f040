"""What is made new from anywhere in the window: the button on top, its keys, and the form it stands for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.texts import _
from ui.desktop.beside_work import ADMINISTRATION
from ui.desktop.places import ACTIVITIES, AGREEMENTS, CONTACTS, FOLLOW_UPS
from ui.desktop.work_places import DAY

if TYPE_CHECKING:
    from crm.cards import Kind
    from crm.contact_values import Reference
    from ui.desktop.contacts.contact_desk import ContactDesk
    from ui.desktop.window import MainWindow


class NewRecords(QObject):
    """The button on top makes what belongs in the place one is in; a contact, where nothing does.

    ``discarded`` says that what stood in the form of a contact was thrown away; ``bring_back`` fetches it.
    """

    discarded = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.contact_desk: ContactDesk | None = None
        window.top.new.clicked.connect(self.here)
        window.work.form_changed.connect(self.offer)
        window.work.asking.connect(self.give_way)
        window.work.new_wanted.connect(self.make)
        window.contacts.record.follow_up_asked.connect(self.follow_up_about)
        window.contacts.record.agreement_asked.connect(self.agreement)
        window.contacts.list.new_button.clicked.connect(self.person)

    def set_contact_desk(self, desk: "ContactDesk | None") -> None:
        """Edit and make contacts through this from now on; None: there is no base to change."""
        before, self.contact_desk = self.contact_desk, desk
        if before is not None:
            before.leave()
        self._window.top.new.setVisible(desk is not None)
        self.offer()
        if desk is not None:
            desk.form_changed.connect(self.offer)
            desk.draft_discarded.connect(self.discarded)

    def bring_back(self) -> None:
        """Show the form of a contact again with what stood in it."""
        if self.contact_desk is not None:
            self._window.go_to(CONTACTS)
            self.contact_desk.bring_back()

    @Slot()
    def offer(self) -> None:
        """Say on the button what it makes here, and how it stands with the form."""
        place, top, work = self._window.place, self._window.top, self._window.work
        offered = work.offer(place)
        if offered:
            top.offer(offered, f"{offered} (Ctrl+N)", work.form_state(place))
        elif place == DAY:
            top.offer(_("Nueva actividad"), _("Nueva actividad (Ctrl+N)"))
        else:
            state = "none" if self.contact_desk is None else self.contact_desk.state
            if place == ADMINISTRATION and state == "none":
                state = "shown"  # what is done there has a primary button of its own
            tip = _("Nueva persona (Ctrl+N), nueva institución (Ctrl+Mayús+N)")
            top.offer(_("Nuevo contacto"), tip, state)

    @Slot(bool)
    def give_way(self, asked: bool) -> None:
        """While something is asked for over the place, its *Guardar* is the one primary button."""
        if asked:
            self._window.top.show_form("shown")
        else:
            self.offer()

    @Slot()
    def here(self) -> None:
        """Make what belongs in the place one is in; a person, where nothing does."""
        place = self._window.place
        if not self.make(ACTIVITIES if place == DAY else place):
            self.person()

    @Slot()
    def activity(self) -> None:
        """Show the form of a new activity."""
        self.make(ACTIVITIES)

    @Slot(str)
    def make(self, place: str) -> bool:
        """Show the form of what a place makes; False where it makes nothing."""
        if not self._window.work.offer(place) or not self._window.has_desk:
            return False
        self._window.go_to(place)
        return self._window.work.new(place)

    @Slot()
    def follow_up_about(self) -> None:
        """What is to be done about the contact that is shown."""
        record = self._window.contacts.record.record
        if record is not None:
            self._window.go_to(FOLLOW_UPS)
            self._window.work.new_follow_up_about(record.reference)

    @property
    def agreement_words(self) -> str:
        """What ``agreement`` does, in words."""
        shown = self._institution
        return _("Nuevo convenio con {name}").format(name=shown.name) if shown else _("Nuevo convenio")

    @Slot()
    def agreement(self) -> None:
        """Show the form of a new agreement; with the institution that is shown, where one is."""
        shown = self._institution
        if shown is None or not self._window.has_desk:
            self.make(AGREEMENTS)
        else:
            self._window.go_to(AGREEMENTS)
            self._window.work.new_agreement_with(shown)

    @property
    def _institution(self) -> "Reference | None":
        """The institution whose record is looked at."""
        record = self._window.contacts.record.record
        if (
            self._window.place != CONTACTS
            or record is None
            or record.kind != "organization"
            or record.trashed
        ):
            return None
        shown: Reference = record.reference
        return shown

    @Slot()
    def person(self) -> None:
        """Show the form of a new person."""
        self._contact("person")

    @Slot()
    def organization(self) -> None:
        """Show the form of a new institution."""
        self._contact("organization")

    def _contact(self, kind: "Kind") -> None:
        if self.contact_desk is not None and self._window.has_desk:
            self._window.go_to(CONTACTS)
            self.contact_desk.new(kind)

    def commit(self) -> None:
        """Save what is being typed: the window is about to close."""
        if self.contact_desk is not None:
            self.contact_desk.commit()
