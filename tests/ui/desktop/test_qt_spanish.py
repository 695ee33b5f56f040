"""Qt's own words."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtGui import QKeySequence

from ui.desktop.key_names import shown
from ui.desktop.qt_spanish import QtSpanish


def test_qt_speaks_spanish_and_writes_numbers_as_in_mexico(qapp):
    owner = QObject()
    spanish = QtSpanish(owner)
    spanish.speak()
    spanish.speak()
    assert len(spanish.findChildren(QTranslator)) == 2
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    assert QLocale().toString(1204) == "1,204"
    keys = QKeySequence("Ctrl+Shift+Del")
    assert (
        keys.toString(QKeySequence.SequenceFormat.NativeText) == shown("Ctrl+Shift+Del") == "Ctrl+Mayús+Supr"
    )
    for translator in spanish.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
