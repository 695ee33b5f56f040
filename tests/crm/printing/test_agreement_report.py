"""The report of the register: each agreement of ours counted once in each table, the folios, those of others apart."""

import datetime

import pytest

from crm import agreement_report, agreements
from crm.agreement_values import NewAgreement, ObligationValues, PartyValues, StepValues
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.files.spreadsheet import write_xlsx
from crm.importing.agreements import apply, plan
from crm.printing.catalog import Wanted, make
from tests.crm.importing.registers import HEADINGS, generated
from tests.crm.printing.read_back import nothing_clipped, read_pdf

TODAY = datetime.date(2025, 10, 6)
SIGNED = (StepValues("suscripción", ""),)


@pytest.fixture
def base(tmp_path, stocked_base):
    with open_base(stocked_base(tmp_path / "b.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as opened:
        yield opened


def keep(base, *news):
    with base.write("Antes") as session:
        return agreements.record_many(session, news)


def the_report(base):
    with base.read() as session:
        return agreement_report.report(session, TODAY)


def made(base, wanted):
    with base.read() as session:
        return make(session, wanted, TODAY)


FEW = (
    NewAgreement(
        "Uno", folio="CONV-2024-001", scope="general", signed="2024-05-14", indefinite=True, steps=SIGNED
    ),
    NewAgreement(
        "Dos",
        folio="CONV-2024-004",
        scope="específico",
        signed="2024-06-01",
        end="2025-11-01",
        steps=SIGNED,
        obligations=(ObligationValues("A", state="cumplida"), ObligationValues("B")),
    ),
    NewAgreement("Tres", folio="CONV-2024-004", signed="s/f", steps=SIGNED),
    NewAgreement("Cuatro", received="2025-01-01"),
    NewAgreement(
        "Ajeno",
        folio="1/2019",
        of_others=True,
        signed="2019",
        steps=SIGNED,
        parties=(PartyValues("El INE", Reference(0, "El INE", "organization")),),
    ),
)


def test_every_table_adds_up_to_ours(base):
    keep(base, *FEW)
    found = the_report(base)
    assert (found.total, [one.title for one in found.of_others]) == (4, ["Ajeno"])
    for counts in (found.by_stage, found.by_scope, found.by_matter):
        assert sum(counts.values()) == 4
    assert {stage: n for stage, n in found.by_stage.items() if n} == {
        "vigente": 2,
        "suscripción": 1,
        "solicitud": 1,
    }
    assert [(line.year, dict(line.by_scope)) for line in found.signed] == [
        (2024, {"general": 1, "específico": 1}),
        (None, {"": 1}),
    ]
    assert found.unsigned == 1
    [series] = found.series
    assert (series.year, series.last, series.borne, series.missing) == (2024, 4, 3, (2, 3))
    assert [one.folio for one in found.folios.twice] == ["CONV-2024-004"]
    assert [one.title for one in found.lapsing] == ["Dos"]
    assert (found.progress.met, found.progress.obligations) == (1, 2)


def test_the_pages_tell_it(base):
    keep(base, *FEW)
    printed = made(base, Wanted("informe-de-convenios"))
    read = read_pdf(printed.pdf)
    nothing_clipped(read)
    for words in (
        "Informe sobre la suscripción y seguimiento de convenios interinstitucionales",
        "4 convenios en el registro",
        "Aparte, 1 convenio de terceros, que no se cuenta.",
        "2 a 3",
        "Los últimos folios de cada año suman 4 y los convenios registrados con folio, 3.",
        "Folios repetidos: CONV-2024-004 (2).",
        "Obligaciones: 1 cumplidas de 2; avance de 50 %.",
        "con corte al 6 de octubre de 2025",
        "Elaboró",
    ):
        assert words in read.text, words


def test_an_empty_register(base):
    read = read_pdf(made(base, Wanted("informe-de-convenios")).pdf)
    assert "0 convenios en el registro" in read.text
    assert "Ningún convenio está por vencer." in read.text


def test_a_register_of_850_fits_its_pages(base, tmp_path):
    path = tmp_path / "registro.xlsx"
    write_xlsx(path, HEADINGS, generated(850))
    apply(base, plan(base, path, today=TODAY))
    read = read_pdf(made(base, Wanted("informe-de-convenios")).pdf)
    nothing_clipped(read)
    assert "850 convenios en el registro" in read.text


def test_fichas_of_several_are_one_file_each_with_its_own_numbers(base):
    first, second, *_rest = keep(base, *FEW)
    printed = made(base, Wanted("fichas", records=(second, first)))
    read = read_pdf(printed.pdf)
    assert (printed.title, printed.pages) == ("Fichas de convenios", 2)
    assert ["Dos" in page for page in map(" ".join, _texts(read))] == [True, False]
    assert all("Página 1 de 1" in " ".join(page) for page in _texts(read))
    assert made(base, Wanted("fichas", records=(first,))).title == made(base, Wanted("ficha", first)).title


def _texts(read):
    return [[str(getattr(line, "text", line)) for line in page] for page in read.pages]


def test_a_signing_foreseen_or_called_off_is_none_and_binds_nobody(base):
    owed = (ObligationValues("Informe"),)
    foreseen = NewAgreement("Previsto", signed="2099-03-01", steps=SIGNED)
    called_off = NewAgreement(
        "Sin efecto", signed="2025-03-01", steps=(StepValues("no suscrito", note="x"),), obligations=owed
    )
    keep(base, foreseen, called_off, NewAgreement("En trámite", obligations=owed))
    found = the_report(base)
    assert (found.total, found.signed, found.unsigned) == (3, (), 3)
    assert found.progress.obligations == 0
