"""What floats over the work: what was done, what is being done; and the window that closes once that is."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.desktop.undo_bar import UndoBar, attach
from ui.desktop.writing_strip import WritingStrip

if TYPE_CHECKING:
    from ui.desktop.icons import Icons
    from ui.desktop.lanes import Lane
    from ui.desktop.window import MainWindow
    from ui.desktop.writing import Writing

_LOOK_AGAIN_MS = 30


class OverWork(QObject):
    """``left`` says that the focus, which was here, needs another place."""

    left = Signal()

    def __init__(self, window: "MainWindow", icons: "Icons", writer: "Lane") -> None:
        super().__init__(window)
        self._window = window
        self._writer = writer
        self._writing: Writing | None = None
        self.undo_bar = UndoBar(window, icons)
        self.writing_strip = WritingStrip(window, self._told_elsewhere)
        self.writing_strip.stay_wanted.connect(self._stay)
        for floating in (self.undo_bar, self.writing_strip):
            floating.left.connect(self.left)
        self._closing = QTimer(self)
        self._closing.setInterval(_LOOK_AGAIN_MS)
        self._closing.timeout.connect(self._close_when_done)

    def set_writing(self, writing: "Writing | None") -> None:
        """Tell of what is done through this from now on."""
        before, self._writing = self._writing, writing
        if before is not None:
            before.blockSignals(True)  # what it has still to do is news of a base that was left
        self.undo_bar.leave()
        self.writing_strip.watch(writing)
        self.stay_open()
        if writing is not None:
            writing.refused.connect(self.stay_open)
            attach(self.undo_bar, writing)

    def follow(self, left: int) -> None:
        """The window has another size; the room over the middle of which they float begins ``left`` pixels in."""
        self.undo_bar.follow(left)
        self.writing_strip.follow(left)

    @Slot()
    def undo(self) -> None:
        """Take back what was done last."""
        if not self.undo_bar.take_back() and self._writing is not None:
            self._writing.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._writing is not None:
            self._writing.redo()

    def _told_elsewhere(self) -> bool:
        return self._window.beside.tells_how_far

    def close_after(self, running: Any) -> None:
        """Close the window once what runs is done."""
        self._closing.start()
        self.writing_strip.close_after(running, lifted=self._window.beside.shows_progress)

    @Slot()
    def stay_open(self) -> None:
        """What ran has failed, or another base is worked on: the window does not close by itself any more."""
        self._closing.stop()

    @Slot()
    def _stay(self) -> None:
        self.stay_open()
        self.writing_strip.stay()

    @Slot()
    def _close_when_done(self) -> None:
        if self._writer.idle and self._window.beside.export_job is None:
            self._closing.stop()
            self._window.close()
