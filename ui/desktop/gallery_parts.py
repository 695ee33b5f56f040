"""The second page of the developers' gallery: buttons, lists, bars and places, beside the fields of the first."""

import itertools
from array import array

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from crm.errors import Blocked
from ui.desktop import fonts
from ui.desktop.bug_notice import Bug, BugNotice
from ui.desktop.capture_facets import SampleFacets
from ui.desktop.capture_palette import SamplePalette
from ui.desktop.capture_samples import HISTORY
from ui.desktop.contacts.facets_pane import FacetsPane
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import ChoiceField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.fields.reach import PhoneField
from ui.desktop.gallery_page import GalleryPage
from ui.desktop.icons import BESIDE_TEXT
from ui.desktop.labels import label
from ui.desktop.listing.history import HistoryList
from ui.desktop.notices import NoticePage, Offer
from ui.desktop.palette.commands import Command
from ui.desktop.palette.frame import PaletteFrame
from ui.desktop.palette.model import PaletteModel
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.undo_bar import UndoBar
from ui.desktop.writing import Done

WIDTHS = (400, 560, 544)
HEIGHT = 1400
_TYPED = "los ang"
_FOREVER_MS = 3_600_000
_TIRED_S = 60.0
_DONE = Done(7, "3 contactos a la papelera", "edit", frozenset(), 7, "trash-2")
_LOOKS = (("", "Botón"), ("primary", "Principal"), ("link", "Como liga"), ("segment", "Segmento"))


