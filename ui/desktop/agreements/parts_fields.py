"""Fields of the parts of an agreement that say who and where: a party, who signs for it, a clause."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from shiboken6 import isValid

from crm.agreement_values import PARTS, ClauseValues, PartyValues, SignatoryValues
from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.lanes import Ticket

if TYPE_CHECKING:
    from crm.agreement_row import PartyRow

_INSTITUTE, _OTHER = "instituto", "otra"


def party_names(parties: "tuple[PartyRow, ...]", none: str) -> dict[str, str]:
    """The parties by the text of their row, after what stands for none."""
    return {"": none, **{str(party.kept.row): party.short or party.name for party in parties}}


def row_of(chosen: str) -> int | None:
    """The row that is chosen, None for none."""
    return int(chosen) if chosen else None


class PartyField(Compound):
    """Holds a PartyValues: an institution, found or made, or the institute where ``may_be_own``."""

    def __init__(self, kit: Kit, *, own: bool = False, may_be_own: bool = False) -> None:
        super().__init__(_("Parte"), kit)
        self._before = PartyValues(own=own)
        if may_be_own:
            who = {_OTHER: _("Una institución"), _INSTITUTE: _("El Instituto")}
            self.add("who", ChoiceField(_("Quién es"), kit, who), 12)
        if not own:
            picker = Picker(
                _("Institución"), kit, "organization", placeholder=_("Busque o cree la institución")
            )
            self.add("organization", picker, 12)
        self.add("name", TextField(_("Como la nombra el convenio"), kit), 8, caption=True)
        self.add("short", TextField(_("En corto"), kit), 4, caption=True)
        self.add("responsible_area", TextField(_("Área responsable"), kit), 12, caption=True)
        self.add("liaison", Picker(_("Enlace"), kit, "person"), 6, caption=True)
        self.add("liaison_text", TextField(_("Enlace, en palabras"), kit), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> PartyValues:
        """The party. Raises InvalidValue for nobody."""
        from crm.agreement_rules import check_party

        said = dict(values)
        own = said.pop("who", _OTHER) == _INSTITUTE or self._before.own
        if own:
            said["organization"] = None
        party = replace(self._before, own=own, **said)
        check_party(party)
        return party

    def split(self, value: PartyValues) -> Mapping[str, Any]:
        """Its parts."""
        self._before = value
        who = {"who": _INSTITUTE if value.own else _OTHER}
        return who | {code: getattr(value, code) for code in self.parts if code != "who"}


class NewPartyField(Compound):
    """Holds a PartyValues of an agreement that is being written down; the rest of a party is edited in its record."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Parte"), kit)
        picker = Picker(_("Institución"), kit, "organization", placeholder=_("Busque o cree la institución"))
        self.add("organization", picker, 8)
        self.add("short", TextField(_("En corto"), kit, placeholder=_("En corto")), 4)
        self.add("liaison", Picker(_("Enlace"), kit, "person", placeholder=_("Persona de enlace")), 12)

    def make(self, values: Mapping[str, Any]) -> PartyValues:
        """The party. Raises InvalidValue for nobody."""
        from crm.agreement_rules import check_party

        party = PartyValues(**values)
        check_party(party)
        return party

    def split(self, value: PartyValues) -> Mapping[str, Any]:
        """Its parts."""
        return {code: getattr(value, code) for code in self.parts}


