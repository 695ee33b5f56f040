"""The sheet of obligations is made inside the record, and nowhere else."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from crm import agreement_record, obligations
from crm.agreement_values import FulfilmentValues
from tests.crm.agreement_cases import do
from ui.desktop.agreements.record_sheet import OBLIGATIONS
from ui.desktop.labels import Prose


class WindowsShown(QObject):
    """Keeps what is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched.metaObject().className())
        return False


@pytest.fixture
def windows():
    watcher = WindowsShown()
    QApplication.instance().installEventFilter(watcher)
    yield watcher.seen
    QApplication.instance().removeEventFilter(watcher)


def test_what_was_done_never_stands_in_a_window_of_its_own(place, kept, office_base, idle, windows):
    with office_base.read() as session:
        row = agreement_record.record(session, kept.signed, today=office_base.clock.today).duties[0].row
    done = FulfilmentValues("2025-06-01", note="Curso en Tlalpan")
    do(office_base, lambda session: obligations.fulfil(session, row, done))
    place.page.show_one(kept.signed)
    idle()
    view = place.page.record.view
    windows.clear()
    view.open_tab(OBLIGATIONS)
    assert "Curso en Tlalpan" in [prose.plain_text for prose in view.findChildren(Prose)]
    assert windows == []
