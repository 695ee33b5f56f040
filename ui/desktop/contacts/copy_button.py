"""A button that puts a text on the clipboard."""

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from crm.texts import _
from ui.desktop.icons import Icons

_COPIED_SHOWN_MS = 1500


class CopyButton(QToolButton):
    """Puts a text on the clipboard, and shows for a moment that it did."""

    def __init__(self, text: str, icons: Icons) -> None:
        super().__init__()
        self._text = text
        self._icons = icons
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COPIED_SHOWN_MS)
        self._timer.timeout.connect(self._show_idle)
        self.setProperty("look", "icon")
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(20, 20)
        self.setAccessibleName(_("Copiar {valor}").format(valor=text))
        self.clicked.connect(self._copy)
        self._show_idle()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.setIcon(self._icons.icon("check", "accent"))
        self.setToolTip(_("Copiado"))
        self._timer.start()

    @Slot()
    def _show_idle(self) -> None:
        self.setIcon(self._icons.icon("copy"))
        self.setToolTip(_("Copiar"))
