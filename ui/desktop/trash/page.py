"""The trash: what is in it, and taking it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.theme import Theme
from ui.desktop.trash.rows import TrashTable

if TYPE_CHECKING:
    from crm.base import Base, Session
    from crm.trash import Trash
    from ui.desktop.writing import Done, Writing

SHOWN = 5_000
"""The most records shown; those below come up as others are taken out."""


class TrashPage(QWidget):
    """The trash of the base given. It is read when it is looked at, and again after each thing done."""

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._lanes = lanes
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._reading: Ticket | None = None
        self.sentence = Prose(look="muted")
        self.table = TrashTable(theme)
        self.table.restore_wanted.connect(self.restore)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.button = QPushButton(_("Restaurar"))
        self.button.setIcon(icons.icon("undo-2", "text"))
        self.button.setIconSize(BESIDE_TEXT)
        self.button.setToolTip(_("Devolver los elegidos a las listas (Intro)"))
        self.button.clicked.connect(self.restore)
        self.setFocusProxy(self.table)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(8)
        title = Prose(_("Papelera"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        column.addWidget(title)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self.table, 1)
        column.addStretch()
        self._offer()

    def set_base(self, base: "Base | None") -> None:
        """Show the trash of this base from now on."""
        self._lanes.reader.cancel(self._reading)
        self._base = base
        self.table.records.replace(())
        self._read()

    def set_writing(self, writing: "Writing | None") -> None:
        """Take records back through this, and look again after each thing done."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._look_again)
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Something may have come meanwhile."""
        super().showEvent(event)
        self._read()

    @Slot(object)
    def _look_again(self, _done: "Done") -> None:
        self._read()

    def _read(self) -> None:
        base = self._base
        if base is None or not self.isVisible():
            return

        def job(_ticket: Ticket) -> "Trash":
            from crm.trash import in_trash

            with base.read() as session:
                return in_trash(session, today=base.clock.today, limit=SHOWN)

        self._lanes.reader.cancel(self._reading)
        self._reading = self._lanes.reader.submit(job, self.show_trash, failed=self._failed)

    def show_trash(self, trash: "Trash") -> None:
        """Show what is there; the row that was current stays so."""
        row = self.table.currentIndex().row()
        if trash.records != self.table.records.records:
            self.table.records.replace(trash.records)
        self.sentence.set_text(_sentence(trash))
        self.table.setVisible(bool(trash.records))
        if trash.records and not self.table.selectionModel().hasSelection():
            index = self.table.records.index(max(0, min(row, len(trash.records) - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._offer()

    def _failed(self, error: Exception) -> None:
        self.sentence.set_text(str(error))

    @Slot()
    def _offer(self) -> None:
        self.button.setVisible(self.table.records.rowCount() > 0)
        self.button.setEnabled(self._writing is not None and self.table.selectionModel().hasSelection())

    @Slot()
    def restore(self) -> None:
        """Take the selected records back; the undo bar says so and undoes it."""
        chosen = self.table.chosen
        if not chosen or self._writing is None:
            return
        from crm.trash import restore, restore_title

        def job(session: "Session") -> None:
            restore(session, [record.id for record in chosen])

        title = restore_title({record.kind for record in chosen})
        self._writing.run(title, job, icon="undo-2", n=len(chosen))


def _sentence(trash: "Trash") -> str:
    if not trash.total:
        return _("No hay nada en la papelera. Aquí llega lo que se quita con Supr en una lista.")
    text = ngettext(
        "{n:,} registro fuera de listas, búsquedas y cuentas; al restaurarlo vuelve como estaba.",
        "{n:,} registros fuera de listas, búsquedas y cuentas; al restaurarlos vuelven como estaban.",
        trash.total,
    ).format(n=trash.total)
    if trash.total > len(trash.records):
        text += " " + _("Se muestran los últimos {n:,}.").format(n=len(trash.records))
    return text
