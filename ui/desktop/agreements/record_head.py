"""The head of an agreement: what it is, its name, what is done most with it; its stages and the next step."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.categories import SHORT_NAMES
from crm.printing.catalog import Wanted
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.agreements.next_strip import NextStrip
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.agreements.step_codes import ADD, code, steps
from ui.desktop.agreements.way import Way
from ui.desktop.agreements.words import kind_parts
from ui.desktop.back_button import BackButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place
from ui.desktop.contacts.record_head import Dot
from ui.desktop.flow import FlowLayout
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.standing import stand_in
from ui.desktop.theme import Theme

SHEET_PAGE = "ficha"
FOLLOW_UP = "seguimiento"
_BETWEEN = "\u2002·\u2002"
_BESIDE_FROM = 880
"""Pixels from which on the buttons stand beside the name."""


class AgreementHead(QWidget):
    """``back`` asks for the list, ``wanted`` carries the code of a step, ``print_wanted`` the page to be printed;
    ``activity_wanted`` asks for a new activity under the agreement, ``follow_up_wanted`` for a follow-up about it.
    """

    back = Signal()
    wanted = Signal(str)
    print_wanted = Signal(object)
    activity_wanted = Signal()
    follow_up_wanted = Signal()

    def __init__(self, record: QWidget, theme: Theme, icons: Icons) -> None:
        """``record`` is where the keys of the next step work."""
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._shown: ShownAgreement | None = None
        self._editable = False
        self.places: list[Place] = []
        self._back = BackButton(icons, _("Volver a la lista"), _("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self.identity = label("", look="muted")
        self._dot = Dot(theme)
        self._category = label("", look="muted")
        self._title: QWidget = QWidget()
        self.caution = Prose(_("Se registra y no se cuenta como del Instituto."), look="muted")
        self._buttons = self._make_buttons()
        self.way = Way(theme, icons)
        self.way.wanted.connect(self.wanted)
        self.next = NextStrip(record, theme)
        self.next.wanted.connect(self.wanted)
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        flow.addWidget(self.identity)
        flow.addWidget(self._kind_of_others())
        self._names = QVBoxLayout()
        self._names.setSpacing(4)
        self._names.addWidget(line)
        self._names.addWidget(self._title)
        self._names.addWidget(self.caution)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(24)
        self._top.addLayout(self._names, 1)
        self._top.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        column = self._back.stand_over(self)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addSpacing(16)
        column.addWidget(self.way)
        column.addSpacing(12)
        column.addWidget(self.next)

    def _kind_of_others(self) -> QWidget:
        """The dot of a category, and its word."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._dot)
        row.addWidget(self._category)
        return box

    def _make_buttons(self) -> QWidget:
        self.activity_button = QPushButton(_("Registrar actividad"))
        self.activity_button.setIcon(self._icons.icon("calendar-plus", "text"))
        self.activity_button.setIconSize(BESIDE_TEXT)
        self.activity_button.setToolTip(_("Anotar una actividad bajo este convenio"))
        self.activity_button.clicked.connect(self.activity_wanted)
        self.print = QPushButton(_("Imprimir ficha"))
        self.print.setIcon(self._icons.icon("printer", "text"))
        self.print.setIconSize(BESIDE_TEXT)
        self.print.setProperty("look", "outline")
        self.print.setToolTip(_("Ver la ficha como se imprime, guardarla en PDF o imprimirla (Ctrl+P)"))
        self.print.clicked.connect(self._print)
        self.more = QToolButton()
        self.more.setProperty("look", "bare")
        self.more.setIcon(self._icons.icon("ellipsis", "text"))
        self.more.setIconSize(QSize(16, 16))
        self.more.setFixedSize(32, 32)
        self.more.setToolTip(_("Más que se puede hacer con este convenio"))
        self.more.setAccessibleName(_("Más acciones"))
        self.more.clicked.connect(self._open_menu)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.activity_button, self.print, self.more):
            row.addWidget(button)
        row.addStretch()
        return box

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: ShownAgreement, editing: Editing | None) -> None:
        """Fill in; with ``editing``, the name can be edited where it stands and steps can be taken."""
        whole = record.whole
        self._shown, self._editable = record, editing is not None
        category = whole.categories[0] if whole.categories else ""
        self._dot.category = category
        self._dot.setVisible(bool(category))
        self._dot.update()
        self._category.setText(", ".join(SHORT_NAMES[one] for one in whole.categories))
        parts = _BETWEEN.join(kind_parts(whole))
        self.identity.setText(parts + (_BETWEEN.rstrip("\u2002") if category else ""))
        title: QWidget = Prose(
            record.title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True, breaks_words=True
        )
        self.places = []
        if editing is not None:
            title = Place(editing.edit_of(record, "title"), title, record.id, editing, self._icons)
            self.places.append(title)
        self._title = stand_in(self._names, self._title, title)
        self.caution.setVisible(whole.own["of_others"])
        self.activity_button.setVisible(self._editable)
        self.more.setVisible(self._editable)
        self.way.show_way(whole, editable=self._editable)
        self.next.show_step(whole, record.today, editable=self._editable)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in the order in which it stands."""
        buttons = (self.activity_button, self.print, self.more)
        return [self._back, *self.places, *buttons, *self.way.points, self.next.circle, self.next.sentence]

    def menu(self) -> SpokenMenu:
        """What else can be done, made each time it is opened: the stages that can follow come first."""
        menu = SpokenMenu(self)
        menu.setAccessibleName(_("Más acciones"))
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        if self._shown is None:
            return menu
        for step, words in steps(self._shown.whole).items():
            menu.addAction(words).setData(step)
        menu.addSeparator()
        for field, words in (
            ("obligations", _("Agregar una obligación…")),
            ("amendments", _("Agregar un modificatorio…")),
            ("work", _("Agregar al programa de trabajo…")),
        ):
            menu.addAction(words).setData(code(ADD, field))
        menu.addAction(_("Nuevo seguimiento")).setData(FOLLOW_UP)
        return menu

    @Slot()
    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    @Slot(QAction)
    def _chosen(self, item: QAction) -> None:
        if item.data() == FOLLOW_UP:
            self.follow_up_wanted.emit()
        else:
            self.wanted.emit(item.data())

    @Slot()
    def _print(self) -> None:
        if self._shown is not None:
            self.print_wanted.emit(Wanted(SHEET_PAGE, self._shown.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons beside the name where there is room, else under it."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        ways = QBoxLayout.Direction
        wanted = ways.LeftToRight if beside else ways.TopToBottom
        if self._top.direction() != wanted:
            self._top.setDirection(wanted)
            self._top.setSpacing(24 if beside else 8)
