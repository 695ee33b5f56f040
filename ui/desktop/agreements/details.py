"""The other data of an agreement: with whom one speaks, where it came from, its dates and conditions."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crm.agreement_row import PartyRow
from crm.texts import _
from ui.desktop.agreements.agreement_sheet import AgreementSheet
from ui.desktop.agreements.words import date_in_words, kind_parts, opening, renewal_sentence
from ui.desktop.labels import Prose
from ui.desktop.matters.stacked import stacked


class Details(AgreementSheet):
    """What a sheet shows of them: ``_details`` is their section."""

    def _details(self) -> QWidget:
        rows = [(party.short or _("Parte"), self._party(party)) for party in self._whole.parties]
        rows += self._known()
        rows += [(place.edit.name, place) for place in self._new_places("parties", *_FIELDS)]
        return self._section(_("Datos"), [self._grid(rows)], gap=8)

    def _party(self, party: PartyRow) -> QWidget:
        """Its whole name, and whom one speaks with there."""
        whom = _("Enlace: {name}").format(name=party.liaison or _("por capturar"))
        area = (
            _("Área responsable: {area}").format(area=party.responsible_area)
            if party.responsible_area
            else ""
        )
        lines = [Prose(part, look="muted", breaks_words=True) for part in (area, whom) if part]
        shown = stacked([self._named(party.organization, party.name), *lines])
        return self._place("parties", shown, party.kept)

    def _known(self) -> list[tuple[str, QWidget]]:
        names = field_names()
        return [
            (names[field], self._place(field, Prose(text, breaks_words=True)))
            for field, text in self._texts().items()
            if text
        ]

    def _texts(self) -> Mapping[str, str]:
        whole, own = self._whole, self._whole.own
        opinion = ", ".join(part for part in (own["opinion"], own["opinion_number"]) if part)
        money = ", ".join(part for part in (own["money"], own["amount"]) if part)
        scope = opening(_(own["scope"])) if own["scope"] else ""
        return {
            "folio": own["folio"] or kind_parts(whole)[0],
            "scope": scope,
            "matter": opening(whole.matter),
            "of_others": _("Sí: se registra y no se cuenta como del Instituto") if own["of_others"] else "",
            "area": whole.area,
            "responsible": own["responsible"],
            "received": date_in_words(own["received"]),
            "signed": date_in_words(own["signed"]),
            "renewal": renewal_sentence(whole),
            "opinion": opening(opinion),
            "money": opening(money),
            "confidential": _("Sí") if own["confidential"] else "",
            "territory": own["territory"],
            "topics": own["topics"],
            "source": own["source"],
        }


def field_names() -> dict[str, str]:
    """What each of them is called."""
    return {
        "folio": _("Folio"),
        "scope": _("Alcance"),
        "matter": _("Materia"),
        "of_others": _("De terceros"),
        "area": _("Área solicitante"),
        "responsible": _("Responsable"),
        "received": _("Recibido"),
        "signed": _("Firmado"),
        "renewal": _("Renovación"),
        "opinion": _("Opinión"),
        "money": _("Recursos"),
        "confidential": _("Confidencial"),
        "territory": _("Territorio"),
        "topics": _("Temas"),
        "source": _("Fuente"),
    }


_FIELDS = (
    "folio",
    "scope",
    "matter",
    "of_others",
    "area",
    "responsible",
    "received",
    "signed",
    "renewal",
    "opinion",
    "money",
    "confidential",
    "territory",
    "topics",
    "source",
)
