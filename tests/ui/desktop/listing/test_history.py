"""The Historial tab: a line for each thing done, and going back by mouse and by keys."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm.contact_history import Detail, HistoryEntry
from crm.earlier_values import Earlier
from ui.desktop.capture_samples import HISTORY
from ui.desktop.listing.history import HistoryList
from ui.desktop.theme import Theme

PHONE, TAG = HISTORY[0].details[0].earlier, HISTORY[0].details[1].earlier
NEWEST = HistoryEntry(13, "hoy", "11:01", "ana", "Dato cambiado", (Detail("Siglas: B → C"),))
LATER = HistoryEntry(12, "hoy", "11:00", "ana", "Volver a un valor anterior", (Detail("Siglas: A → B"),))


@pytest.fixture
def history(theme: Theme) -> Iterator[HistoryList]:
    history = HistoryList(theme)
    history.resize(700, 400)
    history.show_entries(HISTORY)
    history.show()
    yield history
    history.close()
    history.deleteLater()


def texts(history: HistoryList, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = history.model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_each_thing_done_has_a_line(history):
    assert texts(history) == [
        "hoy, 10:04. Editar contacto. jrobles",
        "Teléfono: +56 2 5555 0100 → +56 2 5555 0134",
        "Se quitó una etiqueta: Movilidad",
        "Se agregó una etiqueta.",
        "12 ago 2025, 17:31. Agregar persona. rvela",
        "Se agregó un cargo.",
        "3 nov 2023, 09:12. Importar 181 contactos. jrobles",
    ]
    spoken = texts(history, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken[1].endswith("Intro: Volver a +56 2 5555 0100")
    assert spoken[2].endswith("Intro: Poner de nuevo")
    assert spoken[3] == "Se agregó una etiqueta."
    assert texts(history, Qt.ItemDataRole.ToolTipRole)[1] == "Intro pone de nuevo «+56 2 5555 0100»"


def test_enter_goes_back_where_one_can(history, qtbot: QtBot):
    history.setFocus()
    for row, wanted in ((1, PHONE), (2, TAG)):
        history.setCurrentIndex(history.model().index(row, 0))
        with qtbot.waitSignal(history.return_wanted) as told:
            QTest.keyClick(history, Qt.Key.Key_Return)
        assert told.args == [wanted]
    with qtbot.assertNotEmitted(history.return_wanted):
        for row in (0, 3):
            history.setCurrentIndex(history.model().index(row, 0))
            QTest.keyClick(history, Qt.Key.Key_Return)


def test_a_click_goes_back_only_on_the_words_that_say_so(history, qtbot: QtBot):
    line = history.visualRect(history.model().index(1, 0))
    words = QPoint(line.right() - 40, line.top() + 14)
    with qtbot.waitSignal(history.return_wanted) as told:
        QTest.mouseClick(history.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert told.args == [PHONE]
    with qtbot.assertNotEmitted(history.return_wanted):
        QTest.mouseClick(history.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, words.y()))
        QTest.mouseClick(history.viewport(), Qt.MouseButton.RightButton, pos=words)
    assert history.offer_at(QPoint(words.x(), line.top() - 30)) is None


def test_a_history_that_has_grown_stays_on_its_line(history):
    history.setCurrentIndex(history.model().index(2, 0))
    history.show_entries((LATER, *HISTORY))
    assert history.currentIndex().data() == "Se quitó una etiqueta: Movilidad"
    used = replace(
        HISTORY[0], details=(replace(HISTORY[0].details[0], earlier=None), *HISTORY[0].details[1:])
    )
    history.show_entries((NEWEST, LATER, used, *HISTORY[1:]))
    assert history.currentIndex().data() == "Se quitó una etiqueta: Movilidad"
    history.show_entries((LATER,))
    assert not history.currentIndex().isValid()


def test_what_comes_after_the_first_entries_is_added_below_them(history, qtbot: QtBot):
    history.show_entries(HISTORY[:1])
    history.setCurrentIndex(history.model().index(3, 0))
    with qtbot.assertNotEmitted(history.model().modelReset):
        history.show_entries(HISTORY)
    assert len(texts(history)) == 7
    assert history.currentIndex().row() == 3


def test_a_long_change_leaves_room_for_what_can_be_done(history):
    long = Detail("Notas: " + "palabra " * 60, Earlier(3, "note", 1, "text"), "x")
    history.show_entries((HistoryEntry(3, "hoy", "10:00", "ana", "Editar contacto", (long,)),))
    line = history.visualRect(history.model().index(1, 0))
    assert line.height() > 4 * 20
    assert history.horizontalScrollBar().maximum() == 0
