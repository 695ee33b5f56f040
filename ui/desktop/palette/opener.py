"""Opens the palette of a window, which is made the first time, and remembers what was opened from it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.palette.commands import Command
    from ui.desktop.palette.panel import Palette
    from ui.desktop.palette.source import PaletteSource


class PaletteOpener(QObject):
    """``commands`` says what can be done at the moment of opening; the signals are the palette's."""

    contact_chosen = Signal(object)
    record_chosen = Signal(object)
    all_wanted = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        window: QWidget,
        lane: Lane,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        commands: "Callable[[], Sequence[Command]]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = (lane, theme, icons)
        self._settings = settings
        self._commands = commands
        self._source: PaletteSource | None = None
        self._panel: Palette | None = None

    def set_source(self, source: "PaletteSource | None") -> None:
        """Find contacts here from now on."""
        self._source = source
        if self._panel is not None:
            self._panel.set_source(source)

    @property
    def panel(self) -> "Palette":
        """The palette itself."""
        if self._panel is None:
            from ui.desktop.palette.panel import Palette

            self._panel = Palette(self._window, *self._parts)
            self._panel.set_source(self._source)
            self._panel.contact_chosen.connect(self._choose)
            self._panel.record_chosen.connect(self.record_chosen)
            self._panel.all_wanted.connect(self.all_wanted)
            self._panel.failed.connect(self.failed)
        return self._panel

    @Slot()
    def toggle(self) -> None:
        """Open it; pressed again, go back."""
        if self.panel.isVisible():
            self.panel.leave()
        else:
            source = self._source
            recent = self._settings.recent_contacts(source.name) if source is not None else ()
            self.panel.open(self._commands(), recent)

    def close(self) -> None:
        """Close it, if it is open: one goes elsewhere."""
        if self._panel is not None and self._panel.isVisible():
            self._panel.close_for_good()

    def remember(self, contact: int) -> None:
        """A contact has been opened: it is among the recent ones."""
        if self._source is not None and contact:
            self._settings.remember_contact(self._source.name, contact)

    @Slot(object)
    def _choose(self, contact: int) -> None:
        self.remember(contact)
        self.contact_chosen.emit(contact)
