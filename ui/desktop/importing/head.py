"""The head of an import: the step one is at, what is known of the file, what it is imported as."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.importing.as_what import AsWhat
from ui.desktop.importing.steps import Steps
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.importing.review import Review
    from ui.desktop.long_jobs import Rows


class Head(QWidget):
    """The title with the steps, and below it a line about the file with what can be chosen of it."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.steps = Steps(theme, icons)
        self.about = Prose(look="muted", breaks_words=True)
        self.as_what = AsWhat(theme, icons)
        self.columns_button = QPushButton(_("Columnas del archivo"))
        self.columns_button.setCheckable(True)
        self.columns_button.hide()
        title = Prose(_("Importar"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        above = QHBoxLayout()
        above.addWidget(title, 1)
        above.addWidget(self.steps)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.about, 1, Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 8, 0, 0)
        tools.setSpacing(16)
        tools.addWidget(self.as_what)
        tools.addWidget(self.columns_button)
        below.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(below)


def how_far(rows: "Rows") -> str:
    """The rows done; nothing before the first one, while the file is being opened."""
    if rows.total:
        return _("{n:,} de {total:,} filas").format(n=rows.done, total=rows.total)
    return ngettext("{n:,} fila", "{n:,} filas", rows.done).format(n=rows.done) if rows.done else ""


def described(found: "Review") -> str:
    """The file that was read."""
    rows = ngettext("{n:,} fila", "{n:,} filas", found.total).format(n=found.total)
    parts = [found.reading.path.name]
    if found.reading.sheet:
        parts.append(_("hoja {sheet}").format(sheet=found.reading.sheet))
    return _("{file}, {rows}. Es un ensayo: todavía no se ha guardado nada.").format(
        file=", ".join(parts), rows=rows
    )
