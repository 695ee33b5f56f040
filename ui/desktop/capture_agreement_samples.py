"""The agreements of the pictures, all with invented bodies: one in force, one being negotiated, one of others."""

import datetime
from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crm.agreement_alerts import Alert, Scheduled
from crm.agreement_list import AgreementRow
from crm.agreement_record import AgreementRecord, NextStep, Point, TermLine
from crm.agreement_row import Duty, FulfilmentRow, HeldActivity, PartyRow, SignatureRow
from crm.agreement_stages import LABELS, PATH
from crm.agreement_steps import Offer
from crm.agreement_term import Term, TermState
from crm.agreement_values import (
    OWN_COLUMNS,
    AmendmentValues,
    ClauseValues,
    FulfilmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
    WorkItemValues,
)
from crm.contact_history import Detail, HistoryEntry
from crm.contact_values import Kept, Reference
from crm.obligations import Progress
from crm.texts import ngettext
from crm.work_plans import WorkPlan
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.capture_day import follow_up
from ui.desktop.capture_documents import DOCUMENTS
from ui.desktop.contacts.matches import fold
from ui.desktop.listing.headed import with_headings

TODAY = datetime.date(2025, 10, 6)
IN_FORCE, NEGOTIATED, OF_OTHERS, LACKING, LONG = 9, 3, 14, 15, 16
NONE = Progress(None, 0, 0, 0, 0)
_ADECE = "Asociación de Estudiantes Chilangos en Escocia"
_OBJECT = (
    "Difundir entre la ciudadanía originaria de la Ciudad de México residente en el extranjero información sobre temas"
    " electorales, derechos político-electorales, Diputación Migrante, participación ciudadana y mecanismos de"
    " votación. Contribuir al diseño de estrategias que promuevan la credencialización y la participación de la"
    " comunidad, y organizar con ella actividades académicas y de promoción de la cultura democrática."
)
_LONG_NAME = (
    "Convenio Específico de Apoyo y Colaboración en Materia de Promoción de la Participación Ciudadana, la Cultura"
    " Democrática y la Construcción de Ciudadanía con la Federación de Clubes y Asociaciones de Personas Originarias de"
    " la Ciudad de México Residentes en Los Ángeles"
)


def _row(
    number: int, parties: str, kind: str, stage: str, line: str, *, warns: bool = False, others: bool = False
) -> AgreementRow:
    label = LABELS[stage]
    return AgreementRow(
        number, f"CONV-2024-{number:03}", f"Convenio con {parties}", parties, kind, stage, label, line, warns, "", "",
        None, "Jimena Robles", "", others, NONE,
    )  # fmt: skip


ROWS = (
    _row(1, "Club Casa Chilanga de Los Ángeles", "Carta de intención", "solicitud", "34 días en esta etapa"),
    _row(
        2,
        "Red de Oficios Capitalinos (ROC)",
        "General, colaboración",
        "opinión de pertinencia",
        "12 días en esta etapa",
    ),
    _row(
        3,
        "Federación de Tertulias Chilangas en el Báltico",
        "Específico, coordinación",
        "negociación",
        "4 días en esta etapa",
    ),
    _row(
        4,
        "Centro de Estudios del Quelite (CEQ)",
        "Carta de intención",
        "validación jurídica",
        "detenido hace 230 días",
        warns=True,
    ),
    _row(
        5,
        "Universidad del Ajolote",
        "Específico, colaboración",
        "validación jurídica",
        "21 días en esta etapa",
    ),
    _row(
        6,
        "The Chilango Professionals Circle (CHPC)",
        "General, colaboración",
        "suscripción",
        "7 días en esta etapa",
    ),
    _row(
        7,
        "Tertulia Cultural Chinampa (TCC)",
        "Carta de intención",
        "vigente",
        "vence en 24 días",
        warns=True,
    ),
    _row(8, "Instituto Electoral del Anáhuac", "Específico, colaboración", "vigente", "vence en 86 días"),
    _row(IN_FORCE, f"{_ADECE} (ADECE)", "General, apoyo y colaboración", "vigente", "vence en 219 días"),
    _row(10, "Coalición Barrios Migrantes", "General, coordinación", "vigente", "hasta 14 dic 2026"),
    _row(11, "Chilango Rights Office", "General, apoyo y colaboración", "vigente", "hasta 3 feb 2027"),
    _row(12, "Great Lakes Chilango Circle", "General, colaboración", "vigente", "sin término"),
    _row(
        13,
        "Museo del Tamal de Toronto",
        "Específico, coordinación",
        "vencido",
        "venció hace 12 días",
        warns=True,
    ),
    _row(
        OF_OTHERS,
        "Instituto Electoral del Anáhuac, Iniciativa del Comal",
        "General, colaboración",
        "vigente",
        "hasta 8 mar 2027",
        others=True,
    ),
)


