"""What is done with the selected contacts: tag, group, trash. Each is one operation, however many they are."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.texts import _, ngettext
from ui.desktop import actions
from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.contacts.source import ContactSource
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme
from ui.desktop.trash.trashing import Trashing
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Session
    from ui.desktop.contacts.selection_popup import Choice, LabelPopup


class SelectionWork(QObject):
    """Joins the strip, the popup and the base. ``export_wanted`` carries the ids; ``left`` asks for the focus to go
    back to the list.
    """

    export_wanted = Signal(object)
    left = Signal()

    def __init__(
        self, page: QWidget, list_pane: ListPane, lane: Lane, theme: Theme, icons: Icons, trashing: Trashing
    ) -> None:
        super().__init__(page)
        self._page = page
        self._list = list_pane
        self._strip = strip = list_pane.strip
        self._lane = lane
        self._look = (theme, icons)
        self._source: ContactSource | None = None
        self._writing: Writing | None = None
        self.popup: LabelPopup | None = None
        self._reading: Ticket | None = None
        self._chosen: Callable[[str], None] = self._tag
        self._ids = array("q")
        self._runs: dict[str, Callable[[], None]] = {
            "tag": self.ask_for_tag,
            "group": self.ask_for_group,
            "trash": trashing.trash_chosen,
            "export": self._export,
        }
        strip.wanted.connect(self._do)
        self._add_actions(list_pane.table, icons)

    @Slot(str)
    def _do(self, code: str) -> None:
        self._runs[code]()

    def _add_actions(self, table: QWidget, icons: Icons) -> None:
        """The same by keys and by the menu of a row, for one selected contact too."""
        for spec in actions.of_selection():
            action = actions.make(spec, icons, table)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._runs[spec.code])
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_source(self, source: ContactSource | None) -> None:
        """Where tags and groups come from; None: there is no base."""
        self._lane.cancel(self._reading)
        self._source = source

    def set_writing(self, writing: Writing | None) -> None:
        """Do it through this; None: nothing can be done."""
        self._writing = writing

    @Slot()
    def ask_for_tag(self) -> None:
        """Choose or write a tag for the selected contacts."""
        if self._source is not None:
            self._chosen = self._tag
            hint = _("Busque una etiqueta o escriba una nueva")
            self._ask(_("Etiqueta"), hint, "tag", self._strip.buttons["tag"], self._source.tags)

    @Slot()
    def ask_for_group(self) -> None:
        """Choose or write a group for the selected contacts."""
        if self._source is not None:
            self._chosen = self._join
            hint = _("Busque un grupo o escriba uno nuevo")
            self._ask(_("Grupo"), hint, "users", self._strip.buttons["group"], self._source.groups)

    @Slot()
    def _export(self) -> None:
        self.export_wanted.emit(self._list.selected)

    def _ask(
        self, name: str, hint: str, icon: str, below: QWidget, read: "Callable[[], tuple[Choice, ...]]"
    ) -> None:
        self._ids = self._list.selected
        if not self._ids or self._writing is None:
            return
        if self.popup is None:
            from ui.desktop.contacts.selection_popup import LabelPopup

            self.popup = LabelPopup(self._page.window(), *self._look)
            self.popup.chosen.connect(self._take)
            self.popup.left.connect(self.left)
        self.popup.ask(name, hint, icon, below if below.isVisible() else self._list.head)
        self._lane.cancel(self._reading)
        self._reading = self._lane.submit(
            lambda _ticket: read(), self.popup.show_choices, failed=self._writing.failed.emit
        )

    @Slot(str)
    def _take(self, name: str) -> None:
        self._chosen(name)

    def _tag(self, label: str) -> None:
        if self._writing is None:
            return
        from crm.labels import TAG_TITLE, tag

        ids = self._ids

        def told(changed: int) -> str:
            sentence = ngettext(
                "Etiqueta «{name}» a un contacto", "Etiqueta «{name}» a {n:,} contactos", changed
            )
            return sentence.format(name=label, n=changed)

        self._writing.run(
            TAG_TITLE, lambda session: tag(session, ids, label), icon="tag", told=told, n=len(ids)
        )

    def _join(self, group: str) -> None:
        if self._writing is None:
            return
        from crm.labels import JOIN_TITLE, add_to_group

        ids, today = self._ids, self._writing.today

        def job(session: "Session") -> int:
            return add_to_group(session, ids, group, today=today)

        def told(changed: int) -> str:
            sentence = ngettext("Un contacto al grupo «{name}»", "{n:,} contactos al grupo «{name}»", changed)
            return sentence.format(name=group, n=changed)

        self._writing.run(JOIN_TITLE, job, icon="users", told=told, n=len(ids))
