"""The strip under the documents: a file on its way, the question before one that may run is opened, what was done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop.announcing import announce
from ui.desktop.labels import Prose
from ui.desktop.long_jobs import Rows

_STEPS = 1000


class DocumentStrip(QWidget):
    """``stopped`` asks to stop what is on its way, ``left`` says that the focus was here and needs a place."""

    stopped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._path = Path()
        self._open_it: Callable[[Path], None] | None = None
        self._working = False
        self.sentence = Prose()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(_("Cuánto del archivo va"))
        self.open_button = QPushButton(_("Abrir de todos modos"))
        self.open_button.clicked.connect(self._open)
        self.cancel = QPushButton(_("Cancelar"))
        self.cancel.clicked.connect(self._cancelled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.open_button)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        column.addLayout(row)

    def show_working(self, sentence: str) -> None:
        """A file is on its way; how much of it is not known yet."""
        self._working = True
        self.bar.setValue(0)
        self._show(sentence)

    def show_rows(self, rows: Rows) -> None:
        """So many of its bytes are there."""
        if rows.total:
            self.bar.setValue(rows.done * _STEPS // rows.total)

    def end(self) -> None:
        """Nothing is on its way any more."""
        if self._working:
            self._working = False
            self._go()

    def tell(self, sentence: str) -> None:
        """Say what was done, until somebody closes it."""
        self._working, self._open_it = False, None
        self._show(sentence)

    def ask(self, path: Path, open_it: Callable[[Path], None]) -> None:
        """Ask whether to open what may run a program."""
        self._working = False
        self._path, self._open_it = path, open_it
        self._show(
            _(
                "«{name}» puede ejecutar un programa en esta computadora. Ábralo sólo si confía en quien lo envió."
            ).format(name=path.name)
        )
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, sentence: str) -> None:
        asking = self._open_it is not None and not self._working
        self.sentence.set_text(sentence)
        self.bar.setVisible(self._working)
        self.open_button.setVisible(asking)
        self.cancel.setText(_("Cancelar") if self._working or asking else _("Cerrar"))
        self.show()
        announce(self, sentence)

    def forget(self) -> None:
        """Another record is shown: what was asked or told is not any more."""
        self._open_it = None
        if not self._working:
            self._go()

    def _go(self) -> None:
        focus = QApplication.focusWidget()
        within = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if within:
            self.left.emit()

    @Slot()
    def _open(self) -> None:
        open_it, path = self._open_it, self._path
        self.forget()
        if open_it is not None:
            open_it(path)

    @Slot()
    def _cancelled(self) -> None:
        if self._working:
            self.stopped.emit()
        else:
            self.forget()
