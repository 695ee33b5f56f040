"""One row of a register of agreements: what each of its cells says, and what in it cannot be."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm import agreement_stages as stages
from crm.agreement_rules import check, written_folio
from crm.agreement_stages import LABELS, OPINIONS
from crm.agreement_term import AUTOMATIC, BY_AGREEMENT, NO_RENEWAL, RENEWALS
from crm.agreement_values import (
    ANNEX,
    GENERAL,
    MONEY,
    SCOPES,
    SPECIFIC,
    WITH_MONEY,
    WITHOUT_MONEY,
    NewAgreement,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.errors import InvalidValue
from crm.importing.activity_drafts import Said, names_in, persons_in
from crm.importing.agreement_names import AgreementNames
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.matter_cells import MatterCells, yes_or_no
from crm.matter_columns import split, unescape
from crm.partial_dates import UNKNOWN_TEXT
from crm.product_rows import quantity
from crm.texts import _
from crm.vocabularies import squash
from db.folding import fold


def _known(own: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """What is meant by each way of writing it, squashed; ``others`` are further ways, with commas."""
    found = {squash(name): code for code, name in own.items()} | {squash(code): code for code in own}
    return found | {squash(name): code for code, names in others.items() for name in names.split(", ")}


_SCOPES = _known(
    {name: name for name in SCOPES},
    {
        GENERAL: "convenio general, marco, convenio marco, generales",
        SPECIFIC: "convenio específico, específica, específicos",
        ANNEX: "anexo, técnico",
    },
)
_RENEWALS = _known(
    {name: name for name in RENEWALS},
    {
        NO_RENEWAL: "no, sin renovación, no se renueva, sin prórroga, no aplica",
        AUTOMATIC: "automático, renovación automática, prórroga automática, sí automática",
        BY_AGREEMENT: "por acuerdo de las partes, previo acuerdo, acuerdo, por escrito, de común acuerdo",
    },
)
_OPINIONS = _known(
    {name: name for name in OPINIONS},
    {
        stages.FAVORABLE: "positiva, procedente, pertinente, sí",
        stages.UNFAVORABLE: "negativa, improcedente, desfavorable, no pertinente, no",
        stages.WITH_REMARKS: "favorable con observaciones, observaciones",
    },
)
_MONEY = _known(
    {name: name for name in MONEY},
    {WITH_MONEY: "sí, si, con erogación", WITHOUT_MONEY: "no, ninguno, sin erogación"},
)
_SIGNED = "firmado"
"""Signed, and nothing is said of whether it is in force: the dates tell."""

_STAGES = _known(
    LABELS,
    {
        stages.REQUESTED: "en trámite, en proceso, solicitado, recibido, recibida",
        stages.OPINION: "opinión, en opinión, pertinencia, en opinión de pertinencia",
        stages.NEGOTIATION: "en negociación, negociándose, en revisión de las partes",
        stages.LEGAL_REVIEW: "en validación jurídica, revisión jurídica, en revisión jurídica, validación, jurídico",
        stages.SIGNING: "por firmar, en firma, por suscribir, pendiente de firma, en suscripción, firma",
        _SIGNED: "firmado, firmada, suscrito, suscrita, formalizado",
        stages.IN_FORCE: "activo, activa, en vigor, por vencer, indefinido, indefinida, sí",
        stages.LAPSED: "expirado, fenecido, sin vigencia, no vigente, vencida",
        stages.CONCLUDED: "terminado, finalizado, cumplido, concluida, terminada",
        stages.ENDED_EARLY: "terminación anticipada, terminado antes, rescindido, terminada anticipadamente",
        stages.NOT_SIGNED: "cancelado, no firmado, desechado, no procedió, no suscrita, sin suscribir",
        stages.RENEWED: "renovada, sustituido",
    },
)
_AFTER_SIGNING = frozenset((stages.CONCLUDED, stages.ENDED_EARLY, stages.RENEWED))
_BY_DATES = frozenset((_SIGNED, stages.IN_FORCE, stages.LAPSED))

_INDEFINITE = frozenset(
    map(
        squash,
        (
            "indefinida",
            "indefinido",
            "indeterminada",
            "indeterminado",
            "vigencia indefinida",
            "sin término",
            "permanente",
            "por tiempo indefinido",
            "tiempo indefinido",
        ),
    )
)
_RANGE = re.compile(r"(?:del?\s+)?(.*\d.*?)\s+(?:al?|hasta(?:\s+el)?)\s+(.*\d.*)", re.IGNORECASE)
_MONTHS = re.compile(r"(\d+)\s*(mes(?:es)?|años?)", re.IGNORECASE)
_DAYS = re.compile(r"(\d+)\s*días", re.IGNORECASE)
_LEADING = re.compile(r"(?:convenios?|de|para la|sobre)\s+", re.IGNORECASE)

_FIELDS = {
    "folio": "folio",
    "titulo": "title",
    "objeto": "object",
    "responsable": "responsible",
    "oficio": "opinion_number",
    "monto": "amount",
    "territorio": "territory",
    "temas": "topics",
    "fuente": "source",
    "uid": "uid",
}
"""The fields of texts kept as they are written, by column."""

_COLUMN_OF = {
    **{field: key for key, field in _FIELDS.items()},
    "scope": "alcance",
    "matter": "materia",
    "parties": "partes",
    "signatories": "firmantes",
    "received": "recibido",
    "signed": "firmado",
    "start": "inicio",
    "end": "fin",
    "renewal": "renovacion",
    "renewal_months": "meses",
    "notice_days": "aviso",
    "of_others": "terceros",
    "stage": "etapa",
    "on": "etapa_desde",
    "notes": "notas",
}
"""The column that a field at fault stands in."""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as a row tells it; parties that no organisation bears the name of have a Reference without id.

    ``framework`` is the folio of the one that it stands under, ``claimed`` the stage that the row says and dates tell.
    """

    new: NewAgreement
    framework: str = ""
    tags: tuple[str, ...] = ()
    claimed: str = ""


