"""The rest of a long table."""

from ui.desktop.agreements.cells import CellsRow, cells_table
from ui.desktop.agreements.more_rows import PAGE, MoreRows
from ui.desktop.labels import label


def test_the_button_says_how_many_come_and_how_many_lack_where_those_are_not_the_same(qtbot, theme):
    def row(text: str) -> CellsRow:
        return CellsRow([label(text)], (1,))

    table = cells_table(theme, ["Qué"], (1,), [row("Una")])
    qtbot.addWidget(table)
    more = MoreRows(table, [f"Línea {number}" for number in range(PAGE + 15)], row)
    qtbot.addWidget(more)
    table.show()
    more.show()
    assert more.button.text() == "Ver 40 más (faltan 55)"
    more.button.click()
    qtbot.waitUntil(lambda: len(table.findChildren(CellsRow)) == 1 + PAGE)
    assert more.button.text() == "Ver 15 más"
    more.button.click()
    qtbot.waitUntil(more.isHidden)
    assert len(table.findChildren(CellsRow)) == 1 + PAGE + 15
