"""A meeting with ten participants of four institutions and three commitments, written down by keys alone."""

INSTITUTIONS = ("Club Ficticio Uno", "Club Ficticio Dos", "Colegio Ficticio Tres", "Casa Ficticia Cuatro")
PEOPLE = (
    ("Aurora Ficticia Solano", 0),
    ("Benito Ficticio Robles", 0),
    ("Carmen Ficticia Duarte", 0),
    ("Daniel Ficticio Lozada", 1),
    ("Elvira Ficticia Montes", 1),
    ("Fausto Ficticio Pineda", 1),
    ("Gloria Ficticia Zavala", 2),
    ("Hilario Ficticio Quiroz", 2),
    ("Irene Ficticia Bernal", 3),
    ("Jacinto Ficticio Orozco", 3),
)
TITLE = "Mesa con clubes ficticios"
COMMITMENTS = ("Enviar los carteles", "Revisar la lista", "Fijar la fecha")
MOST_KEYS = 60


def test_a_meeting_is_written_down_in_under_sixty_keys_and_found_from_everywhere(screen, program):
    program.add(
        [
            {"Nombre": name, "Institución": INSTITUTIONS[institution], "Cargo": "Vocal"}
            for name, institution in PEOPLE
        ]
    )
    program.start()
    screen.pressed = 0
    screen.keys("ctrl+shift+a")
    screen.type(TITLE)
    screen.keys("Return")
    screen.type("3/10/2025")
    screen.keys("Return")
    screen.type("18:00 a 19:30")
    screen.keys("Return")
    screen.type("Los")
    screen.keys("Return")
    screen.type("Virtual")
    screen.keys("Return")
    screen.type("https://example.org/sala")
    screen.keys("Return")
    for name, _institution in PEOPLE:
        screen.type(name)
        screen.keys("Return")
    screen.keys("Return")
    screen.type("AI 4.1")
    screen.keys("Return", "Return")
    screen.type("Se revisaron los avances.")
    for what in COMMITMENTS:
        screen.keys("Return")
        screen.type(f"[ ] {what} (Rosa Prueba, viernes)")
    screen.keep("meeting-by-keys")
    screen.keys("ctrl+s")
    assert screen.pressed < MOST_KEYS
    screen.wait_for_title(TITLE)

    (meeting,) = program.find(f'que:actividades "{TITLE}"')
    assert meeting["estado"] == "realizada"
    took_part = {who["nombre"]: who["institucion"] for who in meeting["participantes"]}
    assert took_part == {name: f"Vocal, {INSTITUTIONS[institution]}" for name, institution in PEOPLE}
    assert meeting["cuenta"] == ["AI 4.1"]
    assert sorted(row["que"] for row in meeting["compromisos"]) == sorted(COMMITMENTS)
    promised = [row["nombre"] for row in program.ask("buscar", 'que:seguimientos responsable:"Rosa Prueba"')]
    assert sorted(promised) == sorted(COMMITMENTS)
    for sought in (*(name for name, _institution in PEOPLE), *INSTITUTIONS):
        (found,) = program.ask("buscar", f'que:actividades participante:"{sought}"')
        assert found["id"] == meeting["id"]
    of_the_day = program.ask("buscar", "que:actividades fecha:2025-10-03")
    assert meeting["id"] in [row["id"] for row in of_the_day]
    screen.keep("meeting-saved")
    program.quit()
