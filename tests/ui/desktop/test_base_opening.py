"""Opening, making and closing a base on a lane."""

from itertools import pairwise

import pytest

from crm.base import create_base
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled
from ui.desktop.base_opening import Made, close_it, last_operation, make_it, open_it
from ui.desktop.lanes import Ticket


@pytest.fixture
def ticket():
    """A ticket, and what it told in ``told``."""
    told = []
    ticket = Ticket(lambda news: told.append(news.value))
    ticket.told = told
    return ticket


def test_an_empty_base_is_made_in_a_folder_of_its_own(ticket, tmp_path):
    path = tmp_path / "datos" / "base.vinculo"
    make_it(path, ticket, Clock(), demo=False)
    opened = open_it(path, Clock())
    assert (opened.path, opened.demo, opened.last_operation) == (path, False, 1)  # its catalogues
    close_it(opened.base, back_up=False, folder=None)


def test_a_demo_base_tells_how_far_it_is_and_is_known_as_one(ticket, tmp_path):
    path = tmp_path / "demo.vinculo"
    make_it(path, ticket, Clock(), demo=True)
    assert ticket.told[-1] == Made(2545, 2545)
    steps = [0, *(one.done for one in ticket.told)]
    assert max(after - before for before, after in pairwise(steps)) <= 300
    opened = open_it(path, Clock())
    assert opened.demo
    assert opened.last_operation == last_operation(opened.base) > 0
    close_it(opened.base, back_up=False, folder=None)


def test_a_demo_that_is_not_wanted_any_more_leaves_nothing(ticket, tmp_path):
    ticket.drop()
    with pytest.raises(Cancelled):
        make_it(tmp_path / "demo.vinculo", ticket, Clock(), demo=True)
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_that_of_the_environment(monkeypatch, ticket, tmp_path):
    path = tmp_path / "base.vinculo"
    monkeypatch.setenv("VINCULO_CLAVE", "una clave")
    make_it(path, ticket, Clock(), demo=False)
    monkeypatch.delenv("VINCULO_CLAVE")
    with pytest.raises(BaseProblem):
        open_it(path, Clock())


def test_closing_backs_up_if_so_wanted(tmp_path):
    create_base(tmp_path / "base.vinculo")
    opened = open_it(tmp_path / "base.vinculo", Clock())
    close_it(opened.base, back_up=True, folder=tmp_path / "respaldos")
    assert len(list((tmp_path / "respaldos").glob("*.vinculo"))) == 1
