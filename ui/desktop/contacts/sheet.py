"""The Ficha tab and the Relaciones tab: fields with their labels, persons, notes; each value can be copied."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm.contact_record import Appointment, ContactRecord, Field, Reference, Related, Value
from crm.contact_values import Kept
from crm.texts import _, mark
from crm.timeline import Entry
from ui.desktop import fonts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.contacts.editing_place import Place
from ui.desktop.contacts.editing_table import Edit
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.recent_entries import RecentEntries
from ui.desktop.contacts.timeline_list import Opens, opens_nothing
from ui.desktop.contacts.typed import Typed
from ui.desktop.flow import FlowLayout
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.rail import initials
from ui.desktop.theme import Theme

_LABEL_WIDTH = 76
_TWO_COLUMNS_FROM = 552
"""The room that is left for a record at 1280 px has two columns."""
_WIDE_FROM = 620
_COPIED_SHOWN_MS = 1500
_SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_NO_PROGRAM = {
    "mailto": mark(
        "No hay un programa de correo que abrir; se copió la dirección para que la pegue donde escriba."
    ),
    "tel": mark("No hay un programa para llamar; se copió el número para que lo marque o lo pegue."),
}
_NO_BROWSER = mark("No hay un navegador que abrir; se copió la dirección para que la pegue en uno.")


class CopyButton(QToolButton):
    """Puts a text on the clipboard, and shows for a moment that it did."""

    def __init__(self, text: str, icons: Icons) -> None:
        super().__init__()
        self._text = text
        self._icons = icons
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COPIED_SHOWN_MS)
        self._timer.timeout.connect(self._show_idle)
        self.setProperty("look", "icon")
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(20, 20)
        self.setAccessibleName(_("Copiar {valor}").format(valor=text))
        self.clicked.connect(self._copy)
        self._show_idle()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.setIcon(self._icons.icon("check", "accent"))
        self.setToolTip(_("Copiado"))
        self._timer.start()

    @Slot()
    def _show_idle(self) -> None:
        self.setIcon(self._icons.icon("copy"))
        self.setToolTip(_("Copiar"))


class _Initials(QWidget):
    """A person's initials in a circle."""

    def __init__(self, name: str, theme: Theme, former: bool) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._former = former
        self.setFixedSize(28, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover))
        painter.drawEllipse(QRectF(0, 6, 28, 28))
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, semibold=True))
        painter.setPen(QColor(tokens.muted if self._former else tokens.text))
        painter.drawText(QRect(0, 6, 28, 28), Qt.AlignmentFlag.AlignCenter, initials(self._name))


