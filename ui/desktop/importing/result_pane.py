"""What an import did, the rows that stayed out, and what can be done next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.importing.kinds import CONTACTS
from crm.importing.run import Result
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.importing.kinds import ImportKind, kinds
from ui.desktop.labels import Prose

_NAMED_TOLD = 3


class ResultPane(QWidget):
    """``rejects_wanted`` asks where to save the rejected rows, ``undo_wanted`` takes the import back whole,
    ``again_wanted`` begins with another file, ``list_wanted`` goes to the list of a place with a query, if any."""

    rejects_wanted = Signal()
    undo_wanted = Signal()
    again_wanted = Signal()
    list_wanted = Signal(str, str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.title = Prose(semibold=True)
        self.counts = Prose()
        self.named = Prose(breaks_words=True)
        self.rejected = Prose()
        self._query = self._named_query = ""
        self._kind = kinds()[CONTACTS]
        self.note = Prose(look="muted")
        self.see = self._button("", "users", self._see)
        self.see_named = self._button("", "building-2", self._see_named)
        self.save = self._button(_("Guardar las filas rechazadas…"), "download", self.rejects_wanted)
        self.undo = self._button(_("Deshacer la importación"), "undo-2", self.undo_wanted)
        self.again = self._button(_("Importar otro archivo"), "file-up", self.again_wanted)
        self.see.setProperty("look", "primary")
        self.see.setFont(fonts.font(semibold=True))
        column = QVBoxLayout()
        column.setSpacing(8)
        for prose in (self.title, self.counts, self.named, self.rejected):
            column.addWidget(prose)
        column.addSpacing(16)
        for button in (self.see, self.see_named, self.save, self.undo, self.again):
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch()
            column.addLayout(line)
        column.addWidget(self.note)
        column.addStretch()
        middle = QWidget()
        middle.setMaximumWidth(640)
        middle.setLayout(column)
        column.setContentsMargins(0, 24, 0, 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle, 1)
        whole.addStretch(0)
        self.setFocusProxy(self.see)

    def _button(self, name: str, icon: str, wanted: object) -> QPushButton:
        button = QPushButton(name)
        button.setIcon(self._icons.icon(icon, "text"))
        button.setIconSize(BESIDE_TEXT)
        button.clicked.connect(wanted)
        return button

    def show_result(self, result: Result, kind: ImportKind) -> None:
        """Say what was done with a file of a kind."""
        self._kind = kind
        written = result.created + result.updated
        self.title.set_text(
            ngettext("Se importó {n:,} {noun}", "Se importaron {n:,} {noun}", written).format(
                n=written, noun=kind.noun(written)
            )
            if written
            else _("No había nada nuevo que importar")
        )
        self.see.setText(kind.see)
        self.see.setIcon(self._icons.icon(kind.icon, "on_fill"))
        self.see_named.setText(kind.see_named)
        self.counts.set_text(in_words(result.created, result.updated, result.repeated, result.skipped))
        self._query = _query(result)
        self._named_query = kind.named_query.format(n=result.operation)
        self.named.set_text(named_in_words(result.named, kind))
        written_named = bool(result.named) and result.operation is not None
        self.named.setVisible(written_named)
        self.see_named.setVisible(written_named)
        self.rejected.set_text(
            ngettext(
                "{n:,} fila no se importó. Guárdela en un archivo con el motivo, corríjala y vuelva a importarla.",
                "{n:,} filas no se importaron. Guárdelas en un archivo con el motivo de cada una, corríjalas y"
                " vuelva a importarlas.",
                result.rejected,
            ).format(n=result.rejected)
        )
        self.rejected.setVisible(bool(result.rejected))
        self.save.setVisible(bool(result.rejected))
        self.undo.setVisible(result.operation is not None)
        self.undo.setEnabled(True)
        self.note.set_text("")

    @Slot()
    def _see(self) -> None:
        self.list_wanted.emit(self._kind.place, self._query)

    @Slot()
    def _see_named(self) -> None:
        self.list_wanted.emit(CONTACTS, self._named_query)

    def show_note(self, sentence: str) -> None:
        """Say what became of what was asked for here."""
        self.note.set_text(sentence)


def in_words(created: int, updated: int, repeated: int, skipped: int = 0) -> str:
    """The counts of an import that was done."""
    parts = [
        ngettext("Se creó {n:,}", "Se crearon {n:,}", created).format(n=created),
        ngettext("se actualizó {n:,}", "se actualizaron {n:,}", updated).format(n=updated),
        ngettext("{n:,} ya estaba", "{n:,} ya estaban", repeated).format(n=repeated),
    ]
    told = _("{a}, {b} y {c}.").format(a=parts[0], b=parts[1], c=parts[2])
    if skipped:
        omitted = ngettext(
            "{n:,} fila se omitió, como usted decidió.",
            "{n:,} filas se omitieron, como usted decidió.",
            skipped,
        )
        told = f"{told} {omitted.format(n=skipped)}"
    return told


def named_in_words(names: Sequence[str], kind: ImportKind) -> str:
    """Which contacts were made because rows name them."""
    told = [_("«{name}»").format(name=name) for name in names[:_NAMED_TOLD]]
    listed = ", ".join([*told, *(["…"] if len(names) > _NAMED_TOLD else [])])
    return ngettext(
        "También se creó {named}: {listed}.", "También se crearon {named}: {listed}.", len(names)
    ).format(named=kind.named(len(names)).format(n=len(names)), listed=listed)


def _query(result: Result) -> str:
    """What finds what an import made and filled in."""
    if result.operation is None:
        return ""
    return f"operacion:{'' if result.updated else '+'}{result.operation}"
