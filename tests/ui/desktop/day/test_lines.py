"""What Mi día says, line by line, of a Monday."""

import datetime
from dataclasses import replace

from crm.contact_values import Reference
from crm.today import Due
from ui.desktop.capture_day import EMPTY, FULL, LONG, MONDAY, OVERDUE, activity
from ui.desktop.day.lines import Wanted, columns, day_head


def titles(column):
    return [(section.title, section.total) for section in column]


def lines(section):
    return [line for group in section.groups for line in group.lines]


def test_three_columns_of_sections():
    due, week, rest = columns(FULL)
    assert titles(due) == [("Vencidos", 3), ("Hoy", 3), ("Recordatorios", 1), ("Esta semana", 2)]
    assert titles(week) == [("Actividades de la semana", 7)]
    assert titles(rest) == [
        ("Convenios por vencer", 3),
        ("Avisos de convenios", 2),
        ("Gestiones por vencer", 2),
        ("Sin contacto hace tiempo", 214),
    ]


def test_what_has_nothing_in_it_is_left_out():
    assert columns(EMPTY) == ((), (), ())


def test_a_follow_up_says_about_what_by_whom_and_since_when():
    first = lines(columns(FULL)[0][0])[0]
    assert first.title == "Enviar minuta de la mesa con COLEFOM"
    assert first.detail == "Mesa de diálogo, 24 sep · Jimena Robles"
    assert (first.when, first.tone) == ("hace 5 días", "danger")
    assert first.about == Reference(501, "Mesa de diálogo, 24 sep", "organization")
    assert first.record == Reference(1, first.title, "follow_up")
    assert first.aloud == f"{first.title}, hace 5 días, {first.detail}"


def test_one_about_nothing_opens_itself_and_says_for_what_it_waits():
    row = OVERDUE[0]._replace(about=(), waiting_for="la DERFE", commitment="12/2019", responsible="")
    today = replace(FULL.today, overdue=Due((row,), 1))
    line = lines(columns(replace(FULL, today=today))[0][0])[0]
    assert line.about == line.record
    assert line.detail == "compromiso 12/2019 · en espera: la DERFE"


def test_a_week_that_begins_on_monday_ends_on_sunday():
    due, week, _rest = columns(replace(FULL, begins=0))
    assert due[-1].wanted.query == "fecha:2025-10-07..2025-10-12 estado:abierto"
    assert week[0].wanted.query == "fecha:2025-10-06..2025-10-12 -estado:cancelada,pospuesta"


def test_every_heading_opens_what_it_counts():
    due, week, rest = columns(FULL)
    assert [section.wanted for section in (*due, *week, *rest)] == [
        Wanted("seguimientos", "estado:vencido"),
        Wanted("seguimientos", "fecha:hoy estado:abierto"),
        Wanted("seguimientos", "recordatorio:<=hoy estado:abierto -fecha:<=2025-10-11"),
        Wanted("seguimientos", "fecha:2025-10-07..2025-10-11 estado:abierto"),
        Wanted("actividades", "fecha:2025-10-06..2025-10-11 -estado:cancelada,pospuesta"),
        Wanted("convenios", "aviso:por-vencer"),
        Wanted("convenios", "aviso:vencido,preaviso,obligación,detenido"),
        Wanted("gestiones", "estado:por-vencer"),
        Wanted("contactos", "ultimo:<hace-6-meses -tipo:persona"),
    ]


def test_more_than_is_shown_is_told():
    due, _week, rest = columns(FULL)
    assert due[0].more == ""
    assert rest[-1].more == "Ver los 214 contactos"


def test_agreements_about_to_lapse_say_in_how_many_days():
    lapsing, alerts = columns(FULL)[2][:2]
    first, second, _third = lines(lapsing)
    assert (first.title, first.detail) == ("Tertulia Cultural Chinampa (TCC)", "Carta de intención")
    assert (first.when, first.tone) == ("en 24 días", "warn")
    assert (second.when, second.tone) == ("en 86 días", "")
    assert first.about == Reference(81, "Convenio con Tertulia Cultural Chinampa (TCC)", "agreement")
    late, stalled = lines(alerts)
    assert (late.when, late.tone) == ("vencida", "danger")
    assert (stalled.detail, stalled.when) == ("Lleva 230 días en validación jurídica.", "")
    assert stalled.about.kind == "agreement"


def test_of_many_agreements_the_first_are_shown():
    lapsing, alerts = columns(LONG)[2][:2]
    assert (len(lines(lapsing)), lapsing.total, lapsing.more) == (5, 7, "Ver los 7")
    assert (len(lines(alerts)), alerts.total, alerts.more) == (5, 7, "Ver los 7")


def test_activities_stand_under_their_days_with_the_hours_of_both_places():
    (section,) = columns(FULL)[1]
    assert [group.head for group in section.groups] == [
        "Hoy, lunes 6",
        "Mañana, martes 7",
        "Miércoles 8",
        "Jueves 9",
        "Viernes 10",
    ]
    first = lines(section)[0]
    assert (first.hour, first.title, first.detail) == (
        "9:00",
        "Reunión con FAME",
        "En línea · 17:00 en Madrid",
    )
    assert lines(section)[-1].hour == ""


def test_what_began_before_today_is_on_today():
    began = activity(1, "Feria", -2, "", "", "Sede")._replace(last=MONDAY + datetime.timedelta(days=1))
    today = replace(FULL.today, week=(began,))
    assert columns(replace(FULL, today=today))[1][0].groups[0].head == "Hoy, lunes 6"


def test_a_wall_of_activities_is_counted():
    today = replace(FULL.today, week=tuple(activity(n, f"Aviso {n}", n // 5, "", "", "") for n in range(25)))
    (section,) = columns(replace(FULL, today=today))[1]
    assert (section.total, len(lines(section)), section.more) == (25, 14, "Ver las 25")


def test_requests_say_how_many_working_days_are_left():
    whens = [line.when for line in lines(columns(FULL)[2][2])]
    assert whens == ["hace 1 día hábil", "en 3 días hábiles"]
    today = replace(FULL.requests[0], left=0)
    assert lines(columns(replace(FULL, requests=(today,)))[2][2])[0].when == "vence hoy"


def test_the_days_of_a_week():
    saturday = datetime.date(2025, 10, 11)
    assert day_head(saturday, saturday) == "Hoy, sábado 11"
    assert day_head(saturday, MONDAY) == "Sábado 11"


def test_the_last_column_waits_until_the_rest_is_known():
    due, week, rest = columns(replace(FULL, rest=None))
    assert (due, week) == columns(FULL)[:2]
    assert rest == ()