def _way(*dates: tuple[str, int | None], current: str, end: str = "") -> tuple[Point, ...]:
    found = []
    reached = PATH.index(current)
    for place, stage in enumerate(PATH):
        since, days = dates[place] if place < len(dates) else (end if stage == PATH[-1] else "", None)
        kept = Kept(place + 1, StepValues(stage, since)) if place <= reached and stage != "vigente" else None
        found.append(Point(stage, LABELS[stage], since, days, place <= reached, place == reached, kept))
    return tuple(found)


def _party(row: int, name: str, short: str, *, own: bool = False, liaison: str = "") -> PartyRow:
    organization = None if own else Reference(700 + row, name, "organization")
    values = PartyValues(name, organization, own, short, liaison_text=liaison)
    area = "Unidad Técnica de Vinculación" if own else ""
    return PartyRow(name, short, own, organization, area, liaison, None, Kept(row, values))


def _signs(
    row: int, party: str, name: str, post: str, part: str = "Representa", today: str = ""
) -> SignatureRow:
    person = Reference(800 + row, name, "person") if name else None
    code = {"Representa": "representa", "Asiste": "asiste"}[part]
    values = SignatoryValues(1 if party == "IECM" else 2, person, 0, "", post, code)
    return SignatureRow(party, part, name, person, post, today, False, Kept(row, values))


def _duty(
    row: int,
    clause: str,
    what: str,
    who: str,
    due: str,
    *,
    done: int = 0,
    planned: int = 1,
    state: str = "pendiente",
    overdue: int | None = None,
) -> Duty:
    fulfilments: tuple[FulfilmentRow, ...] = ()
    if done:
        values = FulfilmentValues("2025-05-15", done, "Boletines enviados a la comunidad")
        fulfilments = (FulfilmentRow(row, values, Reference(902, "Conversatorio", "activity"), ""),)
    kept = Kept(row, ObligationValues(what, due=due, planned=planned, state=state))
    return Duty(row, clause, what, who, due, state, done, planned, overdue, fulfilments, kept)


def _own(**values: Any) -> dict[str, Any]:
    new = NewAgreement(**values)
    return {name: getattr(new, name) for name in OWN_COLUMNS}


