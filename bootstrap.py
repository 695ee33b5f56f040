#!/usr/bin/env python3
"""Set Vínculo up and start it, or check it, from a machine that has Python 3.11 and nothing else.

    python3 bootstrap.py run [ARGUMENTOS]            set up, then `vinculo ARGUMENTOS`
    python3 bootstrap.py test [--todo] [-- PYTEST]   set up, then every check and test
    python3 bootstrap.py medir [OPCIONES]            set up, then measure every budget beside its floor
    python3 bootstrap.py textos [IDIOMA]             set up, then bring the catalogues of texts in step
    python3 bootstrap.py lock                        write locks/ again from pyproject.toml (needs `uv`)

Only the standard library is used. Where libraries come from is pip's configuration's business, not this
script's; what they must be is in locks/, by hash.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "vinculo-setup.json"
ON_WINDOWS = sys.platform == "win32"
SCRIPTS = ENVIRONMENT / ("Scripts" if ON_WINDOWS else "bin")
OLDEST_PYTHON = (3, 11)

# What the parts of Qt we use (widgets, the xcb, wayland and offscreen platforms, printing) are linked
# against and its wheel does not bring. Found with `readelf -d` on them, tried on a bare Debian 12.
DEBIAN_TO_RUN = (
    "fontconfig-config",  # brings the fonts without which Qt draws empty boxes
    "libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libwayland-client0",
    "libwayland-cursor0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
DEBIAN_TO_TEST = (
    *DEBIAN_TO_RUN,
    "cups",  # a print server of the tests' own,
    "cups-client",  # what asks it,
    "cups-filters",  # and what prepares pages
    "printer-driver-cups-pdf",  # for its printer
    "at-spi2-core",  # the bus over which a screen reader is told of what shows
    "dbus",  # a session of its own for that bus
    "fonts-noto-core",  # names written in other alphabets, in the pictures
    "gir1.2-atspi-2.0",  # what python3-pyatspi speaks over that bus with
    "libreoffice-calc",  # opens what we export
    "python3-gi",  # a tray and its notices over that bus, for the system's own Python,
    "python3-pyatspi",  # and a screen reader's way of asking
    "openbox",  # the tests under a real X server: a window manager,
    "x11-utils",  # what windows there are,
    "xdotool",  # real keys,
    "xvfb",  # and the server itself
)

NO_DISPLAY = (
    "No hay pantalla en la que abrir la ventana de Vínculo; "
    "para ver sus pantallas como imágenes use «python3 bootstrap.py run capturas CARPETA»."
)
USAGE = """Uso:
  python3 bootstrap.py run [ARGUMENTOS]            prepara todo y abre Vínculo (o ejecuta «vinculo ARGUMENTOS»)
  python3 bootstrap.py test [--todo] [-- PYTEST]   prepara todo y hace cada revisión y prueba;
                                                   con --todo, también las lentas
  python3 bootstrap.py medir [--contactos N] [--salida FIGURAS.json]
                                                   prepara todo y mide cada presupuesto junto a su suelo
  python3 bootstrap.py textos [IDIOMA]             pone en paso los catálogos de textos; con el código de un
                                                   idioma que no está («en»), empieza el suyo
  python3 bootstrap.py lock                        rehace locks/ a partir de pyproject.toml"""


class SetupProblem(Exception):
    """What keeps the set-up from going on; its text is the sentence for the person at the keyboard."""


class Needs(NamedTuple):
    """What one of the two commands needs before it can start."""

    name: str
    lock: Path
    debian: tuple[str, ...]


RUN = Needs("run", ROOT / "locks" / "run.txt", DEBIAN_TO_RUN)
TEST = Needs("test", ROOT / "locks" / "test.txt", DEBIAN_TO_TEST)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and give the exit code: 2 for a wrong use or a set-up that cannot go on."""
    speak_on_any_console()
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    commands = {"run": run, "test": test, "medir": measure, "textos": texts, "lock": lock}
    if command in ("-h", "--help", "--ayuda"):
        print(USAGE)
        return 0
    if command not in commands:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return commands[command](rest)
    except SetupProblem as problem:
        say(str(problem))
        return 2
    except KeyboardInterrupt:
        say("Interrumpido; la próxima vez la preparación sigue donde hace falta.")
        return 130


