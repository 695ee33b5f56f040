"""Small products by the hundred: a grid to type rows into, or to paste them from a sheet; saved as one operation."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from shiboken6 import isValid

from crm.drafts import Draft
from crm.errors import InvalidValue
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.activities.choices import Choices
from ui.desktop.activities.fields import CountsField
from ui.desktop.fields.field import Kit
from ui.desktop.labels import Prose
from ui.desktop.lanes import Ticket
from ui.desktop.listing.form import RecordForm
from ui.desktop.listing.model import Index
from ui.desktop.theme import Theme

FORM = "productos"
COLUMNS = ("date", "kind", "title", "medium", "link", "impressions", "interactions")
_FIGURES = ("impressions", "interactions")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = (88, 120, 200, 104, 120, 104, 116)
_LEAST_HEIGHT = 320
_ROW_HEIGHT = 32
_WAIT_MS = 150
_PART = "\x1d"


class ProductsModel(QAbstractTableModel):
    """Rows of texts, with an empty one after the last; ``edited`` comes with each change by the user."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[dict[str, str]] = [{}]
        self._problems: list[Mapping[str, str]] = []
        self._names = (
            _("Fecha"),
            _("Tipo"),
            _("Título"),
            _("Medio"),
            _("Liga"),
            _("Impresiones"),
            _("Interacciones"),
        )

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows in which something stands."""
        return [row for row in self._rows if any(text.strip() for text in row.values())]

    def show(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show rows, instead of those there are."""
        self.beginResetModel()
        self._rows = [*(dict(row) for row in rows), {}]
        self._problems = []
        self.endResetModel()

    def show_problems(self, problems: Sequence[Mapping[str, str]]) -> None:
        """Say what is wrong, row by row of ``rows``, by column."""
        told = iter(problems)
        self._problems = [
            next(told, {}) if any(t.strip() for t in row.values()) else {} for row in self._rows
        ]
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def problem(self, row: int, column: int) -> str:
        """What is wrong in a cell."""
        return self._problems[row].get(COLUMNS[column], "") if row < len(self._problems) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The rows, and the empty one."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The columns of a product."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; what is wrong with it in its tooltip, in a colour, and aloud."""
        if not index.isValid():
            return None
        text = self._rows[index.row()].get(COLUMNS[index.column()], "")
        wrong = self.problem(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return f"⚠ {text}" if wrong and role == Qt.ItemDataRole.DisplayRole else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrong or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("{column}: {text}").format(column=self._names[index.column()], text=text or _("vacío"))
            return ". ".join(part for part in (said, wrong) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()] in _FIGURES:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return QColor(self._theme.tokens.danger)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self._rows[index.row()][COLUMNS[index.column()]] = str(value)
        self.dataChanged.emit(index, index)
        if index.row() == len(self._rows) - 1 and str(value).strip():
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
            self._rows.append({})
            self.endInsertRows()
        self.edited.emit()
        return True

    def add(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Add rows that were pasted after those there are."""
        self.show([*self.rows, *rows])
        self.edited.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns, the numbers of the rows."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and across and COLUMNS[section] in _FIGURES:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._names[section] if across else section + 1


