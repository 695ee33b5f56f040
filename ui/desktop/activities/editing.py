"""Editing an activity in place: which fields it has, what each is typed in, and how it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PySide6.QtCore import QObject

from crm.activity_values import When
from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.activities import fields
from ui.desktop.activities.breakdown_field import BreakdownField
from ui.desktop.activities.choices import Choices, short_name
from ui.desktop.activities.participant_picker import GroupPicker
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.activities.tour_field import TourField
from ui.desktop.contacts.draft_keeper import Drafts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.language import LanguageField
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.picker import RecordPicker
from ui.desktop.writing import Writing

FORM = "ficha-actividad"


@dataclass(frozen=True, slots=True)
class _Own:
    """A field of the activity's own row: its columns, and what it is typed in."""

    columns: tuple[str, ...]
    make: Callable[[str, Kit], Field]
    whole: bool = field(default=False)  # the field's value is the mapping itself


def _own_fields() -> dict[str, _Own]:
    required = _("Falta el título: escriba de qué trata la actividad.")
    ours = {"no": _("Del Instituto"), "sí": _("De terceros")}
    return {
        "title": _Own(("title",), lambda name, kit: LongTextField(name, kit, required=required)),
        "place": _Own(("place", "city", "country"), lambda _name, kit: fields.PlaceField(kit), whole=True),
        "link": _Own(("link",), lambda name, kit: TextField(name, kit, placeholder="https://")),
        "modality": _Own(("modality",), lambda name, kit: ChoiceField(name, kit, fields.modality_names())),
        "language": _Own(("language",), lambda _name, kit: LanguageField(kit)),
        "agenda": _Own(("agenda",), NoteField),
        "minutes": _Own(
            ("minutes",),
            lambda name, kit: NoteField(
                name, kit, placeholder=_("Un renglón que empieza con → o [ ] se vuelve seguimiento.")
            ),
        ),
        "attendance": _Own(
            ("attendance", "nationalities"), lambda _name, kit: fields.AttendanceField(kit), whole=True
        ),
        "reach": _Own(
            ("medium", "impressions", "interactions"), lambda _name, kit: fields.ReachField(kit), whole=True
        ),
        "of_others": _Own(("of_others",), lambda name, kit: ChoiceField(name, kit, ours)),
        "source": _Own(("source",), TextField),
    }


def names() -> dict[str, str]:
    """The fields of an activity by code, in the order of a menu."""
    return {
        "title": _("Título"),
        "kind": _("Tipo"),
        "when": _("Cuándo"),
        "place": _("Lugar"),
        "link": _("Liga"),
        "modality": _("Modalidad"),
        "language": _("Idioma"),
        "participants": _("Participante"),
        "group": _("Un grupo entero de participantes"),
        "counts": _("Cuenta para"),
        "attendance": _("Asistencia"),
        "breakdown": _("Desglose de la asistencia"),
        "reach": _("Alcance de una publicación"),
        "tour": _("Gira"),
        "links": _("Ligada a"),
        "agenda": _("Orden del día"),
        "minutes": _("Minuta"),
        "notes": _("Nota"),
        "of_others": _("De quién es"),
        "source": _("Fuente"),
    }


