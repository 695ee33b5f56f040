"""The program as a screen reader meets it, over AT-SPI: every control is told of, and all can be done without a key.

The bus, the reader and the program are the test's own; nobody else's screen reader hears of them.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_S = 60.0
LOOK_AGAIN_S = 0.02
AGREEMENT = "Convenio General de Apoyo y Colaboración con Universidad Intercultural de Barranca"
"""One of the demo base that is in force and obliges to something."""

PRESSED = {"push button", "link"}
CHECKED = {"check box", "radio button"}
TYPED = {"text"}
HOLDING = {"list", "table", "tree", "page tab list", "popup menu"}
HELD = {"list item", "table cell", "table column header", "page tab", "menu item"}
CONTROLS = {*PRESSED, *CHECKED, *TYPED, *HOLDING, *HELD, "combo box", "progress bar"}
READ = {"label", "image", "frame", "panel"}
"""What is read, or holds what is: it may take the focus, if it has a name."""
MADE_OF = {"filler", "layered pane", "split pane", "scroll bar", "unknown", "separator"}
"""What the screen is made of: the frames of the layout, scroll bars and the handles between two parts, which the
bridge calls unknown. A screen reader passes over them, and so must the focus."""
BY_OTHER_KEYS = ("Buscar en todo", "Quitar ", "Editar ")
"""Buttons for the mouse that Tab passes over: each does what a key does where the focus is, or Ctrl+K."""


class Control(NamedTuple):
    """What a screen reader is told of something that shows."""

    role: str
    name: str
    description: str
    states: tuple[str, ...]
    actions: tuple[str, ...]
    depth: int

    def faults(self) -> Iterator[str]:
        """What is wrong with it."""
        if self.role not in CONTROLS | READ | MADE_OF:
            yield "a role that nobody has thought of"
        if self.role in CONTROLS and not self.name.strip():
            yield "no name"
        if self.role == "combo box" and not self.description:
            yield "does not say what is chosen there, only which"
        if self.role in MADE_OF and "focusable" in self.states:
            yield "takes the focus in no role"
        if self.role == "panel" and "focusable" in self.states and not self.name:
            yield "takes the focus without a name"
        if self.role in TYPED and not {"focusable"} <= set(self.states):
            yield "cannot be typed into"
        if self.role in CHECKED and "checkable" not in self.states:
            yield "not told to be checkable"
        if self.role in PRESSED and "enabled" in self.states and not self.can_be_pressed:
            yield "cannot be pressed, or reached"
        if self.role == "page tab" and "selectable" not in self.states:
            yield "cannot be chosen"

    @property
    def can_be_pressed(self) -> bool:
        """Whether it offers to be pressed, and the focus can go there or need not."""
        reached = "focusable" in self.states or self.name.startswith(BY_OTHER_KEYS)
        # A value that holds a link has its keys where the link is.
        return "Press" in self.actions and (reached or ": " in self.name)


class ScreenReader:
    """Asks what shows, and does what can be done with it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.heard: list[str] = []
        """What was said of its own accord, and where the focus went: ``said: …``, ``push button: …``."""
        self.met: dict[str, int] = {}
        """How many controls each screen had."""

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=PATIENCE_S)

    def _ask(self, what: str, **about: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": what, **about}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the reader ended: python3 bootstrap.py test installs what it needs"
        return dict(json.loads(line))

    def _do(self, what: str, **about: str) -> Any:
        """Do something as soon as it can be done; the answer."""
        answer: dict[str, Any] = {}

        def done() -> bool:
            answer.clear()
            answer.update(self._ask(what, **about))
            return "problem" not in answer

        self.wait(done, lambda: str(answer))
        return answer["answer"]

    def wait(self, condition: Callable[[], object], what: Callable[[], str]) -> None:
        """Wait until something is so; fail with what is not."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < until, f"waited in vain: {what()}"
            time.sleep(LOOK_AGAIN_S)

    def controls(self) -> list[Control]:
        """Everything that shows, in reading order; what changes meanwhile is asked for again."""
        return [
            Control(**{**found, "states": tuple(found["states"]), "actions": tuple(found["actions"])})
            for found in self._do("tree")
        ]

    def wait_for(self, role: str, name: str) -> Control:
        """Wait until a control shows."""
        found: list[Control] = []

        def shows() -> bool:
            found[:] = [one for one in self.controls() if one.role == role and one.name.startswith(name)]
            return bool(found)

        self.wait(shows, lambda: f"{role} «{name}» among {[one[:2] for one in self.controls() if one.name]}")
        return found[0]

    def wait_until_gone(self, role: str, name: str) -> None:
        """Wait until a control shows no more."""
        self.wait(
            lambda: not any(one.role == role and one.name.startswith(name) for one in self.controls()),
            lambda: f"{role} «{name}» to go",
        )

    def wait_to_hear(self, text: str) -> str:
        """Wait until something is said that begins so; it and what was said before are forgotten then."""
        found: list[str] = []

        def said() -> bool:
            self.heard += [
                f"{'said' if one['kind'] == 'said' else one['role']}: {one['text']}"
                for one in self._do("heard")
            ]
            found[:] = [one for one in self.heard if one.startswith(text)]
            return bool(found)

        self.wait(said, lambda: f"«{text}» to be said; heard were {self.heard}")
        del self.heard[: self.heard.index(found[0]) + 1]
        return found[0]

    def _forget(self) -> None:
        """What is heard from now on comes of what is done next."""
        self._do("heard")
        self.heard.clear()

    def press(self, name: str, *, role: str = "push button") -> None:
        """Press a button, a tab, a line of a menu."""
        self._forget()
        self._do("do", role=role, name=name, action="Press")

    def toggle(self, role: str, name: str) -> None:
        """Choose a line, or check one of several."""
        self._forget()
        self._do("do", role=role, name=name, action="Toggle")

    def write(self, name: str, text: str) -> None:
        """Write into a field."""
        self._forget()
        self._do("write", role="text", name=name, text=text)

    def read(self, name: str) -> str:
        """What stands in a field."""
        return str(self._do("read", role="text", name=name))

    def focus(self, role: str, name: str) -> None:
        """Go to a control."""
        self._do("focus", role=role, name=name)

    def key(self, name: str) -> None:
        """Press a key."""
        self._do("key", name=name)

    def open_menu(self) -> None:
        """Open the menu of the program, and meet what is in it."""
        self.press("Menú del programa")
        self.wait_to_hear("menu item: ")
        self.wait_for("menu item", "Salir")

    def meet(self, screen: str) -> None:
        """Look at every control of a screen."""
        controls = self.controls()
        wrong = [f"{one.role} «{one.name}»: {fault}" for one in controls for fault in one.faults()]
        wrong += [f"{tabs} tabs are chosen" for tabs in chosen_tabs(controls) if tabs != 1]
        assert wrong == [], f"in «{screen}»"
        self.met[screen] = sum(one.role in CONTROLS for one in controls)


def chosen_tabs(controls: Iterable[Control]) -> Iterator[int]:
    """Of each row of tabs, how many are chosen."""
    controls = list(controls)
    for number, tabs in enumerate(controls):
        if tabs.role == "page tab list":
            inside = []
            for one in controls[number + 1 :]:
                if one.depth <= tabs.depth:
                    break
                inside.append(one)
            yield sum("selected" in one.states for one in inside)


@pytest.fixture
def screen(screen):
    """The screen, on a bus of its own over which programs tell of what they show."""
    assert shutil.which("dbus-run-session"), "install dbus: python3 bootstrap.py test does"
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; read _'],
        env=screen.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert bus.stdout is not None
    screen.environment |= {
        "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        # Qt's bridge complains of questions that it need not answer; all else that is written there is a fault.
        "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
    }
    yield screen
    bus.communicate(timeout=PATIENCE_S)


@pytest.fixture
def reader(screen):
    """A screen reader on the screen's bus."""
    reader = ScreenReader(screen.environment)
    yield reader
    reader.close()


def test_a_person_is_made_through_the_accessibility_interface(reader, program):
    program.start()
    reader.press("Nuevo contacto")
    reader.wait_to_hear("text: Nombre")
    reader.write("Nombre", "Rosalba Inventada Paredes")
    reader.wait_for("label", "Nombres: Rosalba")
    reader.write("Institución", "colegio de ciencias")
    said = reader.wait_to_hear("said: 2 sugerencias. Colegio de Ciencias y Humanidades de la Trajinera")
    assert said.endswith(", 1 de 2")
    reader.toggle("list item", "Colegio de Ciencias y Humanidades de la Trajinera")
    reader.wait_until_gone("list", "Coincidencias")
    assert reader.read("Institución").startswith("Colegio de Ciencias y Humanidades de la Trajinera")
    reader.write("Cargo", "Secretaria académica")
    reader.write("Teléfono o correo", "55 12")
    reader.press("Guardar")
    reader.wait_to_hear("said: Al teléfono le faltan seis dígitos")
    reader.write("Teléfono o correo", "55 5555 0199")
    reader.press("Guardar")
    reader.wait_to_hear("said: Persona nueva")
    reader.wait_to_hear("panel: Ficha de Rosalba Inventada Paredes")
    reader.meet("ficha nueva")
    made = program.wait_to_find("Rosalba Inventada", lambda record: record["telefonos"])
    assert (made["nombre"], made["tipo"]) == ("Rosalba Inventada Paredes", "persona")
    assert [(post["titulo"], post["institucion"]) for post in made["cargos"]] == [
        ("Secretaria académica", "Colegio de Ciencias y Humanidades de la Trajinera")
    ]
    assert [phone["e164"] for phone in made["telefonos"]] == ["+525555550199"]
    program.quit()


def test_every_control_of_every_screen_has_a_name_a_role_and_its_state(reader, program, tmp_path):
    program.start()
    for look in (at_the_list, at_a_record, at_the_forms, at_the_columns, at_the_chosen):
        look(reader)
    for look in (
        at_the_trash,
        at_an_export,
        at_the_settings,
        at_what_explains,
        at_the_agreements,
        at_a_place_to_come,
    ):
        look(reader)
    at_an_import(reader, tmp_path)
    assert len(reader.met) == 29
    assert min(reader.met.values()) >= 12
    program.quit()


def test_the_first_start_can_be_heard_and_answered(reader, screen, tmp_path):
    homes = {"HOME": tmp_path, "XDG_CONFIG_HOME": tmp_path / "ajustes", "XDG_DATA_HOME": tmp_path / "datos"}
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.main"],
        env=screen.environment | {name: str(path) for name, path in homes.items()},
        cwd=READER.parents[2],
    )
    try:
        reader.wait_for("push button", "Crear una base vacía")
        reader.meet("primer inicio")
        reader.press("Crear una base vacía")
        reader.wait_for("push button", "Nuevo contacto")
        reader.meet("base vacía")
        reader.open_menu()
        reader.press("Salir", role="menu item")
        assert process.wait(PATIENCE_S) == 0
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE_S)


