"""Our mistakes: told calmly, logged without anybody's data, and the window lives on."""

import logging
import sys
import threading
import traceback

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.desktop import bug_log
from ui.desktop.bug_notice import Bug, BugNotice, BugWatch

SECRET = "Rosa Tapia 5512345678"


def broken(secret):
    raise ValueError(f"{secret}\nTypeError: {secret}\n  y más de {secret}")


def caught(secret=SECRET):
    try:
        broken(secret)
    except ValueError:
        return sys.exc_info()
    raise AssertionError


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "registro" / "vinculo.log"
    handler = bug_log.keep_log(path)
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def watch(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda *_told: None)
    monkeypatch.setattr(threading, "excepthook", lambda _told: None)
    watch = BugWatch()
    yield watch
    watch.leave()


@pytest.fixture
def notice(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    yield BugNotice(window)
    window.close()


def test_a_traceback_keeps_places_and_kinds_and_no_data():
    text = bug_log.of_error(*caught())
    assert SECRET not in text
    assert "5512345678" not in text
    assert "ValueError" in text
    assert " broken" in text


def test_paths_do_not_tell_whose_machine_it_is():
    text = bug_log.without_data(
        "Traceback (most recent call last):\n"
        '  File "/home/rosa.tapia/vinculo/ui/desktop/window.py", line 3, in go_to\n'
        '  File "C:\\Users\\rosa\\venv\\site-packages\\sqlalchemy\\engine.py", line 9, in run\n'
        '  File "/home/rosa.tapia/x.py", line 1, in <module>\n'
        "sqlalchemy.exc.IntegrityError: (Rosa Tapia)\n"
    )
    assert "rosa" not in text.casefold()
    assert "ui/desktop/window.py:3 go_to" in text
    assert "sqlalchemy/engine.py:9 run" in text
    assert text.endswith("sqlalchemy.exc.IntegrityError")


def test_the_log_has_the_mistake_and_nobodys_data(log, watch):
    sys.excepthook(*caught())
    try:
        {}[SECRET]
    except KeyError:
        # As a lane logs it.
        logging.getLogger("ui.desktop.lanes").error("A job failed: %s", traceback.format_exc())
    written = log.read_text("utf-8")
    assert "ValueError" in written
    assert "KeyError" in written
    assert "Rosa" not in written


def test_the_log_does_not_grow_for_ever(log):
    for _n in range(40):
        logging.getLogger("x").error(
            "%s", "\n".join(f'  File "ui/x.py", line {n}, in f' for n in range(2000))
        )
    files = list(log.parent.iterdir())
    assert len(files) == bug_log.FILES_KEPT + 1
    assert all(file.stat().st_size <= bug_log.MOST_BYTES for file in files)


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "archivo").write_text("")
    assert bug_log.keep_log(tmp_path / "archivo" / "vinculo.log") is None


def test_an_error_nobody_caught_is_told_and_the_program_goes_on(qtbot, watch, notice):
    watch.found.connect(notice.tell)
    with qtbot.waitSignal(watch.found):
        sys.excepthook(*caught())
    assert notice.isVisible()
    assert "quedó anotado" in notice.sentence.plain_text
    notice.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Vínculo")
    assert "ValueError" in copied
    assert SECRET not in copied
    notice.more.click()
    assert notice.details.toPlainText() == copied
    qtbot.keyClick(notice, Qt.Key.Key_Escape)
    assert not notice.isVisible()


def test_an_error_on_another_thread_is_told_on_the_main_one(qtbot, watch):
    seen = []
    watch.found.connect(lambda bug: seen.append(threading.current_thread()))
    thread = threading.Thread(target=broken, args=(SECRET,))
    with qtbot.waitSignal(watch.found):
        thread.start()
        thread.join()
    assert seen == [threading.main_thread()]


def test_the_same_mistake_again_only_counts(notice):
    for _time in range(3):
        notice.tell(Bug("ValueError"))
    assert notice.sentence.plain_text.endswith("(3 veces)")
    notice.tell(Bug("KeyError"))
    assert "veces" not in notice.sentence.plain_text


def test_it_stays_in_its_corner(qtbot, notice):
    notice.tell(Bug("ValueError"))
    notice.parentWidget().resize(700, 500)
    qtbot.waitUntil(lambda: notice.geometry().right() == 700 - 17)
    assert notice.geometry().bottom() == 500 - 17


def test_a_mistake_while_telling_is_not_told_for_ever(watch):
    told = []

    def fall(bug):
        told.append(bug)
        watch.take_text("ValueError: otra vez")

    watch.found.connect(fall)
    watch.take_text("ValueError: una vez")
    assert len(told) == 1


def test_who_wants_to_stop_the_program_stops_it(watch, monkeypatch):
    seen = []
    monkeypatch.setattr(watch, "_before", lambda *told: seen.append(told[0]))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]


def test_leaving_puts_back_what_was_there(watch):
    watch.leave()
    assert sys.excepthook is watch._before
    assert threading.excepthook is watch._before_in_threads
