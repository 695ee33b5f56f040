"""Long jobs: stopped when asked."""

import pytest

from crm.errors import Cancelled
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import Rows, Stop, teller


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
