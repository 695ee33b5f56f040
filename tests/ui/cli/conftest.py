"""The command line called as a user calls it, in this process: what it prints, and its exit code."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ui.cli.main import run


@dataclass(frozen=True)
class Called:
    """The outcome of one call."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Called]


@pytest.fixture
def vinculo(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program: ``vinculo("contar", "tipo:club", base=path)``; the outcome has code, out, err and json."""

    def call(*arguments: str, base: Path | None = None, day: str = "2025-10-06") -> Called:
        capsys.readouterr()
        place = ["--base", str(base)] if base is not None else []
        code = run([*place, "--hoy", day, *arguments])
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo base for the session; tests that write take a copy (``demo``)."""
    path = tmp_path_factory.mktemp("demo") / "demo.vinculo"
    assert run(["--base", str(path), "--hoy", "2025-10-06", "demo"]) == 0
    return path


@pytest.fixture
def demo(demo_once: Path, tmp_path: Path) -> Path:
    """A demo base of the test's own."""
    return Path(shutil.copy(demo_once, tmp_path / "demo.vinculo"))


@pytest.fixture(scope="session")
def empty_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One new base for the session; ``empty`` is a copy."""
    path = tmp_path_factory.mktemp("vacia") / "vacia.vinculo"
    assert run(["--base", str(path), "crear"]) == 0
    return path


@pytest.fixture
def empty(empty_once: Path, tmp_path: Path) -> Path:
    """A new base without contacts."""
    return Path(shutil.copy(empty_once, tmp_path / "vacia.vinculo"))