_TERM = Term("2024-05-14", "2026-05-13", renewal="por acuerdo", notice_days=60)
FULL = AgreementRecord(
    id=IN_FORCE,
    uid="demo",
    own=_own(
        title=f"Convenio General de Apoyo y Colaboración con la {_ADECE} (ADECE)",
        folio="CONV-2024-011",
        scope="general",
        object=_OBJECT,
        signed="2024-05-14",
        received="2024-01-12",
        end="2026-05-13",
        renewal="por acuerdo",
        notice_days=60,
        money="sin recursos",
        opinion="favorable",
        opinion_number="UTAJ/120/2024",
        territory="Escocia",
        responsible="Jimena Robles",
        source="Expediente de demostración",
    ),
    kind="General, apoyo y colaboración",
    matter="apoyo y colaboración",
    area="Unidad Técnica de Vinculación con Organismos Externos",
    categories=("migrante",),
    stage="vigente",
    label="Vigente",
    way=_way(
        ("2024-01-12", 28),
        ("2024-02-09", 21),
        ("2024-03-01", 35),
        ("2024-04-05", 39),
        ("2024-05-14", None),
        ("2024-05-14", 510),
        current="vigente",
        end="2026-05-13",
    ),
    offers=(Offer("concluido"), Offer("renovado"), Offer("terminado anticipadamente")),
    next_step=NextStep("obligation", "Recibir el informe semestral de difusión", "ADECE", "2025-10-15", 2),
    parties=(
        _party(1, "Instituto Electoral de la Ciudad de México", "IECM", own=True, liaison="Jimena Robles"),
        _party(2, _ADECE, "ADECE", liaison="Diego Arriaga Luna"),
    ),
    party_names=(),
    signatures=(
        _signs(1, "IECM", "", "Presidencia del Consejo General"),
        _signs(2, "IECM", "", "Secretaría Ejecutiva", "Asiste"),
        _signs(3, "ADECE", "Renata Olivares Prieto", "Presidenta", today="Diego Arriaga Luna"),
        _signs(4, "ADECE", "Bruno Salas Cano", "Secretario", "Asiste"),
    ),
    clauses=(Kept(1, ClauseValues("Segunda", "Las partes se comprometen, en conjunto, a lo que sigue.")),),
    duties=(
        _duty(1, "Segunda a", "Coeditar un texto sobre democracia", "Ambas", "2025-08-29", overdue=38),
        _duty(2, "Tercera b", "Informe semestral de difusión", "ADECE", "2025-10-15", done=2, planned=4),
        _duty(
            3, "Tercera a", "Difundir convocatorias y boletines", "ADECE", "2026-05-13", done=17, planned=24
        ),
        _duty(4, "Segunda c", "Foro anual sobre democracia", "Ambas", "2026-05-13", done=1, planned=2),
        _duty(5, "Tercera c", "Promover la credencialización", "ADECE", "2025-09-30", state="cumplida"),
        _duty(6, "Segunda d", "Enviar material bibliográfico", "IECM", "2025-02-28", state="cumplida"),
    ),
    progress=Progress(None, 2, 6, 22, 33),
    by_party=(
        ("IECM", Progress(1, 1, 1, 1, 1)),
        ("ADECE", Progress(2, 1, 3, 20, 29)),
        ("conjuntas", Progress(None, 0, 2, 1, 3)),
    ),
    object=_OBJECT,
    term=TermLine(
        _TERM, TermState.IN_FORCE, datetime.date(2026, 5, 13), 219, datetime.date(2026, 3, 14), 0.7
    ),
    schedule=(
        Scheduled("180 días antes", datetime.date(2025, 11, 14)),
        Scheduled("90 días antes", datetime.date(2026, 2, 12)),
        Scheduled("Aviso de renovación", datetime.date(2026, 3, 14)),
        Scheduled("30 días antes", datetime.date(2026, 4, 13)),
    ),
    alerts=(),
    amendments=(
        Kept(
            1,
            AmendmentValues(
                number=1,
                title="Anexo 2025",
                signed="2025-02-20",
                effective="2025-02-20",
                note="Agrega el programa de actividades de 2025.",
            ),
        ),
    ),
    work=(
        WorkPlan(
            2025,
            (
                Kept(1, WorkItemValues(2025, "Sesión de bienvenida", "ADECE", "2025-09", "2025-09-11", 901)),
                Kept(2, WorkItemValues(2025, "Foro anual sobre democracia", "Ambas", "2025-11")),
            ),
        ),
    ),
    activities=(
        HeldActivity(Reference(901, "Sesión de bienvenida", "activity"), "2025-09-11", "realizada", 46),
        HeldActivity(Reference(902, "Conversatorio", "activity"), "2025-05-15", "realizada", 83),
        HeldActivity(Reference(903, "Firma de la adenda 1", "activity"), "2025-02-20", "realizada", None),
        HeldActivity(
            Reference(904, "Taller de voto por internet", "activity"), "2024-11-08", "realizada", 31
        ),
    ),
    follow_ups=(
        follow_up(71, "Pedir las fotografías de la sesión", "", "jueves 9"),
        follow_up(72, "Proponer fecha del foro anual", "", "20 oct 2025"),
    ),
    documents=DOCUMENTS[:2],
    consulates=(Reference(950, "Consulado de México en Edimburgo (de demostración)", "organization"),),
    related=(),
    framework=None,
    under=(),
    notes=(Kept(1, "Piden que los boletines vayan también en inglés."),),
    tags=("Escocia", "estudiantes"),
    version=1,
)
_OPEN: dict[str, Any] = {
    "duties": (),
    "progress": NONE,
    "by_party": (),
    "schedule": (),
    "amendments": (),
    "work": (),
}
_BARE: dict[str, Any] = {
    "activities": (),
    "follow_ups": (),
    "documents": (),
    "consulates": (),
    "notes": (),
    "tags": (),
}
NEGOTIATING = replace(
    FULL,
    id=NEGOTIATED,
    own=_own(
        title="Convenio Específico de Coordinación con la Federación de Tertulias Chilangas en el Báltico",
        folio="CONV-2025-007",
        scope="específico",
        object=_OBJECT,
        received="2025-07-03",
        framework=IN_FORCE,
    ),
    kind="Específico, coordinación",
    matter="coordinación",
    stage="negociación",
    label="Negociación",
    way=_way(("2025-07-03", 40), ("2025-08-12", 51), ("2025-10-02", 4), current="negociación"),
    offers=(Offer("validación jurídica"), Offer("no suscrito")),
    next_step=NextStep("stage", "Validación jurídica", "", ""),
    parties=(FULL.parties[0], _party(2, "Federación de Tertulias Chilangas en el Báltico", "")),
    signatures=(),
    clauses=(),
    term=TermLine(Term(), TermState.UNKNOWN, None, None, None, None),
    framework=Reference(IN_FORCE, FULL.own["title"], "agreement"),
    **_OPEN,
    **_BARE,
)
THIRD = replace(
    FULL,
    id=OF_OTHERS,
    own=_own(
        title="Convenio de Colaboración del Instituto Electoral del Anáhuac con la Iniciativa del Comal",
        of_others=True,
        scope="general",
        signed="2025-03-09",
        end="2027-03-08",
        source="Documento público de demostración",
    ),
    kind="General, colaboración",
    matter="colaboración",
    categories=("electoral", "osc"),
    way=_way(
        ("", None),
        ("", None),
        ("", None),
        ("", None),
        ("2025-03-09", None),
        ("2025-03-09", 211),
        current="vigente",
    ),
    offers=(),
    next_step=None,
    parties=(_party(1, "Instituto Electoral del Anáhuac", "IEA"), _party(2, "Iniciativa del Comal", "")),
    signatures=(),
    clauses=(),
    object="",
    term=TermLine(
        Term("2025-03-09", "2027-03-08"), TermState.IN_FORCE, datetime.date(2027, 3, 8), 518, None, 0.29
    ),
    **_OPEN,
    **_BARE,
)
TO_CAPTURE = replace(
    NEGOTIATING,
    id=LACKING,
    own=_own(title="Convenio con la Red de Oficios Capitalinos"),
    kind="",
    matter="",
    area="",
    categories=(),
    stage="solicitud",
    label="Solicitud",
    way=_way(("", None), current="solicitud"),
    offers=(Offer("opinión de pertinencia"), Offer("no suscrito")),
    next_step=NextStep("stage", "Opinión de pertinencia", "", ""),
    parties=(FULL.parties[0],),
    object="",
    framework=None,
    alerts=(Alert(LACKING, "stalled", "Lleva 90 días en solicitud.", "2025-07-08", True),),
)
LONG_NAMES = replace(
    FULL,
    id=LONG,
    own=FULL.own | {"title": _LONG_NAME},
    parties=(FULL.parties[0], _party(2, _LONG_NAME.partition(" con la ")[2], "")),
    signatures=(_signs(3, _LONG_NAME.partition(" con la ")[2], _LONG_NAME[:70], _LONG_NAME[20:120]),),
    duties=tuple(duty._replace(what=_LONG_NAME, who=_LONG_NAME[40:120]) for duty in FULL.duties),
    activities=tuple(
        one._replace(reference=replace(one.reference, name=_LONG_NAME)) for one in FULL.activities
    ),
    next_step=NextStep("obligation", _LONG_NAME, "Jimena Robles", "2025-10-15", 2),
)
RECORDS = {one.id: one for one in (FULL, NEGOTIATING, THIRD, TO_CAPTURE, LONG_NAMES)}
_HISTORY = (
    HistoryEntry(
        9,
        "20 feb 2025",
        "10:04",
        "Jimena Robles",
        "Modificatorios de un convenio cambiados",
        (Detail("Modificatorio: – → Adenda 1, anexo 2025"),),
    ),
    HistoryEntry(
        5, "12 ene 2024", "17:31", "Jimena Robles", "Convenio agregado", (Detail("Se creó este convenio."),)
    ),
)


