"""The import of a register of agreements from the desktop, on a real base."""

import datetime

import pytest
from PySide6.QtCore import Qt

from crm import operations
from crm.base import open_base
from crm.clock import Clock
from crm.importing.kinds import AGREEMENTS
from crm.query import parse
from crm.query_run import count
from ui.desktop.importing.page import ImportPage
from ui.desktop.importing.review import ALL, PROBLEMS, TABS
from ui.desktop.importing.steps import RESULT, REVIEW
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
REGISTER = (
    "No.,Nombre del convenio,Materia,Contraparte,Fecha de suscripción,Vigencia,Estatus\n"
    "CONV-2024-001,Con el Club,colaboración,Club Zitácuaro,14/5/2024,13/5/2026,Vigente\n"
    "CONV-2024-002,Con la Red,colavoración,Red Ajolote,14/5/2024,indefinida,Vigente\n"
)


@pytest.fixture
def base(tmp_path, stocked_base):
    with open_base(stocked_base(tmp_path / "b.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as opened:
        yield opened


def test_a_register_is_known_mended_and_written_in_one_operation(qtbot, lanes, theme, icons, base, tmp_path):
    page = ImportPage(lanes, theme, icons)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.set_base(base)
    page.set_writing(Writing(base, lanes.writer, page))
    page.show()

    def settled():
        qtbot.waitUntil(lambda: lanes.long_reader.idle and lanes.writer.idle, timeout=20_000)

    path = tmp_path / "Registro.csv"
    path.write_text(REGISTER, "utf-8")
    page.open_file(path)
    settled()
    assert (page.steps.step, page.dry_run.kind) == (REVIEW, AGREEMENTS)
    columns, pane = page.panes()
    assert [choice.currentText() for choice in columns.choices] == [
        "Folio",
        "Convenio",
        "Materia",
        "Partes",
        "Firmado",
        "Fin",
        "Etapa",
    ]
    assert pane.tab == PROBLEMS
    rows = pane.table.rows
    heads = [rows.headerData(n, Qt.Orientation.Horizontal) for n in range(rows.columnCount())]
    assert rows.setData(rows.index(0, heads.index("Materia")), "colaboración")
    settled()
    pane.tabs.setCurrentIndex(TABS.index(ALL))
    assert page.foot.go.text() == "Importar 2 convenios"
    page.foot.go.click()
    qtbot.waitUntil(lambda: page.steps.step == RESULT, timeout=20_000)
    settled()
    with base.read() as session:
        assert count(session, parse("que:convenios etapa:vigente", TODAY)) == 2
        operation = operations.newest(session)
    with qtbot.waitSignal(page.list_wanted) as asked:
        page._ending.see.click()
    assert asked.args == ["convenios", f"operacion:+{operation}"]
    with qtbot.waitSignal(page.list_wanted) as asked:
        page._ending.see_named.click()
    assert asked.args == ["contactos", f"operacion:+{operation} -tipo:persona"]
    operations.undo(base)
    with base.read() as session:
        assert count(session, parse("que:convenios", TODAY)) == 0
