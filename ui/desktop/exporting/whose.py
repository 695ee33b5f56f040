"""Which of a subject is exported: all of it, what was looked for, what was chosen, the one record shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from crm.exporting.asked import CALENDAR, Asked
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.exporting.looked_at import LookedAt
from ui.desktop.exporting.subjects import Subject, subjects
from ui.desktop.fields.choice import Choice
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

EVERYBODY, LISTED, SELECTED, SHOWN = range(4)
_QUERY_SHOWN = 24
"""Letters of a query or a name that fit into the line that offers it, with its number."""


class WhoseChoice(QWidget):
    """``subject_changed`` comes when something else is to be exported, ``changed`` when other records of it are, or it
    is known how many."""

    subject_changed = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._at = self._came = LookedAt()
        self._counts: dict[int, int] = {}
        self._group = QButtonGroup(self)
        self.subjects = Choice(theme, icons)
        self.subjects.setAccessibleName(_("Qué se exporta"))
        self.subjects.activated.connect(self._choose_subject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.subjects)
        for code in (EVERYBODY, LISTED, SELECTED, SHOWN):
            button = QRadioButton()
            button.setFont(fonts.font())
            self._group.addButton(button, code)
            column.addWidget(button)
        self.look_at(LookedAt())
        self._group.idToggled.connect(self.changed)

    def button(self, code: int) -> QAbstractButton:
        """The choice of EVERYBODY, LISTED, SELECTED or SHOWN."""
        return self._group.button(code)

    def checkedId(self) -> int:  # noqa: N802 - as Qt calls it
        """Which of them is chosen."""
        return self._group.checkedId()

    @property
    def subject(self) -> Subject:
        """What is to be exported."""
        return subjects()[self._at.subject]

    @property
    def count(self) -> int | None:
        """How many records are asked for; None as long as nobody knows."""
        return self._counts.get(self.checkedId())

    @property
    def asked(self) -> Asked:
        """What is asked for."""
        return self._asked_by(self.checkedId())

    def to_count(self) -> Sequence[tuple[int, Asked]]:
        """The choices of which it is not known how many they are."""
        codes = [code for code in self._offered() if code not in self._counts]
        return [(code, self._asked_by(code)) for code in codes]

    def _asked_by(self, code: int) -> Asked:
        at = self._at
        if at.days is not None:
            return Asked(at.subject, days=at.days, without=at.without)
        ids = {SELECTED: at.selected, SHOWN: (at.record,)}.get(code, ())
        return Asked(at.subject, at.query if code == LISTED else "", ids)

    def _offered(self) -> list[int]:
        at = self._at
        there = {
            EVERYBODY: at.days is None,
            LISTED: bool(at.query),
            SELECTED: bool(at.selected),
            SHOWN: bool(at.record),
        }
        return [code for code, is_there in there.items() if is_there]

    def look_at(self, at: LookedAt) -> None:
        """Offer what one was looking at, whatever there is of it; the most particular choice of several is made."""
        self._came = at
        self._offer(at)

    def _offer(self, at: LookedAt) -> None:
        self._at = at
        self._counts = {SELECTED: len(at.selected)} if at.selected else {}
        if at.record:
            self._counts[SHOWN] = 1
        offered = self._offered()
        for code in (EVERYBODY, LISTED, SELECTED, SHOWN):
            self.button(code).setVisible(code in offered)
        self.button(SELECTED if at.selected else LISTED if at.query else EVERYBODY).setChecked(True)
        self._show_subjects()
        self._say()
        self.subject_changed.emit()

    def _show_subjects(self) -> None:
        """The calendar is there for who comes from it: its days are those that it shows."""
        self.subjects.clear()
        for code, subject in subjects().items():
            if code != CALENDAR or self._came.days is not None:
                self.subjects.addItem(subject.name, code)
        self.subjects.setCurrentIndex(self.subjects.findData(self._at.subject))

    @Slot(int)
    def _choose_subject(self, index: int) -> None:
        code = self.subjects.itemData(index)
        if code != self._at.subject:
            self._offer(self._came if code == self._came.subject else LookedAt(code))

    def show_count(self, code: int, n: int) -> None:
        """Say how many records one of the choices stands for."""
        self._counts[code] = n
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        subject, at = self.subject, self._at
        names = {
            EVERYBODY: subject.everything,
            LISTED: subject.found.format(query=at.query if at.days is not None else _short(at.query)),
            SELECTED: subject.chosen,
            SHOWN: _("Solo «{name}»").format(name=_short(at.name)),
        }
        for code, name in names.items():
            n = self._counts.get(code)
            text = name if n is None or code == SHOWN else f"{name}: {n:,}"
            # An ampersand in a button's text would mark a key.
            self.button(code).setText(text.replace("&", "&&"))


def _short(text: str) -> str:
    return text if len(text) <= _QUERY_SHOWN else f"{text[: _QUERY_SHOWN - 1]}…"
