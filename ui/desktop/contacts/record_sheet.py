"""The Ficha tab and the Relaciones tab of a contact: identity, persons with their posts, notes, who is tied to whom."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.contact_record import Appointment, ContactRecord, Field, Related
from crm.texts import _
from crm.timeline import Timeline
from ui.desktop import fonts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.contacts.recent_entries import RecentEntries
from ui.desktop.contacts.sheet import AROUND, WHOLE, Sheet, WideSheet
from ui.desktop.contacts.timeline_list import Opens, opens_nothing
from ui.desktop.flow import FlowLayout
from ui.desktop.icons import Icons
from ui.desktop.labels import CutLine, Prose
from ui.desktop.rail import initials
from ui.desktop.theme import Theme


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


class RecordSheet(WideSheet):
    """What is known of a contact, and what happened lately (``timeline``): in two columns where there is room.

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
        timeline: Timeline | None = None,
        opens: Opens = opens_nothing,
    ) -> None:
        super().__init__(record, theme, icons, editing)
        self._opens = opens
        self.recent: RecentEntries | None = None
        first = [self._grid(self._identity_rows())]
        second = [*self._appointments(), *self._note_sections()]
        if timeline is not None and timeline.entries:
            first, second = [*first, *second], [self._recently(timeline)]
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

    def _recently(self, timeline: Timeline) -> QWidget:
        self.recent = RecentEntries(self._theme, self._icons, self._opens)
        self.recent.opened.connect(self.record_wanted)
        self.recent.all_wanted.connect(self.all_wanted)
        self.recent.show_first(timeline)
        return self.recent

    def show_recent(self, timeline: Timeline) -> bool:
        """Show what happened lately; False where that takes another sheet."""
        if self.recent is None or not timeline.entries:
            return self.recent is None and not timeline.entries
        self.recent.show_first(timeline)
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
            flow.addWidget(CutLine(tag, look="chip", whole_up_to=WHOLE))
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
        column.setContentsMargins(*AROUND)
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