class Parts(GalleryPage):
    """The page; ``kit`` is what fields are made with."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("Galería: botones, estados, listas, barras y lugares", WIDTHS, HEIGHT)
        self.kit = kit
        self.lists: list[QWidget] = []
        for number, shown in enumerate((self._buttons_and_states(), self._lists(), self._bars_and_places())):
            for caption, widget in shown:
                self.add(number, caption, widget)
        self.close_columns()

    def _buttons_and_states(self) -> list[tuple[str, QWidget]]:
        return [
            ("Botones: normal, con el foco, desactivado", self._buttons()),
            ("Botones de barra: normal, con el foco, desactivado", self._tool_buttons()),
            ("Casillas y opciones: sin marcar, marcada, con el foco, desactivada", self._checks()),
            ("Textos", self._texts()),
            ("Texto con el foco", self._focused(TextField("Siglas", self.kit), "CEM")),
            (
                "Texto con el foco y con un error",
                self._focused(_wrong(TextField("Siglas", self.kit, required="Falta."))),
            ),
            ("Texto desactivado", _disabled(TextField("Siglas", self.kit), "CEM")),
            ("Nota con el foco", self._focused(NoteField("Nota", self.kit), "Prefiere que se le escriba.")),
            ("Elección con el foco", self._focused(ChoiceField("Tipo", self.kit, {"club": "Club"}), "club")),
            ("Elección desactivada", _disabled(ChoiceField("Tipo", self.kit, {"club": "Club"}), "club")),
            ("Fecha con el foco", self._focused(DateField("Desde", self.kit))),
            ("Teléfono desactivado", _disabled(PhoneField(self.kit))),
            ("Etiquetas desactivadas", _disabled(ChipField("Etiquetas", self.kit), ("Migración",))),
            ("Buscador desactivado", _disabled(Picker("Institución", self.kit, "organization"))),
        ]

    def _focused(self, field: Field, value: object = None) -> Field:
        if value is not None:
            field.write(value)
        self.with_focus.append(field.focusProxy() or field)
        return field

    def _buttons(self) -> QWidget:
        box, grid = _grid()
        for row, (look, name) in enumerate(_LOOKS):
            for column in range(3):
                button = QPushButton(name)
                button.setProperty("look", look)
                button.setFont(fonts.font(semibold=look == "primary"))
                button.setIcon(
                    self.kit.icons.icon("plus", {"primary": "on_fill", "link": "accent"}.get(look, "text"))
                )
                button.setIconSize(BESIDE_TEXT)
                button.setCheckable(look == "segment")
                button.setChecked(look == "segment" and column == 1)
                button.setEnabled(column != 2)
                if column == 1:
                    self.with_focus.append(button)
                grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
        return box

    def _tool_buttons(self) -> QWidget:
        box, grid = _grid()
        for row, (look, name) in enumerate((("bare", "Filtros"), ("icon", ""), ("back", "Volver"))):
            for column in range(3):
                button = QToolButton()
                button.setText(name)
                button.setAccessibleName(name or "Quitar")
                button.setProperty("look", look)
                button.setFont(fonts.font())
                button.setIcon(
                    self.kit.icons.icon({"icon": "x", "back": "arrow-left"}.get(look, "list-filter"), "muted")
                )
                button.setIconSize(QSize(16, 16))
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setEnabled(column != 2)
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                if column == 1:
                    self.with_focus.append(button)
                grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
        return box

    def _checks(self) -> QWidget:
        box, grid = _grid()
        for row, kind in enumerate((QCheckBox, QRadioButton)):
            for column in range(4):
                shown = kind("Sí")
                shown.setAutoExclusive(False)
                shown.setChecked(column != 0)
                shown.setEnabled(column != 3)
                if column == 2:
                    self.with_focus.append(shown)
                grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignLeft)
        return box

    def _texts(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for look in ("", "muted", "small", "link", "danger", "warn", "key", "chip"):
            row.addWidget(label(look or "texto", look=look))
        row.addStretch()
        return box

    def _lists(self) -> list[tuple[str, QWidget]]:
        self.facets = FacetsPane(self.kit.lane, self.kit.theme, self.kit.icons)
        self.facets.set_source(SampleFacets())
        self.facets.setFixedHeight(420)
        history = HistoryList(self.kit.theme)
        history.show_entries(HISTORY)
        history.setFixedHeight(300)
        return [
            ("Filtros con sus números", self.facets),
            ("Paleta", self._palette()),
            ("Historial", history),
        ]

    def _palette(self) -> QWidget:
        model = PaletteModel()
        model.setParent(self)
        commands = [Command("Nueva persona", "user-plus", _action(self, "Ctrl+N"))]
        model.show_found(SamplePalette().find(_TYPED, lambda _groups: None), commands, _TYPED)
        frame = PaletteFrame(self, model, self.kit.theme, self.kit.icons)
        frame.delegate.words = tuple(_TYPED.split())
        frame.field.setText(_TYPED)
        frame.list.setCurrentIndex(model.index(model.choosable()[0]))
        frame.setFixedHeight(440)
        return frame

    def _bars_and_places(self) -> list[tuple[str, QWidget]]:
        icons, theme = self.kit.icons, self.kit.theme
        create = Offer("Nuevo contacto", "plus", _nothing, primary=True)
        bring = Offer("Importar contactos", "upload", _nothing)
        again = Offer("Volver a intentar", "rotate-cw", _nothing, primary=True)
        empty = NoticePage(
            theme,
            icons,
            icon="users",
            title="Todavía no hay contactos",
            sentence="Empiece con una persona o una institución, o traiga un directorio de un archivo.",
            offers=(create, bring),
        )
        error = NoticePage(
            theme,
            icons,
            icon="circle-alert",
            token="danger",
            title="No se pudo abrir la base",
            sentence="«contactos.vinculo» está dañada; no se cambió nada. Restaure un respaldo, o abra otra base.",
            offers=(again,),
        )
        empty.setFixedHeight(340)
        error.setFixedHeight(280)
        return [
            ("Barra de deshacer", self._undo(_DONE)),
            ("Barra de rehacer", self._undo(_DONE._replace(kind="undo"))),
            ("No se puede deshacer", self._undo(None)),
            # A bar that does not know how far it is moves, and is never drawn twice the same.
            ("Avance", self._strip()),
            ("Cancelando", self._strip(stopping=True)),
            ("Lugar vacío", empty),
            ("Lugar con un error", error),
            ("Aviso de una falla", self._bug()),
        ]

    def _undo(self, done: Done | None) -> QWidget:
        room = QWidget()
        room.setFixedSize(WIDTHS[2], 72 if done else 88)
        bar = UndoBar(room, self.kit.icons)
        bar.set_time(_FOREVER_MS)
        bar.follow(0)
        if done is not None:
            bar.show_done(done)
        else:
            sentence = (
                "No se puede deshacer: después se trabajó sobre lo mismo; deshaga antes «Editar contacto»."
            )
            bar.show_failure(Blocked(sentence, [9]))
        return room

    @staticmethod
    def _strip(*, stopping: bool = False) -> QWidget:
        moments = itertools.chain((0.0, 0.0), itertools.repeat(_TIRED_S))
        strip = ProgressStrip(lambda: next(moments))
        strip.begin("Importando")
        strip.tell(1040, 2545, "1,040 de 2,545 filas")
        if stopping:
            strip.stopping()
        return strip

    def _bug(self) -> QWidget:
        room = QWidget()
        room.setFixedSize(WIDTHS[2], 184)
        BugNotice(room).tell(Bug("ValueError"))
        return room

    def count_facets(self) -> None:
        """Let the facets be counted; ``kit.lane`` has to answer afterwards."""
        self.facets.show_for("categoria:academica", array("q", [1]))


def _nothing() -> None:
    """What a button does in a picture."""


def _grid() -> tuple[QWidget, QGridLayout]:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(4, 1)
    return box, grid


def _action(owner: QWidget, keys: str) -> QAction:
    action = QAction(owner)
    action.setShortcut(keys)
    return action


def _wrong(field: Field) -> Field:
    field.set_texts(("",))
    field.check()
    return field


def _disabled(field: Field, value: object = None) -> Field:
    if value is not None:
        field.write(value)
    field.setEnabled(False)
    return field
