"""What the parts of an agreement's record share: links to other records, and the steps that are asked for there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.agreements.progress import ProgressCell
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.link import Link
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.theme import Theme


class AgreementSheet(MatterSheet):
    """``tab_wanted`` carries the code of a part, ``wanted`` that of a step."""

    tab_wanted = Signal(object)
    wanted = Signal(str)

    def __init__(
        self, record: ShownAgreement, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        self._whole = record.whole
        self.agreement = record.id

    def _tab(self, text: str, code: str) -> Link:
        """A link to a part of the record."""
        link = Link(text, code)
        link.setAccessibleDescription(_("Abre esa parte de la ficha"))
        link.chosen.connect(self.tab_wanted)
        return link

    def _named(self, reference: Reference | None, name: str) -> QWidget:
        """A name, which opens its record where there is one."""
        if reference is not None and reference.id:
            return self._to(Reference(reference.id, name or reference.name, reference.kind), "link")
        return Prose(name, breaks_words=True) if name else self._lacking()

    def _lacking(self) -> QWidget:
        """What is not known yet."""
        return Prose(_("por capturar"), look="muted")

    def _titled(
        self, title: str, beside: str, rows: Sequence[QWidget], link: QWidget | None = None
    ) -> QWidget:
        """A section whose heading has words and a link at its right."""
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label(title, semibold=True))
        line.addWidget(label(beside, look="" if beside[:1].isdigit() else "muted"))
        line.addStretch()  # takes the room where there is no link, or where it is gone
        if link is not None:
            line.addWidget(link, 1, Qt.AlignmentFlag.AlignRight)
        return self._section("", [head, *rows], gap=8)

    @staticmethod
    def _aside(text: str) -> Prose:
        """What stands at the right of a heading, on as many lines as it needs."""
        return Prose(text, look="muted")

    def _progress(self, duty: object) -> ProgressCell:
        from crm.agreement_ficha import progress_of

        return ProgressCell(progress_of(duty), self._theme, self._icons)  # type: ignore[arg-type]
