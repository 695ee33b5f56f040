"""Convenios with its views beside the list, over a base with a few agreements in different stages."""

import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from crm.agreement_values import StepValues
from crm.base import open_base
from crm.clock import Clock
from tests.crm.agreement_cases import SIGNED, WHOLE, add
from ui.desktop.agreements.work import agreements_work
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def office_base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def idle(qtbot, lanes):
    """Wait until everything asked for has come back, and what that asked for."""

    def rest():
        every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)
        return all(lane.idle for lane in every)

    return lambda: qtbot.waitUntil(rest)


@pytest.fixture
def kept(office_base):
    """Five agreements, by a short name."""
    unsigned = {"folio": "", "signed": "", "start": "", "end": ""}
    drafted = {**unsigned, "parties": (), "signatories": (), "obligations": ()}
    in_negotiation = (StepValues("solicitud", "2025-01-10"), StepValues("negociación", "2025-09-01"))
    return SimpleNamespace(
        asked=add(office_base, WHOLE, **unsigned, steps=(), title="Solicitado"),
        talked=add(office_base, WHOLE, **unsigned, steps=in_negotiation, title="En negociación"),
        alone=add(office_base, WHOLE, **drafted, steps=in_negotiation, title="Sin contraparte"),
        signing=add(office_base, WHOLE, **unsigned, steps=(StepValues("suscripción", "2025-09-30"),)),
        signed=add(office_base, SIGNED),
    )


@pytest.fixture
def place(theme, icons, lanes, office_base, kept, idle):
    """The place, with ``views`` and ``writing``."""
    owner = QObject()
    work = agreements_work(lanes, theme, icons, owner)
    work.page.resize(1340, 760)
    work.page.show()
    work.page.activateWindow()
    work.writing = Writing(office_base, lanes.writer)
    work.set_base(office_base, work.writing)
    idle()
    yield work
    work.set_base(None, None)
    idle()
    work.page.close()
    work.page.deleteLater()
