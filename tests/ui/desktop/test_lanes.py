"""The lanes: work beside the window, and its results on the main thread."""

import sys
import threading

import pytest

from crm.errors import BaseProblem, Cancelled, UserError
from ui.desktop.lanes import Lane


@pytest.fixture
def lane(qapp):
    lane = Lane("prueba")
    yield lane
    lane.close()


class Answers:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.threads: set[str] = set()

    def __call__(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread().name)


def test_a_job_runs_beside_and_comes_back_on_the_main_thread(qtbot, lane):
    answers = Answers()
    lane.submit(lambda _ticket: threading.current_thread().name, answers)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["vinculo-prueba"]
    assert answers.threads == {"MainThread"}
    assert lane.idle


def test_jobs_are_done_in_their_order(qtbot, lane):
    answers = Answers()
    for number in range(5):
        lane.submit(lambda _ticket, number=number: number, answers)
    qtbot.waitUntil(lambda: len(answers.results) == 5)
    assert answers.results == [0, 1, 2, 3, 4]


def test_a_job_tells_how_far_it_is_before_it_is_done(qtbot, lane):
    heard = Answers()

    def job(ticket):
        ticket.tell(1)
        ticket.tell(2)
        return "done"

    lane.submit(job, heard, part=heard)
    qtbot.waitUntil(lambda: len(heard.results) == 3)
    assert heard.results == [1, 2, "done"]
    assert heard.threads == {"MainThread"}


@pytest.mark.parametrize("error", [UserError("No se puede."), BaseProblem("No abre.")])
def test_an_error_for_the_user_comes_back_as_it_is(qtbot, lane, error):
    failures = Answers()

    def job(_ticket):
        raise error

    lane.submit(job, Answers(), failed=failures)
    qtbot.waitUntil(lambda: bool(failures.results))
    assert failures.results == [error]


def test_a_bug_reaches_the_log_and_the_lane_lives_on(qtbot, lane, caplog):
    answers = Answers()

    def job(_ticket):
        raise ZeroDivisionError

    with qtbot.waitSignal(lane.broken) as told:
        lane.submit(job, answers)
    assert "ZeroDivisionError" in told.args[0]
    assert "ZeroDivisionError" in caplog.text
    lane.submit(lambda _ticket: "alive", answers)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["alive"]


def test_nothing_comes_back_from_a_cancelled_job(qtbot, lane):
    answers, begun, go = Answers(), threading.Event(), threading.Event()

    def job(ticket):
        begun.set()
        go.wait()
        ticket.tell("late")
        return "unwanted"

    ticket = lane.submit(job, answers, part=answers, failed=answers)
    waiting = lane.submit(lambda _ticket: "never begun", answers)
    begun.wait()
    lane.cancel(ticket)
    lane.cancel(waiting)
    go.set()
    lane.submit(lambda _ticket: "next", answers)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["next"]


@pytest.mark.parametrize("cancelled", [False, True])
def test_what_a_job_holds_ends_on_the_main_thread(qtbot, lane, cancelled):
    begun, go, ended, answers = threading.Event(), threading.Event(), [], Answers()

    class Job:
        def __call__(self, _ticket):
            begun.set()
            go.wait()

        def __del__(self):
            ended.append(threading.current_thread().name)

    ticket = lane.submit(Job(), answers)
    begun.wait()
    if cancelled:
        lane.cancel(ticket)
    go.set()
    lane.submit(lambda _ticket: "next", answers)
    qtbot.waitUntil(lambda: "next" in answers.results)
    assert ended == ["MainThread"]


def test_an_interrupt_is_sent_again_until_the_statement_hears_it(qtbot, lane):
    answers, begun, heard = Answers(), threading.Event(), threading.Event()
    sent = []

    def interrupt():
        sent.append(threading.current_thread().name)
        if len(sent) == 3:  # the first ones fell between two statements
            heard.set()

    def job(_ticket):
        with lane.interruptible(interrupt):
            begun.set()
            heard.wait()
            raise Cancelled("La búsqueda se detuvo.")

    ticket = lane.submit(job, answers)
    begun.wait()
    lane.cancel(ticket)
    lane.submit(lambda _ticket: "next", answers)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert set(sent) == {"MainThread"}
    assert answers.results == ["next"]


def test_no_interrupt_reaches_the_job_that_comes_after(qtbot, lane):
    answers, sent = Answers(), []

    def job(_ticket):
        with lane.interruptible(lambda: sent.append(1)):
            return "done"

    first = lane.submit(job, answers)
    qtbot.waitUntil(lambda: bool(answers.results))
    lane.submit(job, answers)
    lane.cancel(first)
    qtbot.waitUntil(lambda: len(answers.results) == 2)
    assert sent == []


def test_closing_stops_what_runs_and_ends_the_thread(qapp):
    lane = Lane("que se cierra")
    begun = threading.Event()

    def job(ticket):
        begun.set()
        while True:
            ticket.check()

    lane.submit(job, Answers())
    begun.wait()
    lane.close()
    assert "vinculo-que se cierra" not in {thread.name for thread in threading.enumerate()}


def test_a_thread_that_computes_gives_the_window_its_turn_soon(lanes):
    assert sys.getswitchinterval() <= 0.001