def at_the_list(reader: ScreenReader) -> None:
    """The list with its filters; narrowed by one; the menu of the program."""
    reader.wait_for("table cell", "")
    reader.wait_for("list item", "Gubernamental")
    reader.meet("contactos")
    reader.toggle("list item", "Gubernamental")
    reader.wait(lambda: "checked" in reader.wait_for("list item", "Gubernamental").states, lambda: "a filter")
    assert reader.read("Buscar contactos") == "categoria:gubernamental"
    reader.meet("contactos filtrados")
    reader.write("Buscar contactos", "nadie se llama así")
    reader.wait_for("label", "Ningún contacto coincide")
    reader.meet("contactos sin resultados")
    reader.press("Borrar la búsqueda")
    reader.wait_for("table cell", "Antonio Abarca")
    reader.open_menu()
    reader.meet("menú del programa")
    reader.key("Escape")


def at_a_record(reader: ScreenReader) -> None:
    """The palette, a record found with it, one of its values opened, its history."""
    reader.press("Buscar en todo")
    reader.write("Buscar contactos y órdenes", "colegio de ciencias")
    assert "Colegio de Ciencias" in reader.wait_to_hear("said: 3 resultados")
    reader.meet("paleta")
    reader.toggle("list item", "Colegio de Ciencias y Humanidades")
    reader.wait_to_hear("panel: Ficha de Colegio de Ciencias")
    reader.meet("ficha")
    reader.press("Siglas: CCHT")
    reader.wait_to_hear("text: Siglas")
    reader.meet("ficha, corregir")
    reader.focus("table", "Contactos")
    reader.wait_until_gone("text", "Siglas")
    reader.press("Historial", role="page tab")
    reader.wait_for("list item", "Se creó este contacto.")
    reader.meet("historial")


