"""What the window remembers between one day and the next: each setting declared once, with its type."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ui.desktop.theme import Choice

THEMES: tuple[Choice, ...] = ("sistema", "claro", "oscuro")


class Settings:
    """Settings of this user on this machine, in an INI file; a value that cannot be read counts as not set."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """Which theme: the system's, light or dark."""
        value = self._file.value("apariencia/tema", "sistema")
        return next((theme for theme in THEMES if theme == value), "sistema")

    @theme.setter
    def theme(self, value: Choice) -> None:
        self._file.setValue("apariencia/tema", value)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size, as Qt saves it; empty at first."""
        return self._bytes("ventana/geometria")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("ventana/geometria", value)

    @property
    def contacts_splitter(self) -> QByteArray:
        """Where list and record meet, as Qt saves it; empty at first."""
        return self._bytes("contactos/division")

    @contacts_splitter.setter
    def contacts_splitter(self, value: QByteArray) -> None:
        self._file.setValue("contactos/division", value)

    @property
    def place(self) -> str:
        """The code of the last place, or empty."""
        return self._text("ventana/lugar")

    @place.setter
    def place(self, value: str) -> None:
        self._file.setValue("ventana/lugar", value)

    @property
    def base(self) -> str:
        """The path of the last base opened, or empty."""
        return self._text("base/ruta")

    @base.setter
    def base(self, value: str) -> None:
        self._file.setValue("base/ruta", value)

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _text(self, key: str) -> str:
        value = self._file.value(key)
        return value if isinstance(value, str) else ""
