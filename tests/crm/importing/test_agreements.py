"""A register of agreements comes in from a sheet: what each cell may say, what is known already; undone at once."""

import csv
import datetime
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from crm import agreement_list, agreement_record, agreements, operations
from crm.agreement_values import NewAgreement, PartyValues, SignatoryValues, StepValues
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Reference
from crm.errors import FileProblem
from crm.exporting.matter_rows import rows as exported_rows
from crm.exporting.matters import export_matters
from crm.files.spreadsheet import write_xlsx
from crm.importing.agreement_columns import COLUMNS
from crm.importing.agreements import apply, matched, plan
from crm.importing.rejects import write_rejects
from crm.importing.run import ImportOptions
from crm.query import parse
from crm.query_run import group_counts, ids
from crm.verification import verify_base
from db.folding import fold
from tests.crm.base_content import dump
from tests.crm.importing.registers import HEADINGS, generated

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, stocked_base):
    with open_base(stocked_base(tmp_path / "b.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, name="convenios.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


def bring(base, path, **options):
    return apply(base, plan(base, path, ImportOptions(**options), today=TODAY))


def found(base, words="que:convenios"):
    with base.read() as session:
        return [
            agreement_record.record(session, number, today=TODAY)
            for number in ids(session, parse(words, TODAY))
        ]


def cells(base, keys=tuple(COLUMNS)):
    """What an export says of every agreement, by the columns that come back."""
    with base.read() as session:
        wanted = ids(session, parse("que:convenios", TODAY))
        return sorted(exported_rows(session, "convenios", list(wanted), keys, TODAY))


def test_a_register_of_850_in_one_operation_and_undone(base, tmp_path):
    path = tmp_path / "registro.xlsx"
    write_xlsx(path, HEADINGS, generated(850))
    before = dump(base)
    planned = plan(base, path, today=TODAY)
    assert dump(base) == before  # a dry run writes nothing
    dry = planned.result()
    result = apply(base, planned)
    assert (result.read, result.created, result.rejected) == (850, 850, 0)
    assert (dry.created, dry.operation, len(dry.named)) == (850, None, len(result.named))
    assert not result.unknown_columns
    after = dump(base)
    with base.read() as session:
        query = parse("que:convenios", TODAY)
        shown = agreement_list.rows(session, ids(session, query), today=TODAY)
        assert len(shown) == 850
        by_stage = agreement_list.counts(session, query)
        assert sum(by_stage.values()) == 850
        assert {stage for stage, n in by_stage.items() if n} >= {
            "vigente",
            "vencido",
            "solicitud",
            "concluido",
        }
        counted = dict(group_counts(session, query, "etapa")[1])
        assert counted == {stage: n for stage, n in by_stage.items() if n}
    again = bring(base, path)
    assert (again.repeated, again.created, again.updated, again.operation) == (850, 0, 0, None)
    operations.undo(base)
    assert dump(base) == before
    operations.redo(base)
    assert dump(base) == after
    assert verify_base(base.path) == []


def test_what_others_write(base, sheet):
    path = sheet(
        HEADINGS,
        (
            "12/2024",
            "Convenio con el INE",
            "Convenio marco",
            "Convenio de apoyo y colaboración",
            "IECM; Instituto Nacional Electoral (INE)\nMexSocUK",
            "14 de mayo de 2024",
            "",
            "del 14/05/2024 al 13/05/2026",
            "Firmado",
            "Un área nueva",
            "Ana",
            "IECM/7/2024",
            "Automática, 1 año, aviso de 60 días",
            "",
            "",
        ),
        ("s/n", "Otro", "", "", "", "", "", "Indefinida", "Vigente", "dvcri", "", "", "", "", ""),
        ("", "De ellos", "", "", "A; B", "2019", "", "", "", "", "", "", "", "sí", ""),
        ("", "Por venir", "", "", "", "", "", "", "En trámite", "", "", "", "", "", ""),
    )
    result = bring(base, path)
    assert (result.created, result.rejected) == (4, 0)
    [ine] = found(base, "que:convenios folio:12/2024")
    own = ine.own
    assert (own["year"], own["number"], own["scope"], own["area_text"]) == (
        2024,
        12,
        "general",
        "Un área nueva",
    )
    assert (own["signed"], own["start"], own["end"]) == ("2024-05-14", "2024-05-14", "2026-05-13")
    assert (own["renewal"], own["renewal_months"], own["notice_days"]) == ("automática", 12, 60)
    assert ine.stage == "vigente"
    assert [party.name for party in ine.parties][1:] == ["Instituto Nacional Electoral (INE)", "MexSocUK"]
    stages = {one.own["title"]: (one.stage, one.own["signed"], one.own["folio"]) for one in found(base)}
    # Nobody says when: it was signed, no day is made up, and without a day no term is in force.
    assert stages["Otro"] == ("suscripción", "s/f", "")
    assert stages["Por venir"] == ("solicitud", "", "")
    [theirs] = found(base, "que:convenios terceros:sí")
    assert [party.own for party in theirs.parties] == [False, False]
    assert any("vigentes o vencidos" in notice or "vigente o vencido" in notice for notice in result.notices)


def test_parties_are_matched_and_made_once(base, sheet):
    with base.write("Antes") as session:
        [ine] = CardWriter(session).add(
            [Card("organization", official_name="Instituto Nacional", acronym="INX")]
        )
    path = sheet(
        ("Título", "Partes"),
        ("Uno", "INX; Club Puebla"),
        ("Dos", "club  puebla; Instituto Nacional (INX)"),
        ("Tres", "Red Ajolote (RA); RED AJOLOTE"),
    )
    result = bring(base, path)
    assert result.named == ("Club Puebla", "Red Ajolote (RA)")
    whole = {one.own["title"]: one for one in found(base)}
    assert whole["Uno"].parties[1].organization.id == whole["Dos"].parties[2].organization.id == ine
    assert whole["Uno"].parties[2].organization.id == whole["Dos"].parties[1].organization.id
    [made] = [party.organization for party in whole["Tres"].parties[1:2]]
    assert made.id == whole["Tres"].parties[2].organization.id


def test_a_match_fills_gaps_and_overwrites_nothing(base, sheet):
    with base.write("Antes") as session:
        agreements.record(session, NewAgreement("Convenio uno", folio="CONV-2024-001", responsible="Ana"))
    path = sheet(
        ("Folio", "Título", "Responsable", "Objeto", "Área", "Partes", "Notas", "Etiquetas"),
        ("conv 2024 001", "Convenio 1", "Beto", "Difundir", "DVCRI", "Club Puebla", "Nota", "nueva"),
    )
    planned = plan(base, path, today=TODAY)
    result = apply(base, planned)
    assert (result.updated, result.created, len(result.named)) == (1, 0, 1)
    [one] = found(base)
    assert (one.own["title"], one.own["responsible"], one.own["object"]) == (
        "Convenio uno",
        "Ana",
        "Difundir",
    )
    assert (one.parties[-1].name, [note.value for note in one.notes]) == ("Club Puebla", ["Nota"])
    assert any("no se cambió: 2" in notice for notice in result.notices)
    assert found(base, "que:convenios etiqueta:nueva")
    again = bring(base, path)
    assert (again.repeated, again.operation) == (1, None)


def test_without_a_folio_what_tells_it_is_title_day_and_parties(base, sheet):
    row = ("Convenio de colaboración", "2020-03-01", "Club Puebla")
    path = sheet(("Título", "Firmado", "Partes"), row, row, (*row[:2], "Club Cholula"))
    result = bring(base, path)
    assert (result.created, result.repeated) == (2, 1)
    assert bring(base, path).repeated == 3


def test_a_folio_twice_in_the_file(base, sheet):
    path = sheet(("Folio", "Título"), ("7/2020", "Uno"), ("7/2020", "Dos"), ("7-2020", "uno"))
    result = bring(base, path)
    assert (result.created, result.repeated) == (2, 1)
    assert any("folio de otra" in notice and "3" in notice for notice in result.notices)
    assert bring(base, path).repeated == 3
    third = bring(base, sheet(("Folio", "Título"), ("7/2020", "Tres")))
    assert "Hay 2 convenios con el folio" in third.rejects[0].reason


def test_frameworks_of_the_base_and_of_the_file(base, sheet):
    with base.write("Antes") as session:
        root = agreements.record(session, NewAgreement("Raíz", folio="1/2019"))
    path = sheet(
        ("Folio", "Título", "Convenio marco"),
        ("3/2020", "Nieto", "2/2020"),
        ("2/2020", "Hijo", "1/2019"),
        ("4/2020", "Solo", "9/2099"),
        ("5/2020", "Vuelta", "6/2020"),
        ("6/2020", "Otra vuelta", "5/2020"),
        ("7/2020", "Bajo el que falta", "4/2020"),
    )
    result = bring(base, path)
    assert (result.created, [reject.row for reject in result.rejects]) == (2, [4, 5, 6, 7])
    whole = {one.own["title"]: one for one in found(base)}
    assert whole["Hijo"].own["framework"] == root
    assert whole["Nieto"].own["framework"] == whole["Hijo"].id


BAD = {
    "fecha": ({"Firmado": "31/02/2024"}, "Firmado"),
    "materia": ({"Materia": "colavoración"}, "Materia"),
    "alcance": ({"Alcance": "internacional"}, "Alcance"),
    "sin nombre": ({"Convenio": "", "Folio": "1/2024"}, "Convenio"),
    "termina antes": ({"Inicio": "2024-05-01", "Fin": "2023-01-01"}, "Fin"),
    "indefinido con fin": ({"Indefinido": "sí", "Fin": "2030-01-01"}, "Fin"),
    "renovación sin meses": ({"Renovación": "automática"}, "Meses de renovación"),
    "etapa": ({"Etapa": "en el limbo"}, "Etapa"),
    "etapa antes de la firma": (
        {"Etapa": "concluido", "Firmado": "2024-01-01", "En la etapa desde": "2023-01-01"},
        "En la etapa desde",
    ),
    "terceros": ({"De terceros": "quizá"}, "De terceros"),
    "el Instituto en uno de terceros": ({"De terceros": "sí", "Partes": "IECM"}, "Partes"),
    "firma por quien no es parte": ({"Firmantes": "Ana Ríos (Otro Club)"}, "Firmantes"),
}


@pytest.mark.parametrize(("said", "column"), BAD.values(), ids=BAD)
def test_rows_that_cannot_be_kept(base, sheet, tmp_path, said, column):
    headings = tuple(COLUMNS.values())
    whole = {"Convenio": "Convenio", **said}
    path = sheet(headings, [whole.get(heading, "") for heading in headings])
    planned = plan(base, path, today=TODAY)
    [reject] = planned.result().rejects
    assert (reject.row, reject.column) == (2, column)
    assert reject.reason.endswith((".", "?"))
    write_rejects(planned.reading, tmp_path / "rechazos.csv")
    with (tmp_path / "rechazos.csv").open(encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    assert row["motivo"] == reject.reason
    assert apply(base, planned).operation is None


def test_a_mended_row_is_taken(base, sheet):
    planned = plan(base, sheet(("Título", "Materia"), ("Uno", "colavoración")), today=TODAY)
    assert planned.result().rejected == 1
    mended = matched(base, planned, {2: {1: "colaboración"}})
    assert (mended.result().created, mended.result().rejected) == (1, 0)


def test_a_sheet_without_a_name_and_a_map(base, sheet):
    path = sheet(("Cómo se llama", "Cuándo"), ("Uno", "2024-05-14"))
    with pytest.raises(FileProblem, match="Ninguna columna dice «Convenio»"):
        plan(base, path, today=TODAY)
    result = bring(base, path, column_map={"Cómo se llama": "titulo", "Cuándo": "firmado"})
    assert result.created == 1
    assert found(base)[0].own["signed"] == "2024-05-14"


_NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\x00"), max_size=20).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)
_TEXTS = st.one_of(st.just(""), _NAMES)
_DAYS = st.sampled_from(("", "2024", "2024-03", "2024-03-15"))


@st.composite
def _agreement(draw):
    is_signed = draw(st.booleans())
    indefinite = draw(st.booleans())
    renewal = draw(st.sampled_from(("", "ninguna", "automática", "por acuerdo")))
    names = draw(
        # One name written in two ways is one organisation, as it is everywhere in an import.
        st.lists(_NAMES.map(lambda text: f"Club {text} x".strip()), max_size=3, unique_by=fold)
    )
    return NewAgreement(
        title=f"Convenio {draw(_NAMES)}",
        folio=draw(st.sampled_from(("", "CONV-2024-001", "s/folio; 3"))),
        scope=draw(st.sampled_from(("", "general", "específico", "anexo técnico"))),
        object=draw(_TEXTS),
        received=draw(_DAYS),
        signed=draw(st.sampled_from(("s/f", "2022", "2023-05-04"))) if is_signed else "",
        start="2023-05-04" if draw(st.booleans()) else "",
        end="" if indefinite else draw(st.sampled_from(("", "2024-02-29", "2030"))),
        indefinite=indefinite,
        renewal=renewal,
        renewal_months=12 if renewal == "automática" else None,
        notice_days=draw(st.sampled_from((None, 0, 60))),
        confidential=draw(st.booleans()),
        money=draw(st.sampled_from(("", "sin recursos", "con recursos"))),
        amount=draw(_TEXTS),
        territory=draw(_TEXTS),
        topics=draw(_TEXTS),
        area_text=draw(st.sampled_from(("", "Un área de antes"))),
        responsible=draw(_TEXTS),
        opinion=draw(st.sampled_from(("", "favorable", "no favorable", "con observaciones"))),
        opinion_number=draw(_TEXTS),
        source=draw(_TEXTS),
        parties=tuple(PartyValues(name, Reference(0, name, "organization")) for name in names),
        signatories=tuple(
            SignatoryValues(party, name=f"Rosa {n}", post=draw(_TEXTS))
            for n, party in enumerate(draw(st.lists(st.sampled_from(range(len(names))), max_size=2)))
        )
        if names
        else (),
        steps=(StepValues("suscripción", draw(_DAYS)),)
        if is_signed
        else (StepValues("negociación", draw(_DAYS)),),
        notes=tuple(text for text in draw(st.lists(_NAMES, max_size=2)) if text),
    )


@settings(max_examples=40, deadline=None)
@given(new=_agreement())
def test_what_is_exported_comes_back_the_same(tmp_path_factory, stocked_base, new):
    folder = tmp_path_factory.mktemp("vuelta")
    clock = Clock.fixed(TODAY)
    with open_base(stocked_base(folder / "a.vinculo"), actor="ana", clock=clock) as one:
        with one.write("Antes") as session:
            number = agreements.record(session, new)
        export_matters(one, "convenios", [number], folder / "c.csv", today=TODAY)
        said = cells(one)
    with open_base(stocked_base(folder / "b.vinculo"), actor="ana", clock=clock) as other:
        result = bring(other, folder / "c.csv")
        assert (result.created, [reject.reason for reject in result.rejects]) == (1, [])
        assert cells(other) == said
        assert bring(other, folder / "c.csv").repeated == 1
