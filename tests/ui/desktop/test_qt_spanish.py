"""Qt's own words."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from ui.desktop.qt_spanish import QtSpanish


def test_qt_speaks_spanish_and_writes_numbers_as_in_mexico(qapp):
    owner = QObject()
    spanish = QtSpanish(owner)
    spanish.speak()
    spanish.speak()
    assert len(spanish.findChildren(QTranslator)) == 1
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    assert QLocale().toString(1204) == "1,204"
    QCoreApplication.removeTranslator(spanish.findChildren(QTranslator)[0])
