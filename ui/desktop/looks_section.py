"""Settings of how the program looks: its theme, and how large everything is drawn."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.settings import TEXT_SIZES, THEMES, Settings
from ui.desktop.settings_section import SettingsSection
from ui.desktop.theme import Theme

_ALWAYS = 125
"""Up to this size one may choose whatever the screen."""


class LooksSection(SettingsSection):
    """``restart_wanted`` asks to start the program again, since Qt takes the size of text when it starts."""

    restart_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__(icons)
        self._theme = theme
        self._settings = settings
        self._in_force = settings.text_size
        grid = self.heading(_("Apariencia"))
        themes = dict(zip(THEMES, (_("El del sistema"), _("Claro"), _("Oscuro")), strict=True))
        self.theme = self.choice(theme, _("Tema"), themes, settings.theme, self._choose_theme)
        self.row(grid, _("Tema"), self.theme)
        self._sizes: tuple[int, ...] = ()
        self.text_size = self.choice(theme, _("Tamaño del texto"), {}, None, self._choose_text_size)
        self.row(grid, _("Tamaño del texto"), self.text_size)
        self.size_note = Prose(
            _("Se verá al volver a abrir Vínculo; todo crece junto, también botones y renglones."),
            look="muted",
        )
        self.restart = self.button(_("Volver a abrir ahora"), "rotate-cw", self.restart_wanted)
        self._waiting = QWidget()
        notes = QVBoxLayout(self._waiting)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.addWidget(self.size_note)
        notes.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignLeft)
        self.row(grid, "", self._waiting)
        self._show_size_note()

    def offer_sizes(self, window: QSize, screen: QSize) -> None:
        """Offer the sizes at which the smallest window fits the screen, both in px of the size in force.

        The one that is chosen stays among them, and so do those that are little larger than the usual one.
        """
        whole = screen * self._in_force / 100
        self._sizes = tuple(
            size
            for size in TEXT_SIZES
            if size <= _ALWAYS
            or size == self._settings.text_size
            or (
                window.width() * size <= whole.width() * 100
                and window.height() * size <= whole.height() * 100
            )
        )
        self.text_size.clear()
        for size in self._sizes:
            self.text_size.addItem(_("{n} %").format(n=size), size)
        self.text_size.setCurrentIndex(self._sizes.index(self._settings.text_size))

    @Slot(int)
    def _choose_theme(self, place: int) -> None:
        self._settings.theme = THEMES[place]
        self._theme.choose(THEMES[place])

    @Slot(int)
    def _choose_text_size(self, place: int) -> None:
        self._settings.text_size = self._sizes[place]
        self._show_size_note()

    def _show_size_note(self) -> None:
        self._waiting.setVisible(self._settings.text_size != self._in_force)
