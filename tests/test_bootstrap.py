"""The set-up: what it decides, and what the locks promise. The set-up itself runs before every test."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def load_bootstrap():
    """The script, which is no module of any room."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = load_bootstrap()
LOCKS = [bootstrap.RUN.lock, bootstrap.TEST.lock]


def requirements(lock: Path) -> dict[str, str]:
    """Each locked requirement's text, hashes included, by its name."""
    joined = lock.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]
    return {re.split(r"==", line)[0]: line for line in lines}


# --- the locks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_everything_locked_is_exact_and_hashed(lock):
    locked = requirements(lock)
    assert len(locked) > 20
    for text in locked.values():
        assert re.match(r"^[a-z0-9-]+==[0-9][^ ]* ", text), text
        assert "--hash=sha256:" in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_a_place_to_fetch_from(lock):
    text = lock.read_text("utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host| @ ", text)


def test_the_test_lock_holds_all_of_the_run_lock():
    run, test = (requirements(lock) for lock in LOCKS)
    assert {name: test.get(name) for name in run} == run


def test_the_build_backend_is_locked_too():
    assert all("setuptools" in requirements(lock) for lock in LOCKS)


def test_qt_is_one_that_keeps_python_311_whole():
    assert requirements(bootstrap.RUN.lock)["pyside6-essentials"].startswith("pyside6-essentials==6.11.3 ")


# --- the stamp ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of the same shape, to be changed at will."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    lock = tmp_path / "run.txt"
    lock.write_text("one==1 --hash=sha256:00", "utf-8")
    return bootstrap.Needs("run", lock, ("libegl1",))


def test_the_stamp_stays_while_nothing_changes(project):
    assert bootstrap.stamp_of(project) == bootstrap.stamp_of(project)


def test_the_stamp_follows_the_lock(project):
    before = bootstrap.stamp_of(project)
    project.lock.write_text("one==2 --hash=sha256:11", "utf-8")
    assert bootstrap.stamp_of(project) != before


def test_the_stamp_follows_the_debian_packages(project):
    assert bootstrap.stamp_of(project._replace(debian=("libegl1", "xvfb"))) != bootstrap.stamp_of(project)


def test_the_stamp_follows_what_the_project_declares_and_not_how_it_is_checked(project, tmp_path):
    declared = tmp_path / "pyproject.toml"
    before = bootstrap.stamp_of(project)
    declared.write_text(declared.read_text("utf-8").replace("max-line-length = 120", "max-line-length = 99"))
    assert bootstrap.stamp_of(project) == before
    declared.write_text(declared.read_text("utf-8").replace("ui.main:main", "ui.other:main"))
    assert bootstrap.stamp_of(project) != before


def test_the_stamp_follows_the_folder(project, tmp_path, monkeypatch):
    before = bootstrap.stamp_of(project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "pyproject.toml").rename(elsewhere / "pyproject.toml")
    monkeypatch.setattr(bootstrap, "ROOT", elsewhere)
    assert bootstrap.stamp_of(project) != before


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_a_stamp_that_cannot_be_read_is_none(project, content):
    bootstrap.STAMP.write_text(content, "utf-8")
    assert bootstrap.read_stamp() == {}


def test_after_the_test_set_up_the_program_needs_none(project, tmp_path, monkeypatch):
    test = project._replace(name="test", debian=("libegl1", "xvfb"))
    monkeypatch.setattr(bootstrap, "RUN", project)
    monkeypatch.setattr(bootstrap, "TEST", test)
    bootstrap.write_stamp(test)
    assert bootstrap.read_stamp() == {
        "root": str(tmp_path),
        "run": bootstrap.stamp_of(project),
        "test": bootstrap.stamp_of(test),
    }


def test_a_stamped_environment_is_left_alone(project, tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("a set-up that is there was made again")

    monkeypatch.setattr(bootstrap, "SCRIPTS", Path(sys.executable).parent)
    monkeypatch.setattr(bootstrap, "install_debian_packages", refuse)
    bootstrap.STAMP.write_text(json.dumps({"run": bootstrap.stamp_of(project)}), "utf-8")
    bootstrap.set_up(project)
    bootstrap.STAMP.write_text(json.dumps({"run": "of another day"}), "utf-8")
    with pytest.raises(AssertionError):
        bootstrap.set_up(project)


# --- Debian packages -----------------------------------------------------------------------------------

DPKG_SAYS = (
    "ii \tlibegl1\t\n"
    "rc \txvfb\t\n"
    "ii \tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6), libglib2.0-bin-none\n"
    "un \tlibgl1\t\n"
)


def test_only_what_is_installed_or_provided_counts_as_there():
    wanted = ["libegl1", "xvfb", "libglib2.0-0", "libgl1", "openbox"]
    assert bootstrap.missing_packages(wanted, DPKG_SAYS) == ["xvfb", "libgl1", "openbox"]


def test_the_line_to_type_is_whole_with_sudo_and_without():
    with_sudo = bootstrap.line_to_type(["libegl1", "xvfb"], "/usr/bin/sudo")
    assert with_sudo == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 xvfb"
    )
    without = bootstrap.line_to_type(["libegl1"], None)
    assert without == "su -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'"


