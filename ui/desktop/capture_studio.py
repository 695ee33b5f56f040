"""Where pictures are drawn: a window that nobody sees, and the sizes of what it draws."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from ui.desktop import capture_beside, capture_editing, fonts
from ui.desktop.capture_facets import SampleFacets, SampleLists
from ui.desktop.contacts.source import ContactSource
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow

_PATIENCE_S = 30.0
_EVENTS = QEventLoop.ProcessEventsFlag.AllEvents
_TO_COME = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_QUALITY = 80
"""Of a PNG it says how hard it is packed: two thirds of the time, and files 6 % larger, than as it comes."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of a picture: logical pixels, and how many of the picture's make one of them."""

    width: int
    height: int
    scale: int = 1

    @property
    def name(self) -> str:
        """As it stands in the name of the file: the picture's own pixels."""
        pixels = f"{self.width * self.scale}x{self.height * self.scale}"
        return pixels if self.scale == 1 else f"{pixels}-{self.scale}00"


USUAL = Size(1440, 900)
EVERY_SIZE = (Size(1280, 720), USUAL, Size(1920, 1080), Size(960, 540, scale=2))


class Studio:
    """A window that nobody sees, and what it takes to bring it into a state."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self._drawer = tempfile.TemporaryDirectory()
        self.theme = Theme(application, "claro")
        self.icons = Icons(self.theme)
        self.lanes = Lanes()
        settings = Settings(Path(self._drawer.name) / "capturas.ini")
        self.window = MainWindow(self.theme, self.icons, self.lanes, settings)
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """Leave no thread, no window and no file behind."""
        self.lanes.close()
        self.window.close()
        self.window.deleteLater()
        self.theme.deleteLater()
        self.settle()
        # Whoever dresses the application again must not dress all that was in the window with it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._drawer.cleanup()

    @property
    def drawer(self) -> Path:
        """Where files can be put that nobody keeps."""
        return Path(self._drawer.name)

    def settle(self) -> None:
        """Wait until the lanes have nothing to do and everything they brought is drawn."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            idle = self._idle()
            QCoreApplication.sendPostedEvents()
            self._application.processEvents(_EVENTS if idle else _EVENTS | _TO_COME)
            if idle and self._idle():
                return

    def wait(self, came: Callable[[], object]) -> None:
        """Wait until something has come about by itself, and all it brought is drawn."""
        until = time.monotonic() + _PATIENCE_S
        while not came() and time.monotonic() < until:
            self._application.processEvents(_EVENTS | _TO_COME)
        self.settle()

    def _idle(self) -> bool:
        lanes = self.lanes
        return all(lane.idle for lane in (lanes.reader, lanes.counter, lanes.long_reader, lanes.pictures))

    def desk(self, source: ContactSource, *, contact: int = 0, query: str = "") -> None:
        """The list of a source, with one contact shown."""
        self.window.show_desk(actor="Jimena Robles", demo=True)
        capture_beside.tidy(self.window)
        self.window.set_contact_desk(None)
        self.window.contacts.set_documents_desk(None)
        self.window.go_to("contactos")
        self.window.undo_bar.leave()
        self.window.writing_strip.end()
        self.window.contacts.list.forget_current()
        self.window.contacts.record.show_nothing("")
        self.window.contacts.record.offer_new_follow_up(True)
        self.window.top.search.set_query(query)
        self.window.contacts.facets.pane.set_source(SampleFacets())
        self.window.contacts.smart.set_source(SampleLists())
        self.window.contacts.smart.set_writing(None)
        self.window.contacts.facets.pane.view.scrollToTop()  # where the scene before left them
        self.window.contacts.set_source(source)
        self.settle()
        capture_editing.put_desk(self)
        if contact:
            self.window.contacts.show_one(contact)
            self.settle()
            self.window.contacts.record.open_tab("ficha")
        self.window.contacts.list.table.setFocus()

    def take(self, name: str, size: Size) -> Path:
        """Draw the window into a file."""
        self.window.resize(size.width, size.height)
        self.settle()
        self.window.contacts.splitter.reset()
        self.settle()
        picture = QPixmap(QSize(size.width, size.height) * size.scale)
        picture.setDevicePixelRatio(size.scale)
        picture.fill(Qt.GlobalColor.white)  # with nothing to see through it is written in half the time
        self.icons.drawer.scale = size.scale
        self.window.render(picture, QPoint(0, 0))
        self.icons.drawer.scale = 1
        path = self._folder / f"{name}.png"
        picture.save(str(path), "PNG", _QUALITY)
        return path


def make_application() -> QApplication:
    """The QApplication there is, or one that needs no display."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QApplication([])
        fonts.load()
    application.setCursorFlashTime(0)
    return application
