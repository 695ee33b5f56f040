"""The strip at the foot of a record: a file that is being kept, or the question before one that may run is opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.announcing import announce
from ui.desktop.labels import Prose
from ui.desktop.long_jobs import Rows

_STEPS = 1000


class DocumentStrip(QWidget):
    """``stopped`` asks to keep the file no more."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._path = Path()
        self._open_it: Callable[[Path], None] | None = None
        self.sentence = Prose()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(_("Cuánto del documento se ha guardado"))
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

    def show_keeping(self, name: str) -> None:
        """A file is being kept; how much is not known yet."""
        self._show(_("Guardando «{name}»…").format(name=name), asking=False)
        self.bar.setValue(0)

    def show_kept(self, rows: Rows) -> None:
        """So many bytes of it are kept."""
        if rows.total:
            self.bar.setValue(rows.done * _STEPS // rows.total)

    def ask(self, path: Path, open_it: Callable[[Path], None]) -> None:
        """Ask whether to open what may run a program."""
        self._path, self._open_it = path, open_it
        self._show(
            _(
                "«{name}» puede ejecutar un programa en esta computadora. Ábralo sólo si confía en quien lo envió."
            ).format(name=path.name),
            asking=True,
        )
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, sentence: str, *, asking: bool) -> None:
        self.sentence.set_text(sentence)
        self.bar.setVisible(not asking)
        self.open_button.setVisible(asking)
        self.show()
        announce(self, sentence)

    @Slot()
    def forget_question(self) -> None:
        """Another record is shown: what was asked is not asked any more."""
        if self._open_it is not None:
            self._open_it = None
            self.hide()

    @Slot()
    def _open(self) -> None:
        open_it, path = self._open_it, self._path
        self.forget_question()
        if open_it is not None:
            open_it(path)

    @Slot()
    def _cancelled(self) -> None:
        if self._open_it is None:
            self.stopped.emit()
        else:
            self.forget_question()
