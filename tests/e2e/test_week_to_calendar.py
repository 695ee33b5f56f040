"""Activities come in from a sheet whose path is typed, and the week that the calendar shows goes out, by real keys."""

import datetime

import icalendar

from crm.clock import HOME_ZONE
from ui.desktop.tokens import LIGHT

TITLES = ["Mesa ficticia de la semana", "Taller ficticio de la semana"]
OUTSIDE = "Sesión ficticia de otra semana"
A_CELL = 20
"""Pixels of the colour of what is wrong."""
ROWS = 800
"""Pixels of the colour of text, right of the rail: the rows of a list."""


def test_a_sheet_of_activities_comes_in_and_its_week_goes_out(screen, program, tmp_path):
    now = datetime.datetime.now(HOME_ZONE).date()
    today, later = now.isoformat(), (now + datetime.timedelta(days=7)).isoformat()
    sheet = tmp_path / "semana.csv"
    sheet.write_text(
        f"Fecha,Hora,Actividad,Tipo de actividad\n{today},10:00,{TITLES[0]},reunión\n{today},12:00,{TITLES[1]},tayer\n"
        f"{later},12:00,{OUTSIDE},reunión\n",
        "utf-8",
    )
    program.start()
    screen.keys("ctrl+i", "Return")
    screen.wait_for_title("Elegir el archivo que se importa")
    screen.type(str(sheet))
    screen.keys("Return")
    screen.wait(lambda: screen.pixels(LIGHT.danger) > A_CELL, "the dry run")
    screen.keep("activities-dry-run")
    screen.type("taller")
    screen.keys("Return")
    screen.wait(lambda: screen.pixels(LIGHT.danger) == 0, "the kind to be right")
    screen.keys("ctrl+Return")
    screen.wait(
        lambda: len(program.ask("buscar", "que:actividades semana creado:hoy")) == len(TITLES) + 1,
        "the activities in the base",
    )
    path = tmp_path / "semana.ics"
    screen.keys("ctrl+4")
    screen.wait_for_title("Actividades")
    screen.wait(lambda: screen.pixels(LIGHT.text, right_of=0.1) > ROWS, "the rows")
    screen.keys(*["shift+Tab"] * 3, "Right", "Right", "space")
    screen.keep("week-to-export")
    screen.keys("ctrl+e")
    screen.wait_for_title("Exportar")
    screen.keep("week-exported")
    screen.keys("Tab", "Tab", "ctrl+a")
    screen.type(str(path))
    screen.keys("Return")
    screen.wait(path.exists, "the file")
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = {str(part["SUMMARY"]): part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")}
    assert set(TITLES) <= set(found)
    assert OUTSIDE not in found
    assert found[TITLES[0]]["DTSTART"].dt.strftime("%Y-%m-%d %H:%M") == f"{today} 10:00"
    program.quit()
