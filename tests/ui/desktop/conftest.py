"""What the tests of the window stand on: Qt without a display, the program's fonts and colours, no leftovers."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.main_collector import MainCollector
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow

MODAL = (
    (QDialog, ("exec",)),
    (QMessageBox, ("exec", "about", "critical", "information", "question", "warning")),
    (QFileDialog, ("exec", "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")),
    (QInputDialog, ("exec", "getText", "getInt", "getItem", "getMultiLineText")),
)


@pytest.fixture(autouse=True)
def no_modal_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that waits for somebody would hang the test."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a modal dialog waits for somebody")

    for kind, names in MODAL:
        for name in names:
            monkeypatch.setattr(kind, name, refuse)


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Each test ends without a window or a thread that it did not find."""
    before = set(QApplication.topLevelWidgets())
    yield
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in before]
    assert left == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("vinculo")] == []


@pytest.fixture(autouse=True, scope="module")
def widgets_end_on_the_main_thread(qapp: QApplication) -> Iterator[None]:
    """What a test has left in cycles is not found by a thread of the next one, nor by one of another module."""
    collector = MainCollector()
    yield
    gc.collect()
    collector.leave()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, with the shipped fonts."""
    fonts.load()
    qapp.setCursorFlashTime(0)
    return Theme(qapp, "claro")


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The program's drawings."""
    return Icons(theme)


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Lanes]:
    """The three lanes, closed at the end."""
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of nobody."""
    return Settings(tmp_path / "escritorio.ini")


@pytest.fixture
def window(theme: Theme, icons: Icons, lanes: Lanes, settings: Settings) -> Iterator[MainWindow]:
    """The window at its first size, shown, without a base."""
    window = MainWindow(theme, icons, lanes, settings)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def let_fall() -> Callable[..., bool]:
    """Let files fall on a widget; whether they were welcome."""

    def fall(widget: QWidget, *paths: Path) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        where, action = QPoint(5, 5), Qt.DropAction.CopyAction
        buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(where, action, data, *buttons)
        enter.ignore()
        widget.dragEnterEvent(enter)
        if enter.isAccepted():
            widget.dropEvent(QDropEvent(where, action, data, *buttons))
        return enter.isAccepted()

    return fall
