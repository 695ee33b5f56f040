"""The file that an export goes to: proposed, typed or chosen; one that would be lost is named first."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.exporting.subjects import ENDINGS
from ui.desktop.file_dialog import file_dialog, folder_of_user
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose

_BESIDE_TEXT = 2
"""Pixels that Qt leaves on each side of the text in a field."""


class PathLine(QLineEdit):
    """A path that is longer than its field loses its middle while nobody types there: its end is the file's name."""

    @property
    def shown(self) -> str:
        """What is to be read of the path."""
        if self.hasFocus():
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self._room().width())

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return contents.adjusted(_BESIDE_TEXT, 0, -_BESIDE_TEXT, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt draws it, but for a path that is cut."""
        shown = self.shown
        if shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Where(QWidget):
    """``changed`` comes when it is another file, ``go_wanted`` when Enter is pressed in its field."""

    changed = Signal()
    go_wanted = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._ending = ""
        self._replaced = ""
        self.line = PathLine()
        self.line.setProperty("look", "field")
        self.line.setFixedHeight(32)
        self.line.setFont(fonts.font())
        self.line.setAccessibleName(_("Archivo donde se guarda"))
        self.line.textChanged.connect(self._text_changed)
        self.line.returnPressed.connect(self.go_wanted)
        choose = QPushButton(_("Elegir…"))
        choose.clicked.connect(self._ask)
        self.problem = Prose(look="danger", breaks_words=True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path:
        """The file; of a name without a known ending, with that of the format."""
        path = Path(self.line.text()).expanduser()
        return path if path.suffix.lower() in ENDINGS else path.with_name(path.name + self._ending)

    @property
    def replaces(self) -> bool:
        """Whether it has been said that the file there may go."""
        return bool(self._replaced) and self._replaced == self.line.text()

    def allow_replacing(self) -> None:
        """The file there may go, unless another one is named after all."""
        self._replaced = self.line.text()

    def forget_replacing(self) -> None:
        """Ask again before a file is lost."""
        self._replaced = ""

    def propose(self, stem: str, ending: str, folder: str) -> None:
        """Propose a file that is not there yet, in the folder of the last one if that is still there."""
        self._ending = ending
        there = Path(folder) if folder and Path(folder).is_dir() else folder_of_user()
        path, number = there / f"{stem}{ending}", 2
        while path.exists():
            path, number = there / f"{stem} ({number}){ending}", number + 1
        self.line.setText(str(path))
        self.line.setCursorPosition(0)

    def set_ending(self, ending: str) -> None:
        """The file is to be of another format."""
        self._ending = ending
        written = Path(self.line.text())
        if written.suffix.lower() in ENDINGS:
            self.line.setText(str(written.with_suffix(ending)))

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be written there; nothing if empty."""
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))
        wrong = bool(sentence)
        if self.line.property("wrong") != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.line.setAccessibleDescription(sentence)

    @Slot()
    def _text_changed(self) -> None:
        self._replaced = ""
        self.line.setToolTip(self.line.text())
        self.show_problem("")
        self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        folder = Path(self.line.text()).expanduser().parent
        dialog = file_dialog(self, self._icons, _("Dónde se guarda"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._ending)
        dialog.selectFile(Path(self.line.text()).name)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, chosen: str) -> None:
        self.line.setText(chosen)
        # The dialogue has asked whether an existing file may go.
        self.allow_replacing()
        self.changed.emit()
