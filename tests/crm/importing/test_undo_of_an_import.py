"""A large import is taken back, and made again, by one operation each; the base's content is compared whole."""

import pytest

from crm import operations
from crm.card_writer import CardWriter
from crm.cards import Card, Phone
from crm.files.delimited import write_delimited
from crm.importing.run import apply, plan
from tests.crm.base_content import dump


@pytest.mark.parametrize(
    "rows", [1_000, pytest.param(100_000, marks=(pytest.mark.slow, pytest.mark.timeout(900)))]
)
def test_undo_and_redo_of_an_import_bring_the_content_back(base, tmp_path, rows):
    with base.write("Antes") as session:
        CardWriter(session).add([Card(kind="person", given_names="Ana", phones=(Phone("+525550000001"),))])
    before = dump(base)
    path = tmp_path / "muchos.csv"
    write_delimited(
        path,
        ["nombre", "organizacion", "cargo", "correo", "telefono", "ciudad"],
        (
            [
                f"Rosa Tapia {n}",
                f"Club {n % 97}",
                "Tesorera",
                f"r{n}@example.org",
                f"+1 312 55{n:05d}",
                "Chicago",
            ]
            for n in range(rows)
        ),
    )
    result = apply(base, plan(base, path))
    assert result.created + result.rejected == rows
    assert result.created > rows // 2
    after = dump(base)
    assert after != before
    operations.undo(base)
    assert dump(base) == before
    operations.redo(base)
    assert dump(base) == after
