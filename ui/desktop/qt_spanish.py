"""Qt's own words in Spanish: dialogs, menus and buttons, and its way of writing numbers."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication


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
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico))
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_es", folder):
            QApplication.installTranslator(translator)
