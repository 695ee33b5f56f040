"""The foot of an import: how far it is while something runs, else what can be done with what is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.importing.kinds import ImportKind
from ui.desktop.labels import Prose
from ui.desktop.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from ui.desktop.importing.review import Review

HEIGHT = 64
_LEAST = 160


class Foot(QWidget):
    """The counts of a dry run and its three buttons, or the strip of progress in their place."""

    save_wanted = Signal()
    back_wanted = Signal()
    go_wanted = Signal()
    cancelled = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.cancelled)
        self.counts = Prose(strong_numbers=True, selectable=False)
        self.counts.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.save = QPushButton(_("Guardar rechazos…"))
        self.save.setIcon(icons.icon("download", "text"))
        self.save.setIconSize(BESIDE_TEXT)
        self.save.clicked.connect(self.save_wanted)
        self.back = QPushButton(_("Atrás"))
        self.back.clicked.connect(self.back_wanted)
        self.go = QPushButton()
        self.go.setProperty("look", "primary")
        self.go.setFont(fonts.font(semibold=True))
        self.go.setToolTip(_("Importar (Ctrl+Intro)"))
        self.go.clicked.connect(self.go_wanted)
        finish_with(self.go)
        self._offers = QWidget()
        row = QHBoxLayout(self._offers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.counts, 1)
        row.addStretch(0)
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addWidget(self.go)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._offers)
        line.addWidget(self.strip)

    def show_offers(self, found: "Review | None", kind: ImportKind, *, reviewing: bool, ready: bool) -> None:
        """Offer what can be done with a dry run; ``ready``: it says what is on the screen."""
        running = self.strip.isVisibleTo(self)
        self.setVisible(running or reviewing)
        self._offers.setVisible(not running)
        n = found.to_write if found is not None else 0
        self.go.setText(_("Importar {n:,} {noun}").format(n=n, noun=kind.noun(n)))
        self.go.setEnabled(bool(n) and ready)
        self.save.setVisible(found is not None and bool(found.reading.rejected))
        self.counts.set_text(counts(found, kind) if found is not None else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the counts even on several lines they stand on the tabs alone."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        buttons = [button for button in (self.save, self.back, self.go) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + 8 for button in buttons)
        room = self.width() - taken
        self.counts.setVisible(room >= _LEAST and self.counts.heightForWidth(room) <= HEIGHT)


def counts(found: "Review", kind: ImportKind) -> str:
    """What an import would do, in one sentence."""
    created, updated, repeated = (len(found.places[tab]) for tab in ("created", "updated", "repeated"))
    rejected, skipped = len(found.reading.rejected), found.skipped
    told = _("{a}, {b}, {c} y {d}").format(
        a=ngettext("{n:,} se crea", "{n:,} se crean", created).format(n=created) + _named(found.named, kind),
        b=ngettext("{n:,} se actualiza", "{n:,} se actualizan", updated).format(n=updated),
        c=ngettext("{n:,} queda como está", "{n:,} quedan como están", repeated).format(n=repeated),
        d=ngettext("{n:,} va al archivo de rechazos", "{n:,} van al archivo de rechazos", rejected).format(
            n=rejected
        ),
    )
    if skipped:
        omitted = ngettext("{n:,} se omite", "{n:,} se omiten", skipped).format(n=skipped)
        told = f"{told}; {omitted}"
    return f"{told}."


def _named(n: int, kind: ImportKind) -> str:
    """The contacts that are made because rows name them."""
    return _(" (y {named})").format(named=kind.named(n).format(n=n)) if n else ""
