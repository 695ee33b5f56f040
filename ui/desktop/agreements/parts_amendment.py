"""The field of an amendment: what it is, from when on, and what it changes of the agreement."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from crm.agreement_values import AMENDMENT_KINDS, AmendmentValues
from crm.contact_values import Kept, Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.activities.fields import NumberField
from ui.desktop.agreements.fields_choices import document_names
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.fields.several import SeveralField

if TYPE_CHECKING:
    from crm.documents import RecordDocument

_ENDS = {"": None, "con": False, "sin": True}


class LeavingField(ChipField):
    """Holds the References of the parties that leave, chosen by name among those there are."""

    def __init__(self, kit: Kit, parties: Sequence[Reference]) -> None:
        closed = _("«{text}» no es parte del convenio; elija de la lista.")
        names = [party.name for party in parties]
        super().__init__(_("Partes que salen"), kit, known=names, closed=closed, placeholder=_("Parte"))
        self._by_name = {party.name: party for party in parties}

    def read(self) -> tuple[Any, ...]:
        """The References. Raises InvalidValue for a name that is none of the parties'."""
        return tuple(self._by_name[name] for name in super().read())

    def write(self, value: Sequence[Any]) -> None:
        """Show parties, by their References or names; one that had left before is among them."""
        for one in value:
            if isinstance(one, Reference):
                self._by_name.setdefault(one.name, one)
        self.suggest_from(list(self._by_name))
        super().write([one.name if isinstance(one, Reference) else one for one in value])


class AmendmentField(Compound):
    """Holds an AmendmentValues; without a number it gets the next of its kind, which stands there greyed."""

    def __init__(
        self,
        kit: Kit,
        parties: Sequence[Reference],
        documents: "tuple[RecordDocument, ...]",
        amendments: Sequence[Kept],
    ) -> None:
        super().__init__(_("Modificatorio"), kit)
        self._amendments = amendments
        kinds = {one: _(one).capitalize() for one in AMENDMENT_KINDS}
        self.add("kind", ChoiceField(_("Qué es"), kit, kinds), 8, caption=True)
        self.number = NumberField(_("Número"), kit)
        self.add("number", self.number, 4, caption=True)
        self.add("title", TextField(_("Nombre"), kit), 12, caption=True)
        self.add("signed", DateField(_("Firmado"), kit), 6, caption=True)
        self.add("effective", DateField(_("Surte efecto"), kit), 6, caption=True)
        self.add("end", DateField(_("Nuevo término"), kit, placeholder=_("el que tenía")), 6, caption=True)
        ends = {"": _("Como estaba"), "con": _("Con fecha de término"), "sin": _("Indefinida")}
        self.add("indefinite", ChoiceField(_("Vigencia"), kit, ends), 6, caption=True)
        self.add(
            "object", NoteField(_("Nuevo objeto"), kit, placeholder=_("Sólo si cambia")), 12, caption=True
        )
        joining = SeveralField(
            _("Partes que entran"),
            kit,
            lambda: Picker(_("Parte que entra"), kit, "organization"),
            _("Agregar parte"),
        )
        self.add("joining", joining, 12, caption=True)
        self.add("leaving", LeavingField(kit, parties), 12, caption=True)
        self.add("document", ChoiceField(_("Documento"), kit, document_names(documents)), 12, caption=True)
        self.add("note", TextField(_("Nota"), kit), 12, caption=True)
        self.parts["kind"].edited.connect(self._propose_number)
        self._propose_number()

    @Slot()
    def _propose_number(self) -> None:
        kind = self.parts["kind"].read()
        last = max((one.value.number or 0 for one in self._amendments if one.value.kind == kind), default=0)
        self.number.line.setPlaceholderText(str(last + 1))

    def make(self, values: Mapping[str, Any]) -> AmendmentValues:
        """The amendment. Raises InvalidValue, said under the part that it is about."""
        from crm.agreement_rules import check_amendment

        said = dict(values, indefinite=_ENDS[values["indefinite"]])
        said["document"] = int(values["document"]) if values["document"] else None
        said["joining"] = tuple(one for one in values["joining"] if one is not None)
        amendment = AmendmentValues(**said)
        try:
            check_amendment(amendment)
        except InvalidValue as error:
            if error.field in self.parts:
                self.parts[error.field].show_reason(str(error))
            raise
        return amendment

    def split(self, value: AmendmentValues) -> Mapping[str, Any]:
        """Its parts."""
        ends = next(code for code, said in _ENDS.items() if said is value.indefinite)
        document = str(value.document or "")
        return {code: getattr(value, code) for code in self.parts} | {
            "indefinite": ends,
            "document": document,
        }
