import datetime

import pytest

from crm import areas, operations
from crm.areas import Official, Tenure
from crm.errors import InvalidValue, NotFound

TODAY = datetime.date(2025, 10, 6)
PAST = Tenure(1, "C.E.", "Consejera Electoral", "2018-10", "2023-09-30")
NOW = Tenure(2, "C.P.", "Consejera Presidenta", "2023-10-01")
LEFT = Tenure(3, "C.E.", "Consejero Electoral", "", "s/f")


@pytest.mark.parametrize(
    ("posts", "day", "called"),
    [
        ((NOW, PAST), "2022-03-15", "entonces C.E. Ana Prueba"),
        ((NOW, PAST), "2023-10-01", "C.P. Ana Prueba"),
        ((NOW, PAST), "2017", "Ana Prueba"),
        ((NOW, PAST), "", "C.P. Ana Prueba"),
        # September 2023 belongs to the first, of October it is the second's; a year leaves it open: the later.
        ((NOW, PAST), "2023-09", "entonces C.E. Ana Prueba"),
        ((NOW, PAST), "2023", "C.P. Ana Prueba"),
        ((LEFT,), "2024-04-10", "entonces C.E. Ana Prueba"),
        ((Tenure(4, "", "Secretaria Ejecutiva"),), "2024", "Secretaria Ejecutiva Ana Prueba"),
        ((), "2024", "Ana Prueba"),
    ],
)
def test_who_acts_is_called_by_the_post_of_that_day(posts, day, called):
    assert Official(1, "Ana Prueba", posts).called(day, TODAY) == called


def test_the_catalogue_of_the_institute(stocked):
    with stocked.read() as session:
        assert "DVOE" in [area.code for area in areas.areas(session)]
        called = {
            official.name: official.called("2024-04-10", TODAY) for official in areas.officials(session)
        }
    assert called["Bernardo Valle Monroy"] == "entonces C.E. Bernardo Valle Monroy"
    assert called["Erika Estrada Ruiz"] == "C.E. Erika Estrada Ruiz"


def test_a_post_is_left_and_that_is_undone(stocked):
    with stocked.write(areas.ADD_OFFICIAL_TITLE) as session:
        official = areas.add_official(session, "Ana Prueba")
        post = areas.add_post(session, official, short="C.E.", title="Consejera Electoral", start="2020")
    with stocked.write(areas.END_POST_TITLE) as session:
        areas.end_post(session, post, "2025-09-30")

    def ana():
        with stocked.read() as session:
            return next(one for one in areas.officials(session) if one.name == "Ana Prueba")

    assert ana().called("2024", TODAY) == "entonces C.E. Ana Prueba"
    operations.undo(stocked)
    assert ana().called("2024", TODAY) == "C.E. Ana Prueba"


def test_the_same_name_is_the_same_official(stocked):
    with stocked.write("Alta") as session:
        assert areas.add_official(session, "ERIKA ESTRADA RUIZ") == areas.add_official(
            session, "Erika Estrada Ruíz"
        )


def test_bad_input_gets_a_sentence(stocked):
    with stocked.write("Alta") as session:
        with pytest.raises(InvalidValue, match="Escriba las siglas y el nombre del área"):
            areas.add_area(session, "", "Algo")
        with pytest.raises(InvalidValue, match=r"Esa área ya está: Secretaría Administrativa \(SA\)"):
            areas.add_area(session, "X", "secretaria administrativa")
        with pytest.raises(InvalidValue, match="está vacío"):
            areas.add_official(session, " ")
        official = areas.add_official(session, "Ana Prueba")
        with pytest.raises(InvalidValue, match="Termina antes de empezar"):
            areas.add_post(session, official, short="", title="Consejera", start="2024", end="2023")
        with pytest.raises(InvalidValue, match="no es una fecha"):
            areas.add_post(session, official, short="", title="Consejera", start="ayer")
        with pytest.raises(InvalidValue, match="Escriba el cargo"):
            areas.add_post(session, official, short="", title="")
        with pytest.raises(NotFound):
            areas.add_post(session, 999, short="", title="Consejera")
        with pytest.raises(NotFound):
            areas.end_post(session, 999, "2024")
        with pytest.raises(NotFound):
            areas.refuse_unknown(session, officials=[999])
        with pytest.raises(NotFound):
            areas.refuse_unknown(session, areas=[999])
        assert areas.add_area(session, "UTAJ", "Unidad Técnica de Asuntos Jurídicos") > 0
