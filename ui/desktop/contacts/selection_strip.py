"""What can be done with several selected contacts; it takes the place of the list's head while there are several."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import Icons

_ICON = QSize(16, 16)
_GAP = 4
_LEFT, _RIGHT = 16, 8


class SelectionStrip(QWidget):
    """How many are selected, and four things to do with them; names give way to drawings where there is no room."""

    tag_wanted = Signal()
    group_wanted = Signal()
    trash_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName(_("Contactos elegidos"))
        self._number = QLabel()
        self._number.setFont(fonts.font(semibold=True, tabular=True))
        self._noun = QLabel()
        self.tag = _button(icons, "tag", _("Etiquetar…"), _("Etiquetar a los elegidos"))
        self.group = _button(icons, "users", _("A un grupo…"), _("Agregar los elegidos a un grupo"))
        self.trash = _button(
            icons, "trash-2", _("A la papelera"), _("Enviar los elegidos a la papelera (Supr)")
        )
        self.export = _button(icons, "download", _("Exportar…"), _("Exportar los elegidos"))
        self._named = (self.tag, self.group)
        for button, wanted in (
            (self.tag, self.tag_wanted),
            (self.group, self.group_wanted),
            (self.trash, self.trash_wanted),
            (self.export, self.export_wanted),
        ):
            button.clicked.connect(wanted)
        for button in (self.trash, self.export):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        # As narrow as the list is: names give way before the list does.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(_GAP)
        row.addWidget(self._number)
        row.addWidget(self._noun)
        row.addStretch()
        for button in (self.tag, self.group, self.trash, self.export):
            row.addWidget(button)
        self.show_count(0)

    def show_count(self, selected: int) -> None:
        """How many contacts are selected."""
        self._number.setText(f"{selected:,}")
        self._noun.setText(ngettext("elegido", "elegidos", selected))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for names, or no more."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show the names that fit, the first button's before the second's."""
        room = self.width() - self._least()
        for button in self._named:
            wanted = fonts.metrics().horizontalAdvance(button.text()) - _ICON.width()
            style = Qt.ToolButtonStyle
            fits = wanted <= room
            button.setToolButtonStyle(style.ToolButtonTextOnly if fits else style.ToolButtonIconOnly)
            if fits:
                room -= wanted

    def _least(self) -> int:
        """The width with drawings alone."""
        texts = self._number.sizeHint().width() + self._noun.sizeHint().width()
        return _LEFT + _RIGHT + texts + 4 * 32 + 6 * _GAP


def _button(icons: Icons, icon: str, name: str, tooltip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "doing")
    button.setIcon(icons.icon(icon, "text"))
    button.setIconSize(_ICON)
    button.setText(name)
    button.setToolTip(tooltip)
    button.setAccessibleName(name.rstrip("…"))
    button.setFont(fonts.font())
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
