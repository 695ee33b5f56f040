"""A field that holds a person, an institution or a group, searched for as one types; or makes one on the spot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from shiboken6 import isValid

from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import HEIGHT
from ui.desktop.fields.popup import Popup
from ui.desktop.fields.source import ICONS, RECORD, Suggestion
from ui.desktop.fields.typed_line import TypedLine
from ui.desktop.key_names import shown
from ui.desktop.lanes import Ticket

_SHOWN = 6
_MADE = ("person", "organization", "group")
_OF_EACH = 3
"""Records shown of each sort, where one of any sort can be chosen."""
_WAIT_MS = 60


class FramedLine(QWidget):
    """A line with something beside it, in one frame."""

    def __init__(self, kit: Kit, placeholder: str) -> None:
        super().__init__()
        self._kit = kit
        self.line = TypedLine()
        self.line.setProperty("look", "inside")
        self.line.setFont(fonts.font())
        self.line.setPlaceholderText(placeholder)
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 0, 6, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.line, 1)
        self.line.installEventFilter(self)
        kit.theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame shows the line's state."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.DynamicPropertyChange):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame; twice as wide while one types, in the colour of danger when wrong."""
        tokens = self._kit.theme.tokens
        here = self.line.hasFocus()
        width = 2 if here else 1
        colour = tokens.danger if self.line.property("wrong") else tokens.accent if here else tokens.field
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour if self.isEnabled() else tokens.line), width))
        painter.setBrush(QColor(tokens.surface if self.isEnabled() else tokens.bg))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)


