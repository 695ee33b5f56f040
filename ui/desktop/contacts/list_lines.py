"""The smart lists as lines above the facets: shown, chosen, called otherwise, removed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Slot

from crm.texts import _
from ui.desktop.key_names import shown
from ui.desktop.smart_lists.source import Saved
from ui.desktop.smart_lists.work import SmartListWork
from ui.desktop.spoken_menu import SpokenMenu

if TYPE_CHECKING:
    from ui.desktop.contacts.facets_pane import FacetsPane
    from ui.desktop.contacts.facets_view import FacetsView

_RENAME, _REMOVE = "F2", "Del"


class ListLines(QObject):
    """Joins the lines of a pane and the work with the lists."""

    def __init__(self, pane: "FacetsPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._work: SmartListWork | None = None
        self._view: FacetsView | None = None
        self._query = ""
        self._lists: tuple[Saved, ...] = ()
        self._menu: SpokenMenu | None = None
        self._menu_row = -1

    def set_work(self, work: SmartListWork) -> None:
        """Do it through this."""
        self._work = work
        work.changed.connect(self._show)

    def follow(self, view: "FacetsView") -> None:
        """The lines have been made: hear their keys."""
        self._view = view
        view.renaming.connect(self._rename)
        view.removing.connect(self._remove)
        view.menu_wanted.connect(self._open_menu)

    def show_query(self, query: str) -> None:
        """The query in force."""
        self._query = query
        self._show(self._lists)

    @Slot(object)
    def _show(self, lists: tuple[Saved, ...]) -> None:
        self._lists = lists
        if self._view is not None:
            self._pane.keeping_place(lambda: self._pane.model.show_lists(self._lists, self._query))

    def _saved(self, row: int) -> Saved | None:
        from ui.desktop.contacts.facets_model import Listed

        entry = self._pane.model.entry(row)
        return entry.saved if isinstance(entry, Listed) else None

    @Slot(int)
    def _rename(self, row: int) -> None:
        saved = self._saved(row)
        if saved is not None and self._work is not None:
            self._work.ask_to_rename(saved, self._place_of(row))

    def _place_of(self, row: int) -> QRect:
        view = self._pane.view
        line = view.visualRect(self._pane.model.index(row))
        return QRect(view.viewport().mapTo(view.window(), line.topLeft()), line.size())

    @Slot(int)
    def _remove(self, row: int) -> None:
        saved = self._saved(row)
        if saved is not None and self._work is not None:
            self._work.remove(saved)

    @Slot(int, QPoint)
    def _open_menu(self, row: int, place: QPoint) -> None:
        if self._saved(row) is None or self._work is None:
            return
        if self._menu is None:
            self._menu = SpokenMenu(self._pane)
            self._menu.setAccessibleName(_("Lista inteligente"))
        self._menu_row = row
        self._menu.clear()
        self._menu.addAction(f"{_('Cambiar el nombre')}\t{shown(_RENAME)}", self._rename_chosen)
        replace = self._menu.addAction(_("Ponerle la consulta actual"), self._replace_chosen)
        replace.setEnabled(self._work.can_save)
        self._menu.addAction(f"{_('Quitar la lista')}\t{shown(_REMOVE)}", self._remove_chosen)
        self._menu.popup(place)

    @Slot()
    def _rename_chosen(self) -> None:
        self._rename(self._menu_row)

    @Slot()
    def _remove_chosen(self) -> None:
        self._remove(self._menu_row)

    @Slot()
    def _replace_chosen(self) -> None:
        saved = self._saved(self._menu_row)
        if saved is not None and self._work is not None:
            self._work.replace_query(saved)
