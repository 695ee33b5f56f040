"""The head of a record: who or what it is, above its parts."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.categories import SHORT_NAMES
from crm.contact_record import ContactRecord
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.back_button import BackButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.standing import stand_in
from ui.desktop.theme import Theme


class Dot(QWidget):
    """The dot of a category, always followed by its word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.category = ""
        self.setFixedSize(8, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing, for a contact of no category."""
        colour = self._theme.tokens.categories.get(self.category)
        if colour is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(0, 6, 8, 8))


class Head(QWidget):
    """Category, kind and place on one line; the name under it, as long as it is."""

    back = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._back = BackButton(icons, _("Volver a la lista"), _("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self._dot = Dot(theme)
        self._icons = icons
        self._identity: QWidget = QWidget()
        self._name: QWidget = QWidget()
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._identity, 1)
        self.places: list[Place] = []
        self._trashed = label(_("Está en la papelera."), look="warn")
        self._column = column = self._back.stand_over(self)
        column.addLayout(self._line)
        column.addWidget(self._name)
        column.addWidget(self._trashed)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in the order in which it stands."""
        return [self._back, *self.places]

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: ContactRecord, editing: Editing | None) -> None:
        """Fill in; with ``editing``, name and categories can be edited where they stand."""
        self._dot.category = record.category
        self._dot.setVisible(bool(record.category))
        self._dot.update()
        words = [SHORT_NAMES[code] for code in (record.category, *record.further_categories) if code]
        parts = [", ".join(words), record.kind_name, record.place]
        identity = Prose("\u2002·\u2002".join(part for part in parts if part), look="muted")
        name = Prose(record.title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.places = []
        # The category of who has none is added below, as all that is not known yet.
        shown = self._place(record, "categories", identity, editing if record.category else None)
        self._identity = stand_in(self._line, self._identity, shown)
        self._name = stand_in(self._column, self._name, self._place(record, "name", name, editing))
        self._trashed.setVisible(record.trashed)

    def _place(self, record: ContactRecord, field: str, shown: QWidget, editing: Editing | None) -> QWidget:
        if editing is None or record.trashed:
            return shown
        place = Place(editing.edit_of(record, field), shown, record.id, editing, self._icons)
        self.places.append(place)
        return place
