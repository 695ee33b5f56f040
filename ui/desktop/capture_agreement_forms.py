"""Pictures of what is written of an agreement: a new one, its stages, its obligations, and values being edited."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crm.agreement_matters import Matter
from crm.agreement_values import PartyValues
from crm.areas import Area, Official, Tenure
from crm.contact_values import Reference
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.agreements.step_codes import ADD, CORRECT, FULFIL, STAGE, code
from ui.desktop.capture_agreement_fields import TAKEN
from ui.desktop.capture_agreement_samples import FULL, IN_FORCE, NEGOTIATED
from ui.desktop.capture_agreements import agreements_of

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_MATTERS = ("apoyo y colaboración", "colaboración", "coordinación", "carta de intención")
CHOICES = Choices(
    tuple(Matter(number, name, name) for number, name in enumerate(_MATTERS, start=1)),
    (
        Area(1, "DVOE", "Dirección de Vinculación con Organismos Externos"),
        Area(2, "CI", "Contraloría Interna"),
    ),
    (
        Official(
            1,
            "Autoridad de demostración",
            (Tenure(1, "C.P.", "Consejera Presidenta del Consejo General", "2020", ""),),
        ),
    ),
    "CONV-2025-008",
)


def _of(studio: "Studio", shown: int = IN_FORCE) -> tuple[Any, Any]:
    page, desk = agreements_of(studio, shown=shown)
    desk.take_choices(CHOICES)
    return page, desk


def _new(studio: "Studio") -> Any:
    _page, desk = _of(studio)
    desk.new("convenio")
    return desk.form


def new(studio: "Studio") -> None:
    """The form, as it opens."""
    _new(studio)


def new_typed(studio: "Studio") -> None:
    """The form with two parties, a materia that is added, and a folio that another agreement has."""
    form = _new(studio)
    form.fields["title"].write("Convenio General de Apoyo y Colaboración con la Casa de demostración")
    casa = Reference(80, "Casa de demostración para las personas migrantes", "organization")
    luz = Reference(0, "Luz María Prueba", "person")
    form.parties.write(
        (
            PartyValues(organization=casa, short="CDPM", liaison=luz),
            PartyValues(organization=Reference(0, "Club de prueba")),
        )
    )
    form.matter.set_texts(("Hermandad", "Hermandad"))
    form.folio.set_texts((TAKEN,))
    form.folio.look_up()
    form.fields["scope"].write("general")


def new_refused(studio: "Studio") -> None:
    """The form without what it needs."""
    form = _new(studio)
    form.folio.write("")
    form.save()


def refused(studio: "Studio") -> None:
    """A stage of which something is lacking, and a reason asked for."""
    _page, desk = _of(studio)
    desk.do(code(STAGE, "concluido"))


def correcting(studio: "Studio") -> None:
    """A stage that is corrected, its reason not written yet."""
    _page, desk = _of(studio)
    kept = next(point.kept for point in FULL.way if point.kept is not None)
    desk.do(code(CORRECT, kept.row))
    desk.step.save()


def signing(studio: "Studio") -> None:
    """The day of the signature and the term."""
    page, desk = _of(studio, NEGOTIATED)
    from ui.desktop.agreements.step_forms import StageForm

    form = StageForm(desk.editing.kit, page.record.record, "vigente")
    form.fields["term"].write({"start": "", "end": "2027-10-05", "indefinite": False})
    desk.take_step(form, lambda _made: None)


def fulfilling(studio: "Studio") -> None:
    """What was done of an obligation."""
    _page, desk = _of(studio)
    duty = next(duty for duty in FULL.duties if duty.planned > 1)
    desk.do(code(FULFIL, duty.row))


def adding(field: str, tab: str = "ficha") -> Callable[["Studio"], None]:
    """A scene of one more of a part."""

    def scene(studio: "Studio") -> None:
        page, desk = _of(studio)
        page.record.open_tab(tab)
        desk.do(code(ADD, field))

    return scene


def editing(field: str, row: int = 0) -> Callable[["Studio"], None]:
    """A scene of a value that is edited where it stands; of several, the one at that place."""

    def scene(studio: "Studio") -> None:
        page, _desk = _of(studio)
        found = [place for place in page.record.view.places if place.key[0] == field]
        found[row].open()

    return scene
