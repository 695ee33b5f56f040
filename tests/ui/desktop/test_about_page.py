"""What the program is made of."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from ui.desktop.about_page import DATA, LIBRARIES, AboutPage, version_of
from ui.desktop.labels import Prose

PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))


def test_every_library_that_the_program_needs_is_named():
    needed = {re.split(r"[=\[]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    assert needed == {distribution.lower() for _name, distribution, _licence in LIBRARIES}


def test_the_licence_named_is_that_of_the_library():
    for _name, distribution, licence in LIBRARIES:
        told = metadata.metadata(distribution).get("License-Expression")
        if told and "PySide6" not in distribution:
            assert licence.split(" /")[0].split(" ")[0].split("-")[0] in told, distribution


def test_it_shows_attributions_and_the_texts_of_licences(qtbot, theme):
    page = AboutPage(theme)
    qtbot.addWidget(page)
    page.show()
    shown = "\n".join(prose.plain_text for prose in page.findChildren(Prose))
    for name in ("GeoNames", "Natural Earth", "Inter", "Lucide", "CC BY 4.0", "LGPL 3.0"):
        assert name in shown
    assert len(DATA) == 4
    page.show_texts.click()
    assert "SIL OPEN FONT LICENSE" in page.texts.toPlainText()
    assert page.texts.isVisible()


def test_a_distribution_that_is_not_there_has_no_version():
    assert version_of("no-existe-tal-cosa") == ""
    assert version_of("click")