class Sheet(QFrame):
    """What all tabs share: sections one under another, links and copy buttons.

    ``contact_wanted`` carries an id that was clicked, ``failed`` a sentence about what could not be opened.

    It takes the focus, so that keys scroll it and a screen reader says whose record it is.
    """

    contact_wanted = Signal(object)
    failed = Signal(str)

    def __init__(self, record: Any, theme: Theme, icons: Icons, editing: Editing | None = None) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Ficha de {name}").format(name=record.title))
        self._record = record
        self._theme = theme
        self._icons = icons
        self._editing = None if record.trashed else editing
        self._typed = {} if self._editing is None else self._editing.typed(record.id)
        self.places: list[Place] = []

    def _place(self, field: str, shown: QWidget, kept: Kept | None = None) -> QWidget:
        """``shown``, to be edited where it stands if it can be."""
        editing = self._editing
        if editing is None or not field or (kept is None and field in editing.several):
            return shown
        return self._add_place(editing.edit_of(self._record, field, kept), shown)

    def _new_places(self, *fields: str) -> list[Place]:
        """Places for what is being typed of these fields and stands nowhere yet, or not any more."""
        shown = {place.key for place in self.places}
        return [
            self._add_place(self._new_edit(typed), None)
            for key, typed in self._typed.items()
            if key[0] in fields and key not in shown
        ]

    def _new_edit(self, typed: Typed) -> Edit:
        """What is typed for a value that is gone becomes a new one, once the user has been told."""
        if not typed.told or self._editing is None:
            return typed.edit
        return replace(self._editing.edit_of(self._record, typed.edit.field), key=typed.edit.key)

    def _add_place(self, edit: Edit, shown: QWidget | None) -> Place:
        assert self._editing is not None
        place = Place(edit, shown, self._record.id, self._editing, self._icons)
        self.places.append(place)
        return place

    def _reference(self, reference: Reference, *, look: str = "link") -> Link:
        link = Link(reference.name, reference.id, look=look)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(self.contact_wanted)
        return link

    def _value(self, value: Value) -> QWidget:
        if value.use and value.link.startswith("tel:"):
            return self._short_value(value)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._shown(value), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(CopyButton(value.copied, self._icons), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        return self._with_use_below(box, value.use) if value.use else box

    def _short_value(self, value: Value) -> QWidget:
        """A number has room for its use beside it, or below where there is none; an address needs the whole line."""
        box = QWidget()
        flow = FlowLayout(box, gap=4)
        for part in (
            self._shown(value),
            CopyButton(value.copied, self._icons),
            label(value.use, look="muted"),
        ):
            flow.addWidget(part)
        return box

    @staticmethod
    def _with_use_below(value: QWidget, use: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(value)
        column.addWidget(label(use, look="muted"))
        return box

    def _shown(self, value: Value) -> QWidget:
        if not value.link:
            return Prose(value.shown)
        link = Link(value.shown, value.link)
        link.chosen.connect(self._open)
        return link

    def _open(self, link: object) -> None:
        url = QUrl(str(link), QUrl.ParsingMode.StrictMode)
        if not url.isValid() or url.scheme() not in _SAFE_SCHEMES or QDesktopServices.openUrl(url):
            return
        QGuiApplication.clipboard().setText(url.path() if url.scheme() in _NO_PROGRAM else url.toString())
        self.failed.emit(_(_NO_PROGRAM.get(url.scheme(), _NO_BROWSER)))

    def _section(self, title: str, rows: Sequence[QWidget], *, gap: int = 12) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        if title:
            column.addWidget(label(title, semibold=True))
        for row in rows:
            column.addWidget(row)
        return box

    def _grid(self, rows: Sequence[tuple[str, QWidget]]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, (name, widget) in enumerate(rows):
            grid.addWidget(Prose(name, look="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, number, 1, Qt.AlignmentFlag.AlignTop)
        return box


class WideSheet(Sheet):
    """Sections in two columns where there is room for them."""

    def _lay_out(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(24, 20, 24, 24)
        self._columns.setSpacing(32)
        for sections in (first, second):
            column = QVBoxLayout()
            column.setSpacing(24)
            for section in sections:
                column.addWidget(section)
            column.addStretch()
            self._columns.addLayout(column, 1)
        self._has_two = bool(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where both are readable, else one under the other."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS_FROM and self._has_two
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setSpacing(32 if self.width() >= _WIDE_FROM else 24)
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            self._columns.setStretch(0, 1 if wide else 0)


class RecordSheet(WideSheet):
    """What is known of a contact, and what happened lately (``entries``): in two columns where there is room.

    ``record_wanted`` carries a Reference to what an entry tells, ``all_wanted`` asks for the whole timeline.
    """

    record_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(
        self,
        record: ContactRecord,
        theme: Theme,
        icons: Icons,
        editing: Editing | None = None,
        entries: Sequence[Entry] = (),
        opens: Opens = opens_nothing,
    ) -> None:
        super().__init__(record, theme, icons, editing)
        self._opens = opens
        self.recent: RecentEntries | None = None
        first = [self._grid(self._identity_rows())]
        second = [*self._appointments(), *self._note_sections()]
        if entries:
            first, second = [*first, *second], [self._recently(entries)]
        provenance = [
            (field.label, self._place(field.name, Prose(field.text))) for field in record.provenance
        ]
        provenance += self._new_rows("source", "verified_on")
        if provenance:
            first.append(self._section(_("Procedencia"), [self._grid(provenance)]))
        relations = self._new_places("relations")
        if relations:
            first.append(self._section(_("Relaciones"), relations))
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            first.append(self.add_button)
        self._lay_out(first, second)

    def _recently(self, entries: Sequence[Entry]) -> QWidget:
        self.recent = RecentEntries(self._theme, self._icons, self._opens)
        self.recent.opened.connect(self.record_wanted)
        self.recent.all_wanted.connect(self.all_wanted)
        self.recent.show_entries(entries)
        return self.recent

    def show_recent(self, entries: Sequence[Entry]) -> bool:
        """Show what happened lately; False where that takes another sheet."""
        if self.recent is None or not entries:
            return self.recent is None and not entries
        self.recent.show_entries(entries)
        return True

    def _identity_rows(self) -> list[tuple[str, QWidget]]:
        record = self._record
        rows: list[tuple[str, QWidget]] = [
            (field.label, self._place(field.name, Prose(field.text), field.kept)) for field in record.fields
        ]
        rows += self._new_rows(*_OWN_LINES)
        if record.parent is not None:
            rows.append((_("Depende de"), self._place("parent", self._reference(record.parent))))
        rows += self._new_rows("parent")
        several = (
            ("phones", _("Teléfono"), record.phones),
            ("emails", _("Correo"), record.emails),
            ("addresses", _("Domicilio"), record.addresses),
            ("links", _("En línea"), record.links),
        )
        for field, name, values in several:
            shown = [self._place(field, self._value(value), value.kept) for value in values]
            shown += self._new_places(field)
            rows += _named_once(name, shown)
        if record.consulate is not None:
            rows.append((_("Consulado"), self._place("consulate", self._reference(record.consulate))))
        rows += self._new_rows("consulate")
        groups = [self._place("groups", Prose(_joined(group)), group.kept) for group in record.groups]
        rows += _named_once(_("Redes"), [*groups, *self._new_places("groups")])
        if record.tags:
            rows.append((_("Etiquetas"), self._place("tags", self._chips(record.tags))))
        return [*rows, *self._new_rows("tags")]

    def _new_rows(self, *fields: str) -> list[tuple[str, QWidget]]:
        return [(place.edit.name, place) for place in self._new_places(*fields)]

    @staticmethod
    def _chips(tags: Sequence[str]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=4)
        for tag in tags:
            flow.addWidget(label(tag, look="chip"))
        return box

    def _appointments(self) -> list[QWidget]:
        of_person = self._record.kind == "person"
        make = self._post if of_person else self._person
        held = self._record.posts if of_person else self._record.people
        rows = [self._place("posts", make(appointment), appointment.kept) for appointment in held]
        rows += self._new_places("posts")
        return [self._section(_("Cargos") if of_person else _("Personas"), rows)] if rows else []

    def _person(self, appointment: Appointment) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        circle = _Initials(appointment.other.name, self._theme, appointment.former)
        row.addWidget(circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._post(appointment), 1)
        return box

    def _post(self, appointment: Appointment) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        look = "quiet-link" if appointment.former else "name-link"
        column.addWidget(self._reference(appointment.other, look=look))
        if appointment.sentence:
            column.addWidget(Prose(appointment.sentence, look="muted"))
        return box

    def _note_sections(self) -> list[QWidget]:
        rows = [self._place("notes", Prose(note.shown), note.kept) for note in self._record.notes]
        rows += self._new_places("notes")
        return [self._section(_("Notas"), rows, gap=8)] if rows else []


class RelationsSheet(Sheet):
    """The organisations a contact is related to, and how."""

    def __init__(
        self, record: ContactRecord, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(12)
        for relation in record.relations:
            column.addWidget(self._place("relations", self._relation(relation), relation.kept))
        for place in self._new_places("relations"):
            column.addWidget(place)
        column.addStretch()

    def _relation(self, relation: Related) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._reference(relation.other))
        column.addWidget(
            Prose(", ".join(part for part in (relation.relation, relation.since) if part), look="muted")
        )
        return box


_OWN_LINES = (
    "known_as",
    "leadership",
    "origin",
    "languages",
    "acronym",
    "subtype",
    "organization_kind",
    "country",
    "categories",
    "other_names",
)
"""Fields of which each stands in a line of its own, before all others."""


def _named_once(name: str, shown: Sequence[QWidget]) -> list[tuple[str, QWidget]]:
    return [(name if number == 0 else "", widget) for number, widget in enumerate(shown)]


def _joined(group: Field) -> str:
    return f"{group.label}, {group.text}" if group.text else group.label
