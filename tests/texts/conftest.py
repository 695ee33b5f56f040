"""Programs that speak another language, in which every text stands between brackets."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from tests.texts import catalogue

_PREAMBLE = """
import gettext, sys
found, folder = gettext.translation, sys.argv.pop(1)
gettext.translation = lambda domain, *_, **__: found(domain, folder, languages=["xx"], fallback=domain != "vinculo")
"""
"""Read the catalogues of the folder that is given, instead of those that ship."""


@pytest.fixture(scope="session")
def another_language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of catalogues with a language that puts every text between brackets."""
    folder = tmp_path_factory.mktemp("locale")
    catalog = Catalog("es")
    for text in catalogue.texts(catalogue.extracted()):
        catalog.add(text, f"⟦{text}⟧" if isinstance(text, str) else tuple(f"⟦{form}⟧" for form in text))
    path = folder / "xx" / "LC_MESSAGES" / "vinculo.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


@pytest.fixture
def said(another_language: Path) -> Callable[..., str]:
    """What a program says under another language: its source, and its arguments."""

    def run(program: str, *arguments: str) -> str:
        command = [sys.executable, "-c", _PREAMBLE + program, str(another_language), *arguments]
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, cwd=catalogue.ROOT, env=environ, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    return run
