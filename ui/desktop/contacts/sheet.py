"""What the tabs of any record share: sections of fields with their labels; each value can be edited, opened, copied."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm.contact_record import Reference, Value
from crm.contact_values import Kept
from crm.texts import _, mark
from ui.desktop.contacts.copy_button import CopyButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place
from ui.desktop.contacts.editing_table import Edit
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.typed import Typed
from ui.desktop.flow import FlowLayout
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.theme import Theme

AROUND = (24, 20, 14, 24)
"""Pixels around what a sheet says; at the right the scroll bar takes 10 more, so that it ends where the head does."""
_LABEL_WIDTH = 76
_TWO_COLUMNS_FROM = 552
"""The room that is left for a record at 1280 px has two columns."""
_AROUND_A_VALUE = 373
"""What two columns take besides a value of the first: margins, gap, its label and pencil, the head of the second."""
WHOLE = _TWO_COLUMNS_FROM - _AROUND_A_VALUE
"""The pixels up to which a value of the first column asks for room to stand on one line."""
_PHONE, _EMAIL = "tel:", "mailto:"
_WIDE_FROM = 620
_WITH_SIDE_FROM = 760
"""A first column that holds tables, and a narrow one beside it."""
_ANY_WIDTH = 16_777_215
"""QWIDGETSIZE_MAX."""
_SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_NO_PROGRAM = {
    "mailto": mark(
        "No hay un programa de correo que abrir; se copió la dirección para que la pegue donde escriba."
    ),
    "tel": mark("No hay un programa para llamar; se copió el número para que lo marque o lo pegue."),
}
_NO_BROWSER = mark("No hay un navegador que abrir; se copió la dirección para que la pegue en uno.")


class Sheet(QFrame):
    """What all tabs share: sections one under another, links and copy buttons.

    ``contact_wanted`` carries an id that was clicked, ``failed`` a sentence about what could not be opened.

    It takes the focus, so that keys scroll it and a screen reader says whose record it is.
    """

    contact_wanted = Signal(object)
    failed = Signal(str)

    def __init__(self, record: Any, theme: Theme, icons: Icons, editing: Editing | None = None) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Ficha de {name}").format(name=record.title))
        self._record = record
        self._theme = theme
        self._icons = icons
        self._editing = None if record.trashed else editing
        self._typed = {} if self._editing is None else self._editing.typed(record.id)
        self.places: list[Place] = []
        self._widest = 0

    def expect(self, width: int) -> None:
        """It is about to stand in so much room: what is laid out for another is laid out again."""

    def _place(self, field: str, shown: QWidget, kept: Kept | None = None) -> QWidget:
        """``shown``, to be edited where it stands if it can be."""
        editing = self._editing
        if editing is None or not field or (kept is None and field in editing.several):
            return shown
        return self._add_place(editing.edit_of(self._record, field, kept), shown)

    def _new_places(self, *fields: str) -> list[Place]:
        """Places for what is being typed of these fields and stands nowhere yet, or not any more."""
        shown = {place.key for place in self.places}
        return [
            self._add_place(self._new_edit(typed), None)
            for key, typed in self._typed.items()
            if key[0] in fields and key not in shown
        ]

    def _new_edit(self, typed: Typed) -> Edit:
        """What is typed for a value that is gone becomes a new one, once the user has been told."""
        if not typed.told or self._editing is None:
            return typed.edit
        return replace(self._editing.edit_of(self._record, typed.edit.field), key=typed.edit.key)

    def _add_place(self, edit: Edit, shown: QWidget | None) -> Place:
        assert self._editing is not None
        place = Place(edit, shown, self._record.id, self._editing, self._icons)
        self.places.append(place)
        return place

    def _reference(self, reference: Reference, *, look: str = "link") -> Link:
        link = Link(reference.name, reference.id, look=look)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(self.contact_wanted)
        return link

    def _value(self, value: Value) -> QWidget:
        if value.link.startswith((_PHONE, _EMAIL)):
            return self._short_value(value)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._shown(value), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(CopyButton(value.copied, self._icons), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        return self._with_use_below(box, value.use) if value.use else box

    def _short_value(self, value: Value) -> QWidget:
        """A phone or an e-mail, whole if there is any room: its button and its use stand beside it, or below."""
        box = QWidget()
        flow = FlowLayout(box, gap=4)
        shown, copy = self._shown(value), CopyButton(value.copied, self._icons)
        alone = shown.minimumSizeHint().width()
        box.setMinimumWidth(max(alone, min(alone + flow.spacing() + copy.width(), WHOLE)))
        flow.addWidget(shown)
        flow.addWidget(copy)
        if value.use:
            flow.addWidget(label(value.use, look="muted"))
        return box

    @staticmethod
    def _with_use_below(value: QWidget, use: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(value)
        column.addWidget(label(use, look="muted"))
        return box

    def _shown(self, value: Value) -> QWidget:
        if not value.link:
            return Prose(value.shown)
        link = Link(value.shown, value.link, whole_up_to=_whole_up_to(value.link))
        self._widest = max(self._widest, link.minimumSizeHint().width())
        link.chosen.connect(self._open)
        return link

    def _open(self, link: object) -> None:
        url = QUrl(str(link), QUrl.ParsingMode.StrictMode)
        if not url.isValid() or url.scheme() not in _SAFE_SCHEMES or QDesktopServices.openUrl(url):
            return
        QGuiApplication.clipboard().setText(url.path() if url.scheme() in _NO_PROGRAM else url.toString())
        self.failed.emit(_(_NO_PROGRAM.get(url.scheme(), _NO_BROWSER)))

    def _section(self, title: str, rows: Sequence[QWidget], *, gap: int = 12) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        if title:
            column.addWidget(label(title, semibold=True))
        for row in rows:
            column.addWidget(row)
        return box

    def _grid(self, rows: Sequence[tuple[str, QWidget]]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, (name, widget) in enumerate(rows):
            grid.addWidget(Prose(name, look="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, number, 1, Qt.AlignmentFlag.AlignTop)
        return box


def _whole_up_to(link: str) -> int:
    """The pixels that a value asks for rather than break: a phone all of them, an e-mail what two columns can give."""
    if link.startswith(_PHONE):
        return _ANY_WIDTH
    return WHOLE if link.startswith(_EMAIL) else 0


class WideSheet(Sheet):
    """Sections in two columns where there is room for them."""

    def _lay_out(self, first: Sequence[QWidget], second: Sequence[QWidget], *, side: int = 0) -> None:
        """``side`` is the width of the second column where it stands beside the first, which takes the rest; 0: both
        take the same.
        """
        self._side_width = side
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(*AROUND)
        self._columns.setSpacing(32)
        for sections in (first, second):
            self._beside = QWidget()
            column = QVBoxLayout(self._beside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(24)
            for section in sections:
                column.addWidget(section)
            column.addStretch()
            self._columns.addWidget(self._beside, 1)
        self._has_two = bool(second)
        self._share_width(wide=True)

    def _share_width(self, *, wide: bool) -> None:
        if not self._side_width:
            self._columns.setStretch(0, 1 if wide else 0)
            return
        self._columns.setStretch(1, 0)
        self._beside.setMinimumWidth(self._side_width if wide else 0)
        self._beside.setMaximumWidth(self._side_width if wide else _ANY_WIDTH)

    def expect(self, width: int) -> None:
        """Two columns where both are readable, else one under the other."""
        least = max(
            _WITH_SIDE_FROM if self._side_width else _TWO_COLUMNS_FROM, _AROUND_A_VALUE + self._widest
        )
        wide = width >= least and self._has_two
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setSpacing(32 if width >= _WIDE_FROM else 24)
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            self._share_width(wide=wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It may have room for other columns."""
        super().resizeEvent(event)
        self.expect(self.width())
