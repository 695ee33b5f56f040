"""The form for a new follow-up: what, when, who, about what; a draft all along."""

from typing import ClassVar

from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.texts import _
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import TextField
from ui.desktop.fields.links import LinksField
from ui.desktop.follow_ups import fields
from ui.desktop.matters.form import MatterForm

FORM = "seguimiento"


class NewFollowUpForm(MatterForm):
    """``saving`` carries a NewFollowUp."""

    kind: ClassVar[str] = FORM
    named_by: ClassVar[str] = "what"
    usual: ClassVar[frozenset[str]] = frozenset(("priority", "recurrence"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, _("Nuevo seguimiento"), _("Lo demás se agrega después, en su ficha."))
        required = _("Escriba qué hay que hacer: está vacío.")
        self.put("what", TextField(_("Qué hay que hacer"), kit, required=required))
        self.put("due", fields.DueField(kit))
        self.put("responsible", TextField(_("Responsable"), kit))
        self.put("about", LinksField(kit))
        self.put("priority", fields.priority_field(kit))
        self.put("recurrence", fields.recurrence_field(kit, ""))
        self.fields["priority"].write("normal")
        self.fields["recurrence"].write("")

    def begin_about(self, about: Reference) -> None:
        """What is to be done is about this record."""
        self.fields["about"].write((about,))

    def make(self) -> NewFollowUp:
        """What the fields make."""
        values = self.values
        return NewFollowUp(
            values["what"],
            values["responsible"],
            values["due"]["due_on"],
            values["due"]["due_time"],
            values["priority"],
            recurrence=values["recurrence"],
            links=tuple(about.id for about in values["about"]),
        )