class SampleAgreements:
    """A ``ListSource`` of agreements; a word of the query must be in with whom they are."""

    def __init__(self, rows: Sequence[AgreementRow] = ROWS) -> None:
        self._rows = {row.id: row for row in rows}

    def first_rows(self, _query: str, _limit: int, _view: Any) -> list[AgreementRow]:
        """None: headings come with all of them."""
        return []

    def ids(self, query: str, _view: Any) -> "array[int]":
        """Those that match, under their stages."""
        words = fold(query).split()
        found = [row for row in self._rows.values() if all(word in fold(row.parties) for word in words)]
        heads = [("De terceros" if row.of_others else row.label) for row in found]
        groups = [(head, heads.count(head)) for head in dict.fromkeys(heads)]
        return with_headings(array("q", (row.id for row in found)), groups)

    def rows(self, ids: Sequence[int], _view: Any) -> list[AgreementRow]:
        """These."""
        return [self._rows[one] for one in ids if one in self._rows]

    def noun(self, _query: str, total: int) -> str:
        """What they are called."""
        return ngettext("convenio", "convenios", total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of the query."""
        return tuple(fold(query).split())

    def record(self, number: int) -> ShownAgreement:
        """The record of one of them; the first of all for one that has none of its own."""
        return ShownAgreement(replace(RECORDS.get(number, FULL), id=number), TODAY)

    def history(self, _number: int, _limit: int) -> tuple[HistoryEntry, ...]:
        """The same for all."""
        return _HISTORY

    def tags(self) -> tuple[Any, ...]:
        """None."""
        return ()
