"""Qt's own words in Spanish: dialogs, menus and buttons, and its way of writing numbers."""

from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ui.desktop.key_names import names


class _KeyNames(QTranslator):
    """Keys in Qt's own menus as the program writes them: Qt would say "Control+Mayúsculas+Suprimir"."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names = {"Ctrl": "Ctrl", **names()}

    def isEmpty(self) -> bool:  # noqa: N802 - as Qt calls it
        """It has words."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str = "", _n: int = -1) -> str | None:  # type: ignore[override]
        """The name of a key; None leaves the word to Qt's own translation."""
        return self._names.get(source) if context == "QShortcut" else None


class QtSpanish(QObject):
    """Not needed for the first drawing, so spoken after it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._spoken = False

    def speak(self) -> None:
        """From now on Qt speaks Spanish."""
        if self._spoken:
            return
        self._spoken = True
        from PySide6.QtCore import QLibraryInfo, QLocale

        QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico))
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_es", folder):
            QApplication.installTranslator(translator)
            QApplication.installTranslator(_KeyNames(self))
