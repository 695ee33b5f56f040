"""Editing an agreement in place: what can be edited of it, in what, and how each is saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject

from crm.contact_values import Kept, Reference
from crm.texts import _
from ui.desktop.agreements.editing_fields import COLUMNS, own_field, part_field
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.contacts.draft_keeper import Drafts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.fields.field import Kit
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.agreements.shown import ShownAgreement

_TIES = ("consulates", "related")
_REFERRED = ("framework",)


def names() -> dict[str, str]:
    """What can be edited, by code, in the order of a menu."""
    return {
        "title": _("Nombre del convenio"),
        "parties": _("Parte"),
        "signatories": _("Firmante"),
        "obligations": _("Obligación"),
        "clauses": _("Cláusula"),
        "amendments": _("Modificatorio"),
        "work": _("Programa de trabajo"),
        "object": _("Objeto"),
        "term": _("Vigencia"),
        "renewal": _("Renovación"),
        "signed": _("Firmado"),
        "received": _("Recibido"),
        "opinion": _("Opinión de pertinencia"),
        "folio": _("Folio"),
        "scope": _("Alcance"),
        "matter": _("Materia"),
        "area": _("Área solicitante"),
        "responsible": _("Responsable"),
        "money": _("Recursos"),
        "territory": _("Territorio"),
        "topics": _("Temas"),
        "framework": _("Convenio marco"),
        "related": _("Convenio relacionado"),
        "consulates": _("Consulado"),
        "confidential": _("Confidencialidad"),
        "of_others": _("De quién es"),
        "notes": _("Nota"),
        "source": _("Fuente"),
    }


class AgreementEditing(Editing):
    """The edits of agreements; ``choices`` is what their fields offer."""

    form: ClassVar[str] = "convenio-ficha"
    several: ClassVar[frozenset[str]] = frozenset(
        (
            "parties",
            "signatories",
            "clauses",
            "obligations",
            "amendments",
            "work",
            "consulates",
            "related",
            "notes",
        )
    )

    def __init__(self, writing: Writing, kit: Kit, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(writing, kit, drafts, parent)
        self.choices = Choices()
        self._signs_for: int | None = None

    def add_signatory(self, record: "ShownAgreement", party: int) -> None:
        """Open the field of one more who signs, for the party of a row."""
        self._signs_for = party
        self.add(record, "signatories")
        self._signs_for = None

    def edit_of(self, record: "ShownAgreement", field: str, kept: Kept | None = None) -> Edit:
        """How one value is edited."""
        name, kit, choices = names()[field], self.kit, self.choices
        if field in self.several:
            key = (field, kept.row if kept is not None else 0)
            value = kept.value if kept is not None else None
            make = part_field(field, name, kit, choices, record, kept, self._signs_for)
            return Edit(key, name, kept, value, make, _emptied, _may_go(field, kept))
        columns = COLUMNS.get(field, (field,))
        before = {column: record.own[column] for column in columns}
        whole = field in COLUMNS
        value = before if whole else before[field]
        if field in _REFERRED:
            value = record.whole.framework
        after: Callable[[Any], Any] = _as_it_is if whole else _column(field)
        return Edit(
            (field, 0), name, before, value, lambda: own_field(field, name, kit, choices, record), after
        )

    def kept_value(self, record: "ShownAgreement", key: Key) -> Kept | None:
        """What stands at a place of ``several``; None if it is gone."""
        return next((kept for kept in kept_of(record, key[0]) if kept.row == key[1]), None)

    def can_add(self, record: "ShownAgreement") -> dict[str, str]:
        """What is still empty, or of which there can be one more."""
        own = record.own
        return {
            code: name
            for code, name in names().items()
            if code in self.several or not any(own[column] for column in COLUMNS.get(code, (code,)))
        }

    def title(self, edit: Edit, _after: Any) -> str:
        """The title of the operation."""
        from crm import agreement_edit

        return agreement_edit.title(edit.field)

    def write(self, session: Any, agreement: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation."""
        from crm import agreement_edit

        if edit.field in _TIES:
            _save_tie(session, agreement, edit, after)
        elif edit.field == "matter":
            agreement_edit.save(session, agreement, "matter", edit.before, _known_matter(session, after))
        else:
            agreement_edit.save(session, agreement, edit.field, edit.before, after)


def kept_of(record: "ShownAgreement", field: str) -> list[Kept]:
    """What an agreement keeps several of, from which edits start."""
    whole = record.whole
    if field == "parties":
        return [party.kept for party in whole.parties]
    if field == "signatories":
        return [signature.kept for signature in whole.signatures]
    if field == "obligations":
        return [duty.kept for duty in whole.duties]
    if field == "work":
        return [item for plan in whole.work for item in plan.items]
    if field in _TIES:
        return [kept_tie(reference) for reference in getattr(whole, field)]
    return list(getattr(whole, field))


def kept_tie(reference: Reference) -> Kept:
    """A consulate or another agreement, from which its untying starts."""
    return Kept(reference.id, reference)


def matter_id(session: Any, said: int | str | None) -> int | None:
    """The id of a materia; one that is said by its name is added, as part of the operation."""
    from crm import agreement_matters

    return agreement_matters.add(session, said) if isinstance(said, str) else said


def _known_matter(session: Any, after: dict[str, Any]) -> dict[str, Any]:
    return {"matter": matter_id(session, after["matter"])}


def _save_tie(session: Any, agreement: int, edit: Edit, after: Any) -> None:
    """Tie and untie; which of two related agreements says so does not matter to whoever unties them."""
    from crm import agreement_edit

    before = (edit.before.value.id,) if edit.before is not None else ()
    wanted = (after.id,) if after is not None else ()
    agreement_edit.save(session, agreement, edit.field, before, wanted)
    if edit.field == "related":
        for other in set(before) - set(wanted):
            agreement_edit.save(session, other, "related", (agreement,), ())


def _may_go(field: str, kept: Kept | None) -> bool:
    """Whether it can be taken away: the institute stays a party of what is ours."""
    return kept is not None and not (field == "parties" and kept.value.own)


def _column(field: str) -> Callable[[Any], dict[str, Any]]:
    def after(typed: Any) -> dict[str, Any]:
        return {field: typed.id if isinstance(typed, Reference) else typed}

    return after


def _emptied(value: Any) -> Any:
    """A note without text, or a tie to nobody, is none."""
    return value or None


def _as_it_is(value: Any) -> Any:
    return value
