"""What the manual says is so: the names, keys, queries, dates and options it tells are those of the program."""

import datetime
import re

import click
import pytest

from crm import date_entry
from crm.query import parse
from tests.texts import catalogue
from ui.cli.main import cli
from ui.desktop import manual_pages, shortcuts
from ui.desktop.administration.page import sections
from ui.desktop.beside_work import PRINT
from ui.desktop.places import PARTS, places

EMPHASIS = {"base", "una sola operación"}
"""Bold that stresses a word and names nothing."""
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Mayús)\+)*(?:[A-Z,]|\d|F\d\d?|Intro|Esc|Inicio|Fin|Tab|Supr|Espacio|[?/↑↓])"
)
HALF_KEYS = {"Ctrl", "Mayús"}
TODAY = datetime.date(2025, 10, 6)
CONTACTS = "contactos"


def quoted(page: str) -> list[str]:
    return re.findall(r"`([^`]+)`", manual_pages.text(page))


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every text of the program, as it is read on the screen."""
    forms = (
        form
        for text in catalogue.texts(catalogue.extracted())
        for form in ((text,) if isinstance(text, str) else text)
    )
    return {" ".join(form.replace("&", "").split()) for form in forms}


@pytest.mark.parametrize("page", manual_pages.PAGES)
def test_every_name_is_one_of_the_screen(page, said):
    names = set(re.findall(r"\*\*([^*]+)\*\*", manual_pages.text(page))) - EMPHASIS
    assert names - said == set()


def known_keys() -> set[str]:
    codes = [*(place.code for place in places()), *PARTS]
    codes += [f"administracion/{section.code}" for section in sections()] + ["manual", PRINT]
    return {
        keys
        for code in codes
        for group in shortcuts.groups(code)
        for one in group.shortcuts
        for keys in one.keys
    }


@pytest.mark.parametrize("page", manual_pages.PAGES)
def test_every_key_is_one_that_the_program_tells_of(page):
    told = {text for text in quoted(page) if KEYS.fullmatch(text)}
    assert told - known_keys() == set()


def test_there_are_keys_names_and_queries_to_look_at():
    assert {"Ctrl+F", "F2", "Ctrl+1"} <= known_keys()
    assert (
        sum(len([text for text in quoted(page) if KEYS.fullmatch(text)]) for page in manual_pages.PAGES) > 15
    )
    assert len(queries()) > 15


def queries() -> list[tuple[str, str]]:
    """Each query, and what it is asked of: the fields listed under a line with ``que:…`` are of that subject."""
    found, last = [], CONTACTS
    for paragraph in manual_pages.text("buscar").split("\n\n"):
        texts = re.findall(r"`([^`]+)`", paragraph)
        subject = last if paragraph.startswith("- ") else CONTACTS
        named = re.match(r"En .*`que:(\w+)`.*:$", paragraph)
        last = named[1] if named else CONTACTS
        found += [(text, subject) for text in texts if not KEYS.fullmatch(text) and text not in HALF_KEYS]
    return found


def test_every_query_is_understood():
    for query, subject in queries():
        parse(query, TODAY, subject)


def test_what_is_told_of_another_list_is_looked_at_in_it():
    assert ("etapa:negociación", "convenios") in queries()
    assert ("pais:chile", CONTACTS) in queries()


def test_every_date_is_understood():
    line = next(line for line in manual_pages.text("contactos").splitlines() if "`hoy`" in line)
    dates = re.findall(r"`([^`]+)`", line)
    assert len(dates) >= 7
    for date in dates:
        assert date_entry.read(date, TODAY) is not None, date


def test_every_option_is_one_of_its_command():
    context = click.Context(cli)
    for line in manual_pages.text("linea-de-ordenes").splitlines():
        named = re.findall(r"`vinculo ([a-z]+)", line)
        options = re.findall(r"`(?:vinculo [^`]*?)?(--[a-z-]+)", line) + re.findall(
            r"`vinculo [^`]* (--?[a-z]+)", line
        )
        for name in named[:1]:
            command = cli.get_command(context, name)
            assert command is not None, name
            known = {text for parameter in command.get_params(context) for text in parameter.opts}
            assert set(options) - known == set(), line
