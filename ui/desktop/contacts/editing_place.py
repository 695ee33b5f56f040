"""A value in its place on the record: read first; a click, F2 or Enter makes it a field, leaving it saves it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.typed import Typed
from ui.desktop.fields.field import Field
from ui.desktop.icons import Icons

_Kind = TypeVar("_Kind", bound=QWidget)

_PENCIL = 20
_GAP = 4
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_OPENING = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Place(QAbstractButton):
    """Shows ``shown`` (nothing yet: None) until it is opened; then the field of ``edit``.

    For Qt it is a button: a screen reader says that the value can be pressed, and presses it to open it.
    """

    def __init__(
        self, edit: Edit, shown: QWidget | None, contact: int, editing: Editing, icons: Icons
    ) -> None:
        super().__init__()
        self.edit = edit
        self.field: Field | None = None
        self._shown = shown or QWidget()
        self._contact = contact
        self._editing = editing
        self._icons = icons
        self._initial: tuple[str, ...] = ()
        self._told = False
        self._saving = False
        self._tabbing = False
        self._pencil: QToolButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._shown)
        self._writing: QWidget | None = None
        self._beside = _last_part(self._shown)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self.open)
        self._make_readable()

    def hitButton(self, _position: QPoint) -> bool:  # noqa: N802 - as Qt calls it
        """The mouse presses the texts, not the room beside them."""
        return False

    @property
    def key(self) -> Key:
        """Which value this is."""
        return self.edit.key

    @property
    def is_held(self) -> bool:
        """Whether it is being saved: until the record is drawn anew nothing can be typed."""
        return self._saving

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "icon")
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(_PENCIL, _PENCIL)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _make_readable(self) -> None:
        self._column.setContentsMargins(0, 0, _PENCIL + _GAP, 0)  # the pencil's place
        links = _of_kind(Link, self._shown)
        labels = self._texts()
        for found in labels:
            found.setCursor(Qt.CursorShape.IBeamCursor)
        how = _("F2 para editar, Supr para quitar") if self.edit.removable else _("F2 para editar")
        texts = ", ".join(text for found in labels if (text := getattr(found, "plain_text", found.text())))
        if links:
            self.setFocusProxy(links[0])
            told = f"{self.edit.name}: {texts}" if texts else self.edit.name
            links[0].setAccessibleDescription(f"{told}. {how}")
            texts = ", ".join(part for part in (links[0].plain_text, texts) if part)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{self.edit.name}: {texts}")
        self.setAccessibleDescription(how)

    def _texts(self) -> list[QLabel]:
        return [found for found in _of_kind(QLabel, self._shown) if not isinstance(found.parent(), Link)]

    @Slot()
    def open(self) -> None:
        """Make the value a field, with its text selected."""
        if self._saving:
            return
        self.resume(Typed(self.edit), focus=True)

    def resume(self, typed: Typed, *, focus: bool) -> None:
        """Make the value a field in which something stands already."""
        if self.field is None:
            self._make_field()
        field = self.field
        assert field is not None
        if not typed.told:
            # What saving starts from is what the user saw when the field was opened, not what came since.
            self.edit = replace(self.edit, before=typed.edit.before)
        if typed.texts:
            field.set_texts(typed.texts)
        field.show_reason(typed.reason)
        self._told = typed.told
        if focus:
            field.select()
        self._remember()

    def _make_field(self) -> None:
        field = self.field = self.edit.make()
        if self.edit.value is not None:
            field.write(self.edit.value)
        self._initial = field.texts()
        self._writing = QWidget()
        column = QVBoxLayout(self._writing)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(field)
        if self.edit.removable:
            # Below the field, where no pencil was: the second click of a double one must not take the value away.
            remove = _RemoveButton(self._icons, _("Quitar {name} (Supr)").format(name=self.edit.name.lower()))
            remove.clicked.connect(self.remove)
            column.addWidget(remove, 0, Qt.AlignmentFlag.AlignRight)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown.hide()
        self._hide_pencil()
        self._column.addWidget(self._writing)
        # At once, not when the layout comes to it: the next key may be a Tab.
        self._writing.show()
        self._chain()
        # The place itself is no stop on the way from control to control while it is open.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(field)
        field.left.connect(self._left)
        field.entered.connect(self._entered)
        field.escaped.connect(self.take_back)

    def _chain(self) -> None:
        """Tab goes through the field where the value stands: new widgets would come after all others."""
        previous = [self, *_stops(self._shown)][-1]
        for control in _stops(self._writing):
            QWidget.setTabOrder(previous, control)
            previous = control

    def put_away(self) -> Typed | None:
        """Stop listening, as the record is about to be drawn anew; return what stands in the field if it is open."""
        if self.field is None or self._saving:
            typed = None
        else:
            typed = self._typed()
            self._remember()
        if self.field is not None:
            self.field.blockSignals(True)
        return typed

    def _typed(self) -> Typed:
        assert self.field is not None
        return Typed(self.edit, self.field.texts(), self.field.reason, self._told)

    def _remember(self) -> None:
        self._editing.remember(self._contact, self._typed())

    @Slot()
    def _left(self) -> None:
        tabbing, target = self._tabbing, _place_of(QApplication.focusWidget())
        self.commit()
        if tabbing and target is not None and target.field is None and target is not self:
            target.open()

    @Slot()
    def _entered(self) -> None:
        self.commit()
        if self.field is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save what is typed, if it is new and can be kept; else the reason stands below, and the field stays."""
        field = self.field
        if field is None or self._saving:
            return
        if field.texts() == self._initial:
            self._close()
        elif not field.check():
            self._remember()
        else:
            self._hold()
            self._editing.save(self._contact, self._typed(), self.edit.after(field.read()))

    def _hold(self) -> None:
        """Let nothing be typed until it is saved or cannot be: it would not be in what is kept."""
        self._saving = True
        if self._writing is None:
            return
        focused = QApplication.focusWidget()
        within = focused is not None and self._writing.isAncestorOf(focused)
        self.setFocusProxy(None)  # type: ignore[arg-type]
        if within:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the record is drawn anew, and looks for it here
        self._writing.setEnabled(False)

    @Slot()
    def take_back(self) -> None:
        """Close the field; what was typed is gone, as whoever typed it wants."""
        if self._saving:
            return
        self._close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def remove(self) -> None:
        """Take the value away, as one operation that undo brings back."""
        if self.edit.removable and not self._saving:
            self._hold()
            self._editing.save(self._contact, Typed(self.edit, told=self._told), None)

    def _close(self) -> None:
        self._editing.forget(self._contact, self.key)
        writing, self._writing, self.field = self._writing, None, None
        if writing is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and writing.isAncestorOf(focused)
        self._shown.show()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self._make_readable()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        writing.hide()
        self._column.removeWidget(writing)
        writing.deleteLater()
        if self.edit.value is None and not self.edit.removable and self.key[1] == 0:
            # Nothing is shown here: the place goes with the field.
            QTimer.singleShot(0, self._tell_closed)

    @Slot()
    def _tell_closed(self) -> None:
        self._editing.opened.emit(self._contact)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - as Qt calls it
        """Tab, on its way out of an open field: the next value is opened."""
        self._tabbing = self.field is not None
        try:
            return super().focusNextPrevChild(forward)
        finally:
            self._tabbing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter open the value, Delete takes it away."""
        if self.field is None and event.key() in _OPENING and not event.modifiers():
            self.open()
        elif self.field is None and event.key() == Qt.Key.Key_Delete and self.edit.removable:
            self.remove()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the text opens it, unless it is being selected."""
        if (
            isinstance(event, QMouseEvent)  # asked first: it is far quicker than its type, and most are none
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(watched, QLabel)
            and event.button() == Qt.MouseButton.LeftButton
            and not watched.hasSelectedText()
            and watched.rect().contains(event.position().toPoint())
        ):
            QTimer.singleShot(0, self.open)
        elif watched is self._beside and event.type() in _MOVING:
            self._put_pencil()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pencil shows under the mouse."""
        super().enterEvent(event)
        if self.field is None:
            self._listen()
            if self._pencil is None:
                name = self.edit.name.lower()
                self._pencil = self._button("pencil", _("Editar {name} (F2)").format(name=name))
                self._pencil.setParent(self)
                self._pencil.clicked.connect(self.open)
            self._put_pencil()
            self._pencil.show()
            self._pencil.raise_()

    def _listen(self) -> None:
        """Hear of the texts under the mouse, and of what the pencil stands beside, which moves and grows as the layout
        comes to it. Not before: a hundred events come of showing a record, each to wait for its turn of Python.
        """
        for found in (*self._texts(), self._beside):
            found.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pencil stays beside the value."""
        super().resizeEvent(event)
        self._put_pencil()

    def _put_pencil(self) -> None:
        if self._pencil is None or self.field is not None:
            return
        part = self._beside
        wide = part.width() if isinstance(part, QToolButton) else min(part.width(), part.sizeHint().width())
        end = part.mapTo(self, QPoint(wide, 0))
        self._pencil.move(min(end.x() + _GAP, self.width() - _PENCIL), end.y())

    def leaveEvent(self, event: QEvent) -> None:
        """And goes with it."""
        super().leaveEvent(event)
        self._hide_pencil()

    def _hide_pencil(self) -> None:
        if self._pencil is not None:
            self._pencil.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the value that has the focus."""
        if self.field is not None or not self.hasFocus() or self.focusProxy() is not None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._editing.kit.theme.tokens.sel))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)


class _RemoveButton(QPushButton):
    """Takes the value away. A double click is not meant for it: it begins on what stood there before the field."""

    def __init__(self, icons: Icons, tip: str) -> None:
        super().__init__(_("Quitar"))
        self.setProperty("look", "link")
        self.setIcon(icons.icon("trash-2", "accent"))
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing, for it, and for what lies under it."""
        event.accept()


def _last_part(shown: QWidget) -> QWidget:
    """What ends the first line of a value: its copy button, or its first text."""
    buttons = [found for found in shown.findChildren(QToolButton) if found.property("look") == "icon"]
    texts = [found for found in _of_kind(QLabel, shown) if not isinstance(found.parent(), Link)]
    return next(iter([*buttons, *_of_kind(Link, shown), *texts]), shown)


def _of_kind(kind: type[_Kind], widget: QWidget) -> list[_Kind]:
    return [*([widget] if isinstance(widget, kind) else []), *widget.findChildren(kind)]


def _stops(widget: QWidget | None) -> list[QWidget]:
    if widget is None:
        return []
    window = widget.window()  # the list of a choice is a window of its own
    found = [child for child in widget.findChildren(QWidget) if child.window() is window]
    return [
        child
        for child in found
        if child.focusProxy() is None and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _place_of(widget: QWidget | None) -> Place | None:
    while widget is not None and not isinstance(widget, Place):
        widget = widget.parentWidget()
    return widget


def focused_place(places: Sequence[Place]) -> Place | None:
    """The place that has the focus, or the control in it."""
    found = _place_of(QApplication.focusWidget())
    return found if found in places else None