class RowReader(MatterCells):
    """Makes agreements of rows. Where the columns are is settled once; each row is read on its own."""

    def __init__(
        self, columns: Columns, names: AgreementNames, *, today: datetime.date, mend: bool = False
    ) -> None:
        super().__init__(columns, today=today, mend=mend)
        self._names = names

    def draft(self, cells: Sequence[str]) -> AgreementDraft | list[Problem]:
        """What a row is: an agreement, or what is wrong with it."""
        self.take(cells)
        if not self.said.get("titulo"):
            self.reject("titulo", "", _("Falta el nombre del convenio; escríbalo."))
        values: dict[str, Any] = {field: self.said.get(key, "") for key, field in _FIELDS.items()}
        values["folio"] = written_folio(values["folio"])
        values["scope"] = self._choice("alcance", _SCOPES, SCOPES)
        values["matter"] = self.read("materia", lambda text: self._names.matter(_bare(text)), None)
        values["of_others"] = self.read("terceros", yes_or_no, False)
        values["confidential"] = self.read("confidencial", yes_or_no, False)
        values["money"] = self._choice("recursos", _MONEY, MONEY)
        values["opinion"] = self._choice("opinion", _OPINIONS, OPINIONS)
        values["received"] = self.day("recibido", self.said.get("recibido", ""))
        values |= self._term() | self._renewal() | self._area()
        signed = self.day("firmado", self.said.get("firmado", ""))
        stage = self._stage()
        values["signed"] = signed or (UNKNOWN_TEXT if stage in _BY_DATES | _AFTER_SIGNING else "")
        values["steps"] = self._steps(stage, values["signed"])
        values["parties"] = self._parties(of_others=values["of_others"])
        values["signatories"] = self._signatories(values["parties"])
        values["notes"] = tuple(map(unescape, split(self.said.get("notas", ""))))
        new = NewAgreement(**values)
        if not self.problems:
            self._check(new)
        if self.problems:
            return self.problems
        tags = tuple(dict.fromkeys(names_in(self.said.get("etiquetas", ""))))
        claimed = stage if stage in (stages.IN_FORCE, stages.LAPSED) else ""
        return AgreementDraft(new, " ".join(self.said.get("marco", "").split()), tags, claimed)

    def _choice(self, key: str, known: Mapping[str, str], offered: Sequence[str]) -> str:
        def read(text: str) -> str:
            found = known.get(squash(text))
            if found is None:
                raise InvalidValue(
                    _("«{text}» no es una de las opciones; escriba {offered}.").format(
                        text=text, offered=", ".join(_(one) for one in offered)
                    ),
                    key,
                    text,
                )
            return found

        return self.read(key, read, "")

    def _stage(self) -> str:
        """The stage that the row says; signed, if it says none and when it was."""
        offered = [LABELS[stage].lower() for stage in stages.STAGES]
        return self._choice("etapa", _STAGES, offered) or (_SIGNED if self.said.get("firmado") else "")

    def _steps(self, stage: str, signed: str) -> tuple[StepValues, ...]:
        """The stages that are known to have been entered: those before are not made up."""
        since = self.day("etapa_desde", self.said.get("etapa_desde", ""))
        day = "" if signed == UNKNOWN_TEXT else signed
        if stage in _BY_DATES:
            # A column that says so says it of every row, also where nobody knows.
            return (StepValues(stages.SIGNING, since if self.columns.has("etapa_desde") else day),)
        if stage in _AFTER_SIGNING:
            return StepValues(stages.SIGNING, day), StepValues(stage, since)
        return (StepValues(stage, since),) if stage else ()

    def _term(self) -> dict[str, Any]:
        start, end = self.said.get("inicio", ""), self.said.get("fin", "")
        indefinite = self.read("indefinido", yes_or_no, False)
        if squash(end) in _INDEFINITE:
            return {"start": self.day("inicio", start), "indefinite": True}
        match = _RANGE.fullmatch(end)
        if match is not None:
            start, end = start or match[1], match[2]
        return {
            "start": self.day("inicio", start),
            "end": self.day("fin", end),
            "indefinite": indefinite,
        }

    def _renewal(self) -> dict[str, Any]:
        """How it is renewed; in others' sheets one cell says all: "automática, 12 meses, aviso de 60 días"."""
        text = self.said.get("renovacion", "")
        months, days = _MONTHS.search(text), _DAYS.search(text)
        if squash(text) not in _RENEWALS and (kind := _renewal_in(text)):
            found: dict[str, Any] = {"renewal": kind}
        else:
            found = {"renewal": self._choice("renovacion", _RENEWALS, RENEWALS)}
        of_text = int(months[1]) * (12 if months[2].lower().startswith("a") else 1) if months else None
        found["renewal_months"] = self.read("meses", quantity, of_text)
        found["notice_days"] = self.read("aviso", quantity, int(days[1]) if days else None)
        return found

    def _area(self) -> dict[str, Any]:
        text = " ".join(self.said.get("area", "").split())
        area = self._names.area(text)
        return {"area": area, "area_text": "" if area else text}

    def _parties(self, *, of_others: bool) -> tuple[PartyValues, ...]:
        """The institute first, unless the agreement is of others, which cannot name it."""
        found: dict[str, PartyValues] = {}
        for name in names_in(self.said.get("partes", "")):
            name = " ".join(name.split())
            if self._names.is_institute(name):
                if of_others:
                    reason = _(
                        "Un convenio de terceros no tiene al Instituto como parte; corrija uno de los dos."
                    )
                    self.reject("partes", name, reason)
                continue
            try:
                reference = self._names.organization(name)
            except InvalidValue as error:
                self.reject("partes", name, str(error))
            else:
                found.setdefault(fold(name), PartyValues(name, reference))
        own = () if of_others else (PartyValues(own=True),)
        return (*own, *found.values())

    def _signatories(self, parties: Sequence[PartyValues]) -> tuple[SignatoryValues, ...]:
        return tuple(self._signatory(said, parties) for said in persons_in(self.said.get("firmantes", "")))

    def _signatory(self, said: Said, parties: Sequence[PartyValues]) -> SignatoryValues:
        party = self._place(said.organization, parties)
        official, person = self._names.who_signs(
            said.name, ours=party is not None and parties[party].own, said_where=bool(said.organization)
        )
        known = bool(official or person is not None)
        return SignatoryValues(
            party, person, official, "" if known or said.name == "–" else said.name, said.post
        )

    def _place(self, name: str, parties: Sequence[PartyValues]) -> int | None:
        """The party of that name, or of its siglas; None where none is said."""
        if not name:
            return None
        if self._names.is_institute(name) and parties and parties[0].own:
            return 0
        same = [n for n, party in enumerate(parties) if not party.own and self._is_called(party, name)]
        if not same:
            reason = _("«{name}», por quien se firma, no está entre las partes; agréguela.")
            self.reject("firmantes", name, reason.format(name=name))
        return same[0] if same else None

    def _is_called(self, party: PartyValues, name: str) -> bool:
        if fold(party.name) == fold(name):
            return True
        known = party.organization.id if party.organization is not None else 0
        return bool(known) and self._names.known(name) == known

    def _check(self, new: NewAgreement) -> None:
        try:
            check(new)
        except InvalidValue as error:
            key = _COLUMN_OF.get(error.field, "")
            self.reject(key, error.value or self.said.get(key, ""), str(error))


def _bare(text: str) -> str:
    """A matter without what comes before it: "Convenio de colaboración" is about "colaboración"."""
    while match := _LEADING.match(text):
        text = text[match.end() :]
    return text


def _renewal_in(text: str) -> str:
    """The way of renewing that the beginning of a longer text names, "" for none."""
    words = re.findall(r"\w+", text)
    leads = (squash(" ".join(words[:n])) for n in range(5, 0, -1))
    return next((_RENEWALS[lead] for lead in leads if lead in _RENEWALS), "")
