"""Where everything in the window was when it was closed: kept then, and put there again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from ui.desktop.settings import Settings

if TYPE_CHECKING:
    from ui.desktop.window import MainWindow

FIRST_SIZE = QSize(1280, 720)


class WindowMemory:
    """The window's size and place, and how the list of contacts is laid out, between settings and window."""

    def __init__(self, window: "MainWindow", settings: Settings) -> None:
        self._window = window
        self._settings = settings

    def lay_out(self) -> None:
        """Before the window is shown: the columns and facets of contacts."""
        contacts, settings = self._window.contacts, self._settings
        contacts.facets.wanted = settings.contacts_facets
        contacts.list.columns.restore(settings.contacts_columns, settings.contacts_order)

    def place(self) -> None:
        """Give the window its size and place."""
        window, settings = self._window, self._settings
        window.resize(FIRST_SIZE)
        if not settings.geometry.isEmpty() and not window.restoreGeometry(settings.geometry):
            self._fit_screen()

    def _fit_screen(self) -> None:
        """What was remembered is of another screen or another size of text: the whole screen, if it filled that."""
        window = self._window
        window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize()))
        if self._settings.maximised:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def remember(self) -> None:
        """Keep how all is: the window is about to close."""
        window, settings, contacts = self._window, self._settings, self._window.contacts
        settings.geometry = window.saveGeometry()
        settings.maximised = window.isMaximized()
        if window.had_desk:
            settings.contacts_splitter = contacts.splitter.state
        settings.contacts_facets = contacts.facets.wanted
        settings.contacts_columns = contacts.list.columns.saved()
        settings.contacts_order = contacts.list.columns.order