def speak_on_any_console() -> None:
    """Keep a console that lacks a letter from ending the script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def say(sentence: str) -> None:
    """Tell the person at the keyboard; standard output belongs to the program that is started."""
    print(sentence, file=sys.stderr, flush=True)


# --- run ---------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Set up and hand over to ``vinculo``."""
    set_up(RUN)
    if opens_window(arguments) and lacks_display(os.environ, sys.platform):
        say(NO_DISPLAY)
        return 2
    return hand_over([str(SCRIPTS / "vinculo"), *arguments])


def opens_window(arguments: Iterable[str]) -> bool:
    """Whether ``vinculo`` opens its window: it does when it is told at most which base (see ui/main.py)."""
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--base":
            next(remaining, None)
        elif argument != "--demo" and not argument.startswith("--base="):
            return False
    return True


def lacks_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether Qt would find nowhere to draw; a platform chosen by hand (offscreen, vnc …) needs no display."""
    draws_itself = platform in ("win32", "darwin")
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not draws_itself and not any(environ.get(name) for name in named)


def hand_over(command: list[str]) -> int:
    """Become the program; on Windows, where that loses the console, wait for it instead."""
    if not ON_WINDOWS:
        os.execv(command[0], command)
    return subprocess.call(command)


# --- test --------------------------------------------------------------------------------------------


MOST_WORKERS = 8
"""Of pytest, however many cores there are; each makes the bases that tests copy for itself."""


class Check(NamedTuple):
    """One check of the test command."""

    title: str
    command: list[str]


def test(arguments: list[str]) -> int:
    """Set up, run every check and then pytest, whatever fails; 0 only if nothing did."""
    everything, for_pytest = test_options(arguments)
    set_up(TEST)
    failed = []
    with tempfile.TemporaryDirectory(prefix="vinculo-test-") as runtime:
        environ = environment_of_tests(os.environ, runtime)
        for check in checks(everything, for_pytest):
            say(f"» {check.title}")
            if subprocess.call(check.command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL) != 0:
                failed.append(check.title)
    if failed:
        say(f"Falló: {'; '.join(failed)}.")
        return 1
    return 0


def test_options(arguments: list[str]) -> tuple[bool, list[str]]:
    """Whether the slow tests run too, and what goes on to pytest (what follows ``--``).

    Raises SetupProblem for anything else.
    """
    split = arguments.index("--") if "--" in arguments else len(arguments)
    ours, for_pytest = arguments[:split], arguments[split + 1 :]
    unknown = [argument for argument in ours if argument != "--todo"]
    if unknown:
        raise SetupProblem(
            f"No conozco «{unknown[0]}»: lo que sea para pytest va después de «--», "
            "por ejemplo «python3 bootstrap.py test -- tests/db -k bitacora»."
        )
    return "--todo" in ours, for_pytest


def environment_of_tests(environ: Mapping[str, str], runtime: str) -> dict[str, str]:
    """The same language, platform and private folder for Qt on every machine."""
    fixed = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": runtime}
    return {**environ, **fixed}


def checks(everything: bool, for_pytest: Sequence[str]) -> list[Check]:
    """Every check, pytest last so that its closing line ends the report."""
    also_slow = ["-m", ""] if everything else []
    # Here and not in pyproject.toml: for one file, workers take longer to start than it takes.
    workers = ["--numprocesses=logical", f"--maxprocesses={MOST_WORKERS}", "--dist=worksteal"]

    def tool(name: str, *arguments: str) -> list[str]:
        return [str(SCRIPTS / name), *arguments]

    return [
        Check("Reglas de estilo (ruff check)", tool("ruff", "check", ".")),
        Check("Formato (ruff format)", tool("ruff", "format", "--check", ".")),
        Check("Tipos (mypy)", tool("mypy")),
        Check("Quién importa a quién (import-linter)", tool("lint-imports", "--no-logo")),
        Check("Pruebas (pytest)", tool("pytest", *workers, *also_slow, *for_pytest)),
    ]


# --- medir -------------------------------------------------------------------------------------------


def measure(arguments: list[str]) -> int:
    """Set up and measure; what is beyond a budget is shown and fails nothing."""
    set_up(TEST)
    with tempfile.TemporaryDirectory(prefix="vinculo-medir-") as runtime:
        environ = environment_of_tests(os.environ, runtime)
        command = [str(python_of_environment()), "-m", "tests.benchmarks", *arguments]
        return subprocess.call(command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL)


# --- textos ------------------------------------------------------------------------------------------


def texts(arguments: list[str]) -> int:
    """Set up and write the catalogues of resources/locale again from the sources."""
    set_up(TEST)
    command = [str(python_of_environment()), "-m", "tests.texts", *arguments]
    return subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL)


# --- set-up ------------------------------------------------------------------------------------------


def set_up(needs: Needs) -> None:
    """Bring the machine to where the command can start; nothing is done when the stamp says it is there.

    Raises SetupProblem with what to do when it cannot.
    """
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupProblem(f"Vínculo necesita Python 3.11 o posterior y este es {found}: use uno más nuevo.")
    wanted = stamp_of(needs)
    if python_of_environment().exists() and read_stamp().get(needs.name) == wanted:
        return
    install_debian_packages(needs)
    make_environment()
    install_libraries(needs)
    write_stamp(needs)


def stamp_of(needs: Needs) -> str:
    """A digest of what the set-up depends on: the folder, the locked libraries, Debian, what we declare."""
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = [declared["build-system"], declared["project"], declared["tool"]["setuptools"]]
    parts = [str(ROOT), needs.lock.read_text("utf-8"), needs.debian, ours]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last finished set-up left; empty when there was none or it cannot be read."""
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(needs: Needs) -> None:
    """Note that the set-up is done; the test set holds all that the run set does."""
    done = {"root": str(ROOT), needs.name: stamp_of(needs)}
    if needs is TEST:
        done[RUN.name] = stamp_of(RUN)
    STAMP.write_text(json.dumps(done, indent=1) + "\n", "utf-8")


