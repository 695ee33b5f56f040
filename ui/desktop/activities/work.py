"""The place Actividades and what it works on: its page once it is wanted, its desk while a base is open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.desktop.activities.page import ActivitiesPage
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.theme import Theme
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_values import Reference
    from ui.desktop.activities.desk import ActivityDesk


class ActivitiesWork(QObject):
    """``form_changed`` tells how it stands with the form of a new activity, in the words of ``contact_desk``;
    ``asking`` carries whether something is asked for over the page.
    """

    form_changed = Signal(str)
    asking = Signal(bool)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self.page = ActivitiesPage(lanes.reader, theme, icons)
        self.desk: ActivityDesk | None = None

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
        from ui.desktop.activities.desk import activity_desk
        from ui.desktop.activities.source import BaseActivities

        self.page.set_source(BaseActivities(base, self._lanes.reader))
        self.give_desk(activity_desk(self.page, base, self._lanes, writing, self._theme, self._icons))

    def give_desk(self, desk: "ActivityDesk") -> None:
        """Edit and make activities through this."""
        self.desk = desk
        desk.form_changed.connect(self.form_changed)
        desk.asking.connect(self.asking)
        self.form_changed.emit(desk.state)

    def new(self) -> None:
        """Show the form of a new activity."""
        if self.desk is not None:
            self.desk.new("actividad")

    def new_under(self, agreement: "Reference") -> None:
        """Show the form of a new activity under an agreement; one that is begun stays as it is."""
        from ui.desktop.activities.new_activity import NewActivityForm

        self.new()
        form = self.desk.form if self.desk is not None else None
        if isinstance(form, NewActivityForm) and form.is_blank:
            form.begin_under(agreement)

    def commit(self) -> None:
        """Save what is being typed: the window is about to close."""
        if self.desk is not None:
            self.desk.commit()
