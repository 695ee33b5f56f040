"""What importing and exporting tell a person in words."""

from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path):
    """Write a file to import, and give its path as text."""

    def write_file(content: str, name: str = "a.csv") -> str:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write_file


def test_one_of_each_agrees(vinculo, empty: Path, write) -> None:
    path = write("Nombre,Correo\nAna,a@example.org\n")
    assert (
        vinculo("importar", path, base=empty).out
        == "De 1 fila: 1 creada, 0 actualizadas, 0 repetidas y 0 rechazadas.\n"
    )
    path = write("Nombre,Correo\nAna,a@example.org\nLuz,b@@example.org\n")
    first = vinculo("importar", path, base=empty).out.splitlines()[0]
    assert first == "De 2 filas: 0 creadas, 0 actualizadas, 1 repetida y 1 rechazada."


def test_unused_columns_are_named(vinculo, empty: Path, write) -> None:
    path = write("Nombre,Nombre,Correo,Signo\nAna,Luisa,a@example.org,tauro\n")
    called = vinculo("importar", path, "--simular", base=empty)
    assert "No se usaron las columnas: «Signo», «Nombre (2)»." in called.out.splitlines()
    assert "«Nombre (2)»" in called.err
    assert vinculo("importar", path, "--json", base=empty).json["columnas_sin_usar"] == [
        "Signo",
        "Nombre (2)",
    ]


def test_possible_duplicates_are_told_with_whom(vinculo, empty: Path, write) -> None:
    head = "Nombre,Correo\n"
    vinculo("importar", write(head + "Ana Soto,a@example.org\n"), base=empty)
    rows = [f"Persona {letter} Ruiz,a@example.org\n" for letter in "ABCDEFGHIJKLMNOPQRSTUV"]
    lines = vinculo("importar", write(head + "".join(rows)), base=empty).out.splitlines()
    assert lines[1] == "22 posibles duplicados se crearon aparte:"
    assert lines[2] == "Fila 2: «Persona A Ruiz» comparte «a@example.org» con el contacto 1."
    assert lines[-1] == "… y 2 más; pídalos todos con --json."
    assert len(lines) == 23
    twice = write("Nombre,Siglas\nClub Puebla,CP\nClub Puebla,CAP\n")
    assert (
        "Fila 3: «Club Puebla» comparte «Club Puebla» con la fila 2."
        in vinculo("importar", twice, base=empty).out.splitlines()
    )


def test_one_reason_is_told_once_with_its_rows(vinculo, empty: Path, write) -> None:
    rows = "".join(f"Ana {number},a@@example.org\n" for number in range(12))
    called = vinculo("importar", write("Nombre,Correo\n" + rows + "Luz,x\n"), base=empty)
    _counts, repeated, single = called.out.splitlines()
    assert repeated.startswith("Filas 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 y 2 más: ")
    assert single.startswith("Fila 14: ")


def test_named_organisations_are_counted(vinculo, empty: Path, write) -> None:
    path = write("Nombre,Organización\nAna Soto,Club Uno\nLuz Mena,Club Dos\n")
    rehearsed = vinculo("importar", path, "--simular", "--json", base=empty).json
    called = vinculo("importar", path, base=empty)
    assert rehearsed["nombradas"] == 2
    assert called.out.startswith("De 2 filas: 2 creadas (y 2 instituciones que se nombran), ")


def test_garbled_text_is_told_with_what_to_do(vinculo, empty: Path, write) -> None:
    path = write("Nombre,Correo\nJosÃ© PeÃ±a,a@example.org\n")
    rehearsed = vinculo("importar", path, "--simular", base=empty)
    assert "repita con --reparar." in rehearsed.err
    assert "deshágalo" not in rehearsed.err
    assert (
        "deshágalo con «vinculo deshacer» y repita con --reparar."
        in vinculo("importar", path, base=empty).err
    )
    assert "--reparar" not in vinculo("importar", path, "--reparar", base=empty).err


def test_an_export_replaces_a_file_only_when_told(vinculo, empty: Path, write, tmp_path: Path) -> None:
    vinculo("importar", write("Nombre\nAna Soto\n"), base=empty)
    path = tmp_path / "salida.csv"
    path.write_text("lo de antes", encoding="utf-8")
    refused = vinculo("exportar", "contactos", "--a", str(path), base=empty)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "--reemplazar" in refused.err
    assert path.read_text(encoding="utf-8") == "lo de antes"
    assert vinculo("exportar", "contactos", "--a", str(path), "--reemplazar", base=empty).code == 0
    assert "Ana" in path.read_text(encoding="utf-8-sig")


def test_the_rejected_rows_replace_a_file_only_when_told(vinculo, empty: Path, write, tmp_path: Path) -> None:
    path = write("Nombre,Correo\nAna,a@example.org\nLuz,b@@example.org\n")
    rejects = tmp_path / "rechazos.csv"
    rejects.write_text("lo de ayer", "utf-8")
    called = vinculo("importar", path, "--rechazos", str(rejects), base=empty)
    assert called.code == 2
    assert "--reemplazar" in called.err
    assert rejects.read_text("utf-8") == "lo de ayer"
    assert vinculo("contar", "", "--json", base=empty).json["total"] == 0
    told = vinculo("importar", path, "--rechazos", str(rejects), "--reemplazar", base=empty)
    assert told.code == 1
    assert "b@@example.org" in rejects.read_text("utf-8-sig")
