"""The file's columns, each with its first value and the field it goes to; and what is given to every row."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm.importing.columns import ColumnMap
from crm.importing.fields import FIELDS
from crm.importing.kinds import CONTACTS
from crm.importing.preview import Preview
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.choice import Choice
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.importing.kinds import ImportKind, kinds
from ui.desktop.labels import Prose, label
from ui.desktop.theme import Theme

COLUMNS_SHOWN = 150
"""A table with more columns than this is not one of contacts; those beyond are told of and left out."""

_CHOICE_WIDTH = 168
_MOST = 16_777_215
"""What Qt takes for no limit of a height."""


class _Arrow(QWidget):
    """From the file to the base."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._parts = (theme, icons)
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, icons = self._parts
        icons.drawer.draw(QPainter(self), QRect(0, 0, 16, 16), "arrow-right", theme.tokens.muted)


class _Elided(QLabel):
    """One line, cut with an ellipsis; whole in the tooltip."""

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__()
        self._whole = text
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font())
        self.setFixedHeight(fonts.BODY_LINE)
        self.setMinimumWidth(48)
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole.replace("<", "‹") if shown != self._whole else "")


class ColumnsPane(QWidget):
    """``map_changed`` carries the user's map; ``tags_changed`` the tags for every row; ``sheet_chosen`` a sheet."""

    map_changed = Signal(object)
    tags_changed = Signal(object)
    sheet_chosen = Signal(str)
    map_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons = kit.theme, kit.icons
        self._told_tags: tuple[str, ...] = ()
        self._preview: Preview | None = None
        self._map: dict[str, str | None] = {}
        self._choices: list[QComboBox] = []
        self._kind = kinds()[CONTACTS]
        self._models: dict[str, QStandardItemModel] = {}
        self._keep = QPushButton(_("Guardar este mapa…"))
        self._keep.setProperty("look", "link")
        self._keep.clicked.connect(self.map_wanted)
        head = QHBoxLayout()
        head.addWidget(label(_("Columnas del archivo"), semibold=True))
        head.addStretch()
        head.addWidget(self._keep)
        self._sheets = Choice(theme, icons)
        self._sheets.setAccessibleName(_("Hoja del libro"))
        self._sheets.activated.connect(self._choose_sheet)
        self.problem = Prose(look="danger")
        self._rows = QWidget()
        self._rows.setObjectName("pane")
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(4)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes it, and is scrolled to
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._rows)
        self.tags = ChipField(_("Etiquetas para todas las filas"), kit, placeholder=_("Agregar una etiqueta"))
        self.tags.edited.connect(self._tell_tags)
        self.tags.left.connect(self._take_typed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 16)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._sheets)
        whole.addWidget(self.problem)
        whole.addWidget(self._scroll, 100)
        self._for_all = label(_("A todas las filas"), semibold=True)
        whole.addWidget(self._for_all)
        whole.addWidget(self.tags)
        whole.addStretch(1)
        self.setMinimumWidth(280)
        self.problem.hide()

    @property
    def choices(self) -> list[QComboBox]:
        """The choice of each column, in the file's order."""
        return self._choices

    @property
    def seen(self) -> Preview | None:
        """The beginning of the file whose columns are shown."""
        return self._preview

    @property
    def column_map(self) -> ColumnMap:
        """What the user put right."""
        return dict(self._map)

    def show_preview(self, seen: Preview, column_map: ColumnMap, kind: ImportKind) -> None:
        """Show the columns of a file and what they are taken for, of the fields of a kind of import."""
        another, self._kind = kind.code != self._kind.code, kind
        for widget in (self._for_all, self.tags):
            widget.setVisible(kind.tags)
        if another:
            self._preview = None
        if self._preview is not None and self._shape(self._preview) == self._shape(seen):
            self._preview, self._map = seen, dict(column_map)
            self._mark_choices()
            return
        self._preview, self._map = seen, dict(column_map)
        self._show_sheets(seen)
        self._clear()
        columns = seen.columns
        if columns is None:
            self._column.addWidget(Prose(kind.plain, look="muted"))
        else:
            for place in range(min(len(columns.headings), COLUMNS_SHOWN)):
                self._add(seen, place)
            self._tell_of_rest(len(columns.headings) - COLUMNS_SHOWN)
        self._scroll.setMaximumHeight(_MOST if columns is None else self._rows.sizeHint().height())
        self._keep.setVisible(columns is not None)
        self._mark_choices()

    @staticmethod
    def _shape(seen: Preview) -> tuple[object, ...]:
        return (seen.kind, seen.sheet, seen.columns.headings if seen.columns else (), seen.samples)

    def _show_sheets(self, seen: Preview) -> None:
        self._sheets.clear()
        self._sheets.addItems(list(seen.sheets))
        self._sheets.setCurrentText(seen.sheet)
        self._sheets.setVisible(len(seen.sheets) > 1)

    def _clear(self) -> None:
        self._choices.clear()
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add(self, seen: Preview, place: int) -> None:
        assert seen.columns is not None
        heading = seen.columns.headings[place]
        sample = seen.samples[place]
        choice = Choice(self._theme, self._icons)
        choice.setModel(self._fields_model())
        choice.setFixedWidth(_CHOICE_WIDTH)
        choice.setAccessibleName(_("Campo de la columna «{heading}»").format(heading=heading))
        choice.setAccessibleDescription(sample)
        choice.setProperty("column", place)
        choice.activated.connect(self._choose)
        self._choices.append(choice)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_Elided(heading))
        words.addWidget(_Elided(sample or _("(vacía al principio)"), "muted"))
        frame = QWidget()
        frame.setFixedHeight(48)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(_Arrow(self._theme, self._icons))
        row.addWidget(choice)
        self._column.addWidget(frame)

    def _fields_model(self) -> QStandardItemModel:
        """The fields of the kind, made once."""
        if self._kind.code not in self._models:
            model = QStandardItemModel(self)
            for key, name in ({"": _("No importar")} | dict(self._kind.fields)).items():
                item = QStandardItem(name)
                item.setData(key, Qt.ItemDataRole.UserRole)
                model.appendRow(item)
            self._models[self._kind.code] = model
        return self._models[self._kind.code]

    def _tell_of_rest(self, rest: int) -> None:
        if rest > 0:
            text = ngettext("{n} columna más no se importa.", "{n} columnas más no se importan.", rest)
            self._column.addWidget(Prose(text.format(n=rest), look="muted"))

    def _mark_choices(self) -> None:
        assert self._preview is not None
        columns = self._preview.columns
        if columns is None:
            self.problem.hide()
            return
        for choice, target in zip(self._choices, columns.targets, strict=False):
            choice.setCurrentIndex(max(0, choice.findData(target.field if target is not None else "")))
            _look_chosen(choice)
        self.problem.set_text(self._kind.nameless)
        self.problem.setVisible(not self._preview.complete)

    @Slot(int)
    def _choose(self, index: int) -> None:
        choice = self.sender()
        assert isinstance(choice, QComboBox)
        assert self._preview is not None
        assert self._preview.columns is not None
        heading = self._preview.columns.headings[choice.property("column")]
        field = choice.itemData(index)
        column = choice.property("column")
        is_numbered = field and self._kind.numbered
        key = numbered(field, column, self._preview) if is_numbered else field
        self._map[heading] = key or None
        self.map_changed.emit(self.column_map)

    @Slot(int)
    def _choose_sheet(self, index: int) -> None:
        self.sheet_chosen.emit(self._sheets.itemText(index))

    @Slot()
    def _take_typed(self) -> None:
        """What was typed and left without Enter counts too."""
        if self.tags.read() != self.tags.words:
            self.tags.write(self.tags.read())
        self._tell_tags()

    @Slot()
    def _tell_tags(self) -> None:
        if self.tags.words != self._told_tags:
            self._told_tags = self.tags.words
            self.tags_changed.emit(self.tags.words)

    def forget_tags(self) -> None:
        """Another file begins without tags."""
        self._told_tags = ()
        self.tags.write(())


def _look_chosen(choice: QComboBox) -> None:
    """A column that is not imported steps back."""
    look = "" if choice.currentData() else "muted"
    if choice.property("look") != look:
        choice.setProperty("look", look)
        choice.style().unpolish(choice)
        choice.style().polish(choice)


def numbered(field: str, column: int, seen: Preview) -> str:
    """The key to map a column to: a field that a contact has several of gets the next number not taken."""
    assert seen.columns is not None
    if not FIELDS[field].group:
        return field
    others = [target for place, target in enumerate(seen.columns.targets) if place != column]
    taken = {target.slot for target in others if target is not None and target.field == field}
    number = 1
    while str(number) in taken:
        number += 1
    return field if number == 1 else f"{field}_{number}"
