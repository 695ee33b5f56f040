import pytest

from crm import activity_kinds, operations
from crm.errors import InvalidValue, NotFound


def labels(base, **options):
    with base.read() as session:
        return [kind.label for kind in activity_kinds.kinds(session, **options)]


def test_the_kinds_of_the_office_come_in_two_families(stocked):
    with stocked.read() as session:
        found = activity_kinds.kinds(session)
    assert [kind.label for kind in found][:2] == ["reunión", "mesa de diálogo"]
    assert {kind.family for kind in found} == {"encuentro", "producto"}
    assert next(kind for kind in found if kind.code == "boletin").family == "producto"


def test_the_office_adds_one_and_can_take_it_back(stocked):
    with stocked.write(activity_kinds.ADD_TITLE) as session:
        activity_kinds.add(session, "  Brigada  informativa ")
    assert labels(stocked)[-1] == "Brigada informativa"
    operations.undo(stocked)
    assert "Brigada informativa" not in labels(stocked)


def test_a_retired_kind_is_not_offered_but_found(stocked):
    with stocked.read() as session:
        kind = activity_kinds.find(session, "PODCAST")
    with stocked.write(activity_kinds.RETIRE_TITLE) as session:
        activity_kinds.retire(session, kind.id)
    assert "podcast" not in labels(stocked)
    assert "podcast" in labels(stocked, retired=True)
    with stocked.read() as session:
        assert activity_kinds.find(session, "podcast").retired
    with stocked.write(activity_kinds.RETURN_TITLE) as session:
        activity_kinds.retire(session, kind.id, retired=False)
    assert "podcast" in labels(stocked)


def test_another_name_keeps_the_code_and_frees_no_double(stocked):
    with stocked.write(activity_kinds.RENAME_TITLE) as session:
        activity_kinds.rename(session, activity_kinds.find(session, "reunion").id, "Junta")
    with stocked.write(activity_kinds.ADD_TITLE) as session:
        added = activity_kinds.add(session, "reunión")
    with stocked.read() as session:
        assert activity_kinds.find(session, "junta").code == "reunion"
        assert activity_kinds.find(session, "reunión").id == added


@pytest.mark.parametrize(
    ("label", "sentence"),
    [("", "está vacío"), ("¡!", "está vacío"), ("REUNIÓN", "Ya hay un tipo de actividad «reunión»")],
)
def test_what_cannot_be_added_gets_a_sentence(stocked, label, sentence):
    with pytest.raises(InvalidValue, match=sentence), stocked.write("Alta") as session:
        activity_kinds.add(session, label)


def test_an_unknown_name_tells_the_nearest(stocked):
    with stocked.read() as session:
        with pytest.raises(InvalidValue, match=r"¿quiso decir «reunión»\?"):
            activity_kinds.find(session, "reunon")
        with pytest.raises(InvalidValue, match=r"¿quiso decir «aviso de sesión»\?"):
            activity_kinds.find(session, "Aviso")
        with pytest.raises(InvalidValue, match="elija uno de la lista o agréguelo"):
            activity_kinds.find(session, "zzz")
        with pytest.raises(NotFound):
            activity_kinds.row_of(session, 999)
    with pytest.raises(InvalidValue, match="elija encuentro o producto"), stocked.write("Alta") as session:
        activity_kinds.add(session, "Rifa", "juego")
