"""As many values as there are: each a field of its own that can be taken away, and a button for one more."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.field import Field, Kit

_ROW = "\x1e"


class _Row(QWidget):
    """A field and the button that takes it away."""

    removed = Signal(object)

    def __init__(self, field: Field, kit: Kit) -> None:
        super().__init__()
        self.field = field
        # Qt moves a part in the order of Tab whole only if it takes the focus, and hands it on to what it holds.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(field)
        self.button = QToolButton()
        self.button.setProperty("look", "icon")
        self.button.setIcon(kit.icons.icon("x"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(24, 32)
        self.button.setToolTip(_("Quitar"))
        self.button.setAccessibleName(_("Quitar {name}").format(name=field.name.lower()))
        self.button.clicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _clicked(self) -> None:
        self.removed.emit(self)


class SeveralField(Field):
    """Holds a tuple of values; ``make_field`` makes the field of one. Rows that are left empty count as none."""

    def __init__(self, name: str, kit: Kit, make_field: Callable[[], Field], add: str) -> None:
        super().__init__(name, kit)
        self._make_field = make_field
        self._rows: list[_Row] = []
        self._blank = make_field()
        self._empty = self._blank.texts()
        self._blank.setParent(self)
        self._blank.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add_button = QPushButton(add)
        self.add_button.setProperty("look", "link")
        self.add_button.setIcon(kit.icons.icon("plus", "accent"))
        self.add_button.setIconSize(QSize(14, 14))
        self.add_button.clicked.connect(self.add_row)
        self.body.addLayout(self._list)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._begin()

    @property
    def fields(self) -> list[Field]:
        """The fields, in order."""
        return [row.field for row in self._rows]

    def select(self) -> None:
        """Put the focus on the first field or, where there is none, on what adds one."""
        if self._rows:
            self._rows[0].field.select()
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def add_row(self) -> None:
        """One more, ready to be typed into."""
        self._append().select()
        self.edited.emit()

    def _append(self) -> Field:
        row = _Row(self._make_field(), self.kit)
        row.removed.connect(self._remove)
        row.field.edited.connect(self.edited)
        row.field.entered.connect(self.entered)
        row.field.escaped.connect(self.escaped)
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once, not when the layout comes to it: the next key may be a Tab
        self._chain(row)
        self.controls = [control for field in self.fields for control in field.controls]
        return row.field

    def _chain(self, row: _Row) -> None:
        """Tab goes through the rows to what adds one more: a new row would come after all else in the window."""
        self.setTabOrder(self._rows[-2].button if len(self._rows) > 1 else self.add_button, row)
        self.setTabOrder(row.button, self.add_button)
        self._begin()

    def _begin(self) -> None:
        """Tab comes first to the first row."""
        self.setFocusProxy(self._rows[0] if self._rows else self.add_button)

    @Slot(object)
    def _remove(self, row: _Row) -> None:
        place = self._rows.index(row)
        self._rows.remove(row)
        self._begin()
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.controls = [control for field in self.fields for control in field.controls]
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].field.select()
        else:
            self.add_button.setFocus()
        self.edited.emit()

    def read(self) -> tuple[Any, ...]:
        """The values. Raises InvalidValue with the first reason; each field shows its own."""
        values, first = [], None
        for field in self.fields:
            if field.texts() == self._empty:
                continue
            if field.check():
                values.append(field.read())
            else:
                first = first or InvalidValue(field.reason)
        if first is not None:
            raise first
        return tuple(values)

    def check(self) -> bool:
        """Whether all can be kept; each shows its own reason."""
        try:
            self.read()
        except InvalidValue:
            return False
        return True

    def write(self, value: Sequence[Any]) -> None:
        """Show values."""
        while self._rows:
            row = self._rows.pop()
            self._begin()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for one in value:
            self._append().write(one)

    def texts(self) -> tuple[str, ...]:
        """What stands in each field."""
        return tuple(_ROW.join(field.texts()) for field in self.fields)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed; a draft of none is one empty text."""
        self.write(())
        for text in texts:
            if text:
                self._append().set_texts(text.split(_ROW))
