"""An institution and a person with a post in it, made and found by real keys."""

INSTITUTION = "Instituto Ficticio de Prueba"
PERSON = "Sofía Ficticia Núñez"
KEYS_OF_INSTITUTION = 4
KEYS_OF_PERSON = 6


def test_an_institution_and_a_person_with_a_post_in_it_are_made(screen, program):
    program.start()
    screen.keys("ctrl+shift+n")
    screen.type(INSTITUTION)
    screen.keys("Return")
    screen.type("ac")
    screen.keys("Return")
    screen.type("contacto@prueba.example")
    screen.keys("Return")
    assert screen.pressed == KEYS_OF_INSTITUTION
    screen.wait_for_title(INSTITUTION)

    screen.pressed = 0
    screen.keys("ctrl+n")
    screen.type(PERSON)
    screen.keys("Return")
    screen.type("inst fict")
    screen.keys("Return", "Return")
    screen.type("Directora de Enlace")
    screen.keys("Return")
    screen.type("55 5623 0222")
    screen.keys("Return")
    assert screen.pressed == KEYS_OF_PERSON
    screen.wait_for_title(PERSON)

    (institution,) = program.find(f'"{INSTITUTION}" tipo:institución')
    assert institution["nombre"] == INSTITUTION
    assert institution["categoria"] == "Institución académica"
    assert [email["correo"] for email in institution["correos"]] == ["contacto@prueba.example"]
    (person,) = program.find(f'"{PERSON}"')
    assert (person["nombres"], person["primer_apellido"], person["segundo_apellido"]) == tuple(PERSON.split())
    assert [(post["titulo"], post["institucion"]) for post in person["cargos"]] == [
        ("Directora de Enlace", INSTITUTION)
    ]
    assert [phone["e164"] for phone in person["telefonos"]] == ["+525556230222"]
    screen.keep("new-person")
    program.quit()


def test_both_are_found_from_anywhere_with_ctrl_k(screen, program):
    program.add([{"Nombre": PERSON, "Institución": INSTITUTION, "Cargo": "Directora de Enlace"}])
    program.start()
    screen.keys("ctrl+8", "ctrl+k")
    screen.type("inst fict pru")
    screen.keys("Return")
    screen.wait_for_title(INSTITUTION)
    screen.keys("ctrl+k")
    screen.type("nunez fict")
    screen.keys("Return")
    screen.wait_for_title(PERSON)
    assert [row["nombre"] for row in program.ask("buscar", "nunez fict")] == [PERSON]
    screen.keep("found-with-ctrl-k")
    program.quit()
