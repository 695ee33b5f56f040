"""Fields side by side that make one value: a phone and its use, an address, a post with its dates."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from crm.errors import InvalidValue
from ui.desktop.fields.field import Field, Kit
from ui.desktop.labels import label

_COLUMNS = 12
_NARROW_UNDER = 340
_PART = "\x1f"


class Compound(Field):
    """A field made of parts, each a field with its own reason. A subclass calls ``add`` and ``make``s the value."""

    narrow_under: ClassVar[int] = _NARROW_UNDER
    """The width, in logical pixels, under which a part takes twice its twelfths."""

    def __init__(self, name: str, kit: Kit) -> None:
        super().__init__(name, kit)
        self.parts: dict[str, Field] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._placed: list[tuple[QWidget, int]] = []
        self._is_narrow = False
        self.body.addLayout(self._grid)

    def add(self, code: str, part: Field, width: int, *, caption: bool = False) -> None:
        """Put a part after the others: ``width`` twelfths of the line, twice that where there is little room; with its
        name in small letters above.
        """
        placed: QWidget = part
        if caption:
            placed = QWidget()
            column = QVBoxLayout(placed)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label(part.name, look="small"))
            column.addWidget(part)
        # Twelfths of the line whatever is inside.
        placed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._placed.append((placed, width))
        self._lay_out()
        if not self.parts:
            self.setFocusProxy(part)
            self.controls = part.controls[:1]
        self.parts[code] = part
        part.edited.connect(self.edited)
        part.entered.connect(self.entered)
        part.escaped.connect(self.escaped)

    @property
    def stops(self) -> list[Field]:
        """Its parts."""
        return [stop for part in self.parts.values() for stop in part.stops]

    def _lay_out(self) -> None:
        row = column = 0
        for placed, twelfths in self._placed:
            width = min(_COLUMNS, twelfths * 2 if self._is_narrow else twelfths)
            if column + width > _COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(placed, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
            column += width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer parts on a line where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < self.narrow_under
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._lay_out()

    def make(self, values: Mapping[str, Any]) -> Any:
        """The value that the parts' values make. Raises InvalidValue for what is wrong between them."""
        raise NotImplementedError

    def split(self, value: Any) -> Mapping[str, Any]:
        """The parts' values of a value."""
        raise NotImplementedError

    def read(self) -> Any:
        """The value. Raises InvalidValue with the first part's reason; each part shows its own."""
        values, first = {}, None
        for code, part in self.parts.items():
            try:
                values[code] = part.read()
            except InvalidValue as error:
                part.show_reason(str(error))
                first = first or error
        if first is not None:
            raise first
        return self.make(values)

    def check(self) -> bool:
        """Whether what is typed can be kept; the reason stands under the part it is about, or under them all."""
        self.show_reason("")
        for part in self.parts.values():
            part.show_reason("")
        try:
            self.read()
        except InvalidValue as error:
            if not any(part.reason for part in self.parts.values()):
                self.show_reason(str(error))
            return False
        return True

    @property
    def reason(self) -> str:
        """The first reason that is shown."""
        reasons = (super().reason, *(part.reason for part in self.parts.values()))
        return next((reason for reason in reasons if reason), "")

    def write(self, value: Any) -> None:
        """Show a value."""
        values = self.split(value)
        for code, part in self.parts.items():
            part.write(values[code])

    def texts(self) -> tuple[str, ...]:
        """What stands in each part."""
        return tuple(_PART.join(part.texts()) for part in self.parts.values())

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        for part, text in zip(self.parts.values(), texts, strict=True):
            part.set_texts(text.split(_PART))