class ProductsGrid(QTableView):
    """The grid; ``pasted`` carries what was pasted that is more than a cell."""

    pasted = Signal(str)

    def __init__(self, model: ProductsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Productos"))
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setFont(fonts.font())
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes the room that the others leave."""
        super().resizeEvent(event)
        title = COLUMNS.index("title")
        others = sum(_WIDTHS) - _WIDTHS[title]
        self.setColumnWidth(title, max(_WIDTHS[title], self.viewport().width() - others))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rows of a sheet are pasted whole; Enter opens the cell."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ProductsForm(RecordForm):
    """``saving`` carries the rows of cells and the ids of the items that all of them count for."""

    kind = FORM

    def __init__(self, kit: Kit, choices: Choices) -> None:
        super().__init__(kit, "")
        self.show_title(_("Varios productos"))
        inside = self.area.widget()
        assert inside is not None
        inside.setMaximumWidth(16_777_215)
        help_text = _(
            "Péguelos de una hoja con Ctrl+V, o escríbalos. La fecha, el tipo y el título hacen falta."
        )
        self.above.addWidget(Prose(help_text, look="muted"))
        self.model = ProductsModel(kit.theme)
        self.model.setParent(self)
        self.table = ProductsGrid(self.model)
        self.above.addWidget(self.table)
        self.give_rest_to(self.above)
        self.counts = CountsField(kit, choices, "")
        self.add_field("counts", self.counts, 0)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_WAIT_MS)
        self._asking.timeout.connect(self._look)
        self._ticket: Ticket | None = None
        self.table.pasted.connect(self.paste)
        self.model.edited.connect(self._changed)
        self.counts.edited.connect(self._asking.start)
        self._changed_count()

    def start(self) -> None:
        """Be ready for the first cell, or what is pasted."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentIndex(self.model.index(0, 0))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        return not self.model.rows

    @Slot(str)
    def paste(self, text: str) -> None:
        """Add the rows of a text from a sheet."""
        from crm import product_rows

        self.model.add([dict(row) for row in product_rows.split(text)])

    @Slot()
    def _changed(self) -> None:
        self._changed_count()
        self._asking.start()
        self.edited.emit()

    def _changed_count(self) -> None:
        count = len(self.model.rows)
        self.foot.setText(ngettext("{n} producto", "{n} productos", count).format(n=count))

    @Slot()
    def _look(self) -> None:
        """Ask the base what is wrong, cell by cell, and what is there already."""
        source: Any = self.kit.source
        rows = self.model.rows

        def understand(_ticket: Ticket) -> Any:
            return source.understand(rows)

        self.kit.lane.cancel(self._ticket)
        self._ticket = self.kit.lane.submit(understand, self._told, failed=self._cannot)

    def _told(self, found: Sequence[Any]) -> None:
        if not isValid(self):
            return
        self._ticket = None
        self.model.show_problems([row.problems for row in found])
        wrong = [
            _("Renglón {n}: {sentence}").format(n=number, sentence=sentence)
            for number, row in enumerate(found, start=1)
            for sentence in row.problems.values()
        ]
        repeated = sum(row.repeated for row in found)
        self.show_trouble("\n".join(wrong[:3]))
        if repeated and not wrong:
            words = ngettext(
                "{n} producto ya está y no se repetirá.",
                "{n} productos ya están y no se repetirán.",
                repeated,
            )
            self.foot.setText(words.format(n=repeated))

    def _cannot(self, error: Exception) -> None:
        if isValid(self):
            self.show_trouble(str(error))

    def take_choices(self, choices: Choices) -> None:
        """Offer these from now on."""
        self.counts.take_choices(choices)
        self.counts.offer("")

    def make(self) -> tuple[list[dict[str, str]], tuple[int, ...]]:
        """The rows and what they count for. Raises InvalidValue where there is none."""
        rows = self.model.rows
        if not rows:
            raise InvalidValue(
                _("Todavía no hay ningún producto: péguelos o escríbalos en la tabla."), "rows"
            )
        return rows, self.counts.read()

    def stop(self) -> None:
        """The form goes: nothing is asked any more."""
        self._asking.stop()
        self.kit.lane.cancel(self._ticket)
        self._ticket = None

    def draft(self) -> Draft:
        """What stands in the grid, to be kept."""
        rows = json.dumps(self.model.rows, ensure_ascii=False)
        return Draft(self.key, FORM, {"rows": rows, "counts": _PART.join(self.counts.texts())})

    def resume(self, draft: Draft) -> None:
        """Put back what stands in a draft."""
        self.key = draft.key
        self.model.show(json.loads(draft.values.get("rows", "[]")))
        self.counts.set_texts(draft.values.get("counts", "").split(_PART))
        self._changed_count()
        self._asking.start()
