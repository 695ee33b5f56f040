"""The columns of the list: which are shown, in what order and how wide, and by which one it is sorted."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup

from crm.list_columns import NAME, Column, View, columns
from crm.texts import _
from ui.desktop.spoken_menu import SpokenMenu

NARROWEST = 64
WIDEST = 640


class ListColumns(QObject):
    """What the user has chosen; ``changed`` comes when the list must be asked for anew, ``arranged`` when columns have
    only moved.
    """

    changed = Signal()
    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = {column.code: column for column in columns()}
        self._shown: list[str] = []
        self._widths: dict[str, int] = {}
        self._order = NAME

    @property
    def view(self) -> View:
        """How the list is looked at: what is asked of the base."""
        return View(self._order, tuple(self._shown))

    @property
    def order(self) -> str:
        """What the list is sorted by; with ``-`` before it, the other way round."""
        return self._order

    def column(self, code: str) -> Column:
        """A column by its code."""
        return self._all[code]

    def width(self, code: str) -> int:
        """The width of a column in px."""
        return self._widths.get(code, self._all[code].width)

    def set_width(self, code: str, width: int) -> None:
        """Remember how wide the user has made a column."""
        self._widths[code] = max(NARROWEST, min(width, WIDEST))

    def restore(self, saved: Sequence[str], order: str) -> None:
        """Take what ``saved`` and ``order`` gave another day; what no version knows is left out."""
        shown = []
        for entry in saved:
            code, _colon, width = entry.partition(":")
            if code in self._all and code != NAME and code not in shown:
                shown.append(code)
                if width.isdecimal():
                    self.set_width(code, int(width))
        self._shown = shown
        column = self._all.get(order.removeprefix("-"))
        self._order = order if column is not None and column.sortable else NAME
        self.changed.emit()

    def saved(self) -> list[str]:
        """The columns beside the name with their widths, for the settings: ``ciudad:136`` …"""
        return [f"{code}:{self.width(code)}" for code in self._shown]

    def toggle(self, code: str) -> None:
        """Show a column, after those shown, or hide it. The name is always shown."""
        if code == NAME:
            return
        if code in self._shown:
            self._shown.remove(code)
        else:
            self._shown.append(code)
        self.changed.emit()

    def move(self, code: str, by: int) -> None:
        """Move a column to the left (negative) or to the right; it stays behind the name."""
        here = self._shown.index(code)
        there = max(0, min(here + by, len(self._shown) - 1))
        if here != there:
            self._shown.insert(there, self._shown.pop(here))
            self.arranged.emit()

    def arrange(self, codes: Sequence[str]) -> None:
        """Put the columns shown in another order."""
        if sorted(codes) == sorted(self._shown) and list(codes) != self._shown:
            self._shown = list(codes)
            self.arranged.emit()

    def show_only_name(self) -> None:
        """Two lines for each contact again."""
        self._shown.clear()
        self.changed.emit()

    def sort_by(self, code: str) -> None:
        """Sort by a column; by the one it is sorted by already, the other way round. Dates begin with the latest."""
        if not self._all[code].sortable:
            return
        if self._order.removeprefix("-") == code:
            self.set_order(self._order.removeprefix("-") if self._order.startswith("-") else f"-{code}")
        else:
            self.set_order(f"-{code}" if self._all[code].is_date else code)

    def set_order(self, order: str) -> None:
        """Sort as ``crm.query_run.ids`` takes it."""
        if order != self._order:
            self._order = order
            self.changed.emit()

    def title(self, code: str) -> str:
        """The head of a column, with an arrow if the list is sorted by it."""
        title = self._all[code].title
        if self._order.removeprefix("-") != code or (code == NAME and self._order == NAME):
            return title
        return f"{'↓' if self._order.startswith('-') else '↑'} {title}"

    def spoken_title(self, code: str) -> str:
        """The head of a column for a screen reader."""
        title = self._all[code].title
        if self._order.removeprefix("-") != code:
            return title
        falling, rising = _("{columna}, orden descendente"), _("{columna}, orden ascendente")
        return (falling if self._order.startswith("-") else rising).format(columna=title)


class ColumnsMenu(SpokenMenu):
    """Choose, sort and move, by mouse or by keys; made anew each time it is opened."""

    def __init__(self, columns: ListColumns) -> None:
        super().__init__()
        self._columns = columns
        self.setAccessibleName(_("Columnas"))
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Write the menu for the columns as they are now."""
        self.clear()
        shown = self._columns.view.columns
        for column in columns():
            action = self.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.code == NAME or column.code in shown)
            action.setEnabled(column.code != NAME)
            action.setData(column.code)
            action.triggered.connect(self._toggle)
        self.addSeparator()
        self._add_sorting()
        if len(shown) > 1:
            self._add_moving()
        if shown:
            self.addAction(_("Solo el nombre"), self._columns.show_only_name)

    def _add_sorting(self) -> None:
        menu = self.addMenu(_("Ordenar por"))
        by = QActionGroup(menu)
        order = self._columns.order
        for column in columns():
            if column.sortable:
                action = menu.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(order.removeprefix("-") == column.code)
                action.setData(f"-{column.code}" if column.is_date else column.code)
                by.addAction(action)
        by.triggered.connect(self._sort)
        menu.addSeparator()
        way = QActionGroup(menu)
        plain = order.removeprefix("-")
        for title, wanted in ((_("Ascendente"), plain), (_("Descendente"), f"-{plain}")):
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(order == wanted)
            action.setData(wanted)
            way.addAction(action)
        way.triggered.connect(self._sort)

    def _add_moving(self) -> None:
        menu = self.addMenu(_("Mover"))
        shown = self._columns.view.columns
        for place, code in enumerate(shown):
            title = self._columns.column(code).title
            for text, by in (
                (_("{columna} a la izquierda"), -1),
                (_("{columna} a la derecha"), 1),
            ):
                if 0 <= place + by < len(shown):
                    action = menu.addAction(text.format(columna=title))
                    action.setData((code, by))
                    action.triggered.connect(self._move)

    @Slot()
    def _toggle(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._columns.toggle(action.data())

    @Slot(QAction)
    def _sort(self, action: QAction) -> None:
        self._columns.set_order(action.data())

    @Slot()
    def _move(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        code, by = action.data()
        self._columns.move(code, by)
