"""The strip that tells how far a long operation is, and takes it back.

It floats where the undo bar will say that it is done.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm.texts import _
from ui.desktop.announcing import announce
from ui.desktop.long_jobs import LongWork, Rows
from ui.desktop.progress_strip import ProgressStrip

WAIT_MS = 300
"""What is done sooner passes without a strip."""

_WIDEST = 640
_HEIGHT = 64
_ABOVE_BOTTOM = 16
_SIDES = 16


class WritingStrip(QFrame):
    """What is being done to the base, if it takes long. The window tells it of its own size with ``follow``.

    ``appeared`` says that it came up, ``left`` that the focus, which was here, needs another place. It stays away as
    long as ``told_elsewhere``, unless the window waits for the end to close; ``stay_wanted`` asks it not to.
    """

    appeared = Signal()
    left = Signal()
    stay_wanted = Signal()

    def __init__(self, window: QWidget, told_elsewhere: Callable[[], bool] = lambda: False) -> None:
        super().__init__(window)
        self._window = window
        self._told_elsewhere = told_elsewhere
        self._closing = False
        self._lifted = False
        self._left = 0
        self._title = ""
        self._usual: LongWork | None = None
        self._work: LongWork | None = None
        self.setObjectName("popup")
        self.strip = ProgressStrip()
        self.strip.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.strip.cancelled.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self.strip)
        self.stay_button = QPushButton(_("No cerrar"))
        self.stay_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stay_button.clicked.connect(self.stay_wanted)
        self.stay_button.hide()
        row.addWidget(self.stay_button)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.appear)
        self.hide()

    def follow(self, left: int) -> None:
        """The window has another size; the room over the middle of which it floats begins ``left`` pixels in."""
        self._left = left
        self._place()

    def watch(self, work: LongWork | None) -> None:
        """Tell of what is done through this; None: there is no base to change."""
        self._usual = work
        self._attend(work)

    def _attend(self, work: LongWork | None) -> None:
        if self._work is not None:
            self._work.begun.disconnect(self.begin)
            self._work.went_on.disconnect(self.tell)
            self._work.ended.disconnect(self.end)
        self._work = work
        self._leave_off()
        if work is not None:
            work.begun.connect(self.begin)
            work.went_on.connect(self.tell)
            work.ended.connect(self.end)

    @Slot(str)
    def begin(self, title: str) -> None:
        """Something begins; it is shown if it is not over soon."""
        self._title = title
        self.strip.begin(title)
        self._wait.start()

    @Slot(object)
    def tell(self, rows: Rows) -> None:
        """So many rows are done; nothing is said while nobody knows of how many."""
        words = _("{n:,} de {total:,}").format(n=rows.done, total=rows.total) if rows.total else ""
        self.strip.tell(rows.done, rows.total, words)
        if not self._wait.isActive() and self.isHidden() != self._stays_away:
            self.appear()

    def close_after(self, work: LongWork, *, lifted: bool = False) -> None:
        """The window closes when this is over, which is told of until then; ``lifted`` above the foot of a page that
        tells of it, too."""
        self._lifted = lifted
        if self._work is not work:
            self._attend(work)
            self.begin(work.running)
        self._set_closing(wanted=True)

    def stay(self) -> None:
        """The window stays after all."""
        if self._work is not self._usual:
            self._attend(self._usual)
        else:
            self._set_closing(wanted=False)

    def _set_closing(self, *, wanted: bool) -> None:
        self._closing = wanted
        self.stay_button.setVisible(wanted)
        self.strip.rename(_("Vínculo se cerrará al terminar") if wanted else self._title)
        self.appear()

    @property
    def _stays_away(self) -> bool:
        return self._told_elsewhere() and not self._closing

    @Slot()
    def end(self) -> None:
        """Nothing is being done any more."""
        if self._work is self._usual:
            self._leave_off()
        else:
            self._attend(self._usual)

    def _leave_off(self) -> None:
        self._wait.stop()
        had_focus = self.strip.button.hasFocus() or self.stay_button.hasFocus()
        self._closing = False
        self.stay_button.hide()
        self.strip.end()
        self.hide()
        if had_focus:
            self.left.emit()

    @Slot()
    def appear(self) -> None:
        """Come up over the window, unless what is in sight tells the same."""
        self._wait.stop()
        if self._stays_away:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        announce(self, self._title)
        self.appeared.emit()

    @Slot()
    def _stop(self) -> None:
        self.strip.stopping()
        if self._work is not None:
            self._work.stop()

    def _place(self) -> None:
        room = self._window.width() - self._left
        width = min(_WIDEST, room - 2 * _SIDES)
        self.resize(width, _HEIGHT)
        above = _ABOVE_BOTTOM + (_HEIGHT if self._lifted and self._closing else 0)
        top = self._window.height() - above - _HEIGHT
        self.move(self._left + (room - width) // 2, top)