class SignatoryField(Compound):
    """Holds a SignatoryValues: a person of the base or somebody of the institute, with the post of the day ``signed``,
    which is proposed, and as what they sign. ``signs_for`` is the row of the party that is proposed, None for none.
    """

    def __init__(
        self,
        kit: Kit,
        choices: Choices,
        parties: "tuple[PartyRow, ...]",
        signed: str,
        signs_for: int | None = None,
    ) -> None:
        super().__init__(_("Firmante"), kit)
        self._choices = choices
        self._parties = {party.kept.row: party for party in parties}
        self._signed = signed
        self._before = SignatoryValues()
        self._proposed = ""
        self._ticket: Ticket | None = None
        names = party_names(parties, _("Sin especificar"))
        self.add("party", ChoiceField(_("Firma por"), kit, names), 6, caption=True)
        self.add(
            "part",
            ChoiceField(_("Como quien"), kit, {one: _(said) for one, said in PARTS.items()}),
            6,
            caption=True,
        )
        self.person = Picker(_("Persona"), kit, "person")
        self.add("person", self.person, 12, caption=True)
        officials = {"": _("Nadie"), **{str(one.id): one.name for one in choices.officials}}
        self.official = ChoiceField(_("Autoridad del Instituto"), kit, officials)
        self.add("official", self.official, 6, caption=True)
        self.add(
            "name",
            TextField(_("O en palabras"), kit, placeholder=_("Si no está en la base")),
            6,
            caption=True,
        )
        self.post = TextField(_("Cargo ese día"), kit, placeholder=_("el que tenía"))
        self.add("post", self.post, 12, caption=True)
        self.parts["party"].write("" if signs_for is None else str(signs_for))
        self.person.picked.connect(self._person_picked)
        self.official.edited.connect(self._official_chosen)

    def make(self, values: Mapping[str, Any]) -> SignatoryValues:
        """Who signs; somebody new without a post takes the one held that day. Raises InvalidValue for two at once."""
        from crm.agreement_rules import check_signatory

        official = int(values["official"] or 0)
        before = self._before
        same = values["person"] == before.person and official == before.official
        asks = not values["post"] and not same and (values["person"] is not None or official)
        who = SignatoryValues(
            party=row_of(values["party"]),
            person=values["person"],
            official=official,
            name=values["name"],
            post=None if asks else values["post"],
            part=values["part"],
        )
        if who.person is None and not official and not who.name:
            raise InvalidValue(_("Falta quién firma: elija a la persona o escriba su nombre."), "person")
        check_signatory(who)
        return who

    def split(self, value: SignatoryValues) -> Mapping[str, Any]:
        """Its parts."""
        self._before = value
        return {
            "party": "" if value.party is None else str(value.party),
            "part": value.part,
            "person": value.person,
            "official": str(value.official or ""),
            "name": value.name,
            "post": value.post or "",
        }

    @Slot(object)
    def _person_picked(self, person: Reference) -> None:
        if not person.id:
            return
        source: Any = self.kit.source
        party = self._parties.get(row_of(self.parts["party"].read()) or 0)
        organization = party.organization.id if party is not None and party.organization else 0
        who, day = SignatoryValues(person=person, post=None), self._signed
        self.kit.lane.cancel(self._ticket)
        self._ticket = self.kit.lane.submit(
            lambda _ticket: source.post_on(who, day, organization), self._propose, failed=self._no_proposal
        )

    @Slot()
    def _official_chosen(self) -> None:
        number = int(self.official.read() or 0)
        if number:
            self._propose(self._choices.post_of(number, self._signed))

    def _propose(self, post: str) -> None:
        """Write the post where nobody wrote another."""
        self._ticket = None
        if isValid(self) and self.post.read() in ("", self._proposed):
            self._proposed = post
            self.post.write(post)

    def _no_proposal(self, _error: Exception) -> None:
        self._ticket = None  # saving looks it up again, and says what is wrong


class ClauseField(Compound):
    """Holds a ClauseValues."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Cláusula"), kit)
        self.add("number", TextField(_("Número"), kit, placeholder=_("Segunda")), 12, caption=True)
        self.add("text", NoteField(_("Texto"), kit), 12, caption=True)

    def make(self, values: Mapping[str, Any]) -> ClauseValues:
        """The clause. Raises InvalidValue for one that says nothing."""
        from crm.agreement_rules import check_clause

        clause = ClauseValues(**values)
        check_clause(clause)
        return clause

    def split(self, value: ClauseValues) -> Mapping[str, Any]:
        """Its parts."""
        return {"number": value.number, "text": value.text}
