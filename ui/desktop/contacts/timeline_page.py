"""The Actividad tab: the timeline of a contact, narrowed by kind and by words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from crm.timeline import KINDS
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.contacts.timeline_list import Opens, TimelineList
from ui.desktop.flow import FlowLayout
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.timeline import Timeline

_PAUSE_MS = 150
_FIELD_WIDTH = 240


class _Words(QLineEdit):
    """Down goes to the entries; Esc empties the field before it leaves."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TimelinePage(QWidget):
    """``searched`` carries what is looked for in the timeline; ``opened`` a Reference to what an entry tells,
    ``untie_wanted`` to what is not to be tied to the contact any more.
    """

    searched = Signal(str)
    opened = Signal(object)
    untie_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, opens: Opens) -> None:
        super().__init__()
        self._timeline: Timeline | None = None
        self._kind = ""
        self._offered: tuple[str, dict[str, int]] | None = None
        self._kinds: QWidget | None = None
        self.field = _Words()
        self.field.setProperty("look", "field")
        self.field.setFont(fonts.font())
        self.field.setFixedHeight(32)
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.field.setPlaceholderText(_("Buscar en la actividad"))
        self.field.setAccessibleName(_("Buscar en la actividad de este contacto"))
        self.field.setClearButtonEnabled(False)
        self.list = TimelineList(theme, icons, opens)
        self.list.opened.connect(self.opened)
        self.list.untie_wanted.connect(self.untie_wanted)
        self.nothing = Prose(look="muted")
        self.nothing.setContentsMargins(24, 16, 24, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.left_downwards.connect(self.list.setFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 16, 0, 0)
        self._column.setSpacing(8)
        field = QVBoxLayout()
        field.setContentsMargins(24, 0, 24, 0)
        field.addWidget(self.field)
        self._column.addLayout(field)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def begin(self) -> None:
        """Another contact: everything of it is shown."""
        self._kind = ""
        self._pause.stop()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def take_focus(self) -> None:
        """Stand on the first entry, or in the field where there is none."""
        where = self.list if self.list.entries else self.field
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        self.searched.emit(self.text)

    def show_timeline(self, timeline: "Timeline") -> None:
        """Show what there is, or what was found."""
        if timeline == self._timeline:
            return
        self._timeline = timeline
        if self._kind and not timeline.totals.get(self._kind):
            self._kind = ""
        if self._offered != (self._kind, timeline.totals):
            self._offered = self._kind, timeline.totals
            self._offer_kinds(timeline)
        self._show_chosen()
        if self.text:
            announce(self.list, self.nothing.plain_text or str(len(self.list.entries)))

    def _offer_kinds(self, timeline: "Timeline") -> None:
        """A button for each kind there is, with how many."""
        old, self._kinds = self._kinds, QWidget()
        within = old is not None and old.isAncestorOf(old.focusWidget() or self)
        row = QHBoxLayout(self._kinds)
        row.setContentsMargins(16, 0, 24, 0)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=4)
        row.addWidget(buttons)
        group = QButtonGroup(self._kinds)
        offered = {
            "": sum(timeline.totals.values()),
            **{code: timeline.totals.get(code, 0) for code in KINDS},
        }
        for code, total in offered.items():
            if code and not total:
                continue
            name = _(KINDS[code]) if code else _("Todo")
            button = QPushButton(f"{name}  {total:,}")
            button.setProperty("look", "segment")
            button.setProperty("kind", code)
            button.setCheckable(True)
            button.setAutoExclusive(True)  # one of several: so a screen reader says, too
            button.setChecked(code == self._kind)
            button.setAccessibleName(f"{name}, {total:,}")
            group.addButton(button)
            flow.addWidget(button)
        group.buttonClicked.connect(self._choose)
        self._column.insertWidget(1, self._kinds)
        self._kinds.setVisible(sum(timeline.totals.values()) > 0)
        QWidget.setTabOrder(self.field, group.buttons()[0])
        if old is not None:
            old.hide()
            old.deleteLater()
        checked = group.checkedButton()
        if within and checked is not None:
            checked.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self._kind = button.property("kind")
        assert self._timeline is not None
        self._offered = self._kind, self._timeline.totals
        self._show_chosen()

    def _show_chosen(self) -> None:
        assert self._timeline is not None
        entries = self._timeline.entries
        shown = tuple(entry for entry in entries if not self._kind or entry.kind == self._kind)
        self.list.show_entries(shown)
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.set_text("" if shown else self._why_nothing())

    def _why_nothing(self) -> str:
        if self.text:
            return _("Nada de este contacto coincide con «{text}»; escriba menos palabras.").format(
                text=self.text
            )
        return _(
            "Aquí aparece lo que pasa con este contacto: actividades, seguimientos, gestiones, giras, cargos y notas."
        )
