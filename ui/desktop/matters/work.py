"""A place of a subject and what it works on: its page, and its desk while a base is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.desktop.matters.desk import MatterDesk
from ui.desktop.matters.page import MatterPage
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.matters.source import MatterSource


class MatterWork(QObject):
    """``form_changed`` tells how it stands with the form of a new record, in the words of ``contact_desk``.

    ``source`` makes what the page reads from, ``desk`` what is done there, each from an open base.
    """

    form_changed = Signal(str)

    def __init__(
        self,
        page: MatterPage,
        source: "Callable[[Base], MatterSource]",
        desk: "Callable[[Base, Writing], MatterDesk]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.page = page
        self._source = source
        self._make_desk = desk
        self.desk: MatterDesk | None = None

    @property
    def form_state(self) -> str:
        """How it stands with the form."""
        return "none" if self.desk is None else self.desk.state

    def set_base(self, base: "Base | None", writing: Writing | None) -> None:
        """Work on this base from now on; None: there is none."""
        if self.desk is not None:
            self.desk.leave()
            self.desk = None
            self.page.leave_source()
        self.page.set_writing(writing)
        if base is None or writing is None:
            return
        self.page.set_source(self._source(base))
        self.give_desk(self._make_desk(base, writing))

    def give_desk(self, desk: MatterDesk) -> None:
        """Edit and make records through this from now on."""
        self.desk = desk
        desk.form_changed.connect(self.form_changed)
        self.form_changed.emit(desk.state)

    def new(self) -> None:
        """Show the form of a new record."""
        if self.desk is not None:
            self.desk.new(self.desk.forms[0])

    def commit(self) -> None:
        """Save what is being typed: the window is about to close."""
        if self.desk is not None:
            self.desk.commit()