def at_the_forms(reader: ScreenReader) -> None:
    """The forms for a new person, with those alike, and for a new institution."""
    reader.press("Nuevo contacto")
    reader.write("Nombre", "Antonio Abarca Hinojosa")
    reader.wait_for("push button", "Corregir nombres y apellidos")
    reader.wait_for("label", "Ya está en la base alguien parecido")
    reader.meet("nueva persona")
    reader.toggle("radio button", "Institución")
    reader.wait_for("combo box", "Sin categoría")
    reader.meet("nueva institución")
    reader.press("Descartar")
    reader.wait_until_gone("push button", "Descartar")


def at_the_columns(reader: ScreenReader) -> None:
    """The menu of the columns, and a list with one more of them."""
    reader.press("Columnas")
    reader.wait_to_hear("menu item: ")
    reader.wait_for("menu item", "Ciudad")
    reader.meet("menú de columnas")
    reader.press("Ciudad", role="menu item")
    reader.key("Escape")
    reader.wait_for("table column header", "Ciudad")
    reader.meet("contactos con columnas")


def at_the_chosen(reader: ScreenReader) -> None:
    """What can be done with several, a tag for them, and what tells that they are gone."""
    reader.write("Buscar contactos", "tipo:club")
    reader.wait_for("table cell", "Club ")
    cells = [
        one.name for one in reader.controls() if one.role == "table cell" and "selected" not in one.states
    ]
    for name in cells[:4:2]:  # every other one is a city
        reader.toggle("table cell", name)
    reader.wait_for("push button", "Etiquetar")
    reader.meet("contactos elegidos")
    reader.press("Etiquetar")
    reader.wait_to_hear("said: 11 sugerencias")
    reader.meet("etiquetar")
    reader.key("Escape")
    reader.wait_until_gone("text", "Etiqueta")
    reader.press("A la papelera")
    assert reader.wait_to_hear("said: ").endswith("contactos a la papelera")
    reader.meet("deshacer")