class ActivityEditing(Editing):
    """The edits of activities; ``choices`` is what their fields offer."""

    form: ClassVar[str] = FORM
    several: ClassVar[frozenset[str]] = frozenset(("participants", "notes", "links"))

    def __init__(self, writing: Writing, kit: Kit, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(writing, kit, drafts, parent)
        self.choices = Choices()

    def edit_of(self, record: ShownActivity, field: str, kept: Kept | None = None) -> Edit:
        """How one value of an activity is edited."""
        name, kit = names()[field], self.kit
        if field == "participants":
            return self._one_of(field, name, kept, lambda: fields.ParticipantField(kit))
        if field == "notes":
            return self._one_of(field, name, kept, lambda: NoteField(name, kit))
        if field == "links":
            required = _("Búsquelo por su nombre y elíjalo de la lista.")
            return self._one_of(field, name, kept, lambda: RecordPicker(name, kit, required=required))
        if field == "group":
            return Edit((field, 0), name, None, None, lambda: GroupPicker(kit), _as_it_is)
        activity = record.activity
        if field == "breakdown":
            parts = activity.breakdown
            return Edit((field, 0), name, parts, parts, lambda: BreakdownField(kit), _as_it_is)
        if field == "tour":
            tours = self.choices.tours
            held = {column: activity.own[column] for column in ("tour", "tour_stop")}
            return Edit((field, 0), name, held, held, lambda: TourField(kit, tours), _as_it_is)
        if field == "when":
            return Edit(
                (field, 0), name, activity.when, activity.when, lambda: fields.WhenField(kit), _as_it_is
            )
        if field == "counts":
            counted = {item.id: short_name(item.code, item.title) for item in activity.counts}
            ids = tuple(counted)
            choices, day = self.choices, activity.when.start
            return Edit(
                (field, 0), name, ids, ids, lambda: fields.CountsField(kit, choices, day, counted), _as_it_is
            )
        if field == "kind":
            kinds = self.choices.kind_names(activity.kind)
            number = activity.kind.id
            return Edit(
                (field, 0),
                name,
                {"kind": number},
                str(number),
                lambda: ChoiceField(name, kit, kinds),
                lambda chosen: {"kind": int(chosen)},
            )
        return self._own_edit(record, field, name)

    def _own_edit(self, record: ShownActivity, field: str, name: str) -> Edit:
        own, kit = _own_fields()[field], self.kit
        before = {column: record.own[column] for column in own.columns}
        if own.whole:
            return Edit((field, 0), name, before, before, lambda: own.make(name, kit), _as_it_is)
        column = own.columns[0]
        if field == "of_others":
            value = "sí" if before[column] else "no"
            return Edit(
                (field, 0),
                name,
                before,
                value,
                lambda: own.make(name, kit),
                lambda said: {column: said == "sí"},
            )
        return Edit(
            (field, 0),
            name,
            before,
            before[column],
            lambda: own.make(name, kit),
            lambda typed: {column: typed},
        )

    @staticmethod
    def _one_of(field: str, name: str, kept: Kept | None, make: Callable[[], Field]) -> Edit:
        key = (field, kept.row if kept is not None else 0)
        value = kept.value if kept is not None else None
        return Edit(key, name, kept, value, make, _emptied, kept is not None)

    def kept_value(self, record: ShownActivity, key: Key) -> Kept | None:
        """What an activity keeps at a place; None if it is gone."""
        activity = record.activity
        if key[0] == "notes":
            kept = list(activity.notes)
        else:
            several = activity.links if key[0] == "links" else activity.participants
            kept = [one.kept for one in several]
        return next((one for one in kept if one.row == key[1]), None)

    def can_add(self, record: ShownActivity) -> dict[str, str]:
        """The fields that are still empty, or of which there can be one more."""
        activity = record.activity
        filled = {
            "when": activity.when != When(),
            "place": bool(activity.place_line),
            "counts": bool(activity.counts),
            "attendance": bool(activity.attendance_line),
            "reach": bool(activity.reach_line),
            "breakdown": bool(activity.breakdown),
            "kind": True,
            "title": True,
            "of_others": activity.own["of_others"],
        }
        return {
            code: name
            for code, name in names().items()
            if code in self.several or not filled.get(code, bool(record.own.get(code)))
        }

    def title(self, edit: Edit, _after: Any) -> str:
        """The title of the operation that saves a field."""
        from crm import activity_edit, participant_groups

        return participant_groups.ADD_TITLE if edit.field == "group" else activity_edit.title(edit.field)

    def params(self, edit: Edit) -> dict[str, Any]:
        """Nobody of a group has been added yet."""
        return {"n": 0, "there": 0} if edit.field == "group" else {}

    def write(self, session: Any, activity: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation; minutes bring their follow-ups with them."""
        from crm import activity_edit, participant_groups

        if edit.field == "group":
            participant_groups.add(session, activity, after, today=self.kit.today)
            return
        before = edit.before
        if edit.field == "links":
            before, after = (() if one is None else (one.id,) for one in (before and before.value, after))
        activity_edit.save(session, activity, edit.field, before, after, today=self.kit.today)


def _emptied(value: Any) -> Any:
    """A note without text is none."""
    return value or None


def _as_it_is(value: Any) -> Any:
    return value
