"""Rows of small products, pasted or typed, become activities in one operation."""

import datetime

import pytest
from sqlalchemy import select

from crm import operations, plans, product_rows
from crm.errors import InvalidValue
from db.activities import Activity, ActivityCount

TODAY = datetime.date(2025, 10, 6)
PASTED = (
    "Fecha\tTítulo\tTipo\tAlcance\tInteracciones\tMedio\tOtra cosa\n"
    "01/10/2025\tBoletín de octubre\tboletín\t1,204\t33\tCorreo\tx\n"
    "\t\t\t\t\t\t\n"
    '2/10/2025\t"Aviso de\nsesión"\tAviso de sesión\t\t\tFacebook\ty\n'
    "sept 2025\tCápsula\tcapsula\t\t\t\t\n"
)


def understand(base, text, **options):
    with base.read() as session:
        return product_rows.understand(session, product_rows.split(text), today=TODAY, **options)


def create(base, rows, **options):
    with base.write(product_rows.ADD_TITLE, n=1) as session:
        return product_rows.create(session, rows, today=TODAY, **options)


def kept(base):
    with base.read() as session:
        return list(session.execute(select(Activity).order_by(Activity.id)).scalars())


def test_a_sheet_with_headings_in_any_order(stocked):
    made = create(stocked, understand(stocked, PASTED))
    found = kept(stocked)
    assert [row.id for row in found] == made
    assert [
        (row.start_on, row.title, row.state, row.medium, row.impressions, row.interactions) for row in found
    ] == [
        ("2025-10-01", "Boletín de octubre", "realizada", "Correo", 1204, 33),
        ("2025-10-02", "Aviso de sesión", "realizada", "Facebook", None, None),
        ("2025-09", "Cápsula", "realizada", "", None, None),
    ]
    assert {row.attendance for row in found} == {None}
    with stocked.read() as session:
        assert operations.log(session, limit=1)[0].title == "3 productos agregados"
    operations.undo(stocked)
    assert kept(stocked) == []


def test_rows_as_they_are_typed(stocked):
    [row] = understand(stocked, "hoy;publicación;Infografía;Instagram;https://example.org/p;900;12")
    assert (row.new.when.start, row.new.link, row.new.impressions) == (
        "2025-10-06",
        "https://example.org/p",
        900,
    )
    [comma] = understand(stocked, "mañana,podcast,Episodio 8")
    assert (comma.new.state, comma.new.title) == ("planeada", "Episodio 8")
    assert understand(stocked, "\n \n") == []
    [quoted] = understand(stocked, 'hoy,podcast,"Episodio')
    assert quoted.new is not None


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        (";boletín;Uno", "date", "Falta la fecha"),
        ("s/f;boletín;Uno", "date", "Falta la fecha"),
        ("31/2/2025;boletín;Uno", "date", "no es una fecha"),
        ("hoy;;Uno", "kind", "Falta el tipo"),
        ("hoy;boletin semanal;Uno", "kind", "No hay ningún tipo de actividad «boletin semanal»"),
        ("hoy;boletín; ", "title", "Falta el título"),
        ("hoy;boletín;Uno;;javascript:x", "link", "no es una liga"),
        ("hoy;boletín;Uno;;;muchas", "impressions", "«muchas» no es una cantidad"),
        ("hoy;boletín;Uno;;;1;-3", "interactions", "«-3» no es una cantidad"),
        ("hoy;boletín;Uno;;;9999999999", "impressions", "no es una cantidad"),
    ],
)
def test_what_is_wrong_is_said_of_its_cell_and_nothing_is_written(stocked, cells, column, sentence):
    good, bad = understand(stocked, f"hoy;boletín;Bueno\n{cells}")
    assert good.problems == {}
    assert list(bad.problems) == [column]
    assert sentence in bad.problems[column]
    with pytest.raises(InvalidValue, match="Renglón 2: "):
        create(stocked, [good, bad])
    assert kept(stocked) == []


def test_pasting_again_adds_nothing(stocked):
    create(stocked, understand(stocked, PASTED))
    again = understand(stocked, PASTED + "1/10/2025\tOtro\tboletín\n01/10/2025\tOTRO\tboletín\n")
    assert [row.repeated for row in again] == [True, True, True, False, True]
    assert len(create(stocked, again)) == 1
    assert len(create(stocked, again[:1], repeated=True)) == 1


def test_all_of_them_count_for_what_is_in_force_on_their_days(stocked):
    with stocked.read() as session:
        item = plans.find(session, "programa-2025", "AI 4.2")
    good, bad = understand(stocked, "hoy;publicación;Una\n2/1/2024;publicación;Otra", counts=[item])
    assert "no estaba en vigor" in bad.problems["date"]
    create(stocked, [good])
    with stocked.read() as session:
        assert session.execute(select(ActivityCount.plan_item_id)).scalars().all() == [item]
