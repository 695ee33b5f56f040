"""A contact's record, to read: who it is on top, then what is known, then what was done to it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.categories import SHORT_NAMES
from crm.contact_history import HistoryEntry
from crm.contact_record import ContactRecord
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.history import HistoryList
from ui.desktop.contacts.sheet import RecordSheet, RelationsSheet
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.theme import Theme

_SHEET, _RELATIONS, _HISTORY = "ficha", "relaciones", "historial"


class _Dot(QWidget):
    """The dot of a category, always followed by its word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.category = ""
        self.setFixedSize(8, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = self._theme.tokens.categories.get(self.category)
        if colour is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(0, 6, 8, 8))


class _Head(QWidget):
    """Category, kind and place on one line; the name under it, as long as it is."""

    back = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._back = QToolButton()
        self._back.setProperty("look", "back")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setIcon(icons.icon("arrow-left"))
        self._back.setIconSize(QSize(16, 16))
        self._back.setText(_("Volver a la lista"))
        self._back.setToolTip(_("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self._dot = _Dot(theme)
        self._identity = Prose(look="muted")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._identity, 1)
        self.name = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self._trashed = label(_("Está en la papelera."), look="warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(4)
        column.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        column.addWidget(self.name)
        column.addWidget(self._trashed)

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: ContactRecord) -> None:
        """Fill in."""
        self._dot.category = record.category
        self._dot.setVisible(bool(record.category))
        self._dot.update()
        words = [SHORT_NAMES[code] for code in (record.category, *record.further_categories) if code]
        identity = [", ".join(words), record.kind_name, record.place]
        self._identity.set_text("\u2002·\u2002".join(part for part in identity if part))
        self.name.set_text(record.title)
        self._trashed.setVisible(record.trashed)


class _Tabs(QTabBar):
    """Tabs with the width of their semibold text, so that none moves or is cut when it is chosen."""

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - as Qt calls it
        size = super().tabSizeHint(index)
        text = self.tabText(index)
        bold = fonts.metrics(semibold=True).horizontalAdvance(text)
        regular = fonts.metrics().horizontalAdvance(text)
        return QSize(size.width() + max(0, bold - regular), size.height())


class _Line(QWidget):
    """The line under the tabs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(24, 0, self.width() - 48, 1, QColor(self._theme.tokens.line))


class RecordView(QWidget):
    """A record. ``contact_wanted`` carries an id that was clicked, ``history_wanted`` one whose history is looked
    at, ``return_wanted`` an earlier value to go back to, ``back`` asks for the list.
    """

    contact_wanted = Signal(object)
    history_wanted = Signal(object)
    return_wanted = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._record: ContactRecord | None = None
        self._history_of = 0
        self.head = _Head(theme, icons)
        self.head.back.connect(self.back)
        self.tabs = _Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFont(fonts.font())
        self.tabs.setAccessibleName(_("Partes de la ficha"))
        self.tabs.currentChanged.connect(self._tab_changed)
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.history = HistoryList(theme)
        self.history.return_wanted.connect(self.return_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self.history)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 0)
        bar.addWidget(self.tabs)
        bar.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(bar)
        column.addWidget(_Line(theme))
        column.addWidget(self._pages, 1)

    def show_back(self, shown: bool) -> None:
        """Whether one can go back to a hidden list."""
        self.head.show_back(shown)

    def show_record(self, record: ContactRecord) -> None:
        """Show a contact, on the tab one was on if it has that one."""
        tab = self._tab()
        same = self._record is not None and self._record.id == record.id
        offset = self._body.verticalScrollBar().value() if same else 0
        if not same:
            self.history.show_entries(())
        self._record = record
        self._history_of = 0
        self.head.show_record(record)
        self._fill_tabs(record, tab)
        self._show_tab()
        self._body.verticalScrollBar().setValue(offset)

    def show_history(self, contact: int, entries: tuple[HistoryEntry, ...]) -> None:
        """The history that was asked for."""
        if self._record is not None and self._record.id == contact:
            self.history.show_entries(entries)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        (self._body if self._tab() != _HISTORY else self.history).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_tab(self, code: str) -> None:
        """Go to a part: ``ficha``, ``relaciones`` or ``historial``."""
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == code:
                self.tabs.setCurrentIndex(number)

    def _fill_tabs(self, record: ContactRecord, tab: str) -> None:
        parts = [(_SHEET, _("Ficha"))]
        if record.relations:
            parts.append((_RELATIONS, _("Relaciones") + f"  {len(record.relations)}"))
        parts.append((_HISTORY, _("Historial")))
        if [name for _code, name in parts] == [self.tabs.tabText(n) for n in range(self.tabs.count())]:
            return
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for code, name in parts:
            number = self.tabs.addTab(name)
            self.tabs.setTabData(number, code)
            if code == tab:
                self.tabs.setCurrentIndex(number)
        self.tabs.blockSignals(False)

    def _tab(self) -> str:
        return self.tabs.tabData(self.tabs.currentIndex()) or _SHEET

    @Slot(int)
    def _tab_changed(self, _number: int) -> None:
        self._show_tab()

    def _show_tab(self) -> None:
        record = self._record
        if record is None:
            return
        if self._tab() == _HISTORY:
            self._pages.setCurrentWidget(self.history)
            if self._history_of != record.id:
                self._history_of = record.id
                self.history_wanted.emit(record.id)
            return
        self._pages.setCurrentWidget(self._body)
        kind = RelationsSheet if self._tab() == _RELATIONS else RecordSheet
        sheet = kind(record, self._theme, self._icons)
        sheet.contact_wanted.connect(self.contact_wanted)
        self._body.setWidget(sheet)
