"""The strip under the stages: what comes next under an agreement, and a click or a key to say that it was done."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm.contact_values import Reference
from crm.texts import _, ngettext
from ui.desktop.agreements.step_codes import FULFIL, code, steps
from ui.desktop.contacts.first_follow_up import KEYS, DoneCircle, Sentence
from ui.desktop.key_names import shown
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord, NextStep


class NextStrip(QFrame):
    """``done`` carries the id of a follow-up that was ticked, ``opened`` a Reference to one; ``wanted`` the code of a
    step, ``tab_wanted`` asks for the obligations.
    """

    done = Signal(object)
    opened = Signal(object)
    wanted = Signal(str)
    tab_wanted = Signal()

    def __init__(self, record: QWidget, theme: Theme) -> None:
        """``record`` is where its keys work."""
        super().__init__()
        self._step: NextStep | None = None
        self._code = ""
        self.setObjectName("nextStep")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Siguiente paso"))
        self.circle = DoneCircle(theme)
        self.circle.setToolTip(_("Marcar hecho ({keys})").format(keys=shown(KEYS)))
        self.circle.clicked.connect(self.finish)
        self.sentence = Sentence(theme)
        self.sentence.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(4)
        line.addWidget(self.circle, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.sentence, 1)
        keys = QShortcut(QKeySequence(KEYS), record)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.finish)
        self.hide()

    def show_step(self, whole: "AgreementRecord", today: datetime.date, *, editable: bool) -> None:
        """Show what comes next of an agreement, or nothing."""
        step = self._step = whole.next_step if not whole.own["of_others"] else None
        self.setVisible(step is not None)
        if step is None:
            return
        what, due, overdue = step.what, "", False
        if step.kind == "stage":
            self._code, words = next(iter(steps(whole).items()))
            what = _("Sigue: {step}").format(step=words[:1].lower() + words[1:])
        else:
            due, overdue = _due(step.due, today)
            self._code = code(FULFIL, step.record) if step.kind == "obligation" else ""
        opens = editable or step.kind != "stage"
        self.sentence.say(what, due, step.who, overdue=overdue, opens=opens)
        self.circle.setVisible(editable and step.kind != "stage")
        self.circle.setAccessibleName(_("Marcar hecho: {what}").format(what=what))

    @Slot()
    def _open(self) -> None:
        step = self._step
        if step is None:
            return
        if step.kind == "follow_up":
            self.opened.emit(Reference(step.record, step.what, "follow_up"))
        elif step.kind == "obligation":
            self.tab_wanted.emit()
        else:
            self.wanted.emit(self._code)

    @Slot()
    def finish(self) -> None:
        """It is done: a follow-up at once, an obligation once it was said when."""
        if self._step is None or not self.circle.isVisibleTo(self):
            return
        if self._step.kind == "follow_up":
            self.done.emit(self._step.record)
        else:
            self.wanted.emit(self._code)


def _due(due: str, today: datetime.date) -> tuple[str, bool]:
    """When, with in how many days, and whether that has passed."""
    from crm.due_words import due_sentence
    from crm.partial_dates import PartialDate

    if not due:
        return "", False
    date = PartialDate.parse(due)
    sentence = due_sentence(due, today)
    ahead = (date.earliest - today).days
    if date.day and ahead > 1:
        sentence += ", " + ngettext("en {n:,} día", "en {n:,} días", ahead).format(n=ahead)
    return sentence, date.latest < today
