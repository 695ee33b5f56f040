"""Administración: a list of what can be done there, each a page of its own with a way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.back_button import BEFORE_ARROW, BackButton
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.about_page import AboutPage
    from ui.desktop.exporting.job import ExportJob
    from ui.desktop.exporting.page import ExportPage
    from ui.desktop.importing.page import ImportPage
    from ui.desktop.settings_page import SettingsPage
    from ui.desktop.trash.page import TrashPage
    from ui.desktop.writing import Writing

IMPORT, EXPORT, TRASH, SETTINGS, MANUAL, ABOUT = (
    "importar",
    "exportar",
    "papelera",
    "ajustes",
    "manual",
    "acerca",
)


_BUTTON = 224


class Section(NamedTuple):
    """Something that can be done: ``code`` says which page it opens."""

    code: str
    name: str
    icon: str
    what: str


def sections() -> tuple[Section, ...]:
    """Everything that stands in Administración, in order."""
    return (
        Section(
            IMPORT,
            _("Importar"),
            "upload",
            _(
                "Contactos, actividades y convenios, de hojas de cálculo, tarjetas o calendarios; antes se ensaya y se"
                " corrige."
            ),
        ),
        Section(
            EXPORT,
            _("Exportar"),
            "download",
            _(
                "Contactos, actividades, seguimientos, gestiones, giras y convenios, con las columnas que elija."
            ),
        ),
        Section(
            TRASH,
            _("Papelera"),
            "trash-2",
            _("Lo que se quitó de las listas; de aquí vuelve a ellas."),
        ),
        Section(
            SETTINGS,
            _("Ajustes, base y respaldos"),
            "settings",
            _("Tema, tamaño del texto, dónde está la base y cuándo se respaldó."),
        ),
        Section(
            MANUAL, _("Manual"), "book-open", _("Cómo se usa cada lugar; también con F1 desde donde esté.")
        ),
        Section(ABOUT, _("Acerca de Vínculo"), "info", _("Versión, licencias y de dónde vienen los datos.")),
    )


class AdministrationPage(QWidget):
    """Its pages are made when first asked for. What is wanted (``list_wanted``, ``other_base_wanted``,
    ``restart_wanted``, ``restore_wanted``, ``manual_wanted``) is for the window; ``alerts_changed``
    says that agreements are spoken of on other days, ``shown`` carries the name of the
    section one is in; ``left`` asks for where one came from."""

    list_wanted = Signal(str, str)
    export_failed = Signal(object)
    alerts_changed = Signal()
    other_base_wanted = Signal()
    restart_wanted = Signal()
    restore_wanted = Signal()
    manual_wanted = Signal()
    left = Signal()
    shown = Signal(str)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._pages: dict[str, QWidget] = {}
        self._section = ""
        self._from_elsewhere = False
        self.buttons: dict[str, QPushButton] = {}
        self._back = BackButton(icons, _("Administración"), _("Volver a Administración (Esc)"))
        self._back.clicked.connect(self.go_home)
        self._head = QWidget()
        self._head.setFixedHeight(36)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(32 - BEFORE_ARROW, 12, 32, 0)
        line.addWidget(self._back)
        line.addStretch()
        self._stack = QStackedWidget()
        self._home = self._make_home()
        self._stack.addWidget(self._home)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._stack, 1)
        self.go_home()

    def _make_home(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(4)
        name = _("Administración")
        column.addWidget(Prose(name, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True))
        for section in sections():
            column.addSpacing(16)
            button = QPushButton(section.name)
            button.setIcon(self._icons.icon(section.icon, "text"))
            button.setIconSize(BESIDE_TEXT)
            button.setAccessibleDescription(section.what)
            button.setMinimumWidth(_BUTTON)
            button.setProperty("section", section.code)
            button.clicked.connect(self._open_sender)
            self.buttons[section.code] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(Prose(section.what, look="muted"))
        column.addStretch()
        middle = QWidget()
        middle.setObjectName("sheet")
        middle.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes it, and is scrolled to
        scroll.setWidget(middle)
        return scroll

    @property
    def section(self) -> str:
        """The code of the section one is in, or empty."""
        return self._section

    @property
    def importing(self) -> "ImportPage":
        """The page of imports."""
        page: Any = self._page(IMPORT)
        return page

    @property
    def exporting(self) -> "ExportPage":
        """The page of exports."""
        page: Any = self._page(EXPORT)
        return page

    @property
    def export_job(self) -> "ExportJob | None":
        """The export that is under way."""
        if EXPORT not in self._pages or not self.exporting.job.running:
            return None
        return self.exporting.job

    @property
    def settings(self) -> "SettingsPage":
        """The page of settings."""
        page: Any = self._page(SETTINGS)
        return page

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Work on this base from now on, writing through ``writing``."""
        self._base, self._writing = base, writing
        for code, page in self._pages.items():
            self._hand_over(code, page)
        if base is None:
            self.go_home()

    def _hand_over(self, code: str, page: Any) -> None:
        if code != ABOUT:
            page.set_base(self._base)
        if code in (IMPORT, TRASH, SETTINGS):
            page.set_writing(self._writing)

    def _page(self, code: str) -> QWidget:
        if code not in self._pages:
            makers: dict[str, Callable[[], QWidget]] = {
                IMPORT: self._make_import,
                EXPORT: self._make_export,
                TRASH: self._make_trash,
                SETTINGS: self._make_settings,
                ABOUT: self._make_about,
            }
            page = makers[code]()
            self._pages[code] = page
            self._stack.addWidget(page)
            self._hand_over(code, page)
        return self._pages[code]

    def _make_import(self) -> "ImportPage":
        from ui.desktop.importing.page import ImportPage

        page = ImportPage(self._lanes, self._theme, self._icons)
        page.list_wanted.connect(self.list_wanted)
        return page

    def _make_export(self) -> "ExportPage":
        from ui.desktop.exporting.page import ExportPage

        page = ExportPage(self._lanes, self._theme, self._icons, self._settings)
        page.job.failed.connect(self.export_failed)
        return page

    def _make_trash(self) -> "TrashPage":
        from ui.desktop.trash.page import TrashPage

        return TrashPage(self._lanes, self._theme, self._icons)

    def _make_settings(self) -> "SettingsPage":
        from ui.desktop.settings_page import SettingsPage

        page = SettingsPage(self._lanes, self._theme, self._icons, self._settings)
        page.alerts_changed.connect(self.alerts_changed)
        page.other_base_wanted.connect(self.other_base_wanted)
        page.restart_wanted.connect(self.restart_wanted)
        page.base.restore_wanted.connect(self.restore_wanted)
        return page

    def _make_about(self) -> "AboutPage":
        from ui.desktop.about_page import AboutPage

        return AboutPage(self._theme)

    @Slot()
    def _open_sender(self) -> None:
        button = self.sender()
        assert button is not None
        self.open(button.property("section"))

    @property
    def title(self) -> str:
        """The name of the section one is in, or of the place."""
        return next(
            (section.name for section in sections() if section.code == self._section), _("Administración")
        )

    @property
    def from_elsewhere(self) -> bool:
        """Whether Esc goes back to another place."""
        return self._from_elsewhere

    def open(self, code: str, *, from_elsewhere: bool = False) -> None:
        """Go to a section; who comes ``from_elsewhere`` goes back there with Esc."""
        if code == MANUAL:
            self.manual_wanted.emit()
            return
        page = self._page(code)
        self._section = code
        self._from_elsewhere = from_elsewhere
        tip = _("Ir a Administración") if from_elsewhere else _("Volver a Administración (Esc)")
        self._back.setToolTip(tip)
        self._head.show()
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()
        self.shown.emit(self.title)

    @Slot()
    def go_home(self) -> None:
        """Back to the list of sections; what was begun in one stays there."""
        left, self._section = self._section, ""
        self._from_elsewhere = False
        self._head.hide()
        self._stack.setCurrentWidget(self._home)
        button = self.buttons[left or IMPORT]
        self.setFocusProxy(button)
        if left:
            button.setFocus()
        self.shown.emit(self.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns to where one came from: another place, or the list of sections."""
        if event.key() == Qt.Key.Key_Escape and self._section:
            if self._from_elsewhere:
                self.left.emit()
            else:
                self.go_home()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
