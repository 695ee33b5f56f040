"""The form of a new agreement: what is known when it is asked for; the rest is written in its record."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from crm.agreement_values import NewAgreement, PartyValues
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.agreements import fields_own as own
from ui.desktop.agreements.editing_fields import title_field
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.agreements.parts_fields import NewPartyField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import NoteField, TextField
from ui.desktop.fields.several import SeveralField
from ui.desktop.matters.form import MatterForm

FORM = "convenio"


class PartiesField(SeveralField):
    """Holds the parties beside the institute, which stands below as one while the agreement is ours."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Partes"), kit, lambda: NewPartyField(kit), _("Agregar parte"))
        self.say_own(is_party=True)

    def say_own(self, *, is_party: bool) -> None:
        """Say whether the institute is one of them."""
        self.show_hint(_("El Instituto ya es parte.") if is_party else "")

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed; a line is always ready for one."""
        super().set_texts(texts)
        self.make_ready()

    def make_ready(self) -> None:
        """Have an empty line to type in where there is none."""
        if not self.fields:
            self._append()


class NewAgreementForm(MatterForm):
    """``saving`` carries a NewAgreement, whose ``matter`` is the name of one that is to be added."""

    kind: ClassVar[str] = FORM
    named_by: ClassVar[str] = "title"
    usual: ClassVar[frozenset[str]] = frozenset(("folio", "of_others", "received"))

    def __init__(self, kit: Kit, choices: Choices) -> None:
        super().__init__(kit, _("Nuevo convenio"), _("Firmantes, vigencia y obligaciones van en su ficha."))
        self._proposed = ""
        self.folio = own.FolioField(kit)
        self.of_others = own.of_others_field(kit)
        self.parties = PartiesField(kit)
        self.matter = own.MatterField(kit, choices)
        fields: dict[str, Field] = {
            "title": title_field(kit),
            "parties": self.parties,
            "scope": own.scope_field(kit),
            "matter": self.matter,
            "object": NoteField(_("Objeto"), kit, placeholder=_("Para qué se firma")),
            "folio": self.folio,
            "area": own.RequestingAreaField(kit, choices),
            "received": DateField(_("Recibido"), kit),
            "responsible": TextField(_("Responsable"), kit, placeholder=_("Quién lo lleva aquí")),
            "of_others": self.of_others,
        }
        for code, field in fields.items():
            self.put(code, field)
        self.parties.make_ready()
        self.fields["received"].write(kit.today.isoformat())
        self.of_others.edited.connect(self._owner_chosen)
        self.take_choices(choices)

    def take_choices(self, choices: Choices) -> None:
        """Offer these; the folio that was proposed follows, unless somebody wrote another."""
        self.matter.take_choices(choices)
        if self.folio.read() == self._proposed and not self.of_others.read():
            self.folio.write(choices.next_folio)
            self._proposed = choices.next_folio

    def write_party(self, organization: Reference) -> None:
        """Begin with an institution among the parties."""
        self.parties.write((PartyValues(organization=organization),))

    @Slot()
    def _owner_chosen(self) -> None:
        """What others sign has no folio of ours, nor the institute among its parties."""
        others = self.of_others.read()
        self.parties.say_own(is_party=not others)
        if self.folio.read() in ("", self._proposed):
            self.folio.write("" if others else self._proposed)

    def resume(self, draft: Any) -> None:
        """Put back what stands in a draft."""
        super().resume(draft)
        self.parties.say_own(is_party=not self.of_others.read())

    def make(self) -> NewAgreement:
        """What the fields make."""
        values = self.values
        return NewAgreement(**(values | values["area"]))