# --- set-up: Debian packages ---------------------------------------------------------------------------


def install_debian_packages(needs: Needs) -> None:
    """Install what Debian must bring, as root or through sudo.

    Raises SetupProblem with the exact line to type when there is no right to.
    """
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        say("Este Linux no es Debian: si la ventana no abre, instale las bibliotecas de X11 que Qt pide.")
        return
    missing = missing_packages([*venv_package(), *needs.debian], installed_packages())
    if not missing:
        return
    right = right_to_install()
    if right is None:
        raise SetupProblem(
            "Faltan paquetes de Debian y no tengo permiso de instalarlos: "
            f"ejecute esta línea y vuelva a intentarlo.\n{line_to_type(missing, shutil.which('sudo'))}"
        )
    say(f"Instalo de Debian (una sola vez): {' '.join(missing)}")
    # dpkg refuses to work where the administrator's programs are not in the path.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    command = [*right, "env", f"PATH={path}", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # A source that does not answer must not stop what the others can bring.
    subprocess.run([*command, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    quietly([*command, *install_arguments(missing)], "Debian no pudo instalar los paquetes")


def venv_package() -> list[str]:
    """The package that Debian's own Python needs to make an environment; none if it already can."""
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def installed_packages() -> str:
    """What dpkg says of every package it knows, a line each: state, name, names it stands for."""
    layout = "${db:Status-Abbrev}\\t${Package}\\t${Provides}\\n"
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", layout],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout


def missing_packages(wanted: Iterable[str], installed: str) -> list[str]:
    """Those of ``wanted`` that ``installed`` (see installed_packages) neither holds nor provides."""
    there = set()
    for line in installed.splitlines():
        state, name, provides = line.split("\t")
        if state.startswith("ii"):
            there.add(name)
            there.update(provided.split()[0] for provided in provides.split(",") if provided.strip())
    return [name for name in wanted if name not in there]


def right_to_install() -> list[str] | None:
    """What to put before apt-get: nothing as root, sudo where it asks no password, None where it cannot be."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def install_arguments(packages: Sequence[str]) -> list[str]:
    """What follows ``apt-get`` to install these packages and nothing merely suggested."""
    return ["install", "-y", "--no-install-recommends", *packages]


def line_to_type(packages: Sequence[str], sudo: str | None) -> str:
    """The line that installs these packages, typed by a person with the right to."""
    install = " ".join(["apt-get", *install_arguments(packages)])
    if sudo:
        return f"sudo apt-get update && sudo {install}"
    return f"su -c 'apt-get update && {install}'"


# --- set-up: the environment and its libraries ------------------------------------------------------------


def python_of_environment() -> Path:
    """The interpreter of the environment, there or not."""
    return SCRIPTS / ("python.exe" if ON_WINDOWS else "python")


def make_environment() -> None:
    """Make the environment, or make it again if it does not work or the folder was moved since."""
    moved = read_stamp().get("root", str(ROOT)) != str(ROOT)
    if not moved and environment_works():
        return
    say("Preparo el entorno de Python en .venv.")
    quietly([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "No se pudo crear el entorno .venv")


def environment_works() -> bool:
    """Whether the environment's interpreter starts, is new enough and has pip."""
    if not python_of_environment().exists():
        return False
    question = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    asked = subprocess.run(
        [str(python_of_environment()), "-c", question],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0


def install_libraries(needs: Needs) -> None:
    """Install the locked libraries and then this project itself, which brings none of its own."""
    say("Instalo las bibliotecas de Python (la primera vez tarda unos minutos).")
    pip = [str(python_of_environment()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    refusal = "pip no pudo instalar las bibliotecas"
    quietly([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(needs.lock)], refusal)
    # As a line in a .pth file: setuptools' own finder would cost each start 15 ms.
    ours = [
        "--no-deps",
        "--no-build-isolation",
        "--config-settings=editable_mode=compat",
        "--editable",
        str(ROOT),
    ]
    quietly([*pip, *ours], refusal)


def quietly(command: Sequence[str], refusal: str) -> None:
    """Run a command without its noise.

    Raises SetupProblem with ``refusal`` and the end of what the command said, if it fails.
    """
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise SetupProblem(
            f"{refusal}; revise la conexión y el espacio en disco y vuelva a intentarlo. Esto dijo:\n{said}"
        )


# --- lock --------------------------------------------------------------------------------------------


def lock(arguments: list[str]) -> int:
    """Write both lock files again. Takes options of ``uv pip compile``, such as ``--upgrade``."""
    import tomllib

    uv = shutil.which("uv", path=os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", "")]))
    if uv is None:
        raise SetupProblem("Para rehacer locks/ hace falta uv: instálelo con «.venv/bin/pip install uv».")
    # The build backend is not among the project's dependencies, yet has to be hashed with them.
    backend = "\n".join(
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    )
    command = [uv, "pip", "compile", "pyproject.toml", "-", "--quiet", "--universal", "--python-version=3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--custom-compile-command=python3 bootstrap.py lock", *arguments]
    for needs, more in ((RUN, []), (TEST, ["--extra=test", f"--constraint={RUN.lock.relative_to(ROOT)}"])):
        output = f"--output-file={needs.lock.relative_to(ROOT)}"
        done = subprocess.run([*command, *more, output], cwd=ROOT, input=backend, text=True, check=False)
        if done.returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
