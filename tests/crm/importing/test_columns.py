import json

import pytest

from crm.errors import FileProblem, UserError
from crm.importing.columns import heading_score, read_map, recognise_columns
from crm.importing.fields import FIELDS, Target


def targets(headings, column_map=None):
    columns = recognise_columns(headings, column_map)
    return {
        heading: (target.field, target.slot, target.use)
        for heading, target in zip(columns.headings, columns.targets, strict=True)
        if target is not None and target.field
    }


FORMATS = (
    "google_2024 google_legado google_formato_outlook outlook_en outlook_es outlook_com thunderbird_en "
    "thunderbird_es-MX thunderbird_es-ES roundcube_completo google_shared_contacts office365_es linkedin"
)


@pytest.mark.parametrize("name", FORMATS.split())
def test_every_heading_of_every_known_program_is_recognised(name, data):
    headings = json.loads((data / "csv_headings.json").read_text())[name]
    assert recognise_columns(headings).unknown == ()
    assert heading_score(headings) == len(headings)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "google_2024",
            {
                "First Name": ("nombres", "1", ""),
                "Phone 2 - Label": ("uso_telefono", "2", ""),
                "Phone 2 - Value": ("telefono", "2", ""),
                "Address 1 - Region": ("estado", "1", ""),
                "Organization Name": ("organizacion", "1", ""),
                "Labels": ("etiquetas", "1", ""),
            },
        ),
        ("google_legado", {"Organization 1 - Title": ("cargo", "1", ""), "Name": ("nombre", "1", "")}),
        (
            "outlook_en",
            {
                "Title": ("tratamiento", "1", ""),
                "Business Street 2": ("direccion", "trabajo", "oficina"),
                "Mobile Phone": ("telefono", "movil", "móvil"),
                "Business Phone 2": ("telefono", "trabajo2", "trabajo"),
                "E-mail 2 Address": ("correo", "2", ""),
            },
        ),
        (
            "outlook_es",
            {
                "Nombre": ("nombres", "1", ""),
                "Home Street": ("direccion", "casa", "residencia"),
                "Provincia o estado de trabajo": ("estado", "trabajo", "oficina"),
                "Particular": ("telefono", "casa", "casa"),
                "Categorías": ("etiquetas", "1", ""),
            },
        ),
        (
            "thunderbird_es-MX",
            {
                "Apellido": ("apellidos", "1", ""),
                "Dirección de casa": ("direccion", "casa", "residencia"),
                "Ciudad actual": ("ciudad", "casa", "residencia"),
                "País donde vives": ("pais_direccion", "casa", "residencia"),
                "Correo secundario": ("correo", "2", ""),
            },
        ),
        ("linkedin", {"Position": ("cargo", "1", ""), "URL": ("sitio_web", "1", "")}),
    ],
)
def test_what_known_programs_headings_mean(name, expected, data):
    found = targets(json.loads((data / "csv_headings.json").read_text())[name])
    assert {heading: found.get(heading) for heading in expected} == expected


def test_a_list_made_by_hand_is_recognised():
    headings = [
        "Nombre completo",
        "Agrupación",
        "Puesto",
        "Celular",
        "Mail",
        "Cd.",
        "Estado / país",
        "Cumpleaños",
    ]
    assert list(targets(headings).values()) == [
        ("nombre", "1", ""),
        ("organizacion", "1", ""),
        ("cargo", "1", ""),
        ("telefono", "movil", "móvil"),
        ("correo", "1", ""),
        ("ciudad", "1", ""),
        ("estado_y_pais", "1", ""),
    ]


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_our_own_headings_and_keys_are_recognised(field):
    number = " 3" if field.group else ""
    expected = (field.key, "3" if field.group else "1", "")
    for heading in (field.heading + number, field.key + number.replace(" ", "_")):
        assert targets(["Nombre completo", heading])[heading] == expected


def test_a_name_is_given_names_only_beside_surnames():
    assert targets(["Nombre", "Ciudad"])["Nombre"][0] == "nombre"
    assert targets(["Nombre", "Apellido paterno", "Apellido materno"])["Nombre"][0] == "nombres"
    assert targets(["Nombre", "Nombres", "Apellidos"])["Nombre"][0] == "nombre"


def test_a_title_is_a_post_unless_there_is_one():
    assert targets(["Name", "Title", "Company"])["Title"][0] == "cargo"
    assert targets(["Name", "Title", "Job Title"])["Title"][0] == "tratamiento"


def test_beside_a_class_the_type_is_a_subtype():
    assert targets(["clase", "nombre", "tipo"])["tipo"][0] == "subtipo"
    assert "tipo" not in targets(["clase", "nombre", "tipo", "subtipo"])


def test_numbered_variants_of_known_headings_stay_apart():
    found = targets(["Nombre", "Celular", "Celular 2", "Teléfono", "Teléfono (2)"])
    assert found["Celular 2"] == ("telefono", "movil-2", "móvil")
    assert found["Teléfono (2)"] == ("telefono", "2", "")


def test_a_row_of_data_is_no_heading():
    assert heading_score(["Ulises Peñaloza Marín", "COLEFOM", "312 555 0190", "Chicago", "", "14/05"]) == 0


def test_a_map_overrides_and_leaves_out():
    found = targets(
        ["Quién", "Celular", "Notas", "Otra cosa"],
        {"quién": "nombre", "Celular": "telefono_2", "Notas": None, "Otra cosa": "Lugar de origen"},
    )
    assert found == {
        "Quién": ("nombre", "1", ""),
        "Celular": ("telefono", "2", ""),
        "Otra cosa": ("lugar_origen", "1", ""),
    }


def test_a_map_keeps_the_use_that_the_heading_says():
    assert targets(["Nombre", "Celular"], {"Celular": "telefono"})["Celular"] == (
        "telefono",
        "movil",
        "móvil",
    )


def test_a_map_of_another_file_is_refused():
    with pytest.raises(UserError, match="no tiene una columna «Teléfonos»; sus columnas son: Nombre, Tel"):
        recognise_columns(["Nombre", "Tel"], {"Teléfonos": "telefono"})


def test_a_map_to_no_field_is_refused_with_the_nearest():
    with pytest.raises(
        UserError, match=r"«telefonos_»; ¿quiso decir «telefono».*Los campos son: tipo, nombre"
    ):
        recognise_columns(["Nombre", "Tel"], {"Tel": "telefonos_"})


def test_a_file_without_names_is_refused():
    with pytest.raises(FileProblem, match=r"ninguna columna con el nombre.*«Precio», «Cantidad»"):
        recognise_columns(["Precio", "Cantidad"])


def test_a_map_is_read_from_json(tmp_path):
    path = tmp_path / "mapa.json"
    path.write_text('\ufeff{"Nombre": "nombre", "X": null}', encoding="utf-8")
    assert read_map(path) == {"Nombre": "nombre", "X": None}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{", "no es JSON válido"), ("[1]", "debe ser un objeto JSON"), ('{"a": 1}', "debe ser un objeto JSON")],
)
def test_a_map_that_is_none_is_refused(tmp_path, content, sentence):
    path = tmp_path / "mapa.json"
    path.write_text(content)
    with pytest.raises(FileProblem, match=sentence):
        read_map(path)


def test_a_map_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileProblem, match=r"No se pudo leer el mapa «mapa\.json»"):
        read_map(tmp_path / "mapa.json")


def test_known_columns_without_a_place_are_left_out_on_purpose():
    columns = recognise_columns(["Nombre", "Cumpleaños", "Signo"])
    assert columns.targets[1] == Target("")
    assert columns.unknown == ("Signo",)
