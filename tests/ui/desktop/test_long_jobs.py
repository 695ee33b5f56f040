"""Long jobs: stopped when asked, and the collector of cycles paused while they run."""

import gc

import pytest

from crm.errors import Cancelled
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import Rows, Stop, let_collect, teller, without_collector


def test_it_tells_rows_until_it_is_asked_to_stop():
    told = []
    stop = Stop()
    progress = teller(Ticket(told.append), stop)
    progress(1, 2)
    assert [news.value for news in told] == [Rows(1, 2)]
    stop.ask()
    with pytest.raises(Cancelled, match="no quedó nada a medias"):
        progress(2, 2)
    assert len(told) == 1


def test_the_collector_rests_until_the_last_job_ends():
    assert gc.isenabled()
    with without_collector():
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_is_kept_is_not_looked_at_until_it_is_let_go():
    let_collect()
    with pytest.raises(ValueError, match="x"), without_collector(keep=True):
        raise ValueError("x")
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    let_collect()
    assert gc.get_freeze_count() == 0
