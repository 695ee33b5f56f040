"""Editing a tour in place: what can be edited of it, in what, and how each is saved."""

from typing import Any, ClassVar

from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import LongTextField, NoteField, TextField
from ui.desktop.fields.picker import RecordPicker
from ui.desktop.tours.fields import DaysField, OfficialField, Officials, StopField
from ui.desktop.tours.shown import ShownTour


def names() -> dict[str, str]:
    """What can be edited, by code, in the order of a menu."""
    return {
        "title": _("Nombre de la gira"),
        "when": _("Fechas"),
        "official": _("Encabeza"),
        "stops": _("Etapa"),
        "purpose": _("Propósito"),
        "results": _("Resultados"),
        "links": _("Ligada a"),
        "notes": _("Nota"),
        "source": _("Fuente"),
    }


class TourEditing(Editing):
    """The edits of tours."""

    form: ClassVar[str] = "gira-ficha"
    several: ClassVar[frozenset[str]] = frozenset(("stops", "links", "notes"))

    def edit_of(self, record: ShownTour, field: str, kept: Kept | None = None) -> Edit:
        """How one value is edited."""
        name, kit, own = names()[field], self.kit, record.own
        officials = record.tour.officials
        if field in self.several:
            key = (field, kept.row if kept is not None else 0)
            value = kept.value if kept is not None else None
            made = _several_field(field, name, kit, officials)
            return Edit(key, name, kept, value, made, _emptied, kept is not None)
        if field == "when":
            days = {"start_on": own["start_on"], "end_on": own["end_on"]}
            return Edit((field, 0), name, days, days, lambda: DaysField(kit), _as_it_is)
        if field == "official":
            number = own["official_id"]
            return Edit(
                (field, 0),
                name,
                {"official_id": number or None},
                number,
                lambda: OfficialField(name, kit, officials),
                lambda chosen: {"official_id": chosen or None},
            )
        return Edit(
            (field, 0),
            name,
            {field: own[field]},
            own[field],
            lambda: _own_field(field, name, kit),
            lambda typed: {field: typed},
        )

    def kept_value(self, record: ShownTour, key: Key) -> Kept | None:
        """What stands at a place of ``several``; None if it is gone."""
        return next((kept for kept in record.kept(key[0]) if kept.row == key[1]), None)

    def can_add(self, record: ShownTour) -> dict[str, str]:
        """What is still empty, or of which there can be one more."""
        own = record.own
        lacking = {"when": not own["start_on"] and not own["end_on"], "official": not own["official_id"]}
        return {
            code: name
            for code, name in names().items()
            if code in self.several or lacking.get(code, not own.get(code))
        }

    def title(self, edit: Edit, _after: Any) -> str:
        """The title of the operation."""
        from crm import tours

        return tours.title(edit.field)

    def write(self, session: Any, tour: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation."""
        from crm import tours

        if edit.field == "stops":
            tours.save_stop(session, tour, edit.before, after)
        elif edit.field == "links":
            before = (edit.before.value.id,) if edit.before is not None else ()
            tours.save(session, tour, "links", before, (after.id,) if after is not None else ())
        else:
            tours.save(session, tour, edit.field, edit.before, after)


def _several_field(field: str, name: str, kit: Kit, officials: Officials) -> Any:
    def make() -> Field:
        if field == "links":
            return RecordPicker(name, kit, required=_("Búsquelo por su nombre y elíjalo de la lista."))
        return StopField(kit, officials) if field == "stops" else NoteField(name, kit)

    return make


def _own_field(field: str, name: str, kit: Kit) -> Field:
    if field == "title":
        return LongTextField(name, kit, required=_("Escriba el nombre de la gira: está vacío."))
    return NoteField(name, kit) if field in ("purpose", "results") else TextField(name, kit)


def _emptied(value: Any) -> Any:
    """A note without text is none."""
    return value or None


def _as_it_is(value: Any) -> Any:
    return value
