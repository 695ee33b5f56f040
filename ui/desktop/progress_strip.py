"""The strip that tells how far a long job is, and stops it."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from crm.texts import _, ngettext
from ui.desktop.labels import label

_TELL_AFTER_S = 1.5
_MINUTE = 60


class ProgressStrip(QWidget):
    """What is being done, a bar, rows done of rows in all and the time that remains; ``cancelled`` asks to stop."""

    cancelled = Signal()

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._began = now()
        self._title = label("", semibold=True)
        self._text = label("", look="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.button = QPushButton(_("Cancelar"))
        self.button.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._text, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch()
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def title(self) -> str:
        """What is being done."""
        return self._title.text()

    @property
    def text(self) -> QLabel:
        """The line that tells how far it is."""
        return self._text

    def begin(self, title: str) -> None:
        """Show the strip for a job that begins now."""
        self._began = self._now()
        self._title.setText(title)
        self._text.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.button.setEnabled(True)
        self.show()

    def rename(self, title: str) -> None:
        """Say otherwise what is being done."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)

    def tell(self, done: int, total: int | None, what: str) -> None:
        """``done`` of ``total`` (None: not known); ``what`` says it in words ("1,000 de 2,000 filas")."""
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        elapsed = self._now() - self._began
        if total and 0 < done < total and elapsed >= _TELL_AFTER_S:
            what = f"{what} · {remaining(elapsed * (total - done) / done)}"
        self._text.setText(what)

    def stopping(self) -> None:
        """The job was asked to stop, and takes back what it had begun."""
        self.button.setEnabled(False)
        self._text.setText(_("Cancelando…"))

    def end(self) -> None:
        """Nothing runs any more."""
        self.hide()


def remaining(seconds: float) -> str:
    """How long it still takes, as one says it.

    >>> remaining(90)
    'faltan 2 minutos'
    """
    if seconds < _MINUTE:
        n = max(1, round(seconds / 5) * 5)
        return ngettext("falta {n} segundo", "faltan {n} segundos", n).format(n=n)
    n = -int(-seconds // _MINUTE)
    return ngettext("falta {n} minuto", "faltan {n} minutos", n).format(n=n)
