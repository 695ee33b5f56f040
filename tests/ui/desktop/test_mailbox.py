"""The mailbox: what other threads say, on the main one."""

import threading

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from ui.desktop import mailbox as module
from ui.desktop.mailbox import Mailbox

MANY = 20_000


@pytest.fixture(params=[module._pipe, module._sockets], ids=["pipe", "sockets"])
def mailbox(qapp, request, monkeypatch):
    """Woken as on this system, and as on Windows."""
    monkeypatch.setattr(module, "_new_bell", request.param)
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


class Reader:
    """What came, and on which threads."""

    def __init__(self, mailbox):
        self.letters = []
        self.threads = set()
        mailbox.came.connect(self.read)

    def read(self, letter):
        self.letters.append(letter)
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def reader(mailbox):
    return Reader(mailbox)


@pytest.fixture
def by_another_thread():
    threads = []

    def begin(work):
        thread = threading.Thread(target=work)
        threads.append(thread)
        thread.start()
        return thread

    yield begin
    for thread in threads:
        thread.join()


def test_letters_of_another_thread_come_in_their_order_on_the_main_one(
    qtbot, mailbox, reader, by_another_thread
):
    by_another_thread(lambda: [mailbox.post(number) for number in range(MANY)])
    qtbot.waitUntil(lambda: len(reader.letters) == MANY)
    assert reader.letters == list(range(MANY))
    assert reader.threads == {"MainThread"}


def test_many_letters_leave_the_window_its_turn(qtbot, mailbox, reader):
    turns = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(reader.letters)))
    for number in range(MANY):
        mailbox.post(number)
    timer.start(0)
    qtbot.waitUntil(lambda: len(reader.letters) == MANY)
    timer.stop()
    assert len([read for read in turns if 0 < read < MANY]) > 2


def test_letters_come_while_one_of_them_waits_for_the_next(qtbot, mailbox):
    read = []
    waiting = QEventLoop()

    def wait(letter):
        read.append(letter)
        if letter == 1:
            waiting.exec()
        elif letter == 3:
            waiting.quit()

    mailbox.came.connect(wait)
    for letter in (1, 2, 3):
        mailbox.post(letter)
    qtbot.waitUntil(lambda: read == [1, 2, 3])


def test_nothing_comes_after_closing(qtbot, qapp, mailbox, reader):
    mailbox.post("before")
    mailbox.close()
    mailbox.post("after")
    mailbox.close()
    with qtbot.assertNotEmitted(mailbox.came, wait=50):
        qapp.processEvents()
    assert reader.letters == []


def test_whoever_closes_it_while_reading_hears_no_more(qtbot, qapp, mailbox):
    read = []

    def close(letter):
        read.append(letter)
        mailbox.close()

    mailbox.came.connect(close)
    mailbox.post(1)
    mailbox.post(2)
    qtbot.waitUntil(lambda: bool(read))
    qapp.processEvents()
    assert read == [1]
