"""CLI.md is a contract: names, exit codes, JSON keys, and one Spanish sentence for whatever goes wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ui.cli.main import COMMANDS

SISCOI = {
    "Institución gubernamental": 364,
    "Institución académica": 181,
    "Organismo electoral": 169,
    "Organismo internacional": 37,
    "Organización de la sociedad civil": 61,
    "Institución privada": 11,
}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_answers_help_in_spanish(vinculo, command: str) -> None:
    called = vinculo(command, "--help")
    assert called.code == 0
    assert called.out.startswith("Uso: vinculo ")
    assert "Opciones" in called.out
    assert "Usage" not in called.out
    assert "Show this" not in called.out
    assert "--base" in called.out


def test_the_commands_are_listed(vinculo) -> None:
    out = vinculo("--help").out
    assert all(command in out for command in COMMANDS)


def test_it_starts_without_qt() -> None:
    code = (
        "import sys; from ui.cli.main import cli, run; run(['--help']); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_demo_counts(demo_once: Path, tmp_path: Path, vinculo) -> None:
    there = {
        subject: vinculo("contar", f"que:{subject}", "--json", base=demo_once).json["total"]
        for subject in ("actividades", "seguimientos", "convenios")
    }
    assert there["seguimientos"] > 160
    called = vinculo("demo", "--json", base=tmp_path / "otra.vinculo")
    assert called.json == {
        "instituciones": 822,
        "personas": 1500,
        "consulados": 163,
        "actividades": 480,
        "convenios": 57,
        "seguimientos": there["seguimientos"],
    }
    assert (there["actividades"], there["convenios"]) == (480, 57)


def test_the_siscoi_table(demo_once: Path, vinculo) -> None:
    answer = vinculo("contar", "tipo:institución", "--por", "categoria", "--json", base=demo_once).json
    assert answer["total"] == 822
    assert {group["valor"]: group["n"] for group in answer["grupos"]} == SISCOI
    assert sum(group["n"] for group in answer["grupos"]) == 823


def test_words_in_any_order(demo_once: Path, vinculo) -> None:
    one = vinculo("buscar", "universidad mexico", "--json", base=demo_once).json
    other = vinculo("buscar", "México universidad", "--json", base=demo_once).json
    more = vinculo("buscar", "UNIVERSIDAD MÉX", "--json", base=demo_once).json
    assert one
    assert one == other
    assert {row["id"] for row in one} <= {row["id"] for row in more}
    assert set(one[0]) == {"id", "tipo", "nombre", "institucion", "ciudad", "pais"}


def test_a_query_may_begin_with_a_minus_sign(demo_once: Path, vinculo) -> None:
    every = vinculo("contar", "", "--json", base=demo_once).json["total"]
    clubs = vinculo("contar", "tipo:club", "--json", base=demo_once).json["total"]
    rest = vinculo("contar", "-tipo:club", "--json", base=demo_once).json["total"]
    assert clubs > 0
    assert rest == every - clubs


def test_show_one(demo_once: Path, vinculo) -> None:
    row = vinculo("buscar", "tipo:persona -telefono:vacío", "--limite", "1", "--json", base=demo_once).json[0]
    shown = vinculo("ver", str(row["id"]), "--json", base=demo_once).json
    assert shown["id"] == row["id"]
    assert {"e164", "mostrado", "extension"} <= set(shown["telefonos"][0])
    assert {"correos", "cargos", "domicilios", "etiquetas"} <= set(shown)
    words = vinculo("ver", str(row["id"]), base=demo_once).out
    assert shown["telefonos"][0]["mostrado"] in words
    assert "True" not in words


def test_show_an_unknown_id(demo_once: Path, vinculo) -> None:
    called = vinculo("ver", "999999", base=demo_once)
    assert (called.code, called.out) == (2, "")
    assert called.err == "No hay ningún contacto con el número 999999.\n"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["buscra"], "buscar"),
        (["contar", "x", "--porr", "pais"], "--"),
        (["ver"], "ID"),
        (["ver", "abc"], "ID"),
        (["contar", "categria:osc"], "categoria"),
        (["contar", "tipo:clb"], "club"),
        (["contar", '"sin cerrar'], "comilla"),
        (["contar", "creado:2024-02-31"], "2024-02-31"),
        (["contar", "operación:doce"], "doce"),
        (["buscar", "operación:9999"], "9999"),
        (["contar", "", "--por", "colorr"], "colorr"),
        (["deshacer", "999"], "999"),
        (["deshacer", "abc"], "abc"),
        (["buscar", "x", "--limite", "0"], "limite"),
        (["ver", "-5"], "-5"),
        (["respaldar", "/no/existe/copia.vinculo"], "/no/existe"),
        (["restaurar", "/no/existe.vinculo"], "no existe"),
        (["importar", "no-existe.csv"], "no-existe.csv"),
    ],
)
def test_wrong_use_is_one_spanish_sentence(demo_once: Path, vinculo, arguments: list[str], part: str) -> None:
    called = vinculo(*arguments, base=demo_once)
    assert called.code == 2
    assert called.out == ""
    assert called.err.count("\n") == 1
    assert part in called.err
    assert "Traceback" not in called.err
    assert "Error" not in called.err


@pytest.mark.parametrize("command", ["contar", "bitacora", "deshacer", "verificar"])
def test_a_missing_base(tmp_path: Path, vinculo, command: str) -> None:
    called = vinculo(command, base=tmp_path / "nada.vinculo")
    assert (called.code, called.out) == (3, "")
    assert called.err.count("\n") == 1


def test_undo_and_redo(empty: Path, vinculo) -> None:
    nothing = vinculo("deshacer", base=empty)
    assert nothing.code == 2
    assert vinculo("crear", "--red-consular", base=empty).code == 2
    (empty.parent / "uno.csv").write_text("nombre,correo\nRosa Tapia,rosa@example.org\n", encoding="utf-8")
    done = vinculo("importar", str(empty.parent / "uno.csv"), "--json", base=empty).json
    assert done["creadas"] == 1
    imported = f"operación:{done['operacion']}"
    assert [row["nombre"] for row in vinculo("buscar", imported, "--json", base=empty).json] == ["Rosa Tapia"]
    assert vinculo("contar", imported, "--json", base=empty).json["total"] == 1
    undone = vinculo("deshacer", "--json", base=empty).json
    assert undone["deshecha"] == done["operacion"]
    gone = vinculo("buscar", imported, base=empty)
    assert (gone.code, gone.out.strip()) == (0, "")
    assert gone.err == "Ningún contacto coincide con la búsqueda.\n"
    assert vinculo("contar", "", "--json", base=empty).json["total"] == 0
    assert vinculo("rehacer", "--json", base=empty).code == 0
    assert vinculo("contar", "", "--json", base=empty).json["total"] == 1
    log = vinculo("bitacora", "--json", base=empty).json
    assert [entry["tipo"] for entry in log] == ["rehacer", "deshacer", "cambio", "cambio"]
    assert {"operacion", "cuando", "quien", "que", "cambios"} <= set(log[0])


def test_backup_restore_verify(demo: Path, tmp_path: Path, vinculo) -> None:
    copy = tmp_path / "copia.vinculo"
    made = vinculo("respaldar", str(copy), "--json", base=demo).json
    assert set(made) == {"archivo", "registros", "sha256"}
    assert vinculo("verificar", "--json", base=demo).json == {"correcto": True, "problemas": []}
    assert vinculo("restaurar", str(copy), "--json", base=demo).json["registros"] == made["registros"]
    assert vinculo("verificar", base=demo).code == 0


def test_the_consular_network_is_added(tmp_path: Path, vinculo) -> None:
    path = tmp_path / "red.vinculo"
    assert vinculo("crear", "--red-consular", "--json", base=path).json == {"base": str(path), "version": 1}
    assert vinculo("contar", "que:consulados", "--json", base=path).json["total"] == 163


def test_json_and_nothing_else_on_standard_output(demo_once: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--base", str(demo_once), "contar", "tipo:club", "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(done.stdout)["total"] > 0