def at_the_trash(reader: ScreenReader) -> None:
    """The trash, and out of it again."""
    to_section(reader, "Papelera")
    reader.wait_for("table cell", "")
    reader.meet("papelera")
    reader.press("Deshacer")
    reader.wait_to_hear("said: Deshecho: ")
    reader.wait_for("label", "No hay nada en la papelera")
    reader.meet("papelera vacía")


def at_an_export(reader: ScreenReader) -> None:
    """What is exported, where and how."""
    to_section(reader, "Exportar")
    reader.toggle("radio button", "Texto separado por comas")
    reader.meet("exportar")


def at_the_settings(reader: ScreenReader) -> None:
    """The settings."""
    to_section(reader, "Ajustes, base y respaldos")
    reader.wait_for("combo box", "")
    reader.meet("ajustes")


def at_what_explains(reader: ScreenReader) -> None:
    """The manual, the licences, the keys."""
    to_section(reader, "Manual")
    reader.wait_for("list", "Páginas del manual")
    reader.meet("manual")
    reader.press("Volver")
    to_section(reader, "Acerca de Vínculo")
    reader.meet("acerca de")
    reader.open_menu()
    reader.press("Teclas de este lugar", role="menu item")
    reader.key("Escape")
    reader.wait_to_hear("panel: Teclas")
    reader.meet("teclas")
    reader.key("Escape")


def at_the_agreements(reader: ScreenReader) -> None:
    """The list by stage, the board, the terms, and an agreement with what it obliges to."""
    reader.toggle("radio button", "Convenios")
    reader.wait_for("table cell", "Vigente, ")
    reader.meet("convenios")
    reader.toggle("radio button", "Tablero")
    reader.wait_for("list item", "Club")
    reader.wait_until_gone("table", "Convenios")
    reader.meet("convenios, tablero")
    reader.toggle("radio button", "Vigencias")
    reader.wait_for("push button", "Alejar")
    reader.wait_for("list item", "Universidad")
    reader.meet("convenios, vigencias")
    reader.press("Buscar en todo")
    reader.write("Buscar contactos y órdenes", AGREEMENT)
    reader.toggle("list item", AGREEMENT)
    reader.wait_for("push button", "Vigente, etapa actual")
    reader.wait_for("push button", "Cumplimiento y estado de")
    reader.meet("convenio")
    reader.toggle("radio button", "Lista")
    reader.wait_for("table", "Convenios")


def at_a_place_to_come(reader: ScreenReader) -> None:
    """A place that is not built yet."""
    reader.toggle("radio button", "Programa e informes")
    reader.wait_for("label", "Aquí estarán las actividades institucionales")
    reader.meet("programa e informes")


def at_an_import(reader: ScreenReader, folder: Path) -> None:
    """A file to import, its columns."""
    file = folder / "gente.csv"
    file.write_text(
        "nombre,teléfono,correo\nElena Ficticia,55 5555 0155,elena@example.org\n", encoding="utf-8"
    )
    to_section(reader, "Importar")
    reader.meet("importar")
    reader.press("Elegir un archivo…")
    reader.write("Nombre:", str(file))
    reader.press("Aceptar")
    reader.wait_for("combo box", "Teléfono")
    reader.meet("importar, columnas")


def to_section(reader: ScreenReader, name: str) -> None:
    """Go to a section of the administration."""
    reader.toggle("radio button", "Administración")
    if any(one[:2] == ("push button", "Administración") for one in reader.controls()):
        reader.press("Administración")
    reader.press(name)
