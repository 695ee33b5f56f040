"""The collector of cycles, paused while a hundred thousand objects are made."""

import gc
import weakref

import pytest

from crm.heap import OwnCollector, without_collector


def test_the_collector_rests_until_the_last_job_ends():
    assert gc.isenabled()
    with without_collector():
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_is_kept_is_not_looked_at():
    gc.unfreeze()
    with pytest.raises(ValueError, match="x"), without_collector(keep=True):
        raise ValueError("x")
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


class Cycle:
    """Something that only a look for cycles frees."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def own():
    collector = OwnCollector()
    yield collector
    collector.leave()


def make_garbage():
    first = weakref.ref(Cycle())
    for _n in range(2_000):
        Cycle()
    return first


def test_python_looks_for_no_cycles_while_somebody_else_does(own):
    other = OwnCollector()
    with without_collector():
        other.leave()
        other.leave()
    assert not gc.isenabled()
    garbage = make_garbage()
    assert garbage() is not None
    own.collect_if_due()
    assert garbage() is None
    own.leave()
    assert gc.isenabled()


def test_nobody_looks_for_cycles_while_it_is_paused_nor_after_leaving(own):
    with without_collector():
        garbage = make_garbage()
        own.collect_if_due()
        assert garbage() is not None
    own.leave()
    gc.disable()
    garbage = make_garbage()
    own.collect_if_due()
    gc.enable()
    assert garbage() is not None


def test_old_cycles_are_found_once_there_is_more_than_was(own):
    grown_old = Cycle()
    gc.collect(1)
    garbage = weakref.ref(grown_old)
    del grown_old
    kept = []
    for _n in range(200):
        kept.append([Cycle() for _m in range(1_000)])
        own.collect_if_due()
    assert garbage() is None
