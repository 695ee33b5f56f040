"""At the hour of a reminder the desktop tells of it, once; what was missed is left to Mi día."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from crm import follow_ups
from crm.base import Base, open_base
from crm.clock import Clock
from crm.follow_up_values import NewFollowUp
from tests.ui.desktop.hand_clock import HandClock
from ui.desktop.reminders_section import RemindersSection
from ui.desktop.reminding import Reminding, TrayNotifier

NINE = datetime.datetime(2025, 10, 6, 15, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


class Heard:
    """A desktop that remembers what it was told."""

    def __init__(self) -> None:
        self.notices: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> None:
        self.notices.append((title, text))


@pytest.fixture
def hands() -> HandClock:
    return HandClock(NINE)


@pytest.fixture
def base(tmp_path: Path, hands: HandClock, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock(hands)) as base:
        yield base


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def reminding(base, lanes, settings, heard, qapp) -> Iterator[Reminding]:
    reminding = Reminding(lanes.reader, settings, heard, qapp)
    reminding.watch(base)
    yield reminding
    reminding.watch(None)
    reminding.deleteLater()


def remind(base: Base, what: str, moment: datetime.datetime) -> None:
    with base.write("Alta") as session:
        follow_ups.create(session, NewFollowUp(what, remind_at=moment.isoformat(timespec="minutes")))


def look(reminding, qtbot):
    reminding.look()
    qtbot.waitUntil(lambda: reminding._lane.idle)


def test_a_reminder_is_told_of_when_its_hour_comes_and_only_once(reminding, base, heard, hands, qtbot):
    remind(base, "Llamar", NINE + 5 * MINUTE)
    look(reminding, qtbot)
    assert heard.notices == []
    hands.moment += 5 * MINUTE
    with qtbot.waitSignal(reminding.came):
        reminding.look()
    hands.moment += MINUTE
    look(reminding, qtbot)
    assert heard.notices == [("Recordatorio", "Llamar")]


def test_what_passed_before_the_base_was_opened_is_left_to_mi_dia(reminding, base, heard, hands, qtbot):
    remind(base, "Ayer", NINE - 60 * 24 * MINUTE)
    hands.moment += MINUTE
    look(reminding, qtbot)
    assert heard.notices == []


def test_several_at_once_are_one_notice(reminding, base, heard, hands, qtbot):
    for number in range(5):
        remind(base, f"Tarea {number}", NINE + MINUTE)
    hands.moment += MINUTE
    look(reminding, qtbot)
    assert heard.notices == [("5 recordatorios", "Tarea 0\nTarea 1\nTarea 2\ny 2 más, en Mi día")]


def test_whoever_wants_no_notices_gets_none_but_the_news(reminding, base, heard, hands, settings, qtbot):
    settings.reminders = False
    remind(base, "Llamar", NINE + MINUTE)
    hands.moment += MINUTE
    with qtbot.waitSignal(reminding.came):
        reminding.look()
    assert heard.notices == []


def test_nothing_is_told_of_a_base_that_was_left(reminding, base, heard, hands, qtbot):
    remind(base, "Llamar", NINE + MINUTE)
    reminding.watch(None)
    hands.moment += MINUTE
    look(reminding, qtbot)
    assert heard.notices == []


def test_a_desktop_without_a_tray_is_asked_for_nothing(qapp, monkeypatch):
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda *told: shown.append(told))
    notifier = TrayNotifier(qapp)
    notifier.tell("Recordatorio", "Llamar")
    assert shown == []
    notifier.deleteLater()


def test_a_desktop_with_a_tray_shows_the_notice(qapp, monkeypatch):
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *told: shown.append(told[:2]))
    notifier = TrayNotifier(qapp)
    notifier.tell("Recordatorio", "Llamar")
    assert shown == [("Recordatorio", "Llamar")]
    notifier.deleteLater()


def test_the_setting_is_on_at_first_and_kept(icons, settings, theme, qtbot):
    section = RemindersSection(icons, settings)
    qtbot.addWidget(section)
    assert section.told.isChecked()
    section.told.click()
    assert settings.reminders is False
    again = RemindersSection(icons, settings)
    qtbot.addWidget(again)
    assert not again.told.isChecked()
