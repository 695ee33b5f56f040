"""Writing in another process: what is done there stands here, and whatever happens nothing is left of it."""

import multiprocessing
import os
import threading
from contextlib import suppress
from multiprocessing import resource_tracker

import psutil
import pytest

from crm import operations
from crm.base import create_base, open_base
from crm.errors import BaseProblem, Blocked, Cancelled
from crm.work_apart import DoHereInstead, KeptBeforeItEnded, do_apart, do_what_is_said
from db import locks
from tests.crm import works_apart
from tests.crm.work_apart_seen import of_ours

NAMES = ["Ana", "Eva"]


def done(base):
    with base.read() as session:
        return [entry.title for entry in operations.log(session)]


@pytest.fixture(autouse=True)
def _nobody_is_left(base):
    yield
    assert not of_ours()
    with base.write("Otra cosa") as session:
        operations.running(session)


@pytest.mark.parametrize(
    "work", [works_apart.add, works_apart.refuse, works_apart.vanish, works_apart.be_mistaken]
)
def test_no_pipe_is_left(base, work):
    # What stays open anyway: connections, and Python's own keeper of processes.
    resource_tracker.ensure_running()
    with base.write("Nada") as session, base.read() as other:
        assert operations.newest(other) < operations.running(session)
    files = psutil.Process().num_fds()
    with suppress(BaseProblem, Blocked, DoHereInstead):
        do_apart(base, work, NAMES)
    assert psutil.Process().num_fds() == files


def test_what_is_done_there_stands_here(base):
    ids = do_apart(base, works_apart.add, NAMES)
    assert len(ids) == len(NAMES)
    assert done(base) == ["Añadir"]
    operations.undo(base)


def test_it_is_done_for_whoever_is_here_at_the_moment_it_is(base):
    actor, moment, priority = do_apart(base, works_apart.who_and_when)
    assert (actor, moment) == (base.actor, base.clock.now())
    assert priority > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_base_with_a_key_is_opened_by_a_key_that_no_list_of_processes_shows(tmp_path):
    create_base(tmp_path / "cifrada.vinculo", "Señá 1")
    seen = []

    def look(_done, _total):
        seen.extend((" ".join(child.cmdline()), *child.environ().values()) for child in of_ours())

    with open_base(tmp_path / "cifrada.vinculo", "Señá 1", "ana") as base:
        do_apart(base, works_apart.add, NAMES, look)
        assert done(base) == ["Añadir"]
    assert seen
    assert not any("Señá" in text for texts in seen for text in texts)


def test_a_key_that_opens_no_more_gets_the_sentence_of_a_base_opened_here(tmp_path):
    create_base(tmp_path / "cifrada.vinculo", "una")
    with open_base(tmp_path / "cifrada.vinculo", "una", "ana") as base:
        base.key = "otra"
        with pytest.raises(BaseProblem) as there:
            do_apart(base, works_apart.add, NAMES)
    with pytest.raises(BaseProblem) as here:
        open_base(tmp_path / "cifrada.vinculo", "otra")
    assert str(there.value) == str(here.value)


def test_what_cannot_be_done_is_said_with_all_it_knows(base):
    with pytest.raises(Blocked, match="no se puede") as refused:
        do_apart(base, works_apart.refuse)
    assert (refused.value.operations, refused.value.first, refused.value.in_words) == (
        (3, 4), 4, "en palabras",
    )  # fmt: skip


def test_stopped_it_takes_back_what_it_has_begun(base):
    def stop(done, _total):
        if done:
            raise Cancelled("ya no")

    with pytest.raises(Cancelled, match="ya no"):
        do_apart(base, works_apart.add_and_wait, NAMES, stop)
    assert done(base) == []


def test_stopped_before_it_begins_it_begins_nothing(base):
    def stop(_done, _total):
        raise Cancelled("ya no")

    with pytest.raises(Cancelled, match="ya no"):
        do_apart(base, works_apart.add, NAMES, stop)
    assert done(base) == []


