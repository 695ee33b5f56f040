"""Seguimientos with the base it works on: the page, what edits it, what writes new ones down."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.desktop.follow_ups.page import FollowUpsPage
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_values import Reference
    from ui.desktop.follow_ups.base_source import BaseFollowUps
    from ui.desktop.follow_ups.desk import FollowUpDesk
    from ui.desktop.follow_ups.next_step import NextStep
    from ui.desktop.writing import Writing

_PLACE = "seguimientos"


class FollowUpsWork(QObject):
    """``form_changed`` carries how it stands with the form for a new one (``ContactDesk.state``)."""

    form_changed = Signal(str)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._settings = settings
        self._source: BaseFollowUps | None = None
        self._laid_out = False
        self._look = (theme, icons)
        self._desk: FollowUpDesk | None = None
        self.page = FollowUpsPage(lanes.reader, theme, icons)
        self.page.new_wanted.connect(self.new)

    @property
    def desk(self) -> "FollowUpDesk | None":
        """What edits and makes follow-ups, while there is a base."""
        return self._desk

    @property
    def form_state(self) -> str:
        """How it stands with the form."""
        return self._desk.state if self._desk is not None else "none"

    def set_base(self, base: "Base | None", writing: "Writing | None", next_step: "NextStep | None") -> None:
        """Work on this base from now on; None: there is none."""
        if self._desk is not None:
            self._desk.leave()
            self._desk = None
        self.page.set_documents_desk(None)
        self.page.set_writing(writing)
        self.page.set_next_step(next_step)
        self.page.list.offer.hide()
        self._source = None
        if base is None or writing is None:
            self.page.leave_source()
            return
        from ui.desktop.contacts.draft_keeper import BaseDrafts
        from ui.desktop.documents.desk import DocumentsDesk
        from ui.desktop.fields.base_source import BaseFieldSource
        from ui.desktop.fields.field import Kit
        from ui.desktop.follow_ups.base_source import BaseFollowUps
        from ui.desktop.follow_ups.desk import FollowUpDesk

        reader = self._lanes.reader
        kit = Kit(*self._look, reader, BaseFieldSource(base, reader))
        self._source = BaseFollowUps(base, reader, self._settings.week_begins)
        self.page.set_source(self._source)
        self.page.set_documents_desk(DocumentsDesk(self.page, base, self._lanes, writing, kit.icons))
        self.give_desk(FollowUpDesk(self.page, writing, kit, BaseDrafts(base, self._lanes.writer, reader)))

    def give_desk(self, desk: "FollowUpDesk") -> None:
        """Edit and make follow-ups through this from now on."""
        self._desk = desk
        self.page.list.offer.show()
        desk.form_changed.connect(self.form_changed)

    def lay_out(self) -> None:
        """One is there: where list and record meet is where it was left; weeks may begin on another day since."""
        if not self._laid_out:
            self._laid_out = True
            self.page.splitter.restore(self._settings.splitter_of(_PLACE))
        begins = self._settings.week_begins
        if self._source is not None and self._source.begins != begins:
            self._source.begins = begins
            self.page.reload()

    def new(self) -> None:
        """Show the form for a new follow-up."""
        if self._desk is not None:
            self._desk.new("seguimiento")

    def new_about(self, about: "Reference") -> None:
        """Show the form for a new follow-up about a record; one that is begun stays as it is."""
        from ui.desktop.follow_ups.new_follow_up import NewFollowUpForm

        self.new()
        form = self._desk.form if self._desk is not None else None
        if isinstance(form, NewFollowUpForm) and form.is_blank:
            form.begin_about(about)

    def commit(self) -> None:
        """Save what is being typed, and where list and record meet: the window is about to close."""
        if self._laid_out:
            self._settings.remember_splitter(_PLACE, self.page.splitter.state)
        if self._desk is not None:
            self._desk.commit()
