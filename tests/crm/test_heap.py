"""The collector of cycles, paused while a hundred thousand objects are made."""

import gc

import pytest

from crm.heap import without_collector


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
