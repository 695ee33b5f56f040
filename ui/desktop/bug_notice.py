"""A mistake of ours, told calmly: what happened, what was kept, what to do; details are folded away, to be copied."""

import logging
import sys
import threading
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import bug_log, fonts
from ui.desktop.labels import Prose
from ui.desktop.mailbox import Mailbox

_WIDTH = 560
_MARGIN = 16
_SAID_MS = 2000


class Bug(NamedTuple):
    """A mistake: ``trace`` without anybody's data."""

    trace: str


class BugNotice(QFrame):
    """Stands over a corner of the window, which stays usable; the same mistake again only counts."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.setAccessibleName(_("Aviso de una falla del programa"))
        self._window = window
        self._trace = ""
        self._times = 0
        self.sentence = Prose(semibold=True)
        self.advice = Prose(
            _(
                "Sus datos están a salvo: lo que ya se guardó se conserva, y lo que falló no dejó nada a medias."
                " Puede seguir trabajando. Si se repite, copie los detalles y envíelos a quien cuida el programa;"
                " no llevan datos de nadie."
            ),
            look="muted",
        )
        self.copy = QPushButton(_("Copiar detalles"))
        self.copy.clicked.connect(self._copy)
        self.more = QPushButton(_("Ver detalles"))
        self.more.setProperty("look", "link")
        self.more.clicked.connect(self._show_details)
        self.close_button = QPushButton(_("Cerrar"))
        self.close_button.clicked.connect(self.hide)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFont(fonts.font())
        self.details.setFixedHeight(140)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Detalles de la falla"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.more)
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.close_button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.sentence, self.advice, self.details):
            column.addWidget(widget)
        column.addLayout(buttons)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(_SAID_MS)
        self._said.timeout.connect(self._name_copy)
        window.installEventFilter(self)
        self.hide()

    @Slot(object)
    def tell(self, bug: Bug) -> None:
        """Show a mistake."""
        self._times = self._times + 1 if bug.trace == self._trace and self.isVisible() else 1
        self._trace = bug.trace
        text = _("Algo falló en el programa y quedó anotado.")
        self.sentence.set_text(
            text if self._times == 1 else _("{text} ({n} veces)").format(text=text, n=self._times)
        )
        if self._times == 1:
            self.details.hide()
            self.more.show()
            self._name_copy()
        self.show()
        self._place()
        self.raise_()

    @property
    def text(self) -> str:
        """The details, as they are copied."""
        return bug_log.details(self._trace)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText(_("Copiados"))
        self._said.start()

    @Slot()
    def _name_copy(self) -> None:
        self.copy.setText(_("Copiar detalles"))

    @Slot()
    def _show_details(self) -> None:
        self.details.setPlainText(self.text)
        self.details.show()
        self.more.hide()
        self._place()

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        self.setFixedHeight(
            max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())
        )
        self.move(window.width() - width - _MARGIN, window.height() - self.height() - _MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class BugWatch(QObject):
    """Takes the errors nobody caught, on any thread, logs them and tells of them on the main one by ``found``.

    ``leave`` puts back what took them before.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._telling = False
        self._before = sys.excepthook
        self._before_in_threads = threading.excepthook
        self._caught = Mailbox(self)
        self._caught.came.connect(self._tell)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def leave(self) -> None:
        """Take no more."""
        sys.excepthook = self._before
        threading.excepthook = self._before_in_threads
        self._caught.close()

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            self._before(kind, error, trace)
            return
        logging.getLogger(__name__).error("", exc_info=(kind, error, trace))
        self._caught.post(Bug(bug_log.of_error(kind, error, trace)))

    def _take_from_thread(self, told: "threading.ExceptHookArgs") -> None:
        if told.exc_value is not None:
            self._take(told.exc_type, told.exc_value, told.exc_traceback)

    @Slot(object)
    def take_text(self, trace: object) -> None:
        """Take a traceback that a lane has logged already."""
        self._tell(Bug(bug_log.without_data(str(trace))))

    @Slot(object)
    def _tell(self, bug: Bug) -> None:
        """Telling must not fall over itself: a mistake in showing one is only logged."""
        if self._telling:
            return
        self._telling = True
        try:
            self.found.emit(bug)
        finally:
            self._telling = False
