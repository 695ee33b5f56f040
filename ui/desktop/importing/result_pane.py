"""What an import did, the rows that stayed out, and what can be done next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.importing.run import Result
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose

NAMED_QUERY = "creado:hoy -tipo:persona"
_NAMED_TOLD = 3


class ResultPane(QWidget):
    """``rejects_wanted`` asks where to save the rejected rows, ``undo_wanted`` takes the import back whole,
    ``again_wanted`` begins with another file, ``contacts_wanted`` goes to the list with a query, if there is one."""

    rejects_wanted = Signal()
    undo_wanted = Signal()
    again_wanted = Signal()
    contacts_wanted = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.title = Prose(semibold=True)
        self.counts = Prose()
        self.named = Prose(breaks_words=True)
        self.rejected = Prose()
        self._query = ""
        self.note = Prose(look="muted")
        self.see = self._button(_("Ver los contactos"), "users", self._see)
        self.see_named = self._button(_("Ver las instituciones nuevas"), "building-2", self._see_named)
        self.save = self._button(_("Guardar las filas rechazadas…"), "download", self.rejects_wanted)
        self.undo = self._button(_("Deshacer la importación"), "rotate-cw", self.undo_wanted)
        self.again = self._button(_("Importar otro archivo"), "file-up", self.again_wanted)
        self.see.setProperty("look", "primary")
        self.see.setFont(fonts.font(semibold=True))
        self.see.setIcon(icons.icon("users", "on_fill"))
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

    def show_result(self, result: Result) -> None:
        """Say what was done."""
        written = result.created + result.updated
        self.title.set_text(
            ngettext("Se importó {n:,} contacto", "Se importaron {n:,} contactos", written).format(n=written)
            if written
            else _("No había nada nuevo que importar")
        )
        self.counts.set_text(in_words(result.created, result.updated, result.repeated, result.skipped))
        self._query = _query(result)
        self.named.set_text(named_in_words(result.named))
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
        self.contacts_wanted.emit(self._query)

    @Slot()
    def _see_named(self) -> None:
        self.contacts_wanted.emit(NAMED_QUERY)

    def show_note(self, sentence: str) -> None:
        """Say what became of what was asked for here."""
        self.note.set_text(sentence)


def in_words(created: int, updated: int, repeated: int, skipped: int = 0) -> str:
    """The counts of an import that was done."""
    parts = [
        ngettext("{n:,} nuevo", "{n:,} nuevos", created).format(n=created),
        ngettext("{n:,} actualizado", "{n:,} actualizados", updated).format(n=updated),
        ngettext("{n:,} que ya estaba", "{n:,} que ya estaban", repeated).format(n=repeated),
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


def named_in_words(names: Sequence[str]) -> str:
    """Which institutions were made because contacts name them."""
    told = [_("«{name}»").format(name=name) for name in names[:_NAMED_TOLD]]
    listed = ", ".join([*told, *(["…"] if len(names) > _NAMED_TOLD else [])])
    return ngettext(
        "También se creó {n:,} institución que los contactos nombran: {listed}.",
        "También se crearon {n:,} instituciones que los contactos nombran: {listed}.",
        len(names),
    ).format(n=len(names), listed=listed)


def _query(result: Result) -> str:
    """What finds the contacts of an import of today; those changed today hold those made today."""
    if result.operation is None:
        return ""
    return "cambiado:hoy" if result.updated else "creado:hoy"