class Picker(Field):
    """Holds a Reference. ``kind`` is person, organization, group, RECORD, or empty for persons and organisations; a
    source may know others.

    With ``creates``, Ctrl+Enter or the last suggestion takes what is typed as the name of somebody new, whom
    saving makes. ``picked`` carries the Reference; ``settled`` comes when what was taken before the answer was there
    has been found, or not.
    """

    picked = Signal(object)
    settled = Signal()

    def __init__(
        self,
        name: str,
        kit: Kit,
        kind: str,
        *,
        placeholder: str = "",
        creates: bool = True,
        required: str = "",
    ) -> None:
        super().__init__(name, kit)
        self._kind = kind
        self._creates = creates
        self._required = required
        self._held: Reference | None = None
        self._ticket: Ticket | None = None
        self._takes: Qt.Key | None = None  # the key that took the first of those still to come
        self._frame = FramedLine(kit, placeholder or _("Escriba para buscar"))
        self.line = self._frame.line
        self._clear = QToolButton()
        self._clear.setProperty("look", "icon")
        self._clear.setIcon(kit.icons.icon("x"))
        self._clear.setIconSize(QSize(14, 14))
        self._clear.setFixedSize(20, 20)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setAccessibleName(_("Quitar {name}").format(name=name))
        self._clear.setToolTip(_("Quitar"))
        self._clear.clicked.connect(self._cleared)
        self._clear.hide()
        self._frame.row.addWidget(self._clear)
        self.body.addWidget(self._frame)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.popup = Popup(self._frame, kit, _("Coincidencias"))
        self.popup.chosen.connect(self._choose)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.line.textEdited.connect(self._typed)
        self.left.connect(self._gone_on)

    def read(self) -> Reference | None:
        """Who was picked. Raises InvalidValue for a name that is typed but was not picked nor made."""
        text = " ".join(self.line.text().split())
        if not text:
            if self._required:
                raise InvalidValue(self._required)
            return None
        if self._held is not None:
            return self._held
        if self._creates and self._kind in _MADE:
            raise InvalidValue(
                _("Elija a «{text}» de la lista, o créelo con {keys}.").format(
                    text=text, keys=shown("Ctrl+Return")
                ),
                "",
                text,
            )
        raise InvalidValue(_("«{text}» no está elegido; tómelo de la lista.").format(text=text), "", text)

    def write(self, value: Reference | None) -> None:
        """Show a record, or nobody."""
        self._held = value
        self.line.setText(value.name if value is not None else "")
        self.line.setCursorPosition(0)
        self._show_held()

    def texts(self) -> tuple[str, ...]:
        """The name as typed, and the id and kind of who was picked."""
        held = self._held
        return (self.line.text(), "" if held is None else str(held.id), "" if held is None else held.kind)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back who was picked, or what was typed."""
        text, number, kind = texts
        if number:
            self.write(Reference(int(number), text, kind))
        else:
            self._held = None
            self.line.setText(text)
            self._show_held()

    def _show_held(self) -> None:
        self._clear.setVisible(bool(self.line.text()))
        new = self._held is not None and not self._held.id
        self.show_hint(_("Se creará al guardar.") if new else "")

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._held = self._takes = None
        self._show_held()
        self.changed()
        if fold(text):
            self._timer.start()
        else:
            self._close()

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        text, kind, source = self.line.text(), self._kind, self.kit.source

        limit = _OF_EACH if kind == RECORD else _SHOWN

        def find(_ticket: Ticket) -> tuple[str, Sequence[Suggestion]]:
            return text, source.find(text, kind, limit)

        self.kit.lane.cancel(self._ticket)
        self._ticket = self.kit.lane.submit(find, self._found, failed=self._not_found)

    def _found(self, answer: tuple[str, Sequence[Suggestion]]) -> None:
        self._ticket = None
        text, rows = answer
        if not isValid(self):  # gone before the answer came
            return
        if text != self.line.text():
            return
        if self._takes is not None:
            self._take_first(rows, text)
        elif self.line.hasFocus():
            self.popup.show_rows([*rows, *self._makers(text)], text)

    def _take_first(self, rows: Sequence[Suggestion], text: str) -> None:
        """Who typed faster than the base answers meant the one that would have been marked."""
        found = list(rows) if self._takes == Qt.Key.Key_Tab else [*rows, *self._makers(text)]
        self._takes = None
        if found:
            self._choose(found[0])
        else:
            self.check()
        self.settled.emit()

    def _not_found(self, error: Exception) -> None:
        self._ticket = self._takes = None
        if isValid(self):
            self.show_reason(str(error))
            self.settled.emit()

    def _makers(self, text: str) -> list[Suggestion]:
        if not self._creates:
            return []
        name = " ".join(text.split())
        words = {
            "person": _("Crear a la persona «{name}»"),
            "organization": _("Crear la institución «{name}»"),
            "group": _("Crear el grupo «{name}»"),
        }
        kinds = [self._kind] if self._kind in _MADE else ["person", "organization"]
        return [
            Suggestion(
                words[kind].format(name=name),
                Reference(0, name, kind),
                trailing=shown("Ctrl+Return") if kind == kinds[0] else "",
                icon="plus" if kind == "group" else {"person": "user-plus"}.get(kind, ICONS[kind]),
                action=True,
            )
            for kind in kinds
        ]

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        assert isinstance(suggestion.value, Reference)
        self._close()
        self.write(suggestion.value)
        self.show_reason("")
        self._show_held()
        self.edited.emit()
        self.picked.emit(suggestion.value)

    @Slot()
    def _cleared(self) -> None:
        self.write(None)
        self.line.setFocus()
        self.changed()

    @property
    def waits(self) -> bool:
        """Whether somebody was taken before the base answered."""
        return self._takes is not None

    @property
    def _awaited(self) -> bool:
        """Whether suggestions for what is typed are still to come."""
        return self._timer.isActive() or self._ticket is not None

    def _take(self, key: Qt.Key) -> None:
        self._takes = key
        if self._timer.isActive():
            self._search()

    @Slot()
    def _gone_on(self) -> None:
        self.popup.hide()
        if not self.waits:
            self._close()

    @Slot()
    def _close(self) -> None:
        self._takes = None
        self._timer.stop()
        self.kit.lane.cancel(self._ticket)
        self._ticket = None
        self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter makes somebody here before it finishes the form around."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and watched is self.line
            and self._held is None
            and self._makers(self.line.text().strip())
            and self.line.text().strip()
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def key_pressed(self, control: QObject, event: QKeyEvent) -> bool:
        """Down and Up go through the suggestions, Enter and Tab take one, Ctrl+Enter makes one, Esc hides them.

        Enter and Tab may come before the suggestions do.
        """
        key, open_ = event.key(), self.popup.isVisible()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if open_:
                self.popup.move_current(1 if key == Qt.Key.Key_Down else -1)
            elif self.line.text().strip():
                self._search()
            return True
        makers = self._makers(self.line.text()) if self.line.text().strip() and self._held is None else []
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and makers:
            self._choose(makers[0])
            return True
        if self._awaited and not self.waits and (enter or key == Qt.Key.Key_Tab):
            # What is marked, if anything is, was found for less than is typed now.
            self._take(Qt.Key(key))
            return enter
        if open_ and enter and self.popup.current is not None:
            self._choose(self.popup.current)
            return True
        if (open_ or self.waits) and key == Qt.Key.Key_Escape:
            self._close()
            return True
        if open_ and key == Qt.Key.Key_Tab and self.popup.current and not self.popup.current.action:
            self._choose(self.popup.current)
        return super().key_pressed(control, event)


class RecordPicker(Picker):
    """Holds a Reference to a record of any kind, found as the palette finds them, sort by sort."""

    def __init__(self, name: str, kit: Kit, *, required: str = "") -> None:
        super().__init__(
            name,
            kit,
            RECORD,
            placeholder=_("Persona, institución, actividad, gestión…"),
            creates=False,
            required=required,
        )
