"""What the window is called: after what is in sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.desktop.places import CONTACTS, title_of

if TYPE_CHECKING:
    from ui.desktop.window import MainWindow

PROGRAM = "Vínculo"


class WindowTitle(QObject):
    """The record or the page that is shown in each place, and the place itself where nothing is."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._names: dict[str, str] = {}
        window.beside.titled.connect(self.show)
        window.searching.titled.connect(self.name_record)

    @Slot(str)
    def name_record(self, name: str) -> None:
        """A record is shown beside the list that the search field belongs to."""
        self._names[self._window.searching.code] = name
        self.show()

    @Slot()
    def show(self) -> None:
        """Call the window so."""
        place = self._window.place
        title = self._window.beside.title or self._names.get(place, "")
        if not title and place != CONTACTS:
            title = title_of(place)
        self._window.setWindowTitle(title or PROGRAM)