def test_without_the_right_to_install_the_line_is_given_and_nothing_is_tried(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "venv_package", lambda: ["python3.11-venv"])
    monkeypatch.setattr(bootstrap, "installed_packages", lambda: "ii \tlibegl1\t\n")
    monkeypatch.setattr(bootstrap, "right_to_install", lambda: None)
    with pytest.raises(bootstrap.SetupProblem) as problem:
        bootstrap.install_debian_packages(bootstrap.RUN._replace(debian=("libegl1", "libgl1")))
    sentence, line = str(problem.value).split("\n")
    assert "no tengo permiso" in sentence
    assert line.endswith("install -y --no-install-recommends python3.11-venv libgl1")


def test_the_test_set_holds_the_run_set_and_no_package_twice():
    assert set(bootstrap.DEBIAN_TO_RUN) < set(bootstrap.DEBIAN_TO_TEST)
    assert len(set(bootstrap.DEBIAN_TO_TEST)) == len(bootstrap.DEBIAN_TO_TEST)


# --- the display -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--base", "capturas"], True),
        (["--base=oficina.vinculo", "--demo"], True),
        (["capturas", "fotos"], False),
        (["--base", "oficina.vinculo", "buscar", "club"], False),
        (["--help"], False),
    ],
)
def test_the_window_opens_when_no_subcommand_is_named(arguments, window):
    assert bootstrap.opens_window(arguments) is window


@pytest.mark.parametrize(
    ("environ", "platform", "lacks"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ""}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", False),
    ],
)
def test_where_a_window_can_be_drawn(environ, platform, lacks):
    assert bootstrap.lacks_display(environ, platform) is lacks


def test_without_a_display_run_says_how_to_take_pictures(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "set_up", lambda needs: None)
    monkeypatch.setattr(bootstrap, "hand_over", lambda command: pytest.fail("the program was started"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.main(["run"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "No hay pantalla" in said.err
    assert "bootstrap.py run capturas CARPETA" in said.err


def test_without_a_display_a_subcommand_is_handed_over_whole(monkeypatch):
    handed = []
    monkeypatch.setattr(bootstrap, "set_up", lambda needs: None)
    monkeypatch.setattr(bootstrap, "hand_over", lambda command: handed.append(command) or 0)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert bootstrap.main(["run", "contar", "-tipo:club", "--json"]) == 0
    assert handed == [[str(bootstrap.SCRIPTS / "vinculo"), "contar", "-tipo:club", "--json"]]


# --- the test command ----------------------------------------------------------------------------------------


def test_what_follows_two_dashes_goes_to_pytest():
    assert bootstrap.test_options([]) == (False, [])
    assert bootstrap.test_options(["--todo", "--", "-k", "diario"]) == (True, ["-k", "diario"])
    with pytest.raises(bootstrap.SetupProblem, match="después de «--»"):
        bootstrap.test_options(["-k", "diario"])


def test_pytest_is_last_and_runs_the_slow_tests_only_when_asked():
    everyday, whole = (
        bootstrap.checks(everything, ["-k", "x"])[-1].command[1:] for everything in (False, True)
    )
    assert everyday[-2:] == ["-k", "x"]
    assert whole[-4:] == ["-m", "", "-k", "x"]
    assert "-m" not in everyday


def test_the_tests_share_the_cores_unless_told_otherwise():
    command = bootstrap.checks(everything=False, for_pytest=["-n0"])[-1].command
    assert "--numprocesses=logical" in command
    assert command[-1] == "-n0"


def test_one_failed_check_stops_no_other_and_fails_the_whole(monkeypatch, capsys):
    ran = []

    def call(command, **_):
        ran.append(Path(command[0]).name)
        return 1 if ran[-1] == "mypy" else 0

    monkeypatch.setattr(bootstrap, "set_up", lambda needs: None)
    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    assert bootstrap.main(["test"]) == 1
    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert "Falló: Tipos (mypy)." in capsys.readouterr().err


# --- the measuring command ------------------------------------------------------------------------------------


def test_measuring_hands_its_options_over_with_qt_in_no_display(monkeypatch):
    called = []

    def call(command, **more):
        called.append((command[1:], more["env"]["QT_QPA_PLATFORM"], more["cwd"]))
        return 0

    monkeypatch.setattr(bootstrap, "set_up", lambda needs: None)
    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    assert bootstrap.main(["medir", "--contactos", "3000"]) == 0
    assert called == [(["-m", "tests.benchmarks", "--contactos", "3000"], "offscreen", ROOT)]


# --- the command of texts -------------------------------------------------------------------------------------


def test_texts_are_brought_in_step_by_the_libraries_of_the_environment(monkeypatch):
    called = []

    def call(command, **more):
        called.append((command, more["cwd"]))
        return 0

    monkeypatch.setattr(bootstrap, "set_up", lambda needs: None)
    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    assert bootstrap.main(["textos", "en"]) == 0
    assert called == [([str(bootstrap.python_of_environment()), "-m", "tests.texts", "en"], ROOT)]


# --- from outside ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["instalar"], 2)])
def test_the_script_tells_how_it_is_used(arguments, code):
    done = subprocess.run(
        [sys.executable, "-S", ROOT / "bootstrap.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == code
    assert "bootstrap.py run" in (done.stdout if code == 0 else done.stderr)
    assert "Traceback" not in done.stderr


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 bootstrap.py run" in readme
    assert "python3 bootstrap.py test" in readme