def test_stopped_too_late_it_is_done(base):
    """As here: what is being kept is not taken back."""

    def stop(_done, total):
        if total:
            raise Cancelled("ya no")

    assert len(do_apart(base, works_apart.add, NAMES, stop)) == len(NAMES)
    assert done(base) == ["Añadir"]


def test_killed_in_the_middle_nothing_was_written_and_it_is_said(base):
    def kill(done, _total):
        if done:
            for child in of_ours():
                child.kill()

    with pytest.raises(BaseProblem, match="se detuvo antes de terminar; no se guardó nada"):
        do_apart(base, works_apart.add_and_wait, NAMES, kill)
    assert done(base) == []


def test_killed_while_it_is_told_what_to_write_it_is_said(base):
    def parts():
        for child in of_ours():
            child.kill()
            while child.status() != psutil.STATUS_ZOMBIE:
                pass
        yield from NAMES

    with pytest.raises(BaseProblem, match="no se guardó nada"):
        do_apart(base, works_apart.add, parts())


def test_gone_before_it_could_say_that_all_was_kept(base):
    with pytest.raises(KeptBeforeItEnded) as kept:
        do_apart(base, works_apart.add_and_vanish, NAMES)
    with base.read() as session:
        assert operations.title_of(session, kept.value.operation) == "Añadir"


def test_gone_before_it_did_anything_beside_what_was_there(base):
    works_apart.add(base, NAMES, lambda _done, _total: None)
    with pytest.raises(BaseProblem, match="no se guardó nada"):
        do_apart(base, works_apart.vanish, NAMES)


def test_a_mistake_of_ours_is_to_come_to_light_here(base):
    with pytest.raises(DoHereInstead):
        do_apart(base, works_apart.be_mistaken, NAMES)


def test_where_no_process_starts_it_is_to_be_done_here(base, monkeypatch):
    def refuse(_process):
        raise OSError("no more processes")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    with pytest.raises(DoHereInstead):
        do_apart(base, works_apart.add, NAMES)


def test_nobody_is_in_the_base_any_more_when_it_has_answered(base):
    do_apart(base, works_apart.add, NAMES)
    assert [holder.pid for holder in locks.holders(base.path)] == [os.getpid()]


def hear(base, work, said):
    """What the process says that is told ``said``, done in this one."""
    from crm.work_apart import _Desk

    ours, theirs = multiprocessing.Pipe()
    heard = []
    with ours, theirs:
        ours.send(_Desk(base.path, base.key, base.actor, base.clock.now()))
        for one in said:
            ours.send(one)
        do_what_is_said(theirs, work)
        while ours.poll():
            heard.append(ours.recv())
    return heard


def test_it_says_that_the_base_is_open_how_far_it_is_and_what_came_of_it(base):
    opened, told, ended = hear(base, works_apart.add, [("Ana",), ("Eva",), ()])
    assert (opened.done, opened.total) == (0, None)
    assert (told.done, told.total) == (0, 2)
    assert len(ended.result) == 2


def test_asked_to_stop_it_says_that_it_took_all_back(base):
    heard = hear(base, works_apart.add_and_wait, [("Ana",), (), None])
    assert isinstance(heard[-1], Cancelled)
    assert done(base) == []


def test_left_alone_it_takes_back_what_it_has_begun(base):
    from crm.work_apart import _Desk

    ours, theirs = multiprocessing.Pipe()
    with theirs:
        ours.send(_Desk(base.path, base.key, base.actor, base.clock.now()))
        ours.send(("Ana",))
        ours.send(())
        process = threading.Thread(target=do_what_is_said, args=(theirs, works_apart.add_and_wait))
        process.start()
        assert ours.recv()
        ours.close()
        process.join()
    assert done(base) == []


def test_left_alone_before_it_is_told_anything_it_ends(base):
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    with theirs:
        do_what_is_said(theirs, works_apart.add)
    assert done(base) == []
