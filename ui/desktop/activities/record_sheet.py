"""What is known of an activity: who took part, what it counts for, what was agreed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.activity_record import ActivityRecord, TakingPart
from crm.activity_values import PRESENCES
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.sheet import WideSheet
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.matters.linked import linked_rows
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme

_GRID_FIELDS = (
    "place",
    "modality",
    "link",
    "language",
    "tour",
    "counts",
    "attendance",
    "breakdown",
    "reach",
    "of_others",
    "source",
)


class ActivitySheet(WideSheet):
    """The sections of an activity. ``record_wanted`` carries a Reference that was clicked."""

    record_wanted = Signal(object)

    def __init__(
        self, record: ShownActivity, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        activity = record.activity
        first = [self._grid(self._rows(activity)), *self._links(activity)]
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            first.append(self.add_button)
        second = [
            *self._participants(activity),
            *self._texts(activity),
            *self._follow_ups(activity),
            *self._notes(activity),
        ]
        self._lay_out(first, second)

    def _rows(self, activity: ActivityRecord) -> list[tuple[str, QWidget]]:
        own = activity.own
        counts = [
            Prose(f"{item.code} · {item.title}" if item.code else item.title) for item in activity.counts
        ]
        lines: list[tuple[str, str, QWidget | None]] = [
            ("counts", _("Cuenta para"), stacked(counts) if counts else None),
            ("attendance", _("Asistencia"), _prose(activity.attendance_line)),
            ("breakdown", _("Desglose"), _prose(_parts(activity))),
            ("reach", _("Alcance"), _prose(activity.reach_line)),
            ("modality", _("Modalidad"), _prose(_(own["modality"]).capitalize() if own["modality"] else "")),
            ("link", _("Liga"), self._web_link(own["link"])),
            ("language", _("Idioma"), _prose(activity.language)),
            ("tour", _("Gira"), self._tour(activity)),
            ("", _("Se repite"), _prose(activity.repeats)),
            ("of_others", _("De quién es"), _prose(_("De terceros") if own["of_others"] else "")),
            ("source", _("Fuente"), _prose(own["source"])),
        ]
        rows = [
            (name, self._place(field, shown) if field else shown)
            for field, name, shown in lines
            if shown is not None
        ]
        new = self._new_places(*_GRID_FIELDS)
        return [*rows, *((place.edit.name, place) for place in new)]

    def _web_link(self, address: str) -> QWidget | None:
        if not address:
            return None
        link = Link(address, address)
        link.chosen.connect(self._open)
        return link

    def _tour(self, activity: ActivityRecord) -> QWidget | None:
        if activity.tour is None:
            return None
        link = self._named(activity.tour, look="link")
        return stacked([link, *([Prose(activity.stop, look="muted")] if activity.stop else [])])

    def _named(self, reference: Reference, words: str = "", *, look: str = "name-link") -> Link:
        link = Link(words or reference.name, reference, look=look)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(self.record_wanted)
        return link

    def _participants(self, activity: ActivityRecord) -> list[QWidget]:
        rows: list[QWidget] = [
            self._place("participants", self._participant(who), who.kept) for who in activity.participants
        ]
        rows += self._new_places("participants", "group")
        if not rows:
            return []
        count = len(activity.participants)
        return [self._section(_("Participan") + (f"  {count}" if count else ""), rows, gap=8)]

    def _participant(self, shown: TakingPart) -> QWidget:
        who = shown.who
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(0)
        reference = who.person or who.organization
        column.addWidget(Prose(shown.name) if reference is None else self._named(reference, shown.name))
        if shown.line:
            column.addWidget(Prose(shown.line, look="muted"))
        row.addLayout(column, 1)
        role = "" if who.role == "participante" else shown.role
        words = " · ".join(part for part in (role, _(PRESENCES[shown.state]) if shown.state else "") if part)
        if words:
            row.addWidget(label(words, look="muted"), 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _texts(self, activity: ActivityRecord) -> list[QWidget]:
        sections = []
        for field, title in (("agenda", _("Orden del día")), ("minutes", _("Minuta"))):
            text = activity.own[field]
            shown = [self._place(field, Prose(text))] if text else self._new_places(field)
            if shown:
                sections.append(self._section(title, shown, gap=8))
        return sections

    def _follow_ups(self, activity: ActivityRecord) -> list[QWidget]:
        rows = []
        for task in activity.follow_ups:
            reference = Reference(task.id, task.what, "follow_up")
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(self._named(reference))
            said = (_(task.state).capitalize(), task.responsible, task.due)
            look = "danger" if task.is_overdue else "muted"
            column.addWidget(Prose(" · ".join(part for part in said if part), look=look))
            rows.append(box)
        return [self._section(_("Seguimientos") + f"  {len(rows)}", rows, gap=8)] if rows else []

    def _links(self, activity: ActivityRecord) -> list[QWidget]:
        rows = linked_rows(activity.links, self._place, self.record_wanted)
        rows += self._new_places("links")
        return [self._section(_("Ligada a"), rows, gap=8)] if rows else []

    def _notes(self, activity: ActivityRecord) -> list[QWidget]:
        rows: list[QWidget] = [self._place("notes", Prose(note.value), note) for note in activity.notes]
        rows += self._new_places("notes")
        return [self._section(_("Notas"), rows, gap=8)] if rows else []


def _prose(text: str) -> QWidget | None:
    return Prose(text) if text else None


def _parts(activity: ActivityRecord) -> str:
    """ "25 mujeres, 17 hombres"."""
    return ", ".join(f"{n:,} {text}" for text, n in activity.breakdown)
