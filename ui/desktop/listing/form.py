"""A form beside a list for a new record: its head, its fields one under another, and what ends it."""

from typing import Any
from uuid import uuid4

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import HEIGHT
from ui.desktop.fields.picker import Picker
from ui.desktop.labels import Prose, label

LABEL_WIDTH = 104
_MOST_WIDTH = 640
_AROUND_FOCUS = 64
"""Pixels in sight above and below what is being typed: its name, what stands below it."""


class RecordForm(QWidget):
    """``saving`` carries what is to be made, ``edited`` comes with each change, ``discarded`` and ``put_aside`` when
    the form is to go, for good or with its draft kept.

    A subclass fills ``fields`` and the ``grid``, and says in ``make`` what they make; ``foot`` stands beside the
    buttons that end it.
    """

    saving = Signal(object)
    edited = Signal()
    discarded = Signal()
    put_aside = Signal()

    def __init__(self, kit: Kit, foot: str) -> None:
        super().__init__()
        self.kit = kit
        self.key = uuid4().hex
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.state = label("", look="muted")
        self.above = QVBoxLayout()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(16)
        self.grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self.grid.setColumnStretch(1, 1)
        self.fields: dict[str, Field] = {}
        self.captions: dict[str, QLabel] = {}
        self._typed_into: QWidget | None = None
        self._trouble = Prose(look="danger")
        self._trouble.hide()
        self.foot = label(foot, look="muted")
        self.discard_button = QPushButton(_("Descartar"))
        self.save_button = QPushButton(_("Guardar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._footer())
        finish_with(self.save_button, "Ctrl+S")
        # After the layout has come to what has grown; a timer of its own goes with the form.
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(0)
        self._following.timeout.connect(self._show_focus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._following.start)
        self.area.verticalScrollBar().rangeChanged.connect(self._following.start)

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setMaximumWidth(_MOST_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addLayout(self.above)
        column.addLayout(self.grid)
        column.addWidget(self._trouble)
        column.addStretch()
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _head(self) -> QHBoxLayout:
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setIcon(self.kit.icons.icon("x"))
        close.setIconSize(QSize(16, 16))
        close.setFixedSize(28, 28)
        close.setToolTip(_("Cerrar y dejar como borrador (Esc)"))
        close.setAccessibleName(_("Cerrar y dejar como borrador"))
        close.clicked.connect(self.put_aside)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self.state)
        row.addWidget(close)
        return row

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setObjectName("footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setFixedHeight(56)
        self.discard_button.setToolTip(_("Borra lo que escribió aquí"))
        self.discard_button.clicked.connect(self.discarded)
        self.save_button.setProperty("look", "primary")
        self.save_button.setFont(fonts.font(semibold=True))
        self.save_button.setToolTip(_("Guardar (Ctrl+S)"))
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.foot)
        row.addStretch()
        row.addWidget(self.discard_button)
        row.addWidget(self.save_button)
        return footer

    def give_rest_to(self, part: QLayout) -> None:
        """The height that nothing needs goes to a part of the form, instead of staying empty below."""
        inside = self.area.widget()
        column = inside.layout() if inside is not None else None
        assert isinstance(column, QVBoxLayout)
        column.setStretchFactor(part, 1)

    def show_title(self, title: str) -> None:
        """Say on top what is being made."""
        self._title.set_text(title)
        self.setAccessibleName(title)

    def add_field(self, code: str, field: Field, row: int) -> None:
        """Put a field into a row of the grid, its name before it."""
        self.fields[code] = field
        caption = label(field.name, look="muted")
        caption.setFixedHeight(HEIGHT)
        self.captions[code] = caption
        self.grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(field, row, 1)
        field.edited.connect(self._edited)
        field.escaped.connect(self._escaped)
        field.entered.connect(self._entered)
        field.left.connect(self._left)

    def start(self) -> None:
        """Be ready to be typed into."""
        next(iter(self.fields.values())).select()

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        return not any(text.strip() for field in self.fields.values() for text in field.texts())

    def make(self) -> Any:
        """What the fields make. Raises InvalidValue for what is wrong between them."""
        raise NotImplementedError

    def stop(self) -> None:
        """The form goes: nothing is looked for any more."""

    def show_state(self, sentence: str) -> None:
        """Say beside the title that the draft is kept."""
        self.state.setText(sentence)

    def show_trouble(self, sentence: str) -> None:
        """Say why it could not be saved."""
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))
        self._hold(held=False)

    def _waiting(self) -> Any:
        """A field that has still to hear from the base what was meant; None if there is none."""
        return next((picker for picker in self.findChildren(Picker) if picker.waits), None)

    @Slot()
    def save(self) -> None:
        """Save, or say under each field why it cannot be kept; what was taken before it was found is waited for."""
        if not self.save_button.isEnabled():
            return
        waiting = self._waiting()
        if waiting is not None:
            waiting.settled.connect(self.save, Qt.ConnectionType.SingleShotConnection)
            return
        self.show_trouble("")
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            wrong[0].select()
            return
        try:
            new = self.make()
        except InvalidValue as error:
            self.show_trouble(str(error))
            return
        self._hold(held=True)
        self.stop()
        self.saving.emit(new)

    def _hold(self, *, held: bool) -> None:
        """Let nothing be typed while it is being saved: it would not be in what is kept."""
        inside = self.area.widget()
        assert inside is not None
        focused = QApplication.focusWidget()
        if held and focused is not None and self.isAncestorOf(focused):
            self._typed_into = focused
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would leave for the rest of the window
        for part in (inside, self.save_button):
            part.setEnabled(not held)
        typed_into = self._typed_into
        if not held and typed_into is not None:
            self._typed_into = None
            if self.hasFocus():
                typed_into.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_focus(self) -> None:
        """Bring what is being typed into sight: fields above it grow, and Enter goes where Tab would have scrolled."""
        focused = QApplication.focusWidget()
        inside = self.area.widget()
        if focused is not None and inside is not None and inside.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, _AROUND_FOCUS)

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()

    @Slot()
    def _left(self) -> None:
        for field in self.fields.values():
            if not field.holds(QApplication.focusWidget()) and any(text.strip() for text in field.texts()):
                field.check()

    @Slot()
    def _entered(self) -> None:
        """Enter goes on to the next field, or part of one, and saves from the last one."""
        stops = [stop for field in self.fields.values() for stop in field.stops]
        here = next((n for n, stop in enumerate(stops) if stop.holds(self.focusWidget())), 0)
        if here + 1 < len(stops):
            stops[here + 1].select()
        else:
            self.save()

    @Slot()
    def _escaped(self) -> None:
        self.put_aside.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever in the form: it goes, its draft stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside.emit()
        else:
            super().keyPressEvent(event)
