"""A page of the developers' gallery: the fields of agreements, empty, written and refused."""

from crm.agreement_values import AmendmentValues, ClauseValues, ObligationValues, PartyValues
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.agreements import fields_own as own
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.agreements.new_agreement import PartiesField
from ui.desktop.agreements.parts_amendment import AmendmentField
from ui.desktop.agreements.parts_duties import ObligationField, WorkItemField
from ui.desktop.agreements.parts_fields import ClauseField, PartyField, SignatoryField
from ui.desktop.agreements.step_forms import DayField
from ui.desktop.capture_agreement_fields import TAKEN
from ui.desktop.fields.field import Field, Kit
from ui.desktop.gallery import HEIGHT, written, wrong
from ui.desktop.gallery_page import GalleryPage
from ui.desktop.labels import Prose

_WIDTHS = (400, 400, 400)
_CLUB = Reference(3, "Centro de Estudios Migratorios (CEM)", "organization")


class AgreementFields(GalleryPage):
    """The fields of an agreement as a whole, and those of its parts."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Campos de los convenios"), _WIDTHS, HEIGHT)
        self.folio = own.FolioField(kit)
        self.folio.set_texts((TAKEN,))
        for number, column in enumerate((_whole(kit, self.folio), _parts(kit), _duties(kit))):
            for caption, field in column:
                self.add(number, caption, field)
        self.close_columns()

    @property
    def is_told(self) -> bool:
        """Whether it has been said of the folio that another has it."""
        return any(said.plain_text for said in self.folio.findChildren(Prose))


def _whole(kit: Kit, folio: Field) -> list[tuple[str, Field]]:
    choices = Choices(next_folio="CONV-2025-008")
    return [
        ("Folio que otro ya tiene", folio),
        ("Alcance", own.scope_field(kit)),
        ("De quién es", own.of_others_field(kit)),
        ("Materia que no está", wrong(own.MatterField(kit, choices), "Amistad")),
        ("Área solicitante", own.RequestingAreaField(kit, choices)),
        ("Vigencia", own.TermField(kit)),
        ("Renovación", own.RenewalField(kit)),
        ("Recursos", own.MoneyField(kit)),
        ("Opinión", own.OpinionField(kit)),
        ("Día que hace falta", wrong(DayField(_("Fecha"), kit, _("Escriba la fecha.")), "")),
    ]


def _parts(kit: Kit) -> list[tuple[str, Field]]:
    party = PartyValues(organization=_CLUB, short="CEM", responsible_area="Dirección")
    return [
        ("Partes de uno nuevo", written(PartiesField(kit), (party,))),
        ("Parte", written(PartyField(kit), party)),
        ("Firmante", SignatoryField(kit, Choices(), (), "2024-05-14")),
        (
            "Cláusula",
            written(ClauseField(kit), ClauseValues("Segunda", "De las obligaciones de las partes.")),
        ),
    ]


def _duties(kit: Kit) -> list[tuple[str, Field]]:
    duty = ObligationValues("Entregar un informe", due="2025-10-15", planned=4, unit="informes")
    amendment = AmendmentValues(signed="2025-02-20", end="2027-05-13")
    return [
        ("Obligación", ObligationField(kit, (), (), duty)),
        ("Programa de trabajo", WorkItemField(kit, 2025, None)),
        ("Modificatorio", written(AmendmentField(kit, (_CLUB,), (), ()), amendment)),
    ]
